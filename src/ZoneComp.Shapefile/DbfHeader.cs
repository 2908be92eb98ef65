using System.Buffers.Binary;

namespace ZoneComp.Shapefile;

/// <summary>What stands before the rows of a .dbf, names still as bytes.</summary>
/// <param name="DeclaredRows">As the header has it; the file may hold fewer.</param>
/// <param name="Ldid">Language driver id, byte 29.</param>
internal sealed record DbfHeader(long DeclaredRows, int RowsAt, int RowLength, byte Ldid, IReadOnlyList<RawField> Fields)
{
    /// <exception cref="ShapefileException">It is not a .dbf, or its lengths leave no rows.</exception>
    public static DbfHeader Read(MappedFile file)
    {
        if (file.Length < 32)
            throw new ShapefileException(file.Path, null, $"has {file.Length} bytes, a .dbf header has at least 32");
        ReadOnlySpan<byte> head = file.Slice(0, 32);
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        int rowLength = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
        if (headerLength < 33 || headerLength > file.Length || rowLength < 1)
            throw new ShapefileException(
                file.Path,
                null,
                $"header of {headerLength} bytes and rows of {rowLength} bytes in a file of {file.Length}: damaged");
        ReadOnlySpan<byte> all = file.Slice(0, headerLength);
        List<RawField> fields = [];
        for (int at = 32; at + 32 <= headerLength && all[at] != 0x0D && !RawField.IsEnd(all.Slice(at, 32)); at += 32)
            fields.Add(RawField.Read(all.Slice(at, 32)));
        return new DbfHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), headerLength, rowLength, head[29], PlaceFields(fields, rowLength));
    }

    /// <summary>
    /// Offsets by running sum. Some writers put the high byte of a width above 255 where decimals stand; that is believed
    /// only where it makes the widths add up to the row.
    /// </summary>
    private static List<RawField> PlaceFields(List<RawField> fields, int rowLength)
    {
        int narrow = 1 + fields.Sum(field => field.Width);
        int wide = 1 + fields.Sum(field => field.WideWidth);
        bool useWide = narrow != rowLength && wide == rowLength;
        int offset = 1;
        for (int index = 0; index < fields.Count; index++)
        {
            int width = useWide ? fields[index].WideWidth : fields[index].Width;
            fields[index] = fields[index] with { Width = width, Offset = offset };
            offset += width;
        }

        return fields;
    }
}

/// <param name="Name">Up to 11 bytes, as far as the first NUL.</param>
internal readonly record struct RawField(byte[] Name, char TypeCode, int Width, int Decimals, int Offset)
{
    public int WideWidth => TypeCode == 'C' ? Width + (256 * Decimals) : Width;

    /// <summary>Whether it is what some writers end the fields with; a field may be without a name.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> descriptor) =>
        descriptor[0] == 0 && (!char.IsAsciiLetter((char)descriptor[11]) || descriptor[16] == 0);

    public static RawField Read(ReadOnlySpan<byte> descriptor)
    {
        ReadOnlySpan<byte> name = descriptor[..11];
        int end = name.IndexOf((byte)0);
        return new RawField(
            (end < 0 ? name : name[..end]).TrimEnd((byte)' ').ToArray(), (char)descriptor[11], descriptor[16], descriptor[17], 0);
    }
}
