using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

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
    /// <param name="log">Is told of remainders whose shape could not be cut out.</param>
    public static IReadOnlyList<SliverRemainder> Find(PreparedInput prepared, OverlayInput ground, Int128[] left, SliverRule rule, DiagnosticLog log)
    {
        RegionLayout layout = prepared.Layout;
        var found = new List<SliverRemainder>();
        for (int county = layout.LowestCount; county < prepared.Regions.Count; county++)
        {
            if (left[county] <= 0)
                continue;
            (string level, string code) = prepared.Regions[county].Parents.First(parent => prepared.Regions[county].Code == parent.Value + Region.RemainderSuffix);
            int[] members = [.. Enumerable.Range(0, layout.LowestCount).Where(region => prepared.Regions[region].Parents.GetValueOrDefault(level) == code)];
            if (members.Length == 0)
                continue;
            try
            {
                if (Look(ground, prepared.Plane, county, members, AreaUnits.ToM2(left[county]), rule) is { } sliver)
                    found.Add(sliver);
            }
            catch (TopologyException)
            {
                log.Add(RegionFindings.RemainderNotJudged(prepared.Regions[county], AreaUnits.ToM2(left[county])));
            }
        }

        return found;
    }

    private static SliverRemainder? Look(OverlayInput ground, AreaPlane plane, int county, int[] members, decimal areaM2, SliverRule rule)
    {
        LatticePoint origin = ground.RegionRings(county)[0][0];
        double east = plane.GroundOfX(origin);
        // Twice the area over the border's length is no more than the greatest width, and no border is longer than all together: that tells most real remainders apart.
        double all = members.Append(county).Sum(region => ground.RegionRings(region).Sum(ring => Length(ring, east))) / LatticePoint.UnitsPerMetre;
        if (areaM2 >= rule.AreaM2 && 2 * (double)areaM2 / all >= (double)rule.WidthM)
            return null;
        Geometry[] towns = [.. members.Select(member => RingGeometry.ToGeometry(ground.RegionRings(member), origin))];
        Geometry rest = Rest(RingGeometry.ToGeometry(ground.RegionRings(county), origin), towns);
        AffineTransformation toGround = AffineTransformation.ScaleInstance(east, 1 / east);
        rest = toGround.Transform(rest);
        towns = [.. towns.Select(toGround.Transform)];
        // What is wide enough: slivers that hang on it, all round the county perhaps, are not.
        const double Units = LatticePoint.UnitsPerMetre;
        double half = (double)rule.WidthM / 2 * Units;
        Geometry wide = half == 0 ? rest : rest.Buffer(-half).Buffer(half);
        if (areaM2 >= rule.AreaM2 && !wide.IsEmpty && wide.Area / (Units * Units) >= (double)rule.AreaM2)
            return null;
        return new SliverRemainder(county, members[Neighbour(rest, towns)], areaM2);
    }

    /// <summary>What the towns leave; rings that touch or cross themselves are mended where NTS cannot go on with them.</summary>
    /// <exception cref="TopologyException">Not even then.</exception>
    private static Geometry Rest(Geometry county, Geometry[] towns)
    {
        try
        {
            return OverlayNGRobust.Overlay(county, OverlayNGRobust.Union(towns), SpatialFunction.Difference);
        }
        catch (TopologyException)
        {
            return OverlayNGRobust.Overlay(GeometryFixer.Fix(county), OverlayNGRobust.Union(towns.Select(GeometryFixer.Fix)), SpatialFunction.Difference);
        }
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

    /// <param name="east">Metres of ground in a metre of the plane to the east.</param>
    private static double Length(LatticePoint[] ring, double east)
    {
        double length = 0;
        for (int at = 0; at < ring.Length; at++)
        {
            LatticePoint from = ring[at], to = ring[(at + 1) % ring.Length];
            length += double.Hypot((to.X - from.X) * east, (to.Y - from.Y) / east);
        }

        return length;
    }
}
