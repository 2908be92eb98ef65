using System.Buffers.Binary;

namespace ZoneComp.Shapefile;

/// <summary>Finds the records of a .shp without its .shx, past wrong lengths and gaps.</summary>
internal static class RecordWalk
{
    // How far numbers may jump over a gap: more is taken for chance bytes.
    private const int LargestJump = 1_000_000;

    public static List<long> Find(MappedFile shp, ShpHeader header, ProblemLog problems)
    {
        List<long> offsets = [];
        int layerType = LayerType(shp, header);
        long at = ShpHeader.Size;
        int number = 0;
        while (at + 12 <= shp.Length)
        {
            if (!HasType(shp, at, layerType))
            {
                long next = Search(shp, at + 2, number, layerType);
                long end = next < 0 ? shp.Length : next;
                problems.Add(ProblemKind.BytesSkipped, shp.Path, offsets.Count, $"{end - at} bytes at {at} are no record");
                if (next < 0)
                    return offsets;
                at = next;
            }

            offsets.Add(at);
            number = Number(shp, at);
            at = Next(shp, at, number, layerType);
        }

        if (at < shp.Length)
            problems.Add(ProblemKind.BytesSkipped, shp.Path, offsets.Count, $"{shp.Length - at} bytes at the end are no record");
        return offsets;
    }

    /// <summary>Where the record after the one at <paramref name="at"/> begins: by its declared length, by its own counts, or by
    /// searching.</summary>
    private static long Next(MappedFile shp, long at, int number, int layerType)
    {
        long declared = at + 8 + Length(shp, at);
        if (declared == shp.Length)
            return declared;
        // Led to by a length, the right number and type are enough: that record's own length may be the wrong one.
        if (declared > at + 8 && declared <= shp.Length - 12 && HasType(shp, declared, layerType)
            && (Number(shp, declared) == number + 1L || IsHeader(shp, declared, layerType, number)))
        {
            return declared;
        }

        ReadOnlySpan<byte> content = shp.Slice(at + 8, (int)Math.Min(shp.Length - at - 8, 44));
        long needed = ShapeRecord.NeededBytes(content) is long bytes and > 0 ? at + 8 + bytes : long.MaxValue;
        if (needed == shp.Length || IsHeader(shp, needed, layerType, number))
            return needed;
        long found = Search(shp, at + 12, number, layerType);
        if (found >= 0)
            return found;
        return declared > at + 8 && declared < shp.Length ? declared : shp.Length;
    }

    private static long Search(MappedFile shp, long from, int number, int layerType)
    {
        for (long at = from; at + 12 <= shp.Length; at += 2)
        {
            if (IsHeader(shp, at, layerType, number))
                return at;
        }

        return -1;
    }

    /// <summary>Whether the bytes look like the header of a later record: number, length and type fit.</summary>
    private static bool IsHeader(MappedFile shp, long at, int layerType, int after)
    {
        if (at > shp.Length - 12 || !HasType(shp, at, layerType))
            return false;
        long number = Number(shp, at);
        return number > after
            && number <= after + (long)LargestJump
            && Length(shp, at) is >= 4 and long length
            && at + 8 + length <= shp.Length;
    }

    private static bool HasType(MappedFile shp, long at, int layerType)
    {
        int type = BinaryPrimitives.ReadInt32LittleEndian(shp.Slice(at + 8, 4));
        return type == 0 || (layerType < 0 ? ShapeTypes.IsKnown(type) : type == layerType);
    }

    /// <summary>The type that records must have; -1 (any known) when the header's is unknown or not that of the first record.</summary>
    private static int LayerType(MappedFile shp, ShpHeader header)
    {
        if (shp.Length < ShpHeader.Size + 12 || !ShapeTypes.IsKnown(header.TypeCode))
            return -1;
        int first = BinaryPrimitives.ReadInt32LittleEndian(shp.Slice(ShpHeader.Size + 8, 4));
        return first == 0 || first == header.TypeCode ? header.TypeCode : -1;
    }

    private static int Number(MappedFile shp, long at) => BinaryPrimitives.ReadInt32BigEndian(shp.Slice(at, 4));

    private static long Length(MappedFile shp, long at) => BinaryPrimitives.ReadUInt32BigEndian(shp.Slice(at + 4, 4)) * 2L;
}
