namespace ZoneComp.Preparation.Sources;

/// <summary>Where each zone feature of the overlay came from.</summary>
/// <remarks>There may be hundreds of millions, nearly always one after another as in their file: so runs are kept, not features.</remarks>
public sealed class ZoneOrigins
{
    private readonly List<Run> runs = [];

    public int Count { get; private set; }

    /// <summary>Index into <see cref="PreparedInput.Inputs"/>.</summary>
    public int Source(int zone) => RunOf(zone).Source;

    /// <summary>The feature's number as GDAL and QGIS show it.</summary>
    public long FeatureId(int zone)
    {
        Run run = RunOf(zone);
        return run.FirstId + ((zone - run.FirstZone) * run.Step);
    }

    /// <summary>The zones around one that come one after another from their file.</summary>
    internal Stretch StretchAt(int zone)
    {
        int at = IndexOf(zone);
        return new Stretch(
            runs[at].Source, runs[at].FirstZone, at + 1 < runs.Count ? runs[at + 1].FirstZone : Count, runs[at].FirstId, runs[at].Step);
    }

    internal void Add(int source, long featureId)
    {
        int zone = Count++;
        if (runs.Count > 0 && runs[^1].Source == source)
        {
            Run last = runs[^1];
            if (zone - last.FirstZone == 1)
                runs[^1] = last = last with { Step = featureId - last.FirstId };
            if (featureId == last.FirstId + ((zone - last.FirstZone) * last.Step))
                return;
        }

        runs.Add(new Run(zone, source, featureId, 0));
    }

    /// <summary>Adds zones that were read elsewhere, all of one source.</summary>
    internal void Append(ZoneOrigins others, int source)
    {
        foreach (Run run in others.runs)
            runs.Add(run with { FirstZone = Count + run.FirstZone, Source = source });
        Count += others.Count;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(runs.Count);
        foreach (Run run in runs)
        {
            writer.Write(run.FirstZone);
            writer.Write(run.Source);
            writer.Write(run.FirstId);
            writer.Write(run.Step);
        }
    }

    internal static ZoneOrigins Read(BinaryReader reader)
    {
        var origins = new ZoneOrigins { Count = reader.ReadInt32() };
        for (int left = reader.ReadInt32(); left > 0; left--)
            origins.runs.Add(new Run(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64()));
        return origins;
    }

    /// <summary>The same zones in another order, their sources by other indices.</summary>
    /// <param name="parts">One after another, as numbered here; each zone once.</param>
    internal ZoneOrigins InOrder(IEnumerable<(int First, int Count)> parts, IReadOnlyList<int> sources)
    {
        var ordered = new ZoneOrigins();
        foreach ((int first, int count) in parts)
        {
            for (int zone = first; zone < first + count;)
            {
                int at = IndexOf(zone), end = Math.Min(first + count, at + 1 < runs.Count ? runs[at + 1].FirstZone : Count);
                ordered.runs.Add(runs[at] with { FirstZone = ordered.Count, Source = sources[runs[at].Source], FirstId = FeatureId(zone) });
                ordered.Count += end - zone;
                zone = end;
            }
        }

        return ordered;
    }

    private Run RunOf(int zone) => runs[IndexOf(zone)];

    private int IndexOf(int zone)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)zone, (uint)Count);
        int low = 0, high = runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = runs[middle].FirstZone <= zone ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    internal readonly record struct Stretch(int Source, int FirstZone, int EndZone, long FirstId, long Step)
    {
        public long FeatureId(int zone) => FirstId + ((zone - FirstZone) * Step);
    }

    private readonly record struct Run(int FirstZone, int Source, long FirstId, long Step);
}
