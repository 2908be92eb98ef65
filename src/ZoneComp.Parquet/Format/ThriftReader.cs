using System.Text;

namespace ZoneComp.Parquet.Format;

/// <summary>Reads structs in the Thrift compact protocol. Lengths are checked against the bytes at hand before anything is allocated.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // Deeper nesting than any Parquet metadata has; keeps hostile bytes from exhausting the stack.
    private const int MaxDepth = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private ByteCursor cursor = new(bytes);
    private int depth;
    private int lastField;

    public readonly int Position => cursor.Position;

    /// <summary>Enters a struct; give the returned value to <see cref="EndStruct"/>.</summary>
    public int BeginStruct()
    {
        if (++depth > MaxDepth)
            throw new ParquetException($"metadata nested more than {MaxDepth} deep at byte {Position}");
        int outer = lastField;
        lastField = 0;
        return outer;
    }

    public void EndStruct(int outer)
    {
        depth--;
        lastField = outer;
    }

    /// <summary>Header of the next field; false at the end of the struct.</summary>
    public bool NextField(out int id, out ThriftType type)
    {
        byte header = cursor.Byte("field header");
        type = (ThriftType)(header & 0x0f);
        id = 0;
        if (type == ThriftType.Stop)
            return false;
        int step = header >> 4;
        id = step == 0 ? checked((short)Bounded(cursor.ZigZag("field id"), short.MinValue, short.MaxValue, "field id")) : lastField + step;
        lastField = id;
        return true;
    }

    public int Int32(ThriftType type, string what) => (int)Bounded(Int64(type, what), int.MinValue, int.MaxValue, what);

    public long Int64(ThriftType type, string what) => type switch
    {
        ThriftType.Byte => unchecked((sbyte)cursor.Byte(what)),
        ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64 => cursor.ZigZag(what),
        _ => throw Wrong(type, what, "a whole number"),
    };

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
                int outer = BeginStruct();
                while (NextField(out _, out ThriftType field))
                    Skip(field);
                EndStruct(outer);
                break;
            default:
                throw new ParquetException($"metadata of unknown type {(int)type} at byte {Position}");
        }
    }

    /// <summary>Unlike a boolean field, a boolean in a list has a byte of its own.</summary>
    private void SkipElements(int count, ThriftType element)
    {
        int outer = BeginStruct();
        for (int i = 0; i < count; i++)
        {
            if (element is ThriftType.True or ThriftType.False)
                cursor.Byte("skipped list");
            else
                Skip(element);
        }

        EndStruct(outer);
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
