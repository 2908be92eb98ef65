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

/// <summary>A remainder that is a unit, and pieces of it that by themselves are none.</summary>
/// <param name="Region">Of the overlay: the remainder.</param>
internal sealed record ScatteredSlivers(int Region, int Pieces, decimal AreaM2);

/// <summary>
/// Finds remainders of a level that are no units: every piece is too narrow or too small. Each goes as a whole to the region of its own
/// county with which it
/// shares most border. Where one piece is a unit the remainder stays, and its other pieces with it, which is told.
/// </summary>
/// <remarks>Areas are the overlay's own integers; the shape, which NTS cuts out, decides only on width and neighbour.</remarks>
internal static class SliverRemainders
{
    /// <summary>A border runs along another where they are this close, metres: a few roundings to the lattice.</summary>
    private const double TouchingM = 0.005;

    /// <summary>Less than this of slivers beside a unit is not worth a word.</summary>
    private const decimal ScatteredFromM2 = 1m;

    /// <param name="level">The level with polygons of its own, and the rule.</param>
    /// <param name="left">By region of the overlay, what its members leave of it, twice the area.</param>
    /// <param name="log">Is told of remainders whose shape could not be cut out, and of slivers that stay with a unit.</param>
    public static IReadOnlyList<SliverRemainder> Find(
        PreparedInput prepared, OverlayInput ground, Int128[] left, ParentLevel level, DiagnosticLog log)
    {
        RegionLayout layout = prepared.Layout;
        SliverRule rule = level.Layer!.Slivers;
        var found = new List<SliverRemainder>();
        var scattered = new List<ScatteredSlivers>();
        for (int county = layout.LowestCount; county < prepared.Regions.Count; county++)
        {
            if (left[county] <= 0)
                continue;
            Region remainder = prepared.Regions[county];
            (string name, string code) = remainder.Parents.First(parent => remainder.Code == parent.Value + Region.RemainderSuffix);
            int[] members = [.. Enumerable.Range(0, layout.LowestCount)
                .Where(region => prepared.Regions[region].Parents.GetValueOrDefault(name) == code)];
            if (members.Length == 0)
                continue;
            try
            {
                if (Look(ground, prepared.Plane, county, members, AreaUnits.ToM2(left[county]), rule, scattered.Add) is { } sliver)
                    found.Add(sliver);
            }
            catch (TopologyException)
            {
                log.Add(RegionFindings.RemainderNotJudged(remainder, AreaUnits.ToM2(left[county])));
            }
        }

        if (scattered.Sum(slivers => slivers.AreaM2) >= ScatteredFromM2)
        {
            log.Add(RegionFindings.SliversKept(
                level, [.. scattered.Select(slivers => (prepared.Regions[slivers.Region], slivers.Pieces, slivers.AreaM2))]));
        }

        return found;
    }

    private static SliverRemainder? Look(
        OverlayInput ground, AreaPlane plane, int county, int[] members, decimal areaM2, SliverRule rule, Action<ScatteredSlivers> tell)
    {
        LatticePoint origin = ground.RegionRings(county)[0][0];
        double east = plane.GroundOfX(origin);
        Geometry[] towns = [.. members.Select(member => RingGeometry.ToGeometry(ground.RegionRings(member), origin))];
        Geometry rest = Rest(RingGeometry.ToGeometry(ground.RegionRings(county), origin), towns);
        AffineTransformation toGround = AffineTransformation.ScaleInstance(east, 1 / east);
        rest = toGround.Transform(rest);
        towns = [.. towns.Select(toGround.Transform)];
        var pieces = Enumerable.Range(0, rest.NumGeometries).Select(rest.GetGeometryN).OfType<Polygon>()
            .ToLookup(piece => IsUnit(piece, rule));
        if (pieces[true].Any())
        {
            if (pieces[false].Any())
                tell(new ScatteredSlivers(county, pieces[false].Count(), (decimal)pieces[false].Sum(AreaM2)));
            return null;
        }

        return new SliverRemainder(county, members[Neighbour(rest, towns)], areaM2);
    }

    private static bool IsUnit(Polygon piece, SliverRule rule)
    {
        double areaM2 = AreaM2(piece), widthM = (double)rule.WidthM;
        if (areaM2 < (double)rule.AreaM2)
            return false;
        // Twice the area over the border's length is no more than the greatest width: that tells most real pieces apart.
        if (widthM == 0 || 2 * areaM2 / (piece.Length / LatticePoint.UnitsPerMetre) >= widthM)
            return true;
        // What is wide enough: slivers that hang on it, all round the county perhaps, are not.
        double half = widthM / 2 * LatticePoint.UnitsPerMetre;
        Geometry wide = piece.Buffer(-half).Buffer(half);
        return !wide.IsEmpty && AreaM2(wide) >= (double)rule.AreaM2;
    }

    private static double AreaM2(Geometry piece) => piece.Area / LatticePoint.UnitsPerMetre / LatticePoint.UnitsPerMetre;

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
            return OverlayNGRobust.Overlay(
                GeometryFixer.Fix(county),
                OverlayNGRobust.Union(towns.Select(GeometryFixer.Fix)),
                SpatialFunction.Difference);
        }
    }

    /// <summary>The town with the longest border along the remainder; of equal ones, and where none runs along it, the nearest, then the
    /// first by code.</summary>
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
            foreach (int town in edges.Query(around)
                .Where(near => near.Edge.Distance(middle) <= Touching)
                .Select(near => near.Town)
                .Distinct())
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
}
