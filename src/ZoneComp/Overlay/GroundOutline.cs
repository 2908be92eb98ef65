namespace ZoneComp.Overlay;

/// <summary>Which ground is to be outlined.</summary>
/// <param name="Drawings">
/// By region and set of classes (hidden ones too): the drawings that hold the ground, a bit each, up to 64. Any thread asks.
/// </param>
/// <param name="Classes">Classes that <paramref name="Drawings"/> looks at.</param>
/// <param name="ByZone">Whether each zone feature is outlined by itself, where the first drawing holds the ground.</param>
internal sealed record OutlineWish(Func<int, ClassSet, ulong> Drawings, IReadOnlySet<int> Classes, bool ByZone = false);

/// <summary>Ground of a region as polygons on the lattice.</summary>
/// <param name="Part">Number of the drawing, or of the zone.</param>
/// <param name="Bound2">Twice the area by which rounding its corners may have changed it at most.</param>
internal sealed record GroundOutline(int Region, int Part, IReadOnlyList<OutlinePolygon> Polygons, double Bound2)
{
    public Int128 Area2 { get; } = Polygons.SelectMany(polygon => polygon.Rings)
        .Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));

    /// <summary>Whether NTS had to close its edges (<see cref="OutlineFaces"/>).</summary>
    public bool IsMended { get; init; }
}

/// <summary>A ring that turns left and the holes in it, which turn right; no ring meets itself, and two meet in points at most.</summary>
internal sealed record OutlinePolygon(LatticePoint[] Shell, IReadOnlyList<LatticePoint[]> Holes)
{
    public IEnumerable<LatticePoint[]> Rings => Holes.Prepend(Shell);
}

/// <summary>
/// Edges that follow one another with the ground of one outline on their left: whole, but for the first, which bounds it from a place on,
/// and the last.
/// </summary>
/// <param name="FirstPoint">Their ends, in <see cref="OutlineWalk{TSet}.Points"/>.</param>
/// <param name="From">Where the first begins to bound the ground, rounded to the lattice.</param>
/// <param name="To">Where the last ceases to.</param>
internal readonly record struct OutlineRun(int Region, int Part, int FirstPoint, int Count, LatticePoint From, LatticePoint To);

/// <summary>The part of a straight edge that bounds ground on its left.</summary>
/// <param name="Start">Where the edge begins, so with <paramref name="End"/>.</param>
/// <param name="From">Where the part begins, rounded to the lattice, so with <paramref name="To"/>.</param>
internal readonly record struct OutlineEdge(LatticePoint Start, LatticePoint End, LatticePoint From, LatticePoint To);
