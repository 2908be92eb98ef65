using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ZoneComp.Preparation.Zones;

/// <summary>Gives the slivers of a file the class of the neighbour in that file with which they share most border.</summary>
/// <remarks>
/// Neighbours are polygons of the layer that are no slivers. Which sliver has which neighbours shows only when all of the file was read:
/// those near a sliver are read a second time.
/// </remarks>
internal sealed class SliverJoin(OpenedSource opened, AreaPlane plane)
{
    /// <summary>A border runs along another where they are this close together, metres: a few roundings to the lattice.</summary>
    private const double TouchingM = 0.005;

    /// <summary>Less border than this is a corner, metres.</summary>
    private const double LeastM = 4 * TouchingM;

    /// <summary>How much farther apart boxes in the layer's own coordinates may be, as a part of these.</summary>
    private const double BoxSlack = 1e-6;

    private readonly Dictionary<long, IReadOnlyList<int>> classesOf = [];
    private readonly Dictionary<string, IReadOnlyList<int>> lists = new(StringComparer.Ordinal);
    private readonly List<Sliver> slivers = [];

    /// <summary>A polygon that is no sliver, so that slivers may join it.</summary>
    public void Know(BufferedFeature feature)
    {
        string key = string.Join(',', feature.Classes);
        if (!lists.TryGetValue(key, out IReadOnlyList<int>? classes))
            lists.Add(key, classes = feature.Classes);
        classesOf[feature.FeatureId] = classes;
    }

    public void Add(BufferedFeature sliver, decimal areaM2) => slivers.Add(new Sliver(sliver, areaM2, plane));

    /// <summary>Reads the neighbours, once all features are known.</summary>
    /// <returns>The slivers in the order of the file, each with the classes of its neighbour; its own where it has none.</returns>
    public IReadOnlyList<JoinedSliver> Join()
    {
        if (slivers.Count > 0)
            ReadNeighbours();
        return
        [
            .. slivers.Select(sliver => new JoinedSliver(
                sliver.Feature with { Classes = sliver.Neighbour is { } best ? classesOf[best] : sliver.Feature.Classes },
                sliver.Feature.Classes,
                sliver.Neighbour is not null,
                sliver.AreaM2)),
        ];
    }

    private void ReadNeighbours()
    {
        var near = new STRtree<Sliver>();
        foreach (Sliver sliver in slivers)
            near.Insert(Box(sliver.Feature.Extent!.Value), sliver);
        near.Build();
        LatticeProjector projector = opened.NewProjector();
        var ring = new List<LatticePoint>();
        using IFeatureCursor cursor = opened.Source.Read([]);
        while (cursor.MoveNext())
        {
            if (!classesOf.ContainsKey(cursor.FeatureId) || LayerExtent.Of(cursor.Shape.Coordinates) is not { } extent
                || near.Query(Box(extent)) is not { Count: > 0 } candidates)
                continue;
            var rings = new List<LatticePoint[]>();
            projector.BeginFeature();
            for (int part = 0; part < cursor.Shape.PartCount; part++)
            {
                ring.Clear();
                if (projector.Project(cursor.Shape.Part(part), ring, part) is null) // a problem was told at the first reading
                    rings.Add([.. ring]);
            }

            foreach (Sliver sliver in candidates)
                sliver.Meet(cursor.FeatureId, rings);
        }
    }

    /// <summary>A box with room for what boxes of neighbours may be apart.</summary>
    private static Envelope Box(LayerExtent extent)
    {
        var box = new Envelope(extent.MinX, extent.MaxX, extent.MinY, extent.MaxY);
        box.ExpandBy(BoxSlack * Math.Max(1, new[] { extent.MinX, extent.MaxX, extent.MinY, extent.MaxY }.Max(Math.Abs)));
        return box;
    }

