using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Preparation.Regions;

/// <summary>A piece of what a county's towns leave of it that is no unit.</summary>
/// <param name="Receiver">Which of the county's receivers gets it.</param>
internal sealed record SliverPiece(int Receiver, IReadOnlyList<LatticePoint[]> Rings);

/// <summary>What becomes of the ground that a county's towns leave of it, where some of it is no unit.</summary>
/// <param name="HasUnit">Whether a piece of it is one: then what lies in no other piece stays.</param>
/// <param name="Count">Pieces that are none.</param>
/// <param name="Receivers">Regions of the overlay that get pieces.</param>
/// <param name="Main">The region that gets what lies in no piece (too thin for the lattice) where none is a unit.</param>
internal sealed record SliverGround(
    bool HasUnit, int Count, IReadOnlyList<int> Receivers, int Main, IReadOnlyList<SliverPiece> Pieces)
{
    /// <summary>A border runs along another where they are this close, metres: a few roundings to the lattice.</summary>
    private const double TouchingM = 0.005;

    /// <summary>What is too narrow and reaches so many widths beyond where a unit is wide is no part of it.</summary>
    private const double ArmWidths = 10;

    /// <summary>
    /// By polygon of the level, in the overlay's numbers, whose towns leave ground that is no unit. Each piece of it is judged by itself:
    /// one too narrow or too small, or a long narrow part of one, goes to the region of the county with which it shares most border.
    /// </summary>
    /// <param name="regions">All regions' rings, as the overlay has them.</param>
    /// <param name="all">The lowest, then the polygons of the level.</param>
    /// <param name="notJudged">Gets the polygons whose remainder could not be cut out.</param>
    /// <remarks>NTS cuts out the pieces; their areas, and what zones lie there, are the overlay's own integers.</remarks>
    public static IReadOnlyDictionary<int, SliverGround> Find(
        OverlayInput regions, IReadOnlyList<PreparedRegion> all, int lowest, ParentLevel level, AreaPlane plane, int threads,
        ISet<int> notJudged)
    {
        ILookup<string?, int> members = Enumerable.Range(0, lowest)
            .ToLookup(region => all[region].Region.Parents.GetValueOrDefault(level.Name), StringComparer.Ordinal);
        var found = new SliverGround?[all.Count - lowest];
        var broken = new bool[found.Length];
        _ = Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, number =>
        {
            int county = lowest + number;
            int[] towns = [.. members[all[county].Region.Parents[level.Name]]];
            if (towns.Length == 0 || regions.RegionBox(county).IsEmpty || Cancel(regions, county, towns))
                return;
            try
            {
                found[number] = Look(regions, county, towns, plane, level.Layer!.Slivers);
            }
            catch (TopologyException)
            {
                broken[number] = true;
            }
        });
        notJudged.UnionWith(Enumerable.Range(lowest, found.Length).Where(county => broken[county - lowest]));
        return Enumerable.Range(lowest, found.Length).Where(county => found[county - lowest] is not null)
            .ToDictionary(county => county, county => found[county - lowest]!);
    }

    /// <summary>Whether each edge of the county is a town's, and each other edge of a town another town's way back: nothing is left
    /// then.</summary>
    private static bool Cancel(OverlayInput regions, int county, int[] towns)
    {
        var open = new Dictionary<(LatticePoint Low, LatticePoint High), int>();
        foreach (int region in towns.Append(county))
        {
            foreach (LatticePoint[] ring in regions.RegionRings(region))
            {
                for (int at = 0; at < ring.Length; at++)
                {
                    LatticePoint from = ring[at], to = ring[at + 1 == ring.Length ? 0 : at + 1];
                    bool forward = (from.X, from.Y).CompareTo((to.X, to.Y)) < 0;
                    (LatticePoint, LatticePoint) edge = forward ? (from, to) : (to, from);
                    int sum = open.GetValueOrDefault(edge) + (forward == (region == county) ? 1 : -1);
                    if (sum == 0)
                        _ = open.Remove(edge);
                    else
                        open[edge] = sum;
                }
            }
        }

        return open.Count == 0;
    }

    /// <summary>Null where all that is left is units.</summary>
    private static SliverGround? Look(OverlayInput regions, int county, int[] members, AreaPlane plane, SliverRule rule)
    {
        LatticePoint origin = regions.RegionRings(county)[0][0];
        double east = plane.GroundOfX(origin);
        Geometry[] towns = [.. members.Select(member => RingGeometry.ToGeometry(regions.RegionRings(member), origin))];
        Geometry rest = Rest(RingGeometry.ToGeometry(regions.RegionRings(county), origin), towns);
        AffineTransformation toGround = AffineTransformation.ScaleInstance(east, 1 / east), back = toGround.GetInverse();
        var slivers = new List<(Polygon Piece, Polygon OnGround)>();
        bool hasUnit = false;
        foreach (Polygon piece in Polygons(rest))
        {
            var onGround = (Polygon)toGround.Transform(piece);
            if (IsUnit(onGround, rule, out IReadOnlyList<Polygon> arms))
            {
                hasUnit = true;
                slivers.AddRange(arms.Select(arm => ((Polygon)back.Transform(arm), arm)));
            }
            else
            {
                slivers.Add((piece, onGround));
            }
        }

        if (hasUnit && slivers.Count == 0)
            return null;
        var borders = new TownBorders([.. towns.Select(toGround.Transform)]);
        var shares = new double[members.Length];
        var given = new List<(int Town, IReadOnlyList<LatticePoint[]> Rings)>();
        foreach ((Polygon piece, Polygon onGround) in slivers)
        {
            int town = borders.Neighbour(onGround);
            shares[town] += onGround.Area;
            LatticePoint[][] rings =
                [.. RingGeometry.ToRings(piece, origin).Where(ring => RingGeometry.SignedArea2(ring) != 0)];
            if (rings.Length > 0)
                given.Add((town, rings));
        }

        int[] receivers = [.. given.Select(piece => piece.Town).Distinct().Order()];
        return new SliverGround(
            hasUnit,
            slivers.Count,
            [.. receivers.Select(town => members[town])],
            members[Array.IndexOf(shares, shares.Max())],
            [.. given.Select(piece => new SliverPiece(Array.IndexOf(receivers, piece.Town), piece.Rings))]);
    }

    /// <param name="arms">Of a unit, what hangs on it and is none.</param>
    private static bool IsUnit(Polygon piece, SliverRule rule, out IReadOnlyList<Polygon> arms)
    {
        arms = [];
        double width = (double)rule.WidthM * LatticePoint.UnitsPerMetre;
        if (AreaM2(piece) < (double)rule.AreaM2)
            return false;
        if (width == 0)
            return true;
        Geometry[] wide = [.. Polygons(piece.Buffer(-width / 2)).Where(part => AreaM2(part.Buffer(width / 2)) >= (double)rule.AreaM2)];
        if (wide.Length == 0)
            return false;
        // Corners reach beyond where the unit is wide too, but not so far.
        Geometry core = piece.Factory.BuildGeometry(wide);
        arms = [.. Polygons(piece.Difference(core.Buffer(width)))
            .Where(arm => arm.Coordinates.Any(point => core.Distance(arm.Factory.CreatePoint(point)) > ArmWidths * width))];
        return true;
    }

    private static IEnumerable<Polygon> Polygons(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>().Where(each => !each.IsEmpty);

    private static double AreaM2(Geometry piece) => piece.Area / LatticePoint.UnitsPerMetre / LatticePoint.UnitsPerMetre;

    /// <summary>What the towns leave; rings that cross themselves are mended as the overlay mends them.</summary>
    /// <exception cref="TopologyException">Not even then.</exception>
    private static Geometry Rest(Geometry county, Geometry[] towns) =>
        OverlayNGRobust.Overlay(Valid(county), OverlayNGRobust.Union(towns.Select(Valid)), SpatialFunction.Difference);

    private static Geometry Valid(Geometry given) => given.IsValid ? given : GeometryFixer.Fix(given);

    /// <summary>The towns' edges, to find whose border runs along a piece.</summary>
    private sealed class TownBorders(Geometry[] towns)
    {
        private const double Touching = TouchingM * LatticePoint.UnitsPerMetre;
        private readonly STRtree<(int Town, LineSegment Edge)> edges = Indexed(towns);

        /// <summary>The town with the longest border along the piece; of equal ones, and where none runs along it, the nearest, then the
        /// first by code.</summary>
        public int Neighbour(Polygon piece)
        {
            var shared = new double[towns.Length];
            foreach (LineSegment edge in Segments(piece))
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
                : Enumerable.Range(0, towns.Length).MinBy(town => (piece.Distance(towns[town]), town));
        }

        private static STRtree<(int Town, LineSegment Edge)> Indexed(Geometry[] towns)
        {
            var edges = new STRtree<(int Town, LineSegment Edge)>();
            for (int town = 0; town < towns.Length; town++)
            {
                foreach (LineSegment edge in Segments(towns[town]))
                    edges.Insert(new Envelope(edge.P0, edge.P1), (town, edge));
            }

            edges.Build();
            return edges;
        }

        private static IEnumerable<LineSegment> Segments(Geometry geometry)
        {
            foreach (LineString ring in Polygons(geometry).SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing)))
            {
                for (int at = 0; at + 1 < ring.NumPoints; at++)
                    yield return new LineSegment(ring.GetCoordinateN(at), ring.GetCoordinateN(at + 1));
            }
        }
    }
}
