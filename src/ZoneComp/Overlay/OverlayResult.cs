namespace ZoneComp.Overlay;

/// <summary>What the overlay measured. Areas are twice the area in lattice units squared: halves of a mm², exact integers.</summary>
public sealed record OverlayResult
{
    /// <summary>By region, then by set; per region they add up to twice the region's area exactly. Region -1: outside every
    /// region.</summary>
    public required IReadOnlyList<OverlayArea> Areas { get; init; }

    /// <summary>Ground that several features of one class cover, by region and class.</summary>
    public required IReadOnlyList<OverlayRepeat> Repeats { get; init; }

    /// <summary>Per region and zone feature the area by combination; empty unless asked for.</summary>
    public required IReadOnlyList<OverlayPiece> Pieces { get; init; }

    /// <summary>Ground that lies in two regions.</summary>
    public required IReadOnlyList<RegionOverlap> RegionOverlaps { get; init; }

    /// <summary>Ground that a region and a background region share, as is meant; without places.</summary>
    public IReadOnlyList<RegionOverlap> BackgroundOverlaps { get; init; } = [];

    /// <summary>What the bounds of areas follow from: the regions' own borders, and those of each class in each region. By region, then
    /// class.</summary>
    public IReadOnlyList<OverlayBorder> Borders { get; init; } = [];

    /// <summary>By class, the sum of its polygons each by itself, repaired ones as repaired; wherever they lie and however they
    /// overlap.</summary>
    public IReadOnlyList<Int128> Polygons2 { get; init; } = [];

    /// <summary>Features whose rings cross themselves or are wrongly turned, and what their repair did.</summary>
    public required IReadOnlyList<FeatureFault> Faults { get; init; }

    /// <summary>The rings that were measured: those given, repaired where there was a fault. For <see cref="PlaceQuery"/> and
    /// <see cref="CombinationGeometry"/>.</summary>
    public required OverlayInput Ground { get; init; }

    public required OverlayStatistics Statistics { get; init; }
}

/// <param name="Region">Index of the region; -1 for ground in a zone but in no region.</param>
public readonly record struct OverlayArea(int Region, ClassSet Classes, Int128 Area2);

/// <param name="Repeated2">Ground covered at least twice, counted once.</param>
/// <param name="Excess2">Sum of (times covered - 1) x area.</param>
public readonly record struct OverlayRepeat(int Region, int Class, Int128 Repeated2, Int128 Excess2)
{
    /// <summary>The hidden classes on that ground (<see cref="OverlayInput.VisibleClasses"/>).</summary>
    public ClassSet Hidden { get; init; }
}

/// <param name="Zone">Index of the zone feature in the order of adding.</param>
public readonly record struct OverlayPiece(int Region, int Zone, ClassSet Classes, Int128 Area2);

/// <param name="At">A point in or at the overlap, on the lattice.</param>
public readonly record struct RegionOverlap(int First, int Second, Int128 Area2, LatticePoint At);

/// <param name="IsRegion">Whether <paramref name="Feature"/> counts regions or zone features.</param>
/// <param name="What">What is wrong, for the finding.</param>
/// <param name="Before2">Twice the signed sum of the rings as given.</param>
/// <param name="After2">Twice the area after the repair.</param>
/// <param name="EvenOdd2">Twice the area that the even-odd rule would give: where it differs, the finding says both.</param>
public sealed record FeatureFault(
    bool IsRegion, int Feature, LocalText What, LatticePoint At, Int128 Before2, Int128 After2, Int128 EvenOdd2);
