using System.Globalization;
using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Maps;

/// <summary>The plane in which maps are drawn: Albers equal-area conic on the CGCS2000 ellipsoid, fitted to the regions' extent.</summary>
/// <remarks>
/// Areas on paper are in true proportion and north is up in the middle. For drawing only: no area is measured here.
/// Formulas: Snyder, Map Projections: A Working Manual (USGS PP 1395), eq. 14-1 to 14-15 and 3-12.
/// </remarks>
public sealed class MapProjection
{
    private const double SemiMajorM = 6378137;
    private const double Flattening = 1 / 298.257222101;
    private const double E2 = Flattening * (2 - Flattening);

    private readonly double n;
    private readonly double c;
    private readonly double rho0;

    private MapProjection(double lat1, double lat2, double lat0, double lon0, bool isIdentity)
    {
        (Lat1, Lat2, Lat0, Lon0, IsIdentity) = (lat1, lat2, lat0, lon0, isIdentity);
        double m1 = M(lat1), m2 = M(lat2), q1 = Q(lat1), q2 = Q(lat2);
        n = Math.Abs(lat1 - lat2) < 1e-9 ? Math.Sin(Radians(lat1)) : ((m1 * m1) - (m2 * m2)) / (q2 - q1);
        c = (m1 * m1) + (n * q1);
        rho0 = Rho(lat0);
    }

    /// <summary>Standard parallels, latitude of origin and central meridian, degrees, two decimals.</summary>
    public double Lat1 { get; }

    public double Lat2 { get; }

    public double Lat0 { get; }

    public double Lon0 { get; }

    /// <summary>True where the run's coordinates are plane metres already.</summary>
    public bool IsIdentity { get; }

    /// <summary>Standard parallels a sixth of the height from either edge of the extent, which spreads the distortion evenly.</summary>
    public static MapProjection For(Envelope extent, MapCrs crs)
    {
        if (!crs.IsGeographic)
            return new MapProjection(30, 40, 35, 105, isIdentity: true);
        double height = extent.IsNull ? 0 : extent.MaxY - extent.MinY;
        double south = extent.IsNull ? 30 : extent.MinY + (height / 6), north = extent.IsNull ? 40 : extent.MaxY - (height / 6);
        return new MapProjection(Math.Round(south, 2), Math.Round(north, 2), Math.Round((south + north) / 2, 2),
            extent.IsNull ? 105 : Math.Round((extent.MinX + extent.MaxX) / 2, 2), isIdentity: false);
    }

    /// <summary>Degrees (or plane metres) to metres on the map.</summary>
    public (double X, double Y) Project(double longitude, double latitude)
    {
        if (IsIdentity)
            return (longitude, latitude);
        double rho = Rho(latitude), theta = n * Radians(longitude - Lon0);
        return (rho * Math.Sin(theta), rho0 - (rho * Math.Cos(theta)));
    }

    /// <summary>What QGIS calls it: told apart from that of another province by its parallels and meridian.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"CGCS2000 / Albers {Lat1}N {Lat2}N {Lon0}E");

    /// <summary>The same projection as WKT 1 for QGIS; null where the map's CRS is the run's own.</summary>
    public string? Wkt() => IsIdentity ? null : string.Create(CultureInfo.InvariantCulture,
        $"""PROJCS["{Name}",{MapCrs.Cgcs2000.Wkt},PROJECTION["Albers_Conic_Equal_Area"],PARAMETER["latitude_of_center",{Lat0}],PARAMETER["longitude_of_center",{Lon0}],PARAMETER["standard_parallel_1",{Lat1}],PARAMETER["standard_parallel_2",{Lat2}],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH]]""");

    /// <summary>What the map's foot says.</summary>
    public string Description(bool chinese) => (IsIdentity, chinese) switch
    {
        (true, true) => "平面坐标",
        (true, false) => "plane coordinates",
        (false, true) => string.Create(CultureInfo.InvariantCulture, $"CGCS2000 阿尔伯斯等面积投影，标准纬线 {Lat1}°、{Lat2}°，中央经线 {Lon0}°"),
        (false, false) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"CGCS2000, Albers equal-area, parallels {Lat1}° and {Lat2}°, central meridian {Lon0}°"),
    };

    private static double Radians(double degrees) => degrees * (Math.PI / 180);

    private static double M(double latitude)
    {
        double sin = Math.Sin(Radians(latitude));
        return Math.Cos(Radians(latitude)) / Math.Sqrt(1 - (E2 * sin * sin));
    }

    private static double Q(double latitude)
    {
        double e = Math.Sqrt(E2), sin = Math.Sin(Radians(latitude));
        return (1 - E2) * ((sin / (1 - (E2 * sin * sin))) - (1 / (2 * e) * Math.Log((1 - (e * sin)) / (1 + (e * sin)))));
    }

    private double Rho(double latitude) => SemiMajorM * Math.Sqrt(Math.Max(0, c - (n * Q(latitude)))) / n;
}
