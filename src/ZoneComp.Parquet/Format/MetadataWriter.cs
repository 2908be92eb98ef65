namespace ZoneComp.Parquet.Format;

/// <summary>Writes the footer's structs and page headers (parquet.thrift).</summary>
internal static class MetadataWriter
{
    public static void WriteFile(ByteSink sink, FileMetadata file)
    {
        var thrift = new ThriftWriter(sink);
        thrift.BeginStruct();
        thrift.Int32(1, 2); // format version: logical types and DELTA encodings may occur
        thrift.List(2, ThriftType.Struct, file.Schema.Count);
        for (int i = 0; i < file.Schema.Count; i++)
            WriteSchemaElement(thrift, file.Schema[i], isRoot: i == 0);
        thrift.Int64(3, file.NumRows);
        thrift.List(4, ThriftType.Struct, file.RowGroups.Count);
        for (int i = 0; i < file.RowGroups.Count; i++)
            WriteRowGroup(thrift, file.RowGroups[i], i);
        WriteKeyValues(thrift, 5, file.KeyValues);
        if (file.CreatedBy is not null)
            thrift.Text(6, file.CreatedBy);
        WriteColumnOrders(thrift, file.Schema.Count(element => element.Type is not null));
        thrift.EndStruct();
    }

    /// <summary>Without a stated order readers must not use min_value and max_value.</summary>
    private static void WriteColumnOrders(ThriftWriter thrift, int leaves)
    {
        thrift.List(7, ThriftType.Struct, leaves);
        for (int i = 0; i < leaves; i++)
        {
            thrift.BeginStruct();
            thrift.Struct(1, () => { }); // TYPE_ORDER
            thrift.EndStruct();
        }
    }

    private static void WriteSchemaElement(ThriftWriter thrift, SchemaElement element, bool isRoot)
    {
        thrift.BeginStruct();
        if (element.Type is not null)
            thrift.Int32(1, (int)element.Type);
        if (element.Type == PhysicalType.FixedLenByteArray)
            thrift.Int32(2, element.TypeLength);
        if (!isRoot)
            thrift.Int32(3, (int)element.Repetition);
        thrift.Text(4, element.Name);
        if (element.Type is null)
            thrift.Int32(5, element.NumChildren);
        if (element.Converted != ConvertedType.None)
            thrift.Int32(6, (int)element.Converted);
        if (element.Converted == ConvertedType.Decimal)
        {
            thrift.Int32(7, element.Scale);
            thrift.Int32(8, element.Precision);
        }

        if (element.Logical.Kind != LogicalKind.None)
            thrift.Struct(10, () => thrift.Struct((int)element.Logical.Kind, () => WriteLogicalContent(thrift, element.Logical)));
        thrift.EndStruct();
    }

    private static void WriteLogicalContent(ThriftWriter thrift, LogicalType logical)
    {
        if (logical.Kind == LogicalKind.Decimal)
        {
            thrift.Int32(1, logical.Scale);
            thrift.Int32(2, logical.Precision);
        }
        else if (logical.Kind is LogicalKind.Timestamp)
        {
            thrift.Boolean(1, logical.IsUtc);
            thrift.Struct(2, () => thrift.Struct((int)logical.Unit + 1, () => { }));
        }
    }

    private static void WriteRowGroup(ThriftWriter thrift, RowGroupMetadata group, int ordinal)
    {
        thrift.BeginStruct();
        thrift.List(1, ThriftType.Struct, group.Columns.Count);
        foreach (ColumnChunkMetadata column in group.Columns)
        {
            thrift.BeginStruct();
            thrift.Int64(2, 0); // file_offset is deprecated: 0
            thrift.Struct(3, () => WriteColumnMetadata(thrift, column));
            thrift.EndStruct();
        }

        thrift.Int64(2, group.TotalByteSize);
        thrift.Int64(3, group.NumRows);
        if (group.Columns.Count > 0)
            thrift.Int64(5, StartOf(group.Columns[0]));
        thrift.Int64(6, group.Columns.Sum(column => column.TotalCompressedSize));
        if (ordinal <= short.MaxValue)
        {
            thrift.Field(7, ThriftType.Int16);
            thrift.BareInt32(ordinal);
        }

        thrift.EndStruct();
    }

    private static long StartOf(ColumnChunkMetadata column) =>
        column.DictionaryPageOffset > 0 ? column.DictionaryPageOffset : column.DataPageOffset;

    private static void WriteColumnMetadata(ThriftWriter thrift, ColumnChunkMetadata column)
    {
        thrift.Int32(1, (int)column.Type);
        thrift.List(2, ThriftType.Int32, column.Encodings.Count);
        foreach (PageEncoding encoding in column.Encodings)
            thrift.BareInt32((int)encoding);
        thrift.List(3, ThriftType.Binary, column.Path.Count);
        foreach (string part in column.Path)
            thrift.BareBinary(System.Text.Encoding.UTF8.GetBytes(part));
        thrift.Int32(4, (int)column.Codec);
        thrift.Int64(5, column.NumValues);
        thrift.Int64(6, column.TotalUncompressedSize);
        thrift.Int64(7, column.TotalCompressedSize);
        WriteKeyValues(thrift, 8, column.KeyValues);
        thrift.Int64(9, column.DataPageOffset);
        if (column.DictionaryPageOffset > 0)
            thrift.Int64(11, column.DictionaryPageOffset);
        if (column.Statistics is { } statistics)
            thrift.Struct(12, () => WriteStatistics(thrift, statistics));
    }

    private static void WriteStatistics(ThriftWriter thrift, ParquetStatistics statistics)
    {
        if (statistics.NullCount is { } nulls)
            thrift.Int64(3, nulls);
        if (statistics.Max is not null)
            thrift.Binary(5, statistics.Max);
        if (statistics.Min is not null)
            thrift.Binary(6, statistics.Min);
        if (statistics.Max is not null)
            thrift.Boolean(7, true); // is_max_value_exact
        if (statistics.Min is not null)
            thrift.Boolean(8, true);
    }

    private static void WriteKeyValues(ThriftWriter thrift, int id, IReadOnlyList<KeyValuePair<string, string>> keyValues)
    {
        if (keyValues.Count == 0)
            return;
        thrift.List(id, ThriftType.Struct, keyValues.Count);
        foreach ((string key, string value) in keyValues)
        {
            thrift.BeginStruct();
            thrift.Text(1, key);
            thrift.Text(2, value);
            thrift.EndStruct();
        }
    }

    /// <summary>Header of a data page V1 or of a dictionary page.</summary>
    public static void WritePageHeader(ByteSink sink, PageHeader header)
    {
        var thrift = new ThriftWriter(sink);
        thrift.BeginStruct();
        thrift.Int32(1, (int)header.Type);
        thrift.Int32(2, header.UncompressedSize);
        thrift.Int32(3, header.CompressedSize);
        if (header.Crc is { } crc)
            thrift.Int32(4, crc);
        thrift.Struct(header.Type == PageType.Dictionary ? 7 : 5, () =>
        {
            thrift.Int32(1, header.NumValues);
            thrift.Int32(2, (int)header.Encoding);
            if (header.Type == PageType.Data)
            {
                thrift.Int32(3, (int)PageEncoding.Rle);
                thrift.Int32(4, (int)PageEncoding.Rle);
            }
        });
        thrift.EndStruct();
    }
}
