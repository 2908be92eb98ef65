namespace ZoneComp.Overlay.Ground;

/// <summary>In which region and combination of classes points lie, and how much of a line runs in each.</summary>
/// <remarks>Exact against the same edges as the areas; a point or line on a border belongs to one side only. Any number of
/// threads.</remarks>
public sealed class PlaceQuery
{
    private readonly OverlayInput input;
    private readonly BoxGrid features;
    private readonly BoxGrid blocks;

    /// <param name="input">What was measured: <see cref="OverlayResult.Ground"/>, with faulty features repaired.</param>
    public PlaceQuery(OverlayInput input)
    {
        if (input.HasReleasedZones)
            throw new InvalidOperationException("The zones were handed over: places can be asked for only where they are in memory.");
        this.input = input;
        features = new BoxGrid([.. Enumerable.Range(0, input.FeatureCount).Select(input.BoxOf)]);
        var boxes = new LatticeBox[input.Blocks.Count];
        Array.Fill(boxes, LatticeBox.Empty);
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            for (int block = entry.FirstBlock; block < entry.FirstBlock + entry.BlockCount; block++)
                boxes[block] = BoxOf(input.Blocks[block]);
        }

        blocks = new BoxGrid(boxes);
    }

    /// <summary>The region and the classes that cover a point.</summary>
    /// <returns>One place; several where regions overlap; region -1 where there is none.</returns>
    public IReadOnlyList<Place> At(LatticePoint point) => new PlaceWindings(input, WindingsAt(point)).Places();

    /// <summary>How a line's length is shared out.</summary>
    /// <param name="path">The line's vertices.</param>
    /// <param name="lengthsM">Length of each edge in metres on the ellipsoid, one less than vertices; along an edge it is spread
    /// evenly.</param>
    /// <returns>By region, then by set; where no regions overlap, the micrometres add up to the rounded lengths of the edges
    /// exactly.</returns>
    public IReadOnlyList<LinePart> Along(ReadOnlySpan<LatticePoint> path, ReadOnlySpan<double> lengthsM)
    {
        if (lengthsM.Length != Math.Max(path.Length - 1, 0))
            throw new ArgumentException($"{path.Length} vertices have {path.Length - 1} edges, not {lengthsM.Length}", nameof(lengthsM));
        if (path.Length < 2)
            return [];
        var sums = new SortedDictionary<(int Order, ClassSet Classes), long>();
        var windings = new PlaceWindings(input, WindingsAt(path[0]));
        var crossings = new List<(double At, int Vertex, int Feature, int Change)>();
        var ends = new List<LatticePoint>();
        for (int edge = 0; edge + 1 < path.Length; edge++)
        {
            ends.Clear();
            ends.Add(path[edge]);
            EdgeSplitting.AppendTo(ends, path[edge + 1]);
            for (int piece = 0; piece + 1 < ends.Count; piece++)
            {
                double from = (double)piece / (ends.Count - 1), share = 1.0 / (ends.Count - 1);
                FindCrossings(ends[piece], ends[piece + 1], crossings);
                double last = from;
                foreach ((double at, int _, int feature, int change) in crossings)
                {
                    Book(last, from + (at * share), lengthsM[edge]);
                    windings.Cross(feature, change);
                    last = from + (at * share);
                }

                Book(last, piece + 2 == ends.Count ? 1 : from + share, lengthsM[edge]);
            }
        }

        return [.. sums.Where(pair => pair.Value != 0)
            .Select(pair =>
                new LinePart(pair.Key.Order == int.MaxValue ? SpecialRegion.Outside : pair.Key.Order, pair.Key.Classes, pair.Value))];

        void Book(double from, double to, double lengthM)
        {
            // Each end rounded by itself, so the pieces of an edge add up to its rounded length.
            long micrometres = (long)Math.Round(lengthM * 1e6 * to) - (long)Math.Round(lengthM * 1e6 * from);
            if (micrometres == 0)
                return;
            foreach (Place place in windings.Places())
            {
                (int, ClassSet) key = (SpecialRegion.Order(place.Region), place.Classes);
                sums[key] = sums.GetValueOrDefault(key) + micrometres;
            }
        }
    }

    private static LatticeBox BoxOf(in EdgeBlock block) =>
        new(block.OriginX + block.MinX, block.OriginY + block.MinY, block.OriginX + block.MaxX, block.OriginY + block.MaxY);

    private FeatureWindings WindingsAt(LatticePoint point)
    {
        var found = new List<int>();
        features.Query(new LatticeBox(point.X, point.Y, point.X, point.Y), found);
        var windings = new FeatureWindings();
        foreach (int feature in found)
            windings.Add(feature, Winding(feature, point));
        return windings;
    }

    /// <summary>Counts the edges that a ray to the right crosses; the point, moved, lies just above its own height.</summary>
    private int Winding(int feature, LatticePoint point)
    {
        int winding = 0;
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (ref readonly EdgeBlock block in input.BlocksOf(feature))
        {
            LatticeBox box = BoxOf(block);
            if (box.MinY > point.Y || box.MaxY <= point.Y || box.MaxX < point.X)
                continue;
            ReadOnlySpan<int> offsets = input.Points.Read(block, room);
            if (box.MinX > point.X)
            {
                winding += (block.OriginY + offsets[^1] > point.Y ? 1 : 0) - (block.OriginY + offsets[1] > point.Y ? 1 : 0);
                continue;
            }

            for (int edge = 0; edge < block.EdgeCount; edge++)
            {
                (LatticePoint a, LatticePoint b) = EdgeOf(block, offsets, edge);
                bool up = b.Y > point.Y;
                if (a.Y > point.Y != up && PlacePerturbation.IsPointLeft(a, b, point) == up)
                    winding += up ? 1 : -1;
            }
        }

        return winding;
    }

    private void FindCrossings(LatticePoint p, LatticePoint q, List<(double At, int Vertex, int Feature, int Change)> crossings)
    {
        crossings.Clear();
        if (p == q)
            return;
        var box = new LatticeBox(Math.Min(p.X, q.X), Math.Min(p.Y, q.Y), Math.Max(p.X, q.X), Math.Max(p.Y, q.Y));
        var near = new List<int>();
        blocks.Query(box, near);
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (int number in near)
        {
            ref readonly EdgeBlock block = ref input.Blocks[number];
            ReadOnlySpan<int> offsets = input.Points.Read(block, room);
            for (int edge = 0; edge < block.EdgeCount; edge++)
            {
                (LatticePoint a, LatticePoint b) = EdgeOf(block, offsets, edge);
                if (!box.Meets(new LatticeBox(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y))))
                    continue;
                bool endsLeft = PlacePerturbation.IsPointLeft(a, b, q);
                if (PlacePerturbation.IsPointLeft(a, b, p) == endsLeft
                    || PlacePerturbation.IsVertexLeft(p, q, a) == PlacePerturbation.IsVertexLeft(p, q, b))
                    continue;
                long before = PlacePerturbation.Determinant(a, b, p), after = PlacePerturbation.Determinant(a, b, q);
                // On one line: crossed, once moved, at an end that lies on both; the lower one.
                double at = before != after ? (double)before / (before - after) : ShareOnLine(p, q, a, b);
                crossings.Add((at, block.FirstVertex + edge, block.Feature, endsLeft ? 1 : -1));
            }
        }

        crossings.Sort();
    }

    private static double ShareOnLine(LatticePoint p, LatticePoint q, LatticePoint a, LatticePoint b)
    {
        (long p0, long q0, long a0, long b0) = p.X != q.X ? (p.X, q.X, a.X, b.X) : (p.Y, q.Y, a.Y, b.Y);
        long at = Math.Max(Math.Min(p0, q0), Math.Min(a0, b0));
        return (double)(at - p0) / (q0 - p0);
    }

    private static (LatticePoint A, LatticePoint B) EdgeOf(in EdgeBlock block, ReadOnlySpan<int> offsets, int edge) => (
        new LatticePoint(block.OriginX + offsets[2 * edge], block.OriginY + offsets[(2 * edge) + 1]),
        new LatticePoint(block.OriginX + offsets[(2 * edge) + 2], block.OriginY + offsets[(2 * edge) + 3]));
}

/// <param name="Region">Index of the region; -1 outside every region.</param>
/// <param name="Classes">The classes that cover the place.</param>
public readonly record struct Place(int Region, ClassSet Classes);

/// <param name="LengthUm">Length in micrometres.</param>
public readonly record struct LinePart(int Region, ClassSet Classes, long LengthUm);
