using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Reading;

/// <summary>The decoder for each form in which a column of a kind may be stored.</summary>
internal static class LeafDecoders
{
    public static ValueDecoder<bool> Booleans { get; } = new BooleanDecoder();

    public static ValueDecoder<int> Int32s { get; } = new FixedDecoder<int>(4, FromBytes.Int32, number => unchecked((int)number));

    private static readonly ValueDecoder<long> Int64s = new FixedDecoder<long>(8, FromBytes.Int64, number => number);

    /// <summary>Whole numbers, timestamps and times as stored.</summary>
    public static ValueDecoder<long> Longs(ParquetLeaf leaf) => leaf.Element.Type switch
    {
        PhysicalType.Int64 => Int64s,
        PhysicalType.Int96 => new FixedDecoder<long>(12, FromBytes.Int96),
        _ when LeafTypes.IsUnsigned(leaf.Element, 32) =>
            new FixedDecoder<long>(4, FromBytes.UInt32, number => unchecked((uint)number)),
        _ => new FixedDecoder<long>(4, bytes => FromBytes.Int32(bytes), number => unchecked((int)number)),
    };

    public static ValueDecoder<double> Doubles(ParquetLeaf leaf) => leaf.Element.Type switch
    {
        PhysicalType.Double => new FixedDecoder<double>(8, FromBytes.Double),
        PhysicalType.Float => new FixedDecoder<double>(4, FromBytes.Single),
        _ => new FixedDecoder<double>(2, FromBytes.Half),
    };

    public static ValueDecoder<string> Texts(ParquetLeaf leaf) => leaf.Element.Type == PhysicalType.ByteArray
        ? new ByteArrayDecoder<string>(FromBytes.Text)
        : new FixedDecoder<string>(16, FromBytes.Uuid);

    public static ValueDecoder<byte[]> Bytes(ParquetLeaf leaf) => leaf.Element.Type == PhysicalType.ByteArray
        ? new ByteArrayDecoder<byte[]>(FromBytes.Bytes)
        : new FixedDecoder<byte[]>(leaf.Element.TypeLength, FromBytes.Bytes);

    public static ValueDecoder<Int128> Decimals(ParquetLeaf leaf) => leaf.Element.Type switch
    {
        PhysicalType.Int32 => new FixedDecoder<Int128>(4, FromBytes.Int32AsDecimal, number => unchecked((int)number)),
        PhysicalType.Int64 when LeafTypes.IsUnsigned(leaf.Element, 64) =>
            new FixedDecoder<Int128>(8, FromBytes.UInt64AsDecimal, number => unchecked((ulong)number)),
        PhysicalType.Int64 => new FixedDecoder<Int128>(8, FromBytes.Int64AsDecimal, number => number),
        PhysicalType.ByteArray => new ByteArrayDecoder<Int128>(FromBytes.BigEndian),
        _ => new FixedDecoder<Int128>(leaf.Element.TypeLength, FromBytes.BigEndian),
    };
}
