namespace ZoneComp.Preparation.Zones;

/// <summary>In which order the sources of zones were read, and how their zones are numbered in the policy's order.</summary>
/// <param name="sources">Number of sources; told by their ordinals in the policy's order.</param>
internal sealed class ZoneOrder(int sources)
{
    private readonly (int First, int Count)[] read = new (int First, int Count)[sources];

    /// <summary>The source that is being read.</summary>
    public int Source { get; private set; }

    /// <summary>Its first zone, in the order of reading.</summary>
    public int FirstZone => read[Source].First;

    /// <summary>By source its zones, as numbered in the order of reading.</summary>
    public IReadOnlyList<(int First, int Count)> Sources => read;

    /// <summary>Whether the sources were read in their own order.</summary>
    public bool IsAsRead
    {
        get
        {
            int next = 0;
            foreach ((int first, int count) in read)
            {
                if (count > 0 && first != next)
                    return false;
                next += count;
            }

            return true;
        }
    }

    /// <param name="zones">Zones read so far.</param>
    public void Begin(int source, int zones)
    {
        Source = source;
        read[source] = (zones, 0);
    }

    /// <param name="zones">Zones read so far.</param>
    public void End(int zones) => read[Source].Count = zones - read[Source].First;

    /// <summary>By source the number of its first zone in the policy's order.</summary>
    /// <param name="before">Number of the first zone of all.</param>
    public int[] FirstNumbers(int before)
    {
        var numbers = new int[sources];
        for (int source = 0; source < sources; source++)
        {
            numbers[source] = before;
            before += read[source].Count;
        }

        return numbers;
    }

    /// <summary>From numbers in the order of reading to those in the policy's order.</summary>
    /// <param name="before">Number of the first zone of all, in both; smaller ones stay.</param>
    public Func<int, int> Renumber(int before)
    {
        int[] numbers = FirstNumbers(before);
        int[] bySource = [.. Enumerable.Range(0, sources).Where(source => read[source].Count > 0).OrderBy(source => read[source].First)];
        int[] firsts = [.. bySource.Select(source => before + read[source].First)];
        return number =>
        {
            if (number < before)
                return number;
            int at = Array.BinarySearch(firsts, number);
            int source = bySource[at < 0 ? ~at - 1 : at];
            return numbers[source] + (number - before - read[source].First);
        };
    }
}
