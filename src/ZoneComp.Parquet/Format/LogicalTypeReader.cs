namespace ZoneComp.Parquet.Format;

/// <summary>Reads the LogicalType union of parquet.thrift.</summary>
internal static class LogicalTypeReader
{
    public static LogicalType Read(ref ThriftReader reader, ThriftType unionType)
    {
        reader.ExpectStruct(unionType, "logical type");
        LogicalType logical = default;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            logical = (LogicalKind)id switch
            {
                LogicalKind.Decimal => ReadDecimal(ref reader, type),
                LogicalKind.Time or LogicalKind.Timestamp => ReadTime(ref reader, type, (LogicalKind)id),
                LogicalKind.Integer => ReadInteger(ref reader, type),
                LogicalKind.Geometry or LogicalKind.Geography => ReadGeometry(ref reader, type, (LogicalKind)id),
                _ => Bare(ref reader, type, (LogicalKind)id),
            };
        }

        reader.EndStruct(outer, "logical type");
        return logical;
    }

    /// <summary>A member whose presence says all that is used here.</summary>
    private static LogicalType Bare(ref ThriftReader reader, ThriftType type, LogicalKind kind)
    {
        reader.Skip(type);
        return new LogicalType(kind);
    }

    private static LogicalType ReadDecimal(ref ThriftReader reader, ThriftType structType)
    {
        reader.ExpectStruct(structType, "decimal type");
        int scale = 0, precision = 0;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                scale = reader.Int32(type, "decimal scale");
            else if (id == 2)
                precision = reader.Int32(type, "decimal precision");
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "decimal type", 1, 2);
        return new LogicalType(LogicalKind.Decimal) { Scale = scale, Precision = precision };
    }

    private static LogicalType ReadTime(ref ThriftReader reader, ThriftType structType, LogicalKind kind)
    {
        reader.ExpectStruct(structType, "time type");
        bool isUtc = false;
        int unit = 0;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                isUtc = reader.Boolean(type, "is adjusted to UTC");
            else if (id == 2)
                unit = ReadUnit(ref reader, type);
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "time type", 1, 2);
        if (unit is < 1 or > 3)
            throw new ParquetException($"time unit {unit} is not known (1 milliseconds, 2 microseconds, 3 nanoseconds)");
        return new LogicalType(kind) { IsUtc = isUtc, Unit = (ParquetTimeUnit)(unit - 1) };
    }

    private static int ReadUnit(ref ThriftReader reader, ThriftType unionType)
    {
        reader.ExpectStruct(unionType, "time unit");
        int unit = 0;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            unit = id;
            reader.Skip(type);
        }

        reader.EndStruct(outer, "time unit");
        return unit;
    }

    private static LogicalType ReadInteger(ref ThriftReader reader, ThriftType structType)
    {
        reader.ExpectStruct(structType, "integer type");
        int bits = 0;
        bool signed = true;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                bits = reader.Int8(type, "bit width");
            else if (id == 2)
                signed = reader.Boolean(type, "is signed");
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "integer type", 1, 2);
        return new LogicalType(LogicalKind.Integer) { BitWidth = bits, IsSigned = signed };
    }

    private static LogicalType ReadGeometry(ref ThriftReader reader, ThriftType structType, LogicalKind kind)
    {
        reader.ExpectStruct(structType, "geometry type");
        string? crs = null;
        int algorithm = 0;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                crs = reader.Text(type, "CRS");
            else if (id == 2 && kind == LogicalKind.Geography)
                algorithm = reader.Int32(type, "edge interpolation algorithm");
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "geometry type");
        return new LogicalType(kind) { Crs = crs, EdgeAlgorithm = algorithm };
    }
}
