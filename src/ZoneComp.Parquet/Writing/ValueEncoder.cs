using System.Buffers.Binary;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Writing;

/// <summary>Stores values of one type: their PLAIN bytes, and their order for the statistics.</summary>
internal abstract class ValueEncoder<T>(PhysicalType physical, int typeLength = 0)
    where T : notnull
{
    public PhysicalType Physical { get; } = physical;

    /// <summary>Bytes of a fixed byte array; 0 for other types.</summary>
    public int TypeLength { get; } = typeLength;

    /// <summary>Equality for dictionaries; null where a dictionary is never worth while.</summary>
    public virtual IEqualityComparer<T>? Equality => EqualityComparer<T>.Default;

    /// <summary>Bytes that the value takes in a PLAIN page.</summary>
    public abstract int Size(T value);

    public abstract void Plain(ReadOnlySpan<T> values, ByteSink sink);

    /// <summary>Smallest and largest value in PLAIN form without length, or null where they are not worth stating.</summary>
    public abstract (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<T> values);
}

internal sealed class BooleanEncoder() : ValueEncoder<bool>(PhysicalType.Boolean)
{
    public override IEqualityComparer<bool>? Equality => null;

    public override int Size(bool value) => 1; // a bit; only the division into pages depends on it

    public override void Plain(ReadOnlySpan<bool> values, ByteSink sink)
    {
        for (int from = 0; from < values.Length; from += 8)
        {
            int packed = 0;
            for (int bit = 0; bit < 8 && from + bit < values.Length; bit++)
                packed |= values[from + bit] ? 1 << bit : 0;
            sink.Byte(packed);
        }
    }

    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<bool> values) =>
        ([(byte)(values.Contains(false) ? 0 : 1)], [(byte)(values.Contains(true) ? 1 : 0)]);
}

internal sealed class Int32Encoder() : ValueEncoder<int>(PhysicalType.Int32)
{
    public override int Size(int value) => 4;

    public override void Plain(ReadOnlySpan<int> values, ByteSink sink)
    {
        foreach (int value in values)
            sink.Int32(value);
    }

    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<int> values)
    {
        (int min, int max) = (values[0], values[0]);
        foreach (int value in values)
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return (Bytes(min), Bytes(max));
    }

    private static byte[] Bytes(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}

internal sealed class Int64Encoder() : ValueEncoder<long>(PhysicalType.Int64)
{
    public override int Size(long value) => 8;

    public override void Plain(ReadOnlySpan<long> values, ByteSink sink)
    {
        foreach (long value in values)
            sink.Int64(value);
    }

    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<long> values)
    {
        (long min, long max) = (values[0], values[0]);
        foreach (long value in values)
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return (Bytes(min), Bytes(max));
    }

    private static byte[] Bytes(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}

internal sealed class DoubleEncoder() : ValueEncoder<double>(PhysicalType.Double)
{
    public override IEqualityComparer<double>? Equality { get; } = new SameBits();

    public override int Size(double value) => 8;

    public override void Plain(ReadOnlySpan<double> values, ByteSink sink)
    {
        foreach (double value in values)
            sink.Double(value);
    }

    /// <summary>NaN has no place in the order and is left out; of the two zeros the smaller is stated as smallest, the larger as
    /// largest.</summary>
    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        if (min > max)
            return null;
        return (Bytes(min == 0 ? -0.0 : min), Bytes(max == 0 ? 0.0 : max));
    }

    private static byte[] Bytes(double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>0.0 and -0.0 are equal numbers, but must both come back as they were.</summary>
    private sealed class SameBits : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

        public int GetHashCode(double value) => BitConverter.DoubleToInt64Bits(value).GetHashCode();
    }
}

/// <summary>Decimals of more than 18 digits: two's complement, the highest byte first, in as few bytes as the precision needs.</summary>
internal sealed class WideDecimalEncoder(int precision) : ValueEncoder<Int128>(PhysicalType.FixedLenByteArray, LengthFor(precision))
{
    /// <summary>Smallest n with 10^precision - 1 below 2^(8n-1).</summary>
    public static int LengthFor(int precision)
    {
        Int128 largest = DecimalValues.PowerOfTen(precision) - 1;
        int length = 1;
        while (length < 16 && largest >> (8 * length - 1) != 0)
            length++;
        return length;
    }

    public override int Size(Int128 value) => TypeLength;

    public override void Plain(ReadOnlySpan<Int128> values, ByteSink sink)
    {
        foreach (Int128 value in values)
            sink.Bytes(Bytes(value));
    }

    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<Int128> values)
    {
        (Int128 min, Int128 max) = (values[0], values[0]);
        foreach (Int128 value in values)
            (min, max) = (Int128.Min(min, value), Int128.Max(max, value));
        return (Bytes(min), Bytes(max));
    }

    private byte[] Bytes(Int128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        return bytes[(16 - TypeLength)..];
    }
}

internal sealed class TextEncoder() : ValueEncoder<string>(PhysicalType.ByteArray)
{
    // Readers use the extremes to skip row groups; long texts are not searched that way.
    private const int MaxStatisticBytes = 64;

    public override IEqualityComparer<string>? Equality => StringComparer.Ordinal;

    public override int Size(string value) => 4 + System.Text.Encoding.UTF8.GetByteCount(value);

    public override void Plain(ReadOnlySpan<string> values, ByteSink sink)
    {
        foreach (string value in values)
        {
            int length = System.Text.Encoding.UTF8.GetByteCount(value);
            sink.Int32(length);
            System.Text.Encoding.UTF8.GetBytes(value, sink.Grow(length));
        }
    }

    /// <summary>In the order of the UTF-8 bytes, which is not the order of UTF-16 strings beyond U+FFFF.</summary>
    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<string> values)
    {
        string min = values[0], max = values[0];
        foreach (string value in values)
        {
            min = CompareUtf8(value, min) < 0 ? value : min;
            max = CompareUtf8(value, max) > 0 ? value : max;
        }

        byte[] minBytes = System.Text.Encoding.UTF8.GetBytes(min), maxBytes = System.Text.Encoding.UTF8.GetBytes(max);
        return minBytes.Length <= MaxStatisticBytes && maxBytes.Length <= MaxStatisticBytes ? (minBytes, maxBytes) : null;
    }

    private static int CompareUtf8(string left, string right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        bool leftIsSurrogate = char.IsSurrogate(left[same]), rightIsSurrogate = char.IsSurrogate(right[same]);
        return leftIsSurrogate == rightIsSurrogate ? left[same].CompareTo(right[same]) : leftIsSurrogate ? 1 : -1;
    }
}

internal sealed class BytesEncoder() : ValueEncoder<byte[]>(PhysicalType.ByteArray)
{
    public override IEqualityComparer<byte[]>? Equality => null;

    public override int Size(byte[] value) => 4 + value.Length;

    public override void Plain(ReadOnlySpan<byte[]> values, ByteSink sink)
    {
        foreach (byte[] value in values)
        {
            sink.Int32(value.Length);
            sink.Bytes(value);
        }
    }

    /// <summary>The order of geometries' bytes means nothing to anyone.</summary>
    public override (byte[] Min, byte[] Max)? Extremes(ReadOnlySpan<byte[]> values) => null;
}
