using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace ZoneComp.WhatIf;

/// <summary>The layers of a folder as lines on one map: to see what lies where, not to measure.</summary>
/// <remarks>
/// Corners fall on a grid and are thinned; of a layer of many features every so manyth is drawn, which is said. Coordinates are turned to
/// degrees by the layer's own CRS; datums are taken as one, which moves a line by metres where a grid step is some hundred.
/// </remarks>
internal sealed record LayerDrawing(int Width, int Height, IReadOnlyList<DrawnLayer> Layers)
{
    private const int LongestSide = 2000;

    /// <summary>Of a layer: more would be grey on the screen, and slow.</summary>
    private const int MostFeatures = 4000;

    public static LayerDrawing Of(string folder, CancellationToken cancellation)
    {
        List<(DrawnLayer Layer, List<(double X, double Y)[]> Lines)> read =
            [.. FolderSurvey.Read(folder, cancellation).Layers.Select(layer => Read(folder, layer, cancellation))];
        Envelope degrees = new();
        foreach ((double x, double y) in read.SelectMany(layer => layer.Lines).SelectMany(line => line))
            degrees.ExpandToInclude(x, y);
        MapProjection projection = MapProjection.For(degrees, MapCrs.Cgcs2000);
        Envelope plane = new();
        foreach ((_, List<(double X, double Y)[]> lines) in read)
        {
            foreach ((double X, double Y)[] line in lines)
            {
                for (int at = 0; at < line.Length; at++)
                {
                    line[at] = projection.Project(line[at].X, line[at].Y);
                    plane.ExpandToInclude(line[at].X, line[at].Y);
                }
            }
        }

        double unit = plane.IsNull ? 1 : Math.Max(Math.Max(plane.Width, plane.Height) / LongestSide, 1e-9);
        int width = plane.IsNull ? 1 : Math.Max(1, (int)Math.Ceiling(plane.Width / unit));
        int height = plane.IsNull ? 1 : Math.Max(1, (int)Math.Ceiling(plane.Height / unit));
        return new LayerDrawing(
            width,
            height,
            [.. read.Select(each => each.Layer with { Path = PathOf(each.Lines, each.Layer.Kind, plane, unit) })]);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteStartArray("layers");
        foreach (DrawnLayer layer in Layers)
        {
            json.WriteStartObject();
            json.WriteString("file", XmlText.Clean(layer.File));
            json.WriteString("kind", layer.Kind.ToString());
            json.WriteNumber("drawn", layer.Drawn);
            json.WriteNumber("features", layer.Features);
            json.WriteString("d", layer.Path);
            if (layer.Why is { } why)
                WorkbenchJson.Write(json, "why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static (DrawnLayer Layer, List<(double X, double Y)[]> Lines) Read(
        string folder, LayerSurvey layer, CancellationToken cancellation)
    {
        string name = Path.GetRelativePath(folder, layer.Argument.Path).Replace('\\', '/');
        string file = layer.Argument.Layer is { } inside ? $"{name}#{inside}" : name;
        long features = layer.Info.FeatureCount ?? layer.Features;
        DrawnLayer drawn = new(file, layer.Info.Kind, features);
        List<(double X, double Y)[]> lines = [];
        if (layer.Crs is null)
        {
            return (drawn with
            {
                Why = new LocalText("its CRS is not known, so nobody knows where it lies", "坐标系未知，无法确定位置"),
            }, lines);
        }

        Projection projection = Projection.Of(layer.Crs);
        long step = Math.Max(1, (features + MostFeatures - 1) / MostFeatures), at = 0, count = 0;
        try
        {
            using IFeatureSource source =
                FeatureSources.Open(new SourceRequest(layer.Argument.Path, layer.Argument.Layer), new DiagnosticLog());
            using IFeatureCursor cursor = source.Read([]);
            for (; cursor.MoveNext() && count < MostFeatures; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (at % step != 0)
                    continue;
                count++;
                for (int part = 0; part < cursor.Shape.PartCount; part++)
                    lines.Add(InDegrees(cursor.Shape.Part(part), projection));
            }
        }
        catch (UserErrorException unread)
        {
            drawn = drawn with { Why = unread.Text };
        }

        return (drawn with { Drawn = count, Features = Math.Max(features, at) }, lines);
    }

    private static (double X, double Y)[] InDegrees(ReadOnlySpan<double> part, Projection projection)
    {
        List<(double, double)> points = [];
        for (int at = 0; at + 1 < part.Length; at += 2)
        {
            if (projection.Inverse(part[at], part[at + 1], out double longitude, out double latitude)
                && Math.Abs(longitude) <= 360
                && Math.Abs(latitude) < 90)
                points.Add((longitude, latitude));
        }

        return [.. points];
    }

    private static string PathOf(List<(double X, double Y)[]> lines, GeometryKind kind, Envelope plane, double unit)
    {
        StringBuilder path = new();
        foreach ((double X, double Y)[] line in lines)
        {
            List<(int X, int Y)> points = [];
            foreach ((double x, double y) in line)
            {
                (int, int) point = ((int)Math.Round((x - plane.MinX) / unit), (int)Math.Round((plane.MaxY - y) / unit));
                if (points.Count == 0 || points[^1] != point)
                    points.Add(point);
            }

            if (points.Count > 1)
            {
                RegionOutline.Append(path, Thinned(points));
                _ = path.Append(kind == GeometryKind.Polygon ? "z" : "");
            }
            else if (points.Count == 1)
            {
                // What is smaller than a step is a dot of the line's own width.
                _ = path.Append(CultureInfo.InvariantCulture, $"M{points[0].X} {points[0].Y}h0");
            }
        }

        return path.ToString();
    }

    // Without corners less than a step beside the line between those that stay.
    private static List<(int X, int Y)> Thinned(List<(int X, int Y)> points)
    {
        List<(int X, int Y)> kept = [];
        for (int at = 0; at < points.Count; at++)
        {
            if (at == 0 || at == points.Count - 1 || Beside(kept[^1], points[at], points[at + 1]))
                kept.Add(points[at]);
        }

        return kept;

        static bool Beside((int X, int Y) from, (int X, int Y) corner, (int X, int Y) to)
        {
            long dx = to.X - from.X, dy = to.Y - from.Y, twice = Math.Abs((dx * (corner.Y - from.Y)) - (dy * (corner.X - from.X)));
            return twice * twice >= (dx * dx) + (dy * dy) || (dx * (corner.X - from.X)) + (dy * (corner.Y - from.Y)) < 0;
        }
    }
}

/// <param name="Features">As the layer says, or as many as were met.</param>
internal sealed record DrawnLayer(string File, GeometryKind Kind, long Features)
{
    public long Drawn { get; init; }

    /// <summary>The d of an SVG path.</summary>
    public string Path { get; init; } = "";

    /// <summary>Why it is not drawn, or not to its end.</summary>
    public LocalText? Why { get; init; }
}
