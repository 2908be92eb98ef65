using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Maps;

/// <summary>The regions as drawn: projected, laid on a grid with y downwards, simplified with shared borders kept.</summary>
/// <param name="Width">Grid units; the grid is as wide as the map.</param>
/// <param name="MetresPerUnit">Length of a grid unit on the ground, in the middle of the map.</param>
/// <param name="Plane">The regions' extent in the projection's metres.</param>
/// <param name="Regions">In the order of the run's regions.</param>
public sealed record MapShapes(
    int Width, int Height, double MetresPerUnit, MapProjection Projection, Envelope Plane, IReadOnlyList<RegionOutline> Regions)
{
    /// <summary>Widest or highest side of the grid, so that coordinates stay short.</summary>
    private const int LongestSide = 8000;

    /// <summary>Points kept in all: enough for a printed page, few enough for a quick one.</summary>
    private const int MostPoints = 160_000;

    /// <summary>How far around the regions neighbours are kept, in the longest side of the regions' extent.</summary>
    private const double NeighbourReach = 1;

    /// <summary>What lies around the regions, on the same grid, also where that has negative coordinates.</summary>
    public IReadOnlyList<NeighbourOutline> Neighbours { get; init; } = [];

    public static MapShapes Of(RunResults results) => Of(results.Shapes, results.Crs, results.Neighbours);

    /// <param name="shapes">In the order of the regions, in <paramref name="crs"/>; null where a region has none.</param>
    internal static MapShapes Of(IReadOnlyList<Geometry?> shapes, MapCrs crs, IReadOnlyList<NeighbourShape>? neighbours = null)
    {
        Envelope extent = new();
        foreach (Geometry? shape in shapes)
        {
            if (shape is not null)
                extent.ExpandToInclude(shape.EnvelopeInternal);
        }

        MapProjection projection = MapProjection.For(extent, crs);
        (int Region, LineString Ring)[] lines = [.. shapes.SelectMany((shape, region) => Rings(shape).Select(ring => (region, ring)))];
        (double X, double Y)[][] projected = new (double, double)[lines.Length][];
        _ = Parallel.For(
            0,
            lines.Length,
            line => projected[line] = Array.ConvertAll(lines[line].Ring.Coordinates, point => projection.Project(point.X, point.Y)));
        Envelope plane = new();
        foreach ((double X, double Y)[] ring in projected)
        {
            foreach ((double x, double y) in ring)
                plane.ExpandToInclude(x, y);
        }

        double metresPerUnit = plane.IsNull ? 1 : Math.Max(plane.Width, plane.Height) / LongestSide;
        if (metresPerUnit <= 0)
            metresPerUnit = 1;
        List<int> owners = [];
        List<IReadOnlyList<(int X, int Y)>> rings = [];
        for (int line = 0; line < lines.Length; line++)
        {
            List<(int X, int Y)> gridded = OnGrid(projected[line], plane, metresPerUnit);
            if (gridded.Count < 3)
                continue;
            owners.Add(lines[line].Region);
            rings.Add(gridded);
        }

        // Simplified together with the regions, whose corners they mostly share.
        int firstBeside = rings.Count;
        double reach = NeighbourReach * Math.Max(plane.Width, plane.Height);
        MapBox kept = new(plane.MinX - reach, plane.MinY - reach, plane.Width + (2 * reach), plane.Height + (2 * reach));
        List<int> besideOwners = [];
        foreach ((NeighbourShape neighbour, int index) in (neighbours ?? []).Select((each, index) => (each, index)))
        {
            foreach (LineString ring in Rings(neighbour.Shape))
            {
                IReadOnlyList<(double X, double Y)> cut =
                    kept.CutRing([.. ring.Coordinates.SkipLast(1).Select(point => projection.Project(point.X, point.Y))]);
                List<(int X, int Y)> gridded = OnGrid([.. cut], plane, metresPerUnit);
                if (gridded.Count < 3)
                    continue;
                besideOwners.Add(index);
                rings.Add(gridded);
            }
        }

        BorderArcs borders = BorderArcs.Of(rings);
        IReadOnlyList<IReadOnlyList<(int X, int Y)>> simple = rings;
        for (long smallest = 4; simple.Sum(ring => ring.Count) > MostPoints || smallest == 4; smallest *= 2)
            simple = borders.Simplify(smallest);
        List<IReadOnlyList<(int X, int Y)>>[] byRegion = [.. shapes.Select(_ => new List<IReadOnlyList<(int, int)>>())];
        for (int index = 0; index < firstBeside; index++)
        {
            if (simple[index].Count > 0)
                byRegion[owners[index]].Add(simple[index]);
        }

        NeighbourOutline[] outlinesBeside =
        [
            .. besideOwners.Zip(simple.Skip(firstBeside)).Where(pair => pair.Second.Count > 0).GroupBy(pair => pair.First)
                .Select(group => new NeighbourOutline(neighbours![group.Key].Name, [.. group.Select(pair => pair.Second)])),
        ];

        int width = plane.IsNull ? 1 : Math.Max(1, (int)Math.Ceiling(plane.Width / metresPerUnit));
        int height = plane.IsNull ? 1 : Math.Max(1, (int)Math.Ceiling(plane.Height / metresPerUnit));
        var outlines = new RegionOutline[shapes.Count];
        _ = Parallel.For(0, outlines.Length, region => outlines[region] = RegionOutline.Of(byRegion[region], LabelPoint(shapes[region])));
        return new MapShapes(width, height, metresPerUnit, projection, plane, outlines) { Neighbours = outlinesBeside };

        (int X, int Y)? LabelPoint(Geometry? shape)
        {
            if (shape is null || shape.IsEmpty)
                return null;
            Geometry largest = Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).MaxBy(part => part.Area)!;
            Point inside = largest.Centroid.Within(largest) ? largest.Centroid : largest.InteriorPoint;
            (double x, double y) = projection.Project(inside.X, inside.Y);
            return ((int)Math.Round((x - plane.MinX) / metresPerUnit), (int)Math.Round((plane.MaxY - y) / metresPerUnit));
        }
    }

    /// <summary>A place in the run's CRS on the grid.</summary>
    public (int X, int Y) OnGrid(double longitude, double latitude)
    {
        (double x, double y) = Projection.Project(longitude, latitude);
        return Plane.IsNull
            ? (0, 0)
            : (
                (int)Math.Clamp(Math.Round((x - Plane.MinX) / MetresPerUnit), -Width, 2.0 * Width),
                (int)Math.Clamp(Math.Round((Plane.MaxY - y) / MetresPerUnit), -Height, 2.0 * Height));
    }

    private static IEnumerable<LineString> Rings(Geometry? shape)
    {
        for (int part = 0; part < (shape?.NumGeometries ?? 0); part++)
        {
            if (shape!.GetGeometryN(part) is not Polygon polygon || polygon.IsEmpty)
                continue;
            yield return polygon.ExteriorRing;
            foreach (LineString hole in polygon.InteriorRings)
                yield return hole;
        }
    }

    private static List<(int X, int Y)> OnGrid((double X, double Y)[] ring, Envelope plane, double metresPerUnit)
    {
        List<(int X, int Y)> points = [];
        foreach ((double x, double y) in ring)
        {
            (int, int) point = ((int)Math.Round((x - plane.MinX) / metresPerUnit), (int)Math.Round((plane.MaxY - y) / metresPerUnit));
            if (points.Count == 0 || points[^1] != point)
                points.Add(point);
        }

        while (points.Count > 1 && points[^1] == points[0])
            points.RemoveAt(points.Count - 1);
        return points;
    }
}

