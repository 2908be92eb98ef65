using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Reading;

/// <summary>What a physical type with its annotations means. Source: parquet-format LogicalTypes.md.</summary>
internal static class LeafTypes
{
    /// <summary>The type, or why its values are not read.</summary>
    public static (ParquetType Type, string? NotRead) Of(SchemaElement element)
    {
        if (element.Type is PhysicalType.FixedLenByteArray && element.TypeLength <= 0)
            return Not($"fixed byte array of length {element.TypeLength}");
        if (!Fits(element))
            return Not($"{element.Type} as {(element.Logical.Kind == LogicalKind.None ? element.Converted : element.Logical.Kind)}");
        if (element.Logical.Kind == LogicalKind.Decimal
            || (element.Logical.Kind == LogicalKind.None && element.Converted == ConvertedType.Decimal))
            return Decimal(element);
        return element.Type switch
        {
            PhysicalType.Boolean => Is(ParquetKind.Boolean),
            PhysicalType.Int32 => Int32(element),
            PhysicalType.Int64 => Int64(element),
            PhysicalType.Int96 => (new ParquetType(ParquetKind.Timestamp) { IsUtc = false }, null),
            PhysicalType.Float or PhysicalType.Double => Is(ParquetKind.Double),
            PhysicalType.ByteArray => Is(IsText(element) ? ParquetKind.Text : ParquetKind.Bytes),
            PhysicalType.FixedLenByteArray => Fixed(element),
            _ => Not($"physical type {(int?)element.Type}"),
        };
    }

    /// <summary>Whether the annotation belongs to the physical type; one that this reader does not know would change what the values
    /// mean.</summary>
    private static bool Fits(SchemaElement element) => element.Logical.Kind switch
    {
        LogicalKind.None => element.Converted switch
        {
            ConvertedType.None or ConvertedType.Decimal => true,
            ConvertedType.Utf8 or ConvertedType.Enum or ConvertedType.Json or ConvertedType.Bson => element.Type == PhysicalType.ByteArray,
            ConvertedType.Date or ConvertedType.TimeMillis or ConvertedType.Int8 or ConvertedType.Int16 or ConvertedType.Int32
                or ConvertedType.UInt8 or ConvertedType.UInt16 or ConvertedType.UInt32 => element.Type == PhysicalType.Int32,
            ConvertedType.TimeMicros or ConvertedType.TimestampMillis or ConvertedType.TimestampMicros or ConvertedType.Int64
                or ConvertedType.UInt64 =>
                element.Type == PhysicalType.Int64,
            ConvertedType.Interval => element.Type == PhysicalType.FixedLenByteArray,
            _ => false,
        },
        LogicalKind.String or LogicalKind.Enum or LogicalKind.Json or LogicalKind.Bson or LogicalKind.Geometry or LogicalKind.Geography =>
            element.Type == PhysicalType.ByteArray,
        LogicalKind.Date => element.Type == PhysicalType.Int32,
        LogicalKind.Time =>
            element.Type == (element.Logical.Unit == ParquetTimeUnit.Milliseconds ? PhysicalType.Int32 : PhysicalType.Int64),
        LogicalKind.Timestamp => element.Type == PhysicalType.Int64,
        LogicalKind.Integer => element.Logical.BitWidth switch
        {
            8 or 16 or 32 => element.Type == PhysicalType.Int32,
            64 => element.Type == PhysicalType.Int64,
            _ => false,
        },
        LogicalKind.Uuid or LogicalKind.Float16 => element.Type == PhysicalType.FixedLenByteArray,
        LogicalKind.Decimal => element.Converted is not ConvertedType.Decimal
            // both are written; of two that differ none is believed
            || (element.Precision, element.Scale) == (element.Logical.Precision, element.Logical.Scale),
        LogicalKind.Unknown => true,
        // a type of a later format: bytes stay bytes, a number may mean anything
        _ => element.Type is PhysicalType.ByteArray or PhysicalType.FixedLenByteArray,
    };

