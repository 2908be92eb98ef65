using System.Runtime.InteropServices;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Polygons of chosen ground, for maps; never on the way to a number.</summary>
/// <remarks>
/// From the walk that measures: the stretches of edges with the ground on one side are kept, crossings rounded to the lattice, and closed to rings. So an outline
/// takes in just the combinations that were measured, and its area differs from theirs by the rounding of its corners alone. Costs one more walk, whatever is drawn.
/// </remarks>
internal static class GroundOutlines
{
    /// <param name="input">What was measured: <see cref="OverlayResult.Ground"/>.</param>
    /// <returns>By region, then by part; those that have ground.</returns>
    public static IReadOnlyList<GroundOutline> Of(OverlayInput input, OutlineWish wish, OverlayOptions options, CancellationToken cancellation) =>
        input.ClassCount <= 64 ? Of<ClassBits64>(input, wish, options, cancellation) : Of<ClassBits1024>(input, wish, options, cancellation);

    private static IReadOnlyList<GroundOutline> Of<TSet>(OverlayInput input, OutlineWish wish, OverlayOptions options, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        if (!wish.ByZone)
            input.JudgeShapes(options.Threads);
        var index = TileIndex.Build(input, options.TileEdges, options.Threads);
        WindingOwners owners = WindingOwners.Of(input, wish.ByZone);
        CornerWindings corners = CornerWindings.Prepare(input, owners, index);
        List<OutlineWalk<TSet>> walks = [];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        _ = Parallel.For(
            0,
            index.Tiles.Count,
            parallel,
            () =>
            {
                var walk = new OutlineWalk<TSet>(input, owners, wish);
                lock (walks)
                    walks.Add(walk);
                return new TileWorker(input, index, corners, owners, walk);
            },
            (tile, _, worker) =>
            {
                Seam.At("tile outlined");
                worker.Measure(tile);
                return worker;
            },
            _ => { });
        (OutlineRun Run, List<LatticePoint> Points)[][] outlines =
        [
            .. walks.SelectMany(walk => walk.Runs.Select(run => (Run: run, walk.Points)))
                .GroupBy(part => (part.Run.Region, part.Run.Part)).OrderBy(group => group.Key).Select(group => group.ToArray()),
        ];
        var closed = new GroundOutline[outlines.Length];
        _ = Parallel.For(0, outlines.Length, parallel, number =>
            closed[number] = new GroundOutline(outlines[number][0].Run.Region, outlines[number][0].Run.Part, OutlineRings.Close(Edges(outlines[number]))));
        return [.. closed.Where(outline => outline.Rings.Count > 0)];
    }

    private static List<(LatticePoint From, LatticePoint To)> Edges((OutlineRun Run, List<LatticePoint> Points)[] runs)
    {
        Dictionary<(int, int), LatticePoint> crossings = [];
        foreach ((OutlineRun run, List<LatticePoint> points) in runs)
        {
            if (!run.From.IsNone && run.From.IsLower)
                crossings[run.From.Key] = points[run.FirstPoint];
            if (!run.To.IsNone && run.To.IsLower)
                crossings[run.To.Key] = points[run.FirstPoint + run.Count - 1];
        }

        List<(LatticePoint, LatticePoint)> edges = [];
        foreach ((OutlineRun run, List<LatticePoint> points) in runs)
        {
            Span<LatticePoint> along = CollectionsMarshal.AsSpan(points).Slice(run.FirstPoint, run.Count);
            along[0] = run.From.IsNone ? along[0] : crossings.GetValueOrDefault(run.From.Key, along[0]);
            along[^1] = run.To.IsNone ? along[^1] : crossings.GetValueOrDefault(run.To.Key, along[^1]);
            for (int at = 0; at + 1 < along.Length; at++)
            {
                if (along[at] != along[at + 1])
                    edges.Add((along[at], along[at + 1]));
            }
        }

        return edges;
    }
}
