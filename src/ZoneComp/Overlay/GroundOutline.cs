using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Which ground is to be outlined.</summary>
/// <param name="Drawings">By region and set of classes (hidden ones too): the drawings that hold the ground, a bit each, up to 64. Any thread asks.</param>
/// <param name="Classes">Classes that <paramref name="Drawings"/> looks at.</param>
/// <param name="ByZone">Whether each zone feature is outlined by itself, where the first drawing holds the ground.</param>
internal sealed record OutlineWish(Func<int, ClassSet, ulong> Drawings, IReadOnlySet<int> Classes, bool ByZone = false);

/// <summary>Ground of a region as rings on the lattice, inside on the left.</summary>
/// <param name="Part">Number of the drawing, or of the zone.</param>
internal sealed record GroundOutline(int Region, int Part, IReadOnlyList<LatticePoint[]> Rings);

/// <summary>Edges that follow one another and have the ground of one outline on their left: points of <see cref="OutlineWalk{TSet}.Points"/>.</summary>
/// <param name="From">Where it starts, if at a crossing; so with <paramref name="To"/>.</param>
internal readonly record struct OutlineRun(int Region, int Part, int FirstPoint, int Count, OutlineCrossing From, OutlineCrossing To);

/// <summary>Names a crossing by the first vertices of its two edges; the point is rounded on the edge of the lower number, so that both end there.</summary>
internal readonly record struct OutlineCrossing(int Own, int Other)
{
    public static OutlineCrossing None { get; } = new(-1, -1);

    public bool IsNone => Other < 0;

    /// <summary>Whether the own edge says where it is.</summary>
    public bool IsLower => Own < Other;

    public (int Low, int High) Key => IsLower ? (Own, Other) : (Other, Own);
}
