namespace ZoneComp.CoordinateSystems;

public enum CoordinateProblemKind
{
    /// <summary>NaN or infinite.</summary>
    NotFinite,

    /// <summary>Latitude below -90 or above 90 degrees.</summary>
    LatitudeBeyondPole,

    /// <summary>Longitude below -360 or above 360 degrees.</summary>
    LongitudeBeyondTurn,

    /// <summary>The projection has no such point.</summary>
    OutsideProjection,

    /// <summary>Transverse Mercator so far from its meridian that the zone must be wrong.</summary>
    FarOutsideZone,

    /// <summary>An edge over more than half a turn of longitudes: most likely the shorter way, across 180 degrees, is meant.</summary>
    EdgeOverHalfTurn,

    /// <summary>A region across the ends of the run's turn of longitudes.</summary>
    AcrossTheEnds,

    /// <summary>Planar coordinates beyond what the lattice holds.</summary>
    OutsideLattice,

    /// <summary>Edges so long that splitting them would take more memory than the layer's size allows.</summary>
    EdgesTooLong,
}

/// <summary>A coordinate that cannot be brought to the plane.</summary>
/// <param name="Part">Ring or line of the feature, from 0.</param>
/// <param name="Point">Point in the part, from 0.</param>
/// <param name="X">As the layer gives it.</param>
public readonly record struct CoordinateProblem(CoordinateProblemKind Kind, int Part, int Point, double X, double Y);

/// <summary>Bounds of what a run's lattice takes.</summary>
internal static class LatticeLimits
{
    /// <summary>National layers in one Gauss-Krueger zone reach about 32 degrees; a wrong zone number is hundreds off.</summary>
    public const double MaxFromMeridianDeg = 35;

    /// <summary>Planar coordinates, metres: no projected CRS has larger ones (zone 60 has eastings of 60 million).</summary>
    public const double MaxPlaneM = 1e8;
}
