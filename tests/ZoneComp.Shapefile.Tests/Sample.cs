using System.Text;

namespace ZoneComp.Shapefile.Tests;

/// <summary>Small layers for the tests, written by the writer.</summary>
internal static class Sample
{
    /// <summary>A square of 10 units clockwise from its south-west corner at (x, 0): a shell as shapefiles have it.</summary>
    public static ShapePoint[] Square(double x) => [new(x, 0), new(x, 10), new(x + 10, 10), new(x + 10, 0), new(x, 0)];

    /// <summary>Squares number 0, 1, 2, ... at x = 0, 20, 40, ... with a text each.</summary>
    public static void Squares(string path, Encoding encoding, params ReadOnlySpan<string?> names)
    {
        using var writer = new ShapefileWriter(path, ShapeType.Polygon, [new("NAME", 'C', 12), new("NUMBER", 'N', 6)], encoding);
        for (int index = 0; index < names.Length; index++)
            writer.Add(Square(20 * index), [], names[index], index);
    }

    /// <summary>x of each record's first point and its NUMBER; NaN for a null shape.</summary>
    public static List<(long Record, double X, object? Number)> Read(ShapefileLayer layer, out IReadOnlyList<ShapefileProblem> problems)
    {
        List<(long, double, object?)> rows = [];
        bool hasRows = layer.Fields.Count > 1;
        var reader = hasRows ? layer.Read(1) : layer.Read();
        while (reader.MoveNext())
        {
            ShapeRecord shape = reader.Shape();
            rows.Add((reader.Record, shape.Points.IsEmpty ? double.NaN : shape.Points[0].X, hasRows ? reader.Value(0) : null));
        }

        problems = [.. layer.Problems, .. reader.Problems];
        return rows;
    }
}
