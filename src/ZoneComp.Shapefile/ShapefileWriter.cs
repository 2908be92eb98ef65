using System.Buffers.Binary;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Writes a shapefile: .shp, .shx, .dbf, .cpg, and .prj where a text is given.</summary>
/// <remarks>The headers are finished by <see cref="Dispose"/>; before that the files do not read. Z and M are not written.</remarks>
public sealed class ShapefileWriter : IDisposable
{
    private readonly FileStream shp, shx;
    private readonly DbfWriter dbf;
    private readonly ShapeType type;
    private byte[] content = new byte[1024];
    private double minX = double.PositiveInfinity,
        minY = double.PositiveInfinity,
        maxX = double.NegativeInfinity,
        maxY = double.NegativeInfinity;
    private int records;

    /// <param name="path">The .shp; the other parts are written beside it. Existing files are replaced.</param>
    /// <param name="type">Point, PolyLine or Polygon.</param>
    /// <param name="fields">Names are cut to 10 bytes between characters and kept unique.</param>
    /// <param name="encoding">UTF-8 when null; GBK by <see cref="CodePages.Gbk"/>.</param>
    /// <param name="projection">Text of the .prj; none is written when null.</param>
    public ShapefileWriter(
        string path, ShapeType type, IReadOnlyList<DbfField> fields, Encoding? encoding = null, string? projection = null)
    {
        if (type is not (ShapeType.Point or ShapeType.PolyLine or ShapeType.Polygon))
            throw new ArgumentOutOfRangeException(nameof(type), type, "only Point, PolyLine and Polygon are written");
        this.type = type;
        Encoding text = encoding ?? CodePages.Utf8;
        shp = File.Create(path, 1 << 16);
        shx = File.Create(Path.ChangeExtension(path, ".shx"), 1 << 16);
        dbf = new DbfWriter(Path.ChangeExtension(path, ".dbf"), fields, text);
        shp.SetLength(ShpHeader.Size);
        shx.SetLength(ShpHeader.Size);
        shp.Position = shx.Position = ShpHeader.Size;
        File.WriteAllText(Path.ChangeExtension(path, ".cpg"), text.CodePage == 54936 ? "GBK" : CodePages.NameOf(text), Encoding.ASCII);
        if (projection is not null)
            File.WriteAllText(Path.ChangeExtension(path, ".prj"), projection, CodePages.Utf8);
    }

    /// <summary>Fields as written, with the names that they really got.</summary>
    public IReadOnlyList<DbfField> Fields => dbf.Fields;

    /// <summary>Text values that were too long for their field and were cut between two characters.</summary>
    public long CutValues => dbf.CutValues;

    /// <summary>Adds a record.</summary>
    /// <param name="points">Every part's points one after the other; empty for a null shape. Shells clockwise, holes
    /// counter-clockwise.</param>
    /// <param name="partStarts">Index of each part's first point; one part when empty.</param>
    /// <param name="values">One per field: null, string, a number, bool or DateOnly.</param>
    public void Add(ReadOnlySpan<ShapePoint> points, ReadOnlySpan<int> partStarts, params ReadOnlySpan<object?> values)
    {
        dbf.Add(values);
        int length = Encode(points, partStarts.IsEmpty ? [0] : partStarts);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(head, checked((uint)(shp.Position / 2)));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], length / 2);
        shx.Write(head);
        BinaryPrimitives.WriteInt32BigEndian(head, ++records);
        shp.Write(head);
        shp.Write(content, 0, length);
    }

    public void Dispose()
    {
        dbf.Dispose();
        Finish(shp);
        Finish(shx);
    }

    private int Encode(ReadOnlySpan<ShapePoint> points, ReadOnlySpan<int> partStarts)
    {
        if (points.IsEmpty)
        {
            BinaryPrimitives.WriteInt32LittleEndian(content, (int)ShapeType.Null);
            return 4;
        }

        if (type == ShapeType.Point && points.Length != 1)
            throw new ArgumentException($"a Point has one point, not {points.Length}", nameof(points));
        double west = double.PositiveInfinity,
            south = double.PositiveInfinity,
            east = double.NegativeInfinity,
            north = double.NegativeInfinity;
        foreach (ShapePoint point in points)
        {
            west = Math.Min(west, point.X);
            south = Math.Min(south, point.Y);
            east = Math.Max(east, point.X);
            north = Math.Max(north, point.Y);
        }

        (minX, minY, maxX, maxY) = (Math.Min(minX, west), Math.Min(minY, south), Math.Max(maxX, east), Math.Max(maxY, north));
        int pointsAt = type == ShapeType.Point ? 4 : 44 + (4 * partStarts.Length);
        int length = pointsAt + (16 * points.Length);
        if (content.Length < length)
            Array.Resize(ref content, Math.Max(length, content.Length * 2));
        Span<byte> bytes = content;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)type);
        if (type != ShapeType.Point)
        {
            WriteBox(bytes[4..], west, south, east, north);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[36..], partStarts.Length);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], points.Length);
            for (int part = 0; part < partStarts.Length; part++)
                BinaryPrimitives.WriteInt32LittleEndian(bytes[(44 + (4 * part))..], partStarts[part]);
        }

        for (int index = 0; index < points.Length; index++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(pointsAt + (16 * index))..], points[index].X);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(pointsAt + (16 * index) + 8)..], points[index].Y);
        }

        return length;
    }

    private void Finish(FileStream file)
    {
        Span<byte> head = stackalloc byte[ShpHeader.Size];
        head.Clear();
        BinaryPrimitives.WriteInt32BigEndian(head, ShpHeader.FileCode);
        BinaryPrimitives.WriteUInt32BigEndian(head[24..], checked((uint)(file.Position / 2)));
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head[32..], (int)type);
        if (minX <= maxX)
            WriteBox(head[36..], minX, minY, maxX, maxY);
        file.Position = 0;
        file.Write(head);
        file.Dispose();
    }

    private static void WriteBox(Span<byte> to, double west, double south, double east, double north)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(to, west);
        BinaryPrimitives.WriteDoubleLittleEndian(to[8..], south);
        BinaryPrimitives.WriteDoubleLittleEndian(to[16..], east);
        BinaryPrimitives.WriteDoubleLittleEndian(to[24..], north);
    }
}
