namespace ZoneComp.Parquet.Format;

/// <summary>Reads the header in front of each page.</summary>
internal static class PageHeaderReader
{
    /// <param name="length">Bytes that the header takes.</param>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftReader(bytes);
        PageHeader header = new((PageType)(-1), -1, -1);
        ThriftReader.Frame outer = reader.BeginStruct();
        while (reader.NextField(out int id, out ThriftType type))
        {
            header = id switch
            {
                1 => header with { Type = (PageType)reader.Int32(type, "page type") },
                2 => header with { UncompressedSize = reader.Int32(type, "uncompressed page size") },
                3 => header with { CompressedSize = reader.Int32(type, "compressed page size") },
                4 => header with { Crc = reader.Int32(type, "page checksum") },
                5 => ReadDataHeader(ref reader, type, header),
                7 => ReadDictionaryHeader(ref reader, type, header),
                8 => ReadDataHeaderV2(ref reader, type, header),
                _ => Pass(ref reader, type, header),
            };
        }

        ThriftReader.Frame seen = reader.EndStruct(outer, "page header", 1, 2, 3);
        length = reader.Position;
        int own = header.Type switch { PageType.Data => 5, PageType.Index => 6, PageType.Dictionary => 7, PageType.DataV2 => 8, _ => 0 };
        if (own == 0 || !seen.Has(own) || (seen.Seen & 0b1_1110_0000) != 1u << own)
            throw new ParquetException($"a page of type {(int)header.Type} whose header is not one of this type");
        if (header.UncompressedSize < 0 || header.CompressedSize < 0 || header.NumValues < 0)
        {
            throw new ParquetException(
                $"page header with sizes {header.CompressedSize} and {header.UncompressedSize} and {header.NumValues} values; none may "
                    + $"be missing or below zero");
        }

        return header;
    }

    private static PageHeader Pass(ref ThriftReader reader, ThriftType type, PageHeader header)
    {
        reader.Skip(type);
        return header;
    }

    private static PageHeader ReadDataHeader(ref ThriftReader reader, ThriftType structType, PageHeader header)
    {
        reader.ExpectStruct(structType, "data page header");
        ThriftReader.Frame outer = reader.BeginStruct();
        header = header with { IsCompressed = true };
        while (reader.NextField(out int id, out ThriftType type))
        {
            header = id switch
            {
                1 => header with { NumValues = reader.Int32(type, "values in a page") },
                2 => header with { Encoding = (PageEncoding)reader.Int32(type, "encoding") },
                3 => header with { DefinitionLevels = (PageEncoding)reader.Int32(type, "encoding of definition levels") },
                _ => Pass(ref reader, type, header),
            };
        }

        reader.EndStruct(outer, "data page header", 1, 2, 3, 4);
        return header;
    }

    private static PageHeader ReadDictionaryHeader(ref ThriftReader reader, ThriftType structType, PageHeader header)
    {
        reader.ExpectStruct(structType, "dictionary page header");
        ThriftReader.Frame outer = reader.BeginStruct();
        header = header with { IsCompressed = true };
        while (reader.NextField(out int id, out ThriftType type))
        {
            header = id switch
            {
                1 => header with { NumValues = reader.Int32(type, "values in a dictionary") },
                2 => header with { Encoding = (PageEncoding)reader.Int32(type, "encoding") },
                _ => Pass(ref reader, type, header),
            };
        }

        reader.EndStruct(outer, "dictionary page header", 1, 2);
        return header;
    }

    private static PageHeader ReadDataHeaderV2(ref ThriftReader reader, ThriftType structType, PageHeader header)
    {
        reader.ExpectStruct(structType, "data page header V2");
        ThriftReader.Frame outer = reader.BeginStruct();
        header = header with { IsCompressed = true, DefinitionLevels = PageEncoding.Rle };
        while (reader.NextField(out int id, out ThriftType type))
        {
            header = id switch
            {
                1 => header with { NumValues = reader.Int32(type, "values in a page") },
                2 => header with { StatedV2 = (header.StatedV2?.Rows ?? 0, reader.Int32(type, "nulls in a page")) },
                3 => header with { StatedV2 = (reader.Int32(type, "rows in a page"), header.StatedV2?.Nulls ?? 0) },
                4 => header with { Encoding = (PageEncoding)reader.Int32(type, "encoding") },
                5 => header with { DefinitionLevelsBytes = reader.Int32(type, "bytes of definition levels") },
                6 => header with { RepetitionLevelsBytes = reader.Int32(type, "bytes of repetition levels") },
                7 => header with { IsCompressed = reader.Boolean(type, "is compressed") },
                _ => Pass(ref reader, type, header),
            };
        }

        reader.EndStruct(outer, "data page header V2", 1, 2, 3, 4, 5, 6);
        return header;
    }
}
