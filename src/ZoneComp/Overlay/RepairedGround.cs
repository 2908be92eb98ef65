namespace ZoneComp.Overlay;

/// <summary>Measures again what the repair of features can have changed, and nothing else.</summary>
/// <remarks>
/// An edge's sums depend on the features near it alone. So the tiles where an edge can start that leads to a repaired feature are walked
/// twice, with the rings before and
/// after, and the difference is added to the sums of the whole: the same integers as walking everything again, since all are sums over
/// edges.
/// </remarks>
internal static class RepairedGround
{
    /// <param name="run">The run over everything as it was; its sums are changed.</param>
    /// <param name="after">The input with the repaired features' new rings, which lie inside the boxes of the old ones, but for
    /// rounding.</param>
    /// <returns>The sums after the repair, except for the faults.</returns>
    public static (TileSums<TSet> Sums, RunCounts Counts) Remeasure<TSet>(
        OverlayRun<TSet> run,
        OverlayInput before,
        OverlayInput after,
        IReadOnlyCollection<int> features,
        OverlayOptions options,
        long originX,
        StageTimes times,
        CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        LatticeBox[] grounds =
        [
            .. features.Select(feature => before.BoxOf(feature).Including(after.BoxOf(feature)).Widened(EdgeSplitting.MaxEdge + 1)),
        ];
        int[] tiles =
        [
            .. Enumerable.Range(0, run.Index!.Tiles.Count).Where(tile => grounds.Any(ground => ground.Meets(run.Index.Tiles[tile].Own))),
        ];
        var repaired = new OverlayRun<TSet>(after, options);
        if (2 * tiles.Length > run.Tiles)
        {
            repaired.Measure(originX, null, cancellation);
            times.Add(repaired.Times);
            return (repaired.Sums, new RunCounts(repaired.Edges, repaired.Crossings, repaired.Tiles, times));
        }

        var old = new OverlayRun<TSet>(before, options);
        old.Measure(originX, run.Index, tiles, null, cancellation);
        repaired.Measure(originX, run.Index.With(before, after, features), tiles, null, cancellation);
        run.Sums.Add(old.Sums, -1, feature => feature);
        run.Sums.Add(repaired.Sums, 1, feature => feature);
        times.Add(old.Times);
        times.Add(repaired.Times);
        return (
            run.Sums,
            new RunCounts(run.Edges - old.Edges + repaired.Edges, run.Crossings - old.Crossings + repaired.Crossings, run.Tiles, times));
    }
}
