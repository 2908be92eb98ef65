using System.Buffers.Binary;
using System.Text;
using ZoneComp.Parquet.Encodings;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Reading;

internal delegate T FromBytes<T>(ReadOnlySpan<byte> bytes);

/// <summary>Turns the encoded values of a page (or of a dictionary) into values of one type.</summary>
internal abstract class ValueDecoder<T>
{
    public abstract T[] Decode(PageEncoding encoding, ref ByteCursor cursor, int count);

    protected static ParquetException NotDecoded(PageEncoding encoding, string what) =>
        new($"encoding {encoding} of {what} is not read here; rewrite the file with PLAIN or dictionary encoding");
}

/// <summary>Booleans: one bit each, or runs.</summary>
internal sealed class BooleanDecoder : ValueDecoder<bool>
{
    public override bool[] Decode(PageEncoding encoding, ref ByteCursor cursor, int count)
    {
        var bits = new int[count];
        if (encoding == PageEncoding.Plain)
        {
            BitUnpacking.Unpack(cursor.Take((count + 7L) / 8, "booleans"), 1, bits);
        }
        else if (encoding == PageEncoding.Rle)
        {
            cursor.Int32("length of booleans");
            HybridReader.Read(ref cursor, 1, bits);
        }
        else
        {
            throw NotDecoded(encoding, "booleans");
        }

        return Array.ConvertAll(bits, bit => bit != 0);
    }
}

/// <summary>Values of a fixed number of bytes: numbers, fixed byte arrays, INT96.</summary>
/// <param name="fromInteger">For INT32 and INT64, which may be stored as differences; else null.</param>
internal sealed class FixedDecoder<T>(int length, FromBytes<T> fromBytes, Func<long, T>? fromInteger = null) : ValueDecoder<T>
{
    public override T[] Decode(PageEncoding encoding, ref ByteCursor cursor, int count) => encoding switch
    {
        PageEncoding.Plain => Plain(cursor.Take((long)count * length, "plain values"), count),
        PageEncoding.ByteStreamSplit => Split(cursor.Take((long)count * length, "split values"), count),
        PageEncoding.DeltaBinaryPacked when fromInteger is not null => Delta(ref cursor, count, fromInteger),
        PageEncoding.DeltaByteArray when fromInteger is null => Prefixed(ref cursor, count),
        _ => throw NotDecoded(encoding, $"values of {length} bytes"),
    };

    private T[] Plain(ReadOnlySpan<byte> bytes, int count)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = fromBytes(bytes.Slice(i * length, length));
        return values;
    }

    /// <summary>BYTE_STREAM_SPLIT: all first bytes, then all second bytes, and so on.</summary>
    private T[] Split(ReadOnlySpan<byte> bytes, int count)
    {
        var values = new T[count];
        byte[] one = new byte[length];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < length; k++)
                one[k] = bytes[(k * count) + i];
            values[i] = fromBytes(one);
        }

        return values;
    }

    private static T[] Delta(ref ByteCursor cursor, int count, Func<long, T> fromInteger)
    {
        var numbers = new long[count];
        DeltaReader.ReadNumbers(ref cursor, numbers);
        return Array.ConvertAll(numbers, number => fromInteger(number));
    }

    private T[] Prefixed(ref ByteCursor cursor, int count)
    {
        byte[][] arrays = DeltaReader.ReadPrefixedByteArrays(ref cursor, count);
        return Array.ConvertAll(arrays, array => array.Length == length
            ? fromBytes(array)
            : throw new ParquetException($"a value of {array.Length} bytes in a column of {length} bytes each"));
    }
}

/// <summary>Byte arrays of any length: text, bytes, decimals.</summary>
internal sealed class ByteArrayDecoder<T>(FromBytes<T> fromBytes) : ValueDecoder<T>
{
    public override T[] Decode(PageEncoding encoding, ref ByteCursor cursor, int count) => encoding switch
    {
        PageEncoding.Plain => Plain(ref cursor, count),
        PageEncoding.DeltaLengthByteArray => Array.ConvertAll(DeltaReader.ReadByteArrays(ref cursor, count), array => fromBytes(array)),
        PageEncoding.DeltaByteArray => Array.ConvertAll(DeltaReader.ReadPrefixedByteArrays(ref cursor, count), array => fromBytes(array)),
        _ => throw NotDecoded(encoding, "byte arrays"),
    };

    private T[] Plain(ref ByteCursor cursor, int count)
    {
        if (count > cursor.Left / 4)
            throw new ParquetException($"{count} byte arrays claimed where {cursor.Left} bytes are left");
        var values = new T[count];
        for (int i = 0; i < count; i++)
            values[i] = fromBytes(cursor.Take(cursor.Int32("length of a byte array"), "byte array"));
        return values;
    }
}

/// <summary>Single values from their bytes.</summary>
internal static class FromBytes
{
    private const long JulianDayOf1970 = 2_440_588;
    private const long MicrosecondsPerDay = 86_400_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static int Int32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    public static long UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static long Int64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    public static Int128 Int32AsDecimal(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    public static Int128 Int64AsDecimal(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);

    public static Int128 UInt64AsDecimal(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    public static double Half(ReadOnlySpan<byte> bytes) => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes);

    public static double Single(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadSingleLittleEndian(bytes);

    public static double Double(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    public static byte[] Bytes(ReadOnlySpan<byte> bytes) => bytes.ToArray();

    public static string Uuid(ReadOnlySpan<byte> bytes) => new Guid(bytes, bigEndian: true).ToString();

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ParquetException("a text value is not UTF-8");
        }
    }

    /// <summary>Two's complement, the highest byte first.</summary>
    public static Int128 BigEndian(ReadOnlySpan<byte> bytes)
    {
        Int128 value = bytes.Length > 0 && bytes[0] >= 0x80 ? -1 : 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i >= 16 && bytes[i - 16] != (byte)(value < 0 ? 0xff : 0))
                throw new ParquetException($"a decimal of {bytes.Length} bytes is larger than 128 bits");
            value = unchecked(value << 8 | bytes[i]);
        }

        return value;
    }

    /// <summary>INT96: nanoseconds of the day, then the Julian day; given as microseconds since 1970.</summary>
    public static long Int96(ReadOnlySpan<byte> bytes)
    {
        Int128 days = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianDayOf1970;
        Int128 microseconds = (days * MicrosecondsPerDay) + (BinaryPrimitives.ReadInt64LittleEndian(bytes) / 1000);
        return microseconds >= long.MinValue && microseconds <= long.MaxValue
            ? (long)microseconds
            : throw new ParquetException($"INT96 timestamp of Julian day {days + JulianDayOf1970} is out of range");
    }
}
