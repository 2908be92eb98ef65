using System.Globalization;

namespace ZoneComp.Reading.GeoParquet;

/// <summary>The box that a file's metadata states of all its geometries.</summary>
/// <remarks>Of geometries on both sides of 180 degrees west is greater than east (RFC 7946, 5.2, to which GeoParquet refers).</remarks>
internal sealed record GeoParquetBox(double West, double South, double East, double North)
{
    /// <summary>Writers round boxes, some to single precision.</summary>
    private const double Rounding = 1e-6;

    private readonly double room = Rounding * new[] { West, South, East, North }.Max(Math.Abs);

    /// <summary>As for other formats; null where it passes 180 degrees.</summary>
    public LayerExtent? Extent => LayerInfo.BoxOf(West, South, East, North);

    /// <summary>null where the numbers are no box.</summary>
    public static GeoParquetBox? Of(IReadOnlyList<double>? numbers) =>
        numbers is { Count: 4 or 6 } box && box.All(double.IsFinite)
            ? new GeoParquetBox(box[0], box[1], box[box.Count / 2], box[(box.Count / 2) + 1])
            : null;

    /// <summary>The first point outside; null where there is none.</summary>
    public LayerPoint? Leaves(ReadOnlySpan<double> coordinates)
    {
        for (int at = 0; at < coordinates.Length; at += 2)
        {
            double x = coordinates[at], y = coordinates[at + 1];
            if (!double.IsFinite(x + y))
                continue; // a finding of its own
            bool isEast = x >= West - room, isWest = x <= East + room;
            if (y < South - room || y > North + room || (West <= East ? !isEast || !isWest : !isEast && !isWest))
                return new LayerPoint(x, y);
        }

        return null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{West}, {South}, {East}, {North}");
}
