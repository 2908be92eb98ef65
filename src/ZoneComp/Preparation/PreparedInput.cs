namespace ZoneComp.Preparation;

/// <summary>Regions and zones on the run's lattice, and what is known of them: all that the later stages need.</summary>
public sealed record PreparedInput
{
    /// <summary>Rings; regions in the order of <see cref="Regions"/>, zone features in the order of <see cref="Zones"/>.</summary>
    public required OverlayInput Rings { get; init; }

    /// <summary>As the overlay numbers them: the lowest by code, then the remainders of a level with polygons of its own by code.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    internal RegionLayout Layout { get; init; } = null!;

    internal GroundOwners Owners { get; init; } = null!;

    /// <summary>Official areas; null where the policy names none.</summary>
    public IReadOnlyList<OfficialFigure>? OfficialAreas { get; init; }

    /// <summary>Official areas of classes inside the regions; empty where the policy gives none.</summary>
    public IReadOnlyList<PieceFigure> Pieces { get; init; } = [];

    public required IReadOnlyList<ZoneClass> Classes { get; init; }

    public required ZoneOrigins Zones { get; init; }

    /// <summary>In which order the zones were read.</summary>
    internal ZoneOrder Order { get; init; } = null!;

    /// <summary>Features of lines and points, in the policy's order.</summary>
    public IReadOnlyList<PlaceFeature> Places { get; init; } = [];

    /// <summary>The policy's region sets, in its order.</summary>
    internal IReadOnlyList<PreparedRegionSet> RegionSets { get; init; } = [];

    /// <summary>Every layer that was read, in the policy's order.</summary>
    public required IReadOnlyList<InputRecord> Inputs { get; init; }

    public required AreaPlane Plane { get; init; }
}
