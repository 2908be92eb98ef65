using System.Buffers.Binary;

namespace ZoneComp.Shapefile;

/// <summary>The 100 bytes that .shp and .shx begin with (Technical Description, p. 4).</summary>
/// <param name="DeclaredBytes">File length as the header has it.</param>
/// <param name="TypeCode">Shape type as the header has it; may be none that is known.</param>
internal readonly record struct ShpHeader(long DeclaredBytes, int TypeCode, double MinX, double MinY, double MaxX, double MaxY)
{
    public const int Size = 100;
    public const int FileCode = 9994;

    public static ShpHeader Read(MappedFile file)
    {
        if (file.Length < Size)
            throw new ShapefileException(
                file.Path,
                null,
                $"has {file.Length} bytes, a shapefile's header alone has {Size}: the file is cut or empty");
        ReadOnlySpan<byte> head = file.Slice(0, Size);
        int code = BinaryPrimitives.ReadInt32BigEndian(head);
        if (code != FileCode)
            throw new ShapefileException(
                file.Path,
                null,
                $"begins with {code}, a shapefile with {FileCode}: it is not a shapefile or is damaged");
        return new ShpHeader(
            BinaryPrimitives.ReadUInt32BigEndian(head[24..]) * 2L,
            BinaryPrimitives.ReadInt32LittleEndian(head[32..]),
            BinaryPrimitives.ReadDoubleLittleEndian(head[36..]),
            BinaryPrimitives.ReadDoubleLittleEndian(head[44..]),
            BinaryPrimitives.ReadDoubleLittleEndian(head[52..]),
            BinaryPrimitives.ReadDoubleLittleEndian(head[60..]));
    }
}
