namespace ZoneComp.Plane;

/// <summary>Polygon area with geodesic edges, as GeographicLib, PostGIS and ArcGIS's "geodesic area" have it: for comparison.</summary>
/// <remarks>Source: Karney 2013, section 6. Edge model: shortest lines, which bend away from lines straight in longitude and latitude or
/// in a projection.</remarks>
public sealed class GeodesicArea(Ellipsoid ellipsoid)
{
    private readonly Geodesic geodesic = new(ellipsoid);

    /// <summary>Signed area of one ring, m2: above zero where its inside lies on the left; at most half the ellipsoid either way, also
    /// where the ring winds several times.</summary>
    /// <param name="coordinates">Longitude and latitude in turn, degrees, on the ellipsoid's datum; the first point may be repeated at the
    /// end.</param>
    public double OfRing(ReadOnlySpan<double> coordinates)
    {
        int count = coordinates.Length / 2, crossings = 0;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            int next = i + 1 < count ? i + 1 : 0;
            double lon0 = coordinates[2 * i],
                lat0 = coordinates[(2 * i) + 1],
                lon1 = coordinates[2 * next],
                lat1 = coordinates[(2 * next) + 1];
            if (lon0 == lon1 && lat0 == lat1)
                continue;
            sum += geodesic.Between(lon0, lat0, lon1, lat1).AreaM2;
            crossings += Crossing(lon0, lon1);
        }

        double surface = geodesic.SurfaceM2, area = -Math.IEEERemainder(sum, surface);
        if (crossings % 2 != 0) // the ring goes round a pole, and the sum lacks a hemisphere
            area += area < 0 ? surface / 2 : -surface / 2;
        return area > surface / 2 ? area - surface : area <= -surface / 2 ? area + surface : area;
    }

    /// <summary>1 or -1 where the edge passes meridian 0 going east or west.</summary>
    private static int Crossing(double lon0, double lon1)
    {
        double from = Math.IEEERemainder(lon0, 360), by = Math.IEEERemainder(lon1 - lon0, 360), to = Math.IEEERemainder(lon1, 360);
        return by > 0 && ((from < 0 && to >= 0) || (from > 0 && to == 0)) ? 1 : by < 0 && from >= 0 && to < 0 ? -1 : 0;
    }
}
