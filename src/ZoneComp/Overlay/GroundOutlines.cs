using System.Runtime.InteropServices;

namespace ZoneComp.Overlay;

/// <summary>Polygons of chosen ground, for maps; never on the way to a number.</summary>
/// <remarks>
/// From the walk that measures: the parts of edges with the ground on one side are kept, rounded to the lattice, and closed to rings. So an
/// outline takes in just the combinations that were measured, and its area differs from theirs by the rounding of its corners alone. Costs
/// one more walk, whatever is drawn.
/// </remarks>
internal static class GroundOutlines
{
    /// <summary>
    /// A way lies within half a unit of its part of an edge in x and in y: between the two lies at most that, as a distance, times the
    /// length
    /// of the longer one.
    /// </summary>
    private const double Aside = 0.7072;

    /// <summary>
    /// A way leads on in x and in y, never back, so at most this many times as far as its ends lie apart; a part is longer than that by
    /// what
    /// its ends were rounded by.
    /// </summary>
    private const double MostOfWay = 1.4143, RoundedOff = 2 * Aside;

    /// <param name="input">What was measured: <see cref="OverlayResult.Ground"/>.</param>
    /// <returns>By region, then by part; those that have ground, though it may be too thin for the lattice to draw.</returns>
    public static IReadOnlyList<GroundOutline> Of(
        OverlayInput input, OutlineWish wish, OverlayOptions options, IProgress<double>? progress, CancellationToken cancellation) =>
        input.ClassCount <= 64
            ? Of<ClassBits64>(input, wish, options, progress, cancellation)
            : Of<ClassList>(input, wish, options, progress, cancellation);

    private static GroundOutline[] Of<TSet>(
        OverlayInput input, OutlineWish wish, OverlayOptions options, IProgress<double>? progress, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        if (!wish.ByZone)
            input.JudgeShapes(options.Threads);
        var index = TileIndex.Build(input, options.TileEdges, options.Threads);
        WindingOwners owners = WindingOwners.Of(input, wish.ByZone);
        CornerWindings corners = CornerWindings.Prepare(input, owners, index);
        var rounding = new CrossingRounding(input);
        List<OutlineWalk<TSet>> walks = [];
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        _ = Parallel.For(
            0,
            index.Tiles.Count,
            parallel,
            () =>
            {
                var walk = new OutlineWalk<TSet>(input, owners, wish, rounding);
                lock (walks)
                    walks.Add(walk);
                return new TileWorker(input, index, corners, owners, walk);
            },
            (tile, _, worker) =>
            {
                Seam.At("tile outlined");
                worker.Measure(tile);
                progress?.Report((double)Interlocked.Increment(ref done) / index.Tiles.Count);
                return worker;
            },
            _ => { });
        (OutlineRun Run, List<LatticePoint> Points)[][] outlines =
        [
            .. walks.SelectMany(walk => walk.Runs.Select(run => (Run: run, walk.Points)))
                .GroupBy(part => (part.Run.Region, part.Run.Part)).OrderBy(group => group.Key).Select(group => group.ToArray()),
        ];
        var closed = new GroundOutline[outlines.Length];
        _ = Parallel.For(0, outlines.Length, parallel, number => closed[number] = Close(outlines[number]));
        return closed;
    }

    private static GroundOutline Close((OutlineRun Run, List<LatticePoint> Points)[] runs)
    {
        List<OutlineEdge> parts = new(runs.Sum(run => run.Run.Count));
        double length = 0;
        foreach ((OutlineRun run, List<LatticePoint> points) in runs)
        {
            ReadOnlySpan<LatticePoint> along = CollectionsMarshal.AsSpan(points).Slice(run.FirstPoint, run.Count);
            for (int at = 0; at + 1 < along.Length; at++)
            {
                LatticePoint from = at == 0 ? run.From : along[at], to = at + 2 == along.Length ? run.To : along[at + 1];
                var part = new OutlineEdge(along[at], along[at + 1], from, to);
                length += MostOfWay * (RoundedOff + double.Hypot(part.To.X - part.From.X, part.To.Y - part.From.Y));
                if (part.From != part.To)
                    parts.Add(part);
            }
        }

        LatticePoint[] corners = OutlineSnapping.Corners(parts);
        List<(int From, int To)> led = OutlineSnapping.Led(parts, corners);
        IReadOnlyList<OutlinePolygon>? polygons = OutlineRings.Close(corners, led);
        return new GroundOutline(runs[0].Run.Region, runs[0].Run.Part, polygons ?? OutlineFaces.Of(corners, led), 2 * Aside * length)
        {
            IsMended = polygons is null,
        };
    }
}
