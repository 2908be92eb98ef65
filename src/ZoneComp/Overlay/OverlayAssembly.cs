namespace ZoneComp.Overlay;

/// <summary>Counts and times of the walk, for the result.</summary>
/// <param name="Crossings">Each pair twice, once from either edge.</param>
internal sealed record RunCounts(long Edges, long Crossings, int Tiles, StageTimes Times);

/// <summary>Puts the result together once all sums are there.</summary>
internal static class OverlayAssembly
{
    /// <param name="ground">Regions as measured, repaired where they were faulty; the zones too where they are in memory.</param>
    /// <param name="bounds">Box of everything that was measured.</param>
    public static OverlayResult Assemble<TSet>(
        OverlayInput ground, LatticeBox bounds, long originX, bool trace, TileSums<TSet> sums, IReadOnlyList<FeatureFault> faults,
        RunCounts counts)
        where TSet : struct, IClassBits<TSet>
    {
        // Beyond 2^31 units from the origin an area term passes 2^52, and its last bits are lost before it is rounded.
        long farthest = bounds.IsEmpty ? 0 : Math.Max(Math.Abs(bounds.MinX - originX), Math.Abs(bounds.MaxX - originX));
        var assembly = new ResultAssembly<TSet>(ground, sums, 1 + (farthest >> 30));
        List<OverlayArea> areas = assembly.Areas();
        return new OverlayResult
        {
            Areas = areas,
            Repeats = assembly.Repeats(),
            Pieces = trace ? assembly.Pieces() : [],
            BackgroundOverlaps =
            [
                .. sums.Overlaps
                    .Where(pair => ground.IsBackground(pair.Key.First) != ground.IsBackground(pair.Key.Second))
                    .OrderBy(pair => pair.Key)
                    .Select(pair => new RegionOverlap(pair.Key.First, pair.Key.Second, pair.Value.Area2, default)),
            ],
            RegionOverlaps =
            [
                .. sums.Overlaps
                    .Where(pair => ground.IsBackground(pair.Key.First) == ground.IsBackground(pair.Key.Second))
                    .Where(pair => assembly.IsAboveRounding(pair.Value.Area2, pair.Value.Rounded))
                    .OrderBy(pair => pair.Key)
                    .Select(pair =>
                        new RegionOverlap(
                            pair.Key.First,
                            pair.Key.Second,
                            pair.Value.Area2,
                            RegionOverlapPlace.Find(ground, pair.Key.First, pair.Key.Second))),
            ],
            Borders =
            [
                .. sums.Borders.Where(border => border.Value != default)
                    .OrderBy(border => SpecialRegion.Order(border.Key.Region))
                    .ThenBy(border => border.Key.Class)
                    .Select(border => new OverlayBorder(border.Key.Region, border.Key.Class, border.Value)),
            ],
            Faults = faults,
            Ground = ground,
            Statistics = new OverlayStatistics(
                counts.Edges, counts.Crossings / 2, assembly.Ghosts, assembly.GhostArea2, counts.Tiles, counts.Times.Milliseconds()),
        };
    }
}
