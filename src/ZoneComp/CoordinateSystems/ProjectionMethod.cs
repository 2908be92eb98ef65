namespace ZoneComp.CoordinateSystems;

/// <summary>How a CRS comes from longitude and latitude.</summary>
public enum ProjectionMethod
{
    /// <summary>Not projected: a geographic CRS.</summary>
    None,

    /// <summary>Transverse Mercator, EPSG 9807; Gauss-Krueger is the one with scale 1.</summary>
    TransverseMercator,

    /// <summary>Albers equal area, EPSG 9822.</summary>
    Albers,

    /// <summary>Lambert conic conformal with two standard parallels, EPSG 9802.</summary>
    LambertConformal2,

    /// <summary>Lambert conic conformal with one standard parallel and a scale, EPSG 9801.</summary>
    LambertConformal1,

    /// <summary>Pseudo-Mercator of the web maps, EPSG 1024: spherical formulas on ellipsoidal latitudes.</summary>
    WebMercator,

    /// <summary>Mercator with a scale at the equator, EPSG 9804, or a standard parallel, EPSG 9805.</summary>
    Mercator,

    /// <summary>Lambert azimuthal equal area, EPSG 9820.</summary>
    LambertAzimuthalEqualArea,

    /// <summary>Lambert cylindrical equal area, EPSG 9835.</summary>
    CylindricalEqualArea,
}
