using System.Globalization;

namespace ZoneComp.Benchmarks;

/// <summary>A shapefile of wavy rings on a grid, to read and to overlay.</summary>
internal static class MadeLayer
{
    public static void Write(string path, int features, int vertices)
    {
        using var writer = new ShapefileWriter(path, ShapeType.Polygon, [new("CODE", 'C', 10), new("AREA", 'N', 12, 2)]);
        int across = (int)Math.Ceiling(Math.Sqrt(features));
        var ring = new ShapePoint[vertices];
        for (int feature = 0; feature < features; feature++)
        {
            double x = 36_000_000 + (1000.0 * (feature % across)), y = 3_000_000 + (1000.0 * (feature / across));
            for (int at = 0; at < vertices; at++)
            {
                double turn = -2 * Math.PI * (at % (vertices - 1)) / (vertices - 1), radius = 400 + (90 * Math.Sin(7 * turn));
                ring[at] = new ShapePoint(x + (radius * Math.Cos(turn)), y + (radius * Math.Sin(turn)));
            }

            writer.Add(ring, [0], (feature % 1000).ToString(CultureInfo.InvariantCulture), feature / 4m);
        }
    }
}
