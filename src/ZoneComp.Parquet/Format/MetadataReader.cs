namespace ZoneComp.Parquet.Format;

/// <summary>Reads the footer's structs (parquet.thrift); unknown fields are passed over, as the format asks.</summary>
internal static class MetadataReader
{
    private delegate T ElementReader<T>(ref ThriftReader reader, ThriftType type);

    public static FileMetadata ReadFile(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftReader(footer);
        List<SchemaElement> schema = [];
        List<RowGroupMetadata> rowGroups = [];
        List<KeyValuePair<string, string>> keyValues = [];
        long numRows = 0;
        string? createdBy = null;
        bool encrypted = false;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 2:
                    schema = ReadList(ref reader, type, "schema", ReadSchemaElement);
                    break;
                case 3:
                    numRows = reader.Int64(type, "number of rows");
                    break;
                case 4:
                    rowGroups = ReadList(ref reader, type, "row groups", ReadRowGroup);
                    break;
                case 5:
                    keyValues = ReadList(ref reader, type, "key-value metadata", ReadKeyValue);
                    break;
                case 6:
                    createdBy = reader.Text(type, "created_by");
                    break;
                case 8:
                    encrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer, "file metadata", 1, 2, 3, 4);
        if (reader.Position != footer.Length)
            throw new ParquetException($"the metadata ends after {reader.Position} of {footer.Length} bytes");
        return new FileMetadata(schema, numRows, rowGroups, keyValues, createdBy, encrypted);
    }

    private static List<T> ReadList<T>(ref ThriftReader reader, ThriftType type, string what, ElementReader<T> readElement)
    {
        int count = reader.List(type, what, out ThriftType element);
        var list = new List<T>();
        for (int i = 0; i < count; i++)
            list.Add(readElement(ref reader, element));
        return list;
    }

    private static SchemaElement ReadSchemaElement(ref ThriftReader reader, ThriftType elementType)
    {
        reader.ExpectStruct(elementType, "schema element");
        string name = "";
        PhysicalType? physical = null;
        int length = 0, children = 0, scale = 0, precision = 0;
        var repetition = Repetition.Required;
        var converted = ConvertedType.None;
        LogicalType logical = default;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    physical = (PhysicalType)reader.Int32(type, "physical type");
                    break;
                case 2:
                    length = reader.Int32(type, "type length");
                    break;
                case 3:
                    repetition = (Repetition)reader.Int32(type, "repetition");
                    break;
                case 4:
                    name = reader.Text(type, "column name");
                    break;
                case 5:
                    children = reader.Int32(type, "number of children");
                    break;
                case 6:
                    converted = (ConvertedType)reader.Int32(type, "converted type");
                    break;
                case 7:
                    scale = reader.Int32(type, "scale");
                    break;
                case 8:
                    precision = reader.Int32(type, "precision");
                    break;
                case 10:
                    logical = LogicalTypeReader.Read(ref reader, type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer, "schema element", 4);
        return new SchemaElement(name, physical, length, repetition, children, converted, scale, precision, logical);
    }

    private static RowGroupMetadata ReadRowGroup(ref ThriftReader reader, ThriftType elementType)
    {
        reader.ExpectStruct(elementType, "row group");
        List<ColumnChunkMetadata> columns = [];
        long numRows = 0, bytes = 0;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    columns = ReadList(ref reader, type, "columns of a row group", ReadColumnChunk);
                    break;
                case 2:
                    bytes = reader.Int64(type, "bytes of a row group");
                    break;
                case 3:
                    numRows = reader.Int64(type, "rows of a row group");
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer, "row group", 1, 2, 3);
        return new RowGroupMetadata(columns, numRows, bytes);
    }

    private static ColumnChunkMetadata ReadColumnChunk(ref ThriftReader reader, ThriftType elementType)
    {
        reader.ExpectStruct(elementType, "column chunk");
        string? filePath = null;
        ColumnChunkMetadata? metadata = null;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                filePath = reader.Text(type, "file path of a column chunk");
            else if (id == 3)
                metadata = ReadColumnMetadata(ref reader, type);
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "column chunk", 2);
        return metadata is null
            ? throw new ParquetException("a column chunk has no metadata (encrypted column?)")
            : metadata with { FilePath = filePath };
    }

    private static ColumnChunkMetadata ReadColumnMetadata(ref ThriftReader reader, ThriftType structType)
    {
        reader.ExpectStruct(structType, "column metadata");
        var column = new ColumnChunkMetadata(default, [], default, 0, 0, 0, 0, 0, null, [], null);
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            switch (id)
            {
                case 1:
                    column = column with { Type = (PhysicalType)reader.Int32(type, "physical type of a column chunk") };
                    break;
                case 2:
                    column = column with
                    {
                        Encodings = ReadList(ref reader, type, "encodings", (ref r, t) => (PageEncoding)r.Int32(t, "encoding")),
                    };
                    break;
                case 3:
                    column = column with { Path = ReadList(ref reader, type, "column path", (ref r, t) => r.Text(t, "column path")) };
                    break;
                case 4:
                    column = column with { Codec = (Codec)reader.Int32(type, "codec") };
                    break;
                case 5:
                    column = column with { NumValues = reader.Int64(type, "number of values") };
                    break;
                case 6:
                    column = column with { TotalUncompressedSize = reader.Int64(type, "uncompressed size") };
                    break;
                case 7:
                    column = column with { TotalCompressedSize = reader.Int64(type, "compressed size") };
                    break;
                case 8:
                    column = column with { KeyValues = ReadList(ref reader, type, "column key-value metadata", ReadKeyValue) };
                    break;
                case 9:
                    column = column with { DataPageOffset = reader.Int64(type, "data page offset") };
                    break;
                case 11:
                    column = column with { DictionaryPageOffset = reader.Int64(type, "dictionary page offset") };
                    break;
                case 12:
                    column = column with { Statistics = ReadStatistics(ref reader, type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        reader.EndStruct(outer, "column metadata", 1, 2, 3, 4, 5, 6, 7, 9);
        return column;
    }

    /// <summary>Only min_value and max_value: the older min and max were written in differing orders.</summary>
    private static ParquetStatistics ReadStatistics(ref ThriftReader reader, ThriftType structType)
    {
        reader.ExpectStruct(structType, "statistics");
        byte[]? min = null, max = null;
        long? nulls = null;
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 3)
                nulls = reader.Int64(type, "null count");
            else if (id == 5)
                max = reader.Binary(type, "largest value");
            else if (id == 6)
                min = reader.Binary(type, "smallest value");
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "statistics");
        return new ParquetStatistics(min, max, nulls);
    }

    private static KeyValuePair<string, string> ReadKeyValue(ref ThriftReader reader, ThriftType elementType)
    {
        reader.ExpectStruct(elementType, "key-value pair");
        string key = "", value = "";
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            if (id == 1)
                key = reader.Text(type, "metadata key");
            else if (id == 2)
                value = reader.Text(type, "metadata value");
            else
                reader.Skip(type);
        }

        reader.EndStruct(outer, "key-value pair", 1);
        return new(key, value);
    }
}
