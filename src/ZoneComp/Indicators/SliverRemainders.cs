using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation;

namespace ZoneComp.Indicators;

/// <summary>Ground that borders drawn twice left over, and who gets it.</summary>
/// <param name="Region">Of the overlay: the remainder.</param>
/// <param name="Neighbour">Of the overlay: the region that gets it.</param>
internal sealed record SliverRemainder(int Region, int Neighbour, decimal AreaM2);

/// <summary>Finds remainders of a level that are no units: too narrow or too small. Each goes as a whole to the region of its own county with which it shares most border.</summary>
/// <remarks>Areas are the overlay's own integers; the shape, which NTS cuts out, decides only on width and neighbour.</remarks>
internal static class SliverRemainders
{
    /// <summary>A border runs along another where they are this close, metres: a few roundings to the lattice.</summary>
    private const double TouchingM = 0.005;

    /// <param name="left">By region of the overlay, what its members leave of it, twice the area.</param>
    public static IReadOnlyList<SliverRemainder> Find(PreparedInput prepared, OverlayInput ground, Int128[] left, SliverRule rule)
    {
        RegionLayout layout = prepared.Layout;
        var found = new List<SliverRemainder>();
        for (int county = layout.LowestCount; county < prepared.Regions.Count; county++)
        {
            if (left[county] <= 0)
                continue;
            (string level, string code) = prepared.Regions[county].Parents.First(parent => prepared.Regions[county].Code == parent.Value + Region.RemainderSuffix);
            int[] members = [.. Enumerable.Range(0, layout.LowestCount).Where(region => prepared.Regions[region].Parents.GetValueOrDefault(level) == code)];
            if (members.Length > 0 && Look(ground, county, members, AreaUnits.ToM2(left[county]), rule) is { } sliver)
                found.Add(sliver);
        }

        return found;
    }

    private static SliverRemainder? Look(OverlayInput ground, int county, int[] members, decimal areaM2, SliverRule rule)
    {
        // Twice the area over the border's length is no more than the greatest width, and no border is longer than all together: that tells most real remainders apart.
        double all = members.Append(county).Sum(region => ground.RegionRings(region).Sum(Length)) / LatticePoint.UnitsPerMetre;
        if (areaM2 >= rule.AreaM2 && 2 * (double)areaM2 / all >= (double)rule.WidthM)
            return null;
        LatticePoint origin = ground.RegionRings(county)[0][0];
        Geometry[] towns = [.. members.Select(member => RingGeometry.ToGeometry(ground.RegionRings(member), origin))];
        Geometry rest = OverlayNGRobust.Overlay(RingGeometry.ToGeometry(ground.RegionRings(county), origin), OverlayNGRobust.Union(towns), SpatialFunction.Difference);
        // What is wide enough: slivers that hang on it, all round the county perhaps, are not.
        const double Units = LatticePoint.UnitsPerMetre;
        double half = (double)rule.WidthM / 2 * Units;
        Geometry wide = half == 0 ? rest : rest.Buffer(-half).Buffer(half);
        if (areaM2 >= rule.AreaM2 && !wide.IsEmpty && wide.Area / (Units * Units) >= (double)rule.AreaM2)
            return null;
        return new SliverRemainder(county, members[Neighbour(rest, towns)], areaM2);
    }

    /// <summary>The town with the longest border along the remainder; of equal ones, and where none runs along it, the nearest, then the first by code.</summary>
    private static int Neighbour(Geometry rest, Geometry[] towns)
    {
        const double Touching = TouchingM * LatticePoint.UnitsPerMetre;
        var edges = new STRtree<(int Town, LineSegment Edge)>();
        for (int town = 0; town < towns.Length; town++)
        {
            foreach (LineSegment edge in Segments(towns[town]))
                edges.Insert(new Envelope(edge.P0, edge.P1), (town, edge));
        }

        edges.Build();
        var shared = new double[towns.Length];
        foreach (LineSegment edge in Segments(rest))
        {
            Coordinate middle = edge.MidPoint;
            var around = new Envelope(middle);
            around.ExpandBy(Touching);
            foreach (int town in edges.Query(around).Where(near => near.Edge.Distance(middle) <= Touching).Select(near => near.Town).Distinct())
                shared[town] += edge.Length;
        }

        double most = shared.Max();
        return most > 0
            ? Array.FindIndex(shared, length => length >= most - Touching)
            : Enumerable.Range(0, towns.Length).MinBy(town => (rest.Distance(towns[town]), town));
    }

    private static IEnumerable<LineSegment> Segments(Geometry geometry)
    {
        for (int part = 0; part < geometry.NumGeometries; part++)
        {
            if (geometry.GetGeometryN(part) is not Polygon polygon)
                continue;
            foreach (LineString ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                for (int at = 0; at + 1 < ring.NumPoints; at++)
                    yield return new LineSegment(ring.GetCoordinateN(at), ring.GetCoordinateN(at + 1));
            }
        }
    }

    private static double Length(LatticePoint[] ring) =>
        Enumerable.Range(0, ring.Length).Sum(at => Math.Sqrt(Math.Pow(ring[(at + 1) % ring.Length].X - ring[at].X, 2) + Math.Pow(ring[(at + 1) % ring.Length].Y - ring[at].Y, 2)));
}
