namespace ZoneComp.Expressions.Formulas;

/// <summary>What a column is over: the regions, or the rows of a table.</summary>
/// <param name="count">Number of rows.</param>
/// <param name="label">Names a row in messages: "610113 雁塔区".</param>
/// <param name="groupKey">Key of the row's group at a level; null where it has none.</param>
public sealed class Frame(int count, Func<int, string> label, IReadOnlyList<string> levels, Func<int, string, string?> groupKey)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Grouping> groupings = new(StringComparer.Ordinal);

    public int Count => count;

    public IReadOnlyList<string> Levels => levels;

    public string Label(int row) => label(row);

    /// <summary>Groups at a level; one group of all rows for null.</summary>
    internal Grouping Groups(string? level)
    {
        lock (gate)
        {
            if (!groupings.TryGetValue(level ?? "", out Grouping? grouping))
                groupings.Add(level ?? "", grouping = level is null ? new Grouping([.. Enumerable.Repeat(0, count)], [""]) : Group(level));
            return grouping;
        }
    }

    internal string? GroupKey(int row, string level) => groupKey(row, level);

    private Grouping Group(string level) => Group(row => groupKey(row, level));

    /// <summary>Rows of one key make a group; a row without a key is in none.</summary>
    internal Grouping Group(Func<int, string?> keyOf)
    {
        int[] groupOf = new int[count];
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        for (int row = 0; row < count; row++)
        {
            string? key = keyOf(row);
            if (key is null)
                groupOf[row] = -1;
            else if (!known.TryGetValue(key, out groupOf[row]))
                known.Add(key, groupOf[row] = known.Count);
        }

        return new Grouping(groupOf, [.. known.Keys]);
    }
}

/// <param name="GroupOf">Group of each row; -1 for a row in none.</param>
/// <param name="Keys">Key of each group.</param>
internal sealed record Grouping(int[] GroupOf, IReadOnlyList<string> Keys);
