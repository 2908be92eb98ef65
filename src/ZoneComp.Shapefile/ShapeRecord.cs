using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ZoneComp.Shapefile;

/// <summary>A vertex as it lies in the file, in the layer's CRS.</summary>
public readonly record struct ShapePoint(double X, double Y);

/// <summary>One shape of a .shp file, seen in place: its spans point into the mapped file and hold until the reader moves on.</summary>
/// <remarks>Rings as the format has them: shells clockwise, the inside on the right. Z and M are passed over.</remarks>
public readonly ref struct ShapeRecord
{
    private readonly ReadOnlySpan<byte> starts;

    private ShapeRecord(ShapeType type, ReadOnlySpan<byte> starts, ReadOnlySpan<byte> points, int contentBytes = 0)
    {
        Type = type;
        ContentBytes = contentBytes;
        this.starts = starts;
        Points = MemoryMarshal.Cast<byte, ShapePoint>(points);
        PartCount = starts.IsEmpty && !points.IsEmpty ? 1 : starts.Length / 4;
    }

    public ShapeType Type { get; }

    /// <summary>Lines or rings; 1 for points.</summary>
    public int PartCount { get; }

    /// <summary>Points before the first part's start: some writers count parts from 1. They belong to no part.</summary>
    public int PointsOutsideParts => starts.IsEmpty ? 0 : BinaryPrimitives.ReadInt32LittleEndian(starts);

    public ReadOnlySpan<ShapePoint> Points { get; }

    /// <summary>Bytes of the record's content up to the last X and Y; 0 where it holds no lines or rings.</summary>
    internal int ContentBytes { get; }

    public ReadOnlySpan<ShapePoint> Part(int part)
    {
        if (starts.IsEmpty)
            return Points;
        int from = BinaryPrimitives.ReadInt32LittleEndian(starts[(4 * part)..]);
        int to = part + 1 < PartCount ? BinaryPrimitives.ReadInt32LittleEndian(starts[(4 * (part + 1))..]) : Points.Length;
        return Points[from..to];
    }

    /// <summary>Reads the content of a record, without trusting any of its numbers.</summary>
    /// <param name="content">From the shape type on, as far as the record or the file goes.</param>
    /// <param name="fault">What is wrong; null when the shape was read.</param>
    internal static ShapeRecord Decode(ReadOnlySpan<byte> content, out string? fault)
    {
        fault = null;
        if (content.Length < 4)
            return Fail($"need 4 bytes, have {content.Length}", out fault);
        int code = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (!ShapeTypes.IsKnown(code))
            return Fail($"shape type {code} is unknown", out fault);
        var type = (ShapeType)code;
        ShapeFamily family = type.Family();
        if (family == ShapeFamily.Null)
            return new ShapeRecord(type, [], []);
        if (NeededBytes(content) is not long needed)
            return Fail($"the record ends inside its head after {content.Length} bytes", out fault);
        if (needed < 0)
            return Fail($"impossible counts: {Counts(content, family)}", out fault);
        if (needed > content.Length)
            return Fail($"need {needed} bytes, have {content.Length}: {Counts(content, family)}", out fault);
        if (family == ShapeFamily.Point)
            return new ShapeRecord(type, [], content.Slice(4, 16));
        if (family == ShapeFamily.MultiPoint)
            return new ShapeRecord(type, [], content[40..(int)needed]);

        int parts = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        int points = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        ReadOnlySpan<byte> starts = content.Slice(44, 4 * parts);
        int pointsAt = family == ShapeFamily.MultiPatch ? 44 + (8 * parts) : 44 + (4 * parts);
        int previous = 0;
        for (int part = 0; part < parts; part++)
        {
            int start = BinaryPrimitives.ReadInt32LittleEndian(starts[(4 * part)..]);
            if (start < previous || start > points || (part == 0 && start > 1)) // 1: writers that count from one
                return Fail($"part {part} starts at point {start} of {points}", out fault);
            previous = start;
        }

        if (parts == 0 && points > 0)
            return Fail($"{points} points in no part", out fault);
        return new ShapeRecord(type, starts, content.Slice(pointsAt, 16 * points), (int)needed);
    }

    /// <summary>Bytes that the X and Y of a shape take by its own counts; -1 when a count is negative, null when the head itself is
    /// cut.</summary>
    internal static long? NeededBytes(ReadOnlySpan<byte> content)
    {
        ShapeFamily family = ((ShapeType)BinaryPrimitives.ReadInt32LittleEndian(content)).Family();
        if (family == ShapeFamily.Null)
            return 4;
        if (family == ShapeFamily.Point)
            return 20;
        if (content.Length < (family == ShapeFamily.MultiPoint ? 40 : 44))
            return null;
        int first = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        if (family == ShapeFamily.MultiPoint)
            return first < 0 ? -1 : 40 + (16L * first);
        int points = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        return first < 0 || points < 0 ? -1 : 44 + ((family == ShapeFamily.MultiPatch ? 8L : 4L) * first) + (16L * points);
    }

    private static string Counts(ReadOnlySpan<byte> content, ShapeFamily family) => family switch
    {
        ShapeFamily.Point => "a point",
        ShapeFamily.MultiPoint => $"{BinaryPrimitives.ReadInt32LittleEndian(content[36..])} points",
        _ =>
            $"{BinaryPrimitives.ReadInt32LittleEndian(content[36..])} parts, {BinaryPrimitives.ReadInt32LittleEndian(content[40..])} "
                + $"points",
    };

    private static ShapeRecord Fail(string what, out string? fault)
    {
        fault = what;
        return default;
    }
}
