using ZoneComp.Parquet.Writing;

namespace ZoneComp.Parquet.Format;

/// <summary>How a type is stored when written.</summary>
internal static class LeafStorage
{
    private const int MaxInt32Digits = 9;
    private const int MaxInt64Digits = 18;

    /// <returns>Physical type, and the length of a fixed byte array or 0.</returns>
    public static (PhysicalType Physical, int Length) Of(ParquetType type) => type.Kind switch
    {
        ParquetKind.Boolean => (PhysicalType.Boolean, 0),
        ParquetKind.Int32 or ParquetKind.Date => (PhysicalType.Int32, 0),
        ParquetKind.Int64 or ParquetKind.Timestamp => (PhysicalType.Int64, 0),
        ParquetKind.Double => (PhysicalType.Double, 0),
        ParquetKind.Text or ParquetKind.Bytes => (PhysicalType.ByteArray, 0),
        ParquetKind.Decimal when type.Precision <= MaxInt32Digits => (PhysicalType.Int32, 0),
        ParquetKind.Decimal when type.Precision <= MaxInt64Digits => (PhysicalType.Int64, 0),
        ParquetKind.Decimal => (PhysicalType.FixedLenByteArray, WideDecimalEncoder.LengthFor(type.Precision)),
        _ => throw new ArgumentException($"Columns of {type} are not written."),
    };
}
