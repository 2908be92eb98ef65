using System.Text;

namespace ZoneComp.Parquet.Format;

/// <summary>Reads structs in the Thrift compact protocol. Lengths are checked against the bytes at hand before anything is
/// allocated.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // Deeper nesting than any Parquet metadata has; keeps hostile bytes from exhausting the stack.
    private const int MaxDepth = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private ByteCursor cursor = new(bytes);
    private int depth;
    private Frame frame;

    public readonly int Position => cursor.Position;

    /// <summary>Which fields of a struct were seen.</summary>
    /// <param name="Seen">A bit for each of the fields 1 to 31; no struct of Parquet has more.</param>
    public readonly record struct Frame(int LastField, uint Seen)
    {
        public bool Has(int id) => (Seen >> id & 1) != 0;
    }

    /// <summary>Enters a struct; give the returned value to <see cref="EndStruct"/>.</summary>
    public Frame BeginStruct()
    {
        if (++depth > MaxDepth)
            throw new ParquetException($"metadata nested more than {MaxDepth} deep at byte {Position}");
        Frame outer = frame;
        frame = default;
        return outer;
    }

    /// <summary>Leaves a struct, and says which fields it had.</summary>
    /// <param name="required">Fields that the format demands in it.</param>
    /// <exception cref="ParquetException">One of them is missing.</exception>
    public Frame EndStruct(Frame outer, string what, params ReadOnlySpan<int> required)
    {
        Frame seen = frame;
        foreach (int id in required)
        {
            if (!seen.Has(id))
                throw new ParquetException($"{what} without its field {id}, which the format demands, before byte {Position}");
        }

        depth--;
        frame = outer;
        return seen;
    }

    /// <summary>Header of the next field; false at the end of the struct. No writer gives a field twice: of two, one would hide the
    /// other.</summary>
    public bool NextField(out int id, out ThriftType type)
    {
        byte header = cursor.Byte("field header");
        type = (ThriftType)(header & 0x0f);
        id = 0;
        if (type == ThriftType.Stop)
            return false;
        int step = header >> 4;
        id = step == 0 ? (int)Bounded(cursor.ZigZag("field id"), 1, short.MaxValue, "field id") : frame.LastField + step;
        uint bit = id < 32 ? 1u << id : 0;
        if ((frame.Seen & bit) != 0)
            throw new ParquetException($"field {id} stands twice in one struct, before byte {Position}");
        frame = new Frame(id, frame.Seen | bit);
        return true;
    }

    // The width is part of what the format says of a field: readers pass over a field of another, and a changed bit shall not make one
    // number another.
    public int Int32(ThriftType type, string what) => type == ThriftType.Int32
        ? (int)Bounded(cursor.ZigZag(what), int.MinValue, int.MaxValue, what)
        : throw Wrong(type, what, "a whole number of 32 bits");

    public long Int64(ThriftType type, string what) =>
        type == ThriftType.Int64 ? cursor.ZigZag(what) : throw Wrong(type, what, "a whole number of 64 bits");

    public int Int8(ThriftType type, string what) =>
        type == ThriftType.Byte ? unchecked((sbyte)cursor.Byte(what)) : throw Wrong(type, what, "a whole number of 8 bits");

    public readonly bool Boolean(ThriftType type, string what) => type switch
    {
        ThriftType.True => true,
        ThriftType.False => false,
        _ => throw Wrong(type, what, "true or false"),
    };

    public byte[] Binary(ThriftType type, string what)
    {
        if (type != ThriftType.Binary)
            throw Wrong(type, what, "bytes");
        return cursor.Take(Count(what), what).ToArray();
    }

    public string Text(ThriftType type, string what)
    {
        byte[] utf8 = Binary(type, what);
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new ParquetException($"{what} is not UTF-8 text, at byte {Position}");
        }
    }

    /// <summary>Enters a list; every element takes at least one byte, so the count cannot exceed the bytes that are left.</summary>
    public int List(ThriftType type, string what, out ThriftType element)
    {
        if (type is not (ThriftType.List or ThriftType.Set))
            throw Wrong(type, what, "a list");
        byte header = cursor.Byte(what);
        element = (ThriftType)(header & 0x0f);
        int count = header >> 4 == 15 ? Count(what) : header >> 4;
        if (count > cursor.Left)
            throw new ParquetException($"{what} claims {count} elements at byte {Position}, {cursor.Left} bytes are left");
        return count;
    }

    public void ExpectStruct(ThriftType type, string what)
    {
        if (type != ThriftType.Struct)
            throw Wrong(type, what, "a struct");
    }

    public void Skip(ThriftType type)
    {
        const string what = "skipped field";
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                cursor.Byte(what);
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                cursor.Varint(what);
                break;
            case ThriftType.Double:
                cursor.Take(8, what);
                break;
            case ThriftType.Uuid:
                cursor.Take(16, what);
                break;
            case ThriftType.Binary:
                cursor.Take(Count(what), what);
                break;
            case ThriftType.List or ThriftType.Set:
                int count = List(type, what, out ThriftType element);
                SkipElements(count, element);
                break;
            case ThriftType.Map:
                SkipMap();
                break;
            case ThriftType.Struct:
                Frame outer = BeginStruct();
                while (NextField(out _, out ThriftType field))
                    Skip(field);
                EndStruct(outer, what);
                break;
            default:
                throw new ParquetException($"metadata of unknown type {(int)type} at byte {Position}");
        }
    }

    /// <summary>Unlike a boolean field, a boolean in a list has a byte of its own.</summary>
    private void SkipElements(int count, ThriftType element)
    {
        Frame outer = BeginStruct();
        for (int i = 0; i < count; i++)
        {
            if (element is ThriftType.True or ThriftType.False)
                cursor.Byte("skipped list");
            else
                Skip(element);
        }

        EndStruct(outer, "skipped list");
    }

    private void SkipMap()
    {
        int count = Count("skipped map");
        if (count == 0)
            return;
        byte types = cursor.Byte("skipped map");
        for (int i = 0; i < count; i++)
        {
            SkipElements(1, (ThriftType)(types >> 4));
            SkipElements(1, (ThriftType)(types & 0x0f));
        }
    }

    private int Count(string what)
    {
        ulong count = cursor.Varint(what);
        return count <= (ulong)cursor.Left
            ? (int)count
            : throw new ParquetException($"{what} claims a length of {count} at byte {Position}, {cursor.Left} bytes are left");
    }

    private readonly long Bounded(long value, long from, long to, string what) =>
        value >= from && value <= to ? value : throw new ParquetException($"{what} is {value} at byte {Position}, which is out of range");

    private readonly ParquetException Wrong(ThriftType type, string what, string expected) =>
        new($"{what} is of type {(int)type} at byte {Position}, expected {expected}");
}
