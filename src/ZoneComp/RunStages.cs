namespace ZoneComp;

/// <summary>The stages of a run by its settings, weighed by the bytes to be read.</summary>
internal static class RunStages
{
    private const double Megabyte = 1e6;

    public static StagePlan Of(PolicyFile policy, RunSettings settings)
    {
        double regions = ReadingShare.BytesOfRegions(policy) / Megabyte, layers = ReadingShare.BytesOfLayers(policy) / Megabyte;
        var stages = new List<(LocalText, double)>();
        if (settings.CombinationsFrom is null)
            stages.AddRange([
                (Stages.Reading, 0.5 + (0.4 * regions) + (0.02 * layers)),
                (Stages.Overlay, 0.3 + (0.1 * regions) + (0.01 * layers)),
            ]);
        bool writes = settings.OutputPath is not null;
        if (!settings.OverlayOnly)
            stages.AddRange([(Stages.Indicators, 0.2), (Stages.Allocation, 0.2)]);
        if (settings.CombinationsFrom is null && writes && !settings.OverlayOnly && policy.Outputs.Draws)
            stages.Add((Stages.Drawing, 0.2 + (0.1 * regions)));
        if (writes)
            stages.AddRange([
                (Stages.Stories, settings.OverlayOnly ? 0 : 0.5),
                (Stages.Writing, settings.OverlayOnly ? 0.3 : 1.5 + (0.6 * regions)),
            ]);
        return new StagePlan(stages);
    }
}