    public static bool IsUnsigned(SchemaElement element, int bits) => element.Logical.Kind == LogicalKind.Integer
        ? !element.Logical.IsSigned && element.Logical.BitWidth == bits
        : element.Logical.Kind == LogicalKind.None && element.Converted == (bits == 32 ? ConvertedType.UInt32 : ConvertedType.UInt64);

    private static (ParquetType, string?) Is(ParquetKind kind) => (new ParquetType(kind), null);

    private static (ParquetType, string?) Not(string what) => (new ParquetType(ParquetKind.Other), $"{what} is not read here");

    private static bool IsText(SchemaElement element) =>
        element.Logical.Kind is LogicalKind.String or LogicalKind.Enum or LogicalKind.Json
        || (element.Logical.Kind == LogicalKind.None && element.Converted is ConvertedType.Utf8 or ConvertedType.Enum
        or ConvertedType.Json);

    private static (ParquetType, string?) Decimal(SchemaElement element)
    {
        bool isLogical = element.Logical.Kind == LogicalKind.Decimal;
        int precision = isLogical ? element.Logical.Precision : element.Precision;
        int scale = isLogical ? element.Logical.Scale : element.Scale;
        if (precision is < 1 or > ParquetType.MaxPrecision || scale < 0 || scale > precision)
            return Not($"DECIMAL({precision}, {scale})");
        return element.Type is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLenByteArray
            ? (new ParquetType(ParquetKind.Decimal, precision, scale), null)
            : Not($"a decimal stored as {element.Type}");
    }

    private static (ParquetType, string?) Int32(SchemaElement element) => element.Logical.Kind switch
    {
        LogicalKind.Date => Is(ParquetKind.Date),
        LogicalKind.Time => (new ParquetType(ParquetKind.Time) { Unit = element.Logical.Unit }, null),
        LogicalKind.None when element.Converted == ConvertedType.Date => Is(ParquetKind.Date),
        LogicalKind.None when element.Converted == ConvertedType.TimeMillis =>
            (new ParquetType(ParquetKind.Time) { Unit = ParquetTimeUnit.Milliseconds }, null),
        _ => Is(IsUnsigned(element, 32) ? ParquetKind.Int64 : ParquetKind.Int32),
    };

    private static (ParquetType, string?) Int64(SchemaElement element)
    {
        if (element.Logical.Kind is LogicalKind.Time or LogicalKind.Timestamp)
        {
            ParquetKind kind = element.Logical.Kind == LogicalKind.Time ? ParquetKind.Time : ParquetKind.Timestamp;
            return (new ParquetType(kind) { Unit = element.Logical.Unit, IsUtc = element.Logical.IsUtc }, null);
        }

        if (IsUnsigned(element, 64))
            return (new ParquetType(ParquetKind.Decimal, 20, 0), null);
        return (element.Logical.Kind == LogicalKind.None ? element.Converted : ConvertedType.None) switch
        {
            ConvertedType.TimeMicros => Is(ParquetKind.Time),
            ConvertedType.TimestampMillis => (new ParquetType(ParquetKind.Timestamp) { Unit = ParquetTimeUnit.Milliseconds }, null),
            ConvertedType.TimestampMicros => Is(ParquetKind.Timestamp),
            _ => Is(ParquetKind.Int64),
        };
    }

    private static (ParquetType, string?) Fixed(SchemaElement element) => (element.Logical.Kind, element.TypeLength) switch
    {
        (LogicalKind.Uuid, 16) => Is(ParquetKind.Text),
        (LogicalKind.Float16, 2) => Is(ParquetKind.Double),
        (LogicalKind.Uuid or LogicalKind.Float16, int length) => Not($"{element.Logical.Kind} of {length} bytes"),
        _ => Is(ParquetKind.Bytes),
    };
}