/// <summary>Ground beside the regions.</summary>
/// <param name="Rings">Shells and holes alike: draw them with the even-odd rule.</param>
public sealed record NeighbourOutline(string Name, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Rings);

/// <param name="Rings">Shells and holes alike: draw them with the even-odd rule.</param>
/// <param name="Label">A point inside the largest part; null where the region has no shape.</param>
/// <param name="LabelWidth">Width of the largest part's box, grid units: how wide a label may be.</param>
public sealed record RegionOutline(IReadOnlyList<IReadOnlyList<(int X, int Y)>> Rings, (int X, int Y)? Label, int LabelWidth)
{
    internal static RegionOutline Of(IReadOnlyList<IReadOnlyList<(int X, int Y)>> rings, (int X, int Y)? label)
    {
        int widest = rings.Count == 0 ? 0 : rings.Max(ring => ring.Max(point => point.X) - ring.Min(point => point.X));
        return new RegionOutline(rings, label, widest);
    }

    /// <summary>As the d attribute of an SVG path: absolute start of each ring, then relative steps.</summary>
    public string Path()
    {
        System.Text.StringBuilder path = new();
        foreach (IReadOnlyList<(int X, int Y)> ring in Rings)
        {
            Append(path, ring);
            path.Append('z');
        }

        return path.ToString();
    }

    /// <summary>One line of a path, left open.</summary>
    internal static void Append(System.Text.StringBuilder path, IReadOnlyList<(int X, int Y)> line)
    {
        path.Append('M').Append(line[0].X).Append(' ').Append(line[0].Y).Append('l');
        for (int index = 1; index < line.Count; index++)
        {
            int dx = line[index].X - line[index - 1].X, dy = line[index].Y - line[index - 1].Y;
            if (index > 1 && dx >= 0)
                path.Append(' ');
            path.Append(dx);
            if (dy >= 0)
                path.Append(' ');
            path.Append(dy);
        }
    }
}