    private sealed class Sliver
    {
        private readonly LatticePoint origin;
        private readonly double east;
        private readonly STRtree<LineSegment> edges = new();
        private readonly Envelope box = new();
        private double mostM = LeastM;

        public Sliver(BufferedFeature feature, decimal areaM2, AreaPlane plane)
        {
            (Feature, AreaM2) = (feature, areaM2);
            origin = feature.Parts[0][0];
            east = plane.GroundOfX(origin);
            foreach (LineSegment edge in Edges(feature.Parts))
            {
                var around = new Envelope(edge.P0, edge.P1);
                around.ExpandBy(TouchingM);
                edges.Insert(around, edge);
                box.ExpandToInclude(around);
            }

            edges.Build();
        }

        public BufferedFeature Feature { get; }

        public decimal AreaM2 { get; }

        /// <summary>The one with most border so far, of equal ones the first in the file; null for none.</summary>
        public long? Neighbour { get; private set; }

        public void Meet(long neighbour, IReadOnlyList<LatticePoint[]> rings)
        {
            double sharedM = 0;
            foreach (LineSegment edge in Edges(rings))
            {
                var around = new Envelope(edge.P0, edge.P1);
                if (!around.Intersects(box))
                    continue;
                foreach (LineSegment own in edges.Query(around))
                    sharedM += SharedM(own, edge);
            }

            sharedM = Math.Round(sharedM, 3);
            if (sharedM > mostM || (sharedM == mostM && neighbour < Neighbour))
                (mostM, Neighbour) = (sharedM, neighbour);
        }

        /// <summary>How far one edge runs along another.</summary>
        private static double SharedM(LineSegment own, LineSegment other)
        {
            double dx = own.P1.X - own.P0.X, dy = own.P1.Y - own.P0.Y, length = own.Length;
            if (length == 0)
                return 0;
            // Along the own edge and off it, where the other begins and ends.
            (double fromAt, double fromOff) = Seen(other.P0);
            (double toAt, double toOff) = Seen(other.P1);
            if (fromAt > toAt)
                (fromAt, fromOff, toAt, toOff) = (toAt, toOff, fromAt, fromOff);
            double from = Math.Max(0, fromAt), to = Math.Min(length, toAt), slope = (toOff - fromOff) / (toAt - fromAt);
            if (from >= to)
                return 0;
            if (slope == 0)
                return Math.Abs(fromOff) <= TouchingM ? to - from : 0;
            double one = fromAt + ((-TouchingM - fromOff) / slope), two = fromAt + ((TouchingM - fromOff) / slope);
            return Math.Max(0, Math.Min(to, Math.Max(one, two)) - Math.Max(from, Math.Min(one, two)));

            (double At, double Off) Seen(Coordinate point)
            {
                double x = point.X - own.P0.X, y = point.Y - own.P0.Y;
                return (((x * dx) + (y * dy)) / length, ((x * dy) - (y * dx)) / length);
            }
        }

        /// <summary>In metres of ground from the sliver's first point.</summary>
        private IEnumerable<LineSegment> Edges(IReadOnlyList<LatticePoint[]> rings)
        {
            foreach (LatticePoint[] ring in rings)
            {
                for (int at = 0; at < ring.Length; at++)
                    yield return new LineSegment(OnGround(ring[at]), OnGround(ring[at + 1 == ring.Length ? 0 : at + 1]));
            }
        }

        private Coordinate OnGround(LatticePoint point) => new(
            (point.X - origin.X) * east / LatticePoint.UnitsPerMetre, (point.Y - origin.Y) / east / LatticePoint.UnitsPerMetre);
    }
}

/// <param name="Feature">With the classes in which it counts.</param>
/// <param name="Own">Classes that it has in the file.</param>
/// <param name="HasNeighbour">Whether it shares border with a polygon that is no sliver.</param>
internal sealed record JoinedSliver(BufferedFeature Feature, IReadOnlyList<int> Own, bool HasNeighbour, decimal AreaM2);
