using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using ZoneComp.Diagnostics;

namespace ZoneComp.Preparation.CoordinateSystems;

/// <summary>Suspects GCJ-02 where a layer's borders follow the regions' borders at the very offset that GCJ-02 has there.</summary>
/// <remarks>
/// No file says that it is in GCJ-02; only borders that ought to coincide show it (county lines that zones follow). Counted are the layer's points within
/// 60 m of a region border: as they are, moved back by the model, and moved on by it (the regions are then the shifted ones). A border that runs along the offset
/// stays near in all three, about a tenth of them, so the moved count must be three times the other and one in twenty of all points at least.
/// </remarks>
public static class Gcj02Check
{
    private const double NearM = 60;
    private const int EnoughPoints = 30;
    private const double MetresInDegree = 111320;

    /// <param name="layer">Points of the layer's rings, longitude and latitude in degrees; a few thousand spread over the layer are enough.</param>
    /// <param name="regionRings">The regions' rings, longitude and latitude in turn, degrees; all of them where the layer has points.</param>
    /// <returns>The warning ZC218, or null.</returns>
    public static Diagnostic? Examine(IReadOnlyList<(double LongitudeDeg, double LatitudeDeg)> layer, IEnumerable<double[]> regionRings, string subject)
    {
        STRtree<Segment> borders = Index(regionRings);
        if (borders.Count == 0)
            return null;
        List<Offset> still = [], back = [], on = [];
        foreach ((double lon, double lat) in layer)
        {
            Collect(still, borders, lon, lat, lon, lat);
            (double backLon, double backLat) = Gcj02.ToWgs84(lon, lat);
            Collect(back, borders, lon, lat, backLon, backLat);
            (double onLon, double onLat) = Gcj02.FromWgs84(lon, lat);
            Collect(on, borders, lon, lat, onLon, onLat);
        }

        List<Offset> best = back.Count >= on.Count ? back : on;
        if (best.Count < EnoughPoints || best.Count < 3 * still.Count || best.Count * 20 < layer.Count)
            return null;
        return CrsFindings.Gcj02Suspected(
            subject,
            Median(best, offset => offset.EastM), Median(best, offset => offset.NorthM),
            Median(best, offset => offset.ModelEastM), Median(best, offset => offset.ModelNorthM),
            best.Count);
    }

    private static STRtree<Segment> Index(IEnumerable<double[]> rings)
    {
        STRtree<Segment> borders = new();
        foreach (double[] ring in rings)
        {
            for (int i = 0; i + 3 < ring.Length; i += 2)
                borders.Insert(new Envelope(ring[i], ring[i + 2], ring[i + 1], ring[i + 3]), new Segment(ring[i], ring[i + 1], ring[i + 2], ring[i + 3]));
        }

        borders.Build();
        return borders;
    }

    /// <summary>Where the moved point lies on a border, notes how far the point itself lies from that place.</summary>
    private static void Collect(List<Offset> offsets, STRtree<Segment> borders, double lon, double lat, double movedLon, double movedLat)
    {
        double east = MetresInDegree * Math.Cos(lat * (Math.PI / 180));
        Envelope near = new(movedLon - (NearM / east), movedLon + (NearM / east), movedLat - (NearM / MetresInDegree), movedLat + (NearM / MetresInDegree));
        double closest = NearM * NearM, dx = 0, dy = 0;
        foreach (Segment segment in borders.Query(near))
        {
            double ax = (segment.X0 - movedLon) * east, ay = (segment.Y0 - movedLat) * MetresInDegree;
            double bx = (segment.X1 - movedLon) * east, by = (segment.Y1 - movedLat) * MetresInDegree;
            double length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
            double t = length == 0 ? 0 : Math.Clamp(-((ax * (bx - ax)) + (ay * (by - ay))) / length, 0, 1);
            double x = ax + (t * (bx - ax)), y = ay + (t * (by - ay));
            if ((x * x) + (y * y) <= closest)
                (closest, dx, dy) = ((x * x) + (y * y), x, y);
        }

        double modelEast = (lon - movedLon) * east, modelNorth = (lat - movedLat) * MetresInDegree;
        if (closest < NearM * NearM)
            offsets.Add(new Offset(modelEast - dx, modelNorth - dy, modelEast, modelNorth));
    }

    private static double Median(List<Offset> offsets, Func<Offset, double> part)
    {
        double[] sorted = [.. offsets.Select(part).Order()];
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Segment(double X0, double Y0, double X1, double Y1);

    private readonly record struct Offset(double EastM, double NorthM, double ModelEastM, double ModelNorthM);
}
