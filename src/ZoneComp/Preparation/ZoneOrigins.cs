namespace ZoneComp.Preparation;

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

    private Run RunOf(int zone)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)zone, (uint)Count);
        int low = 0, high = runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = runs[middle].FirstZone <= zone ? (middle, high) : (low, middle - 1);
        }

        return runs[low];
    }

    private readonly record struct Run(int FirstZone, int Source, long FirstId, long Step);
}
