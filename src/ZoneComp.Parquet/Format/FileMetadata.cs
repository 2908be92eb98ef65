namespace ZoneComp.Parquet.Format;

/// <summary>The footer of a file, as far as this library uses it. Names follow parquet.thrift.</summary>
internal sealed record FileMetadata(
    IReadOnlyList<SchemaElement> Schema,
    long NumRows,
    IReadOnlyList<RowGroupMetadata> RowGroups,
    IReadOnlyList<KeyValuePair<string, string>> KeyValues,
    string? CreatedBy,
    bool Encrypted);

internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLenByteArray = 7,
}

internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}

/// <summary>The older annotations; files carry them beside the newer <see cref="LogicalType"/>.</summary>
internal enum ConvertedType
{
    None = -1,
    Utf8 = 0,
    Map = 1,
    MapKeyValue = 2,
    List = 3,
    Enum = 4,
    Decimal = 5,
    Date = 6,
    TimeMillis = 7,
    TimeMicros = 8,
    TimestampMillis = 9,
    TimestampMicros = 10,
    UInt8 = 11,
    UInt16 = 12,
    UInt32 = 13,
    UInt64 = 14,
    Int8 = 15,
    Int16 = 16,
    Int32 = 17,
    Int64 = 18,
    Json = 19,
    Bson = 20,
    Interval = 21,
}

/// <summary>Which member of the LogicalType union is set; the number is its field id.</summary>
internal enum LogicalKind
{
    None = 0,
    String = 1,
    Map = 2,
    List = 3,
    Enum = 4,
    Decimal = 5,
    Date = 6,
    Time = 7,
    Timestamp = 8,
    Integer = 10,
    Unknown = 11,
    Json = 12,
    Bson = 13,
    Uuid = 14,
    Float16 = 15,
    Variant = 16,
    Geometry = 17,
    Geography = 18,
}

internal readonly record struct LogicalType(LogicalKind Kind)
{
    public int Scale { get; init; }

    public int Precision { get; init; }

    public bool IsUtc { get; init; }

    public ParquetTimeUnit Unit { get; init; }

    public int BitWidth { get; init; }

    public bool IsSigned { get; init; }

    /// <summary>Of a geometry or geography; null: OGC:CRS84.</summary>
    public string? Crs { get; init; }

    /// <summary>Of a geography: EdgeInterpolationAlgorithm of parquet.thrift, 0 for spherical.</summary>
    public int EdgeAlgorithm { get; init; }
}

/// <param name="Type">Null for a group.</param>
internal sealed record SchemaElement(
    string Name,
    PhysicalType? Type,
    int TypeLength,
    Repetition Repetition,
    int NumChildren,
    ConvertedType Converted,
    int Scale,
    int Precision,
    LogicalType Logical);

internal sealed record RowGroupMetadata(IReadOnlyList<ColumnChunkMetadata> Columns, long NumRows, long TotalByteSize);

internal enum Codec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
    Lzo = 3,
    Brotli = 4,
    Lz4Hadoop = 5,
    Zstd = 6,
    Lz4Raw = 7,
}

internal sealed record ColumnChunkMetadata(
    PhysicalType Type,
    IReadOnlyList<string> Path,
    Codec Codec,
    long NumValues,
    long TotalUncompressedSize,
    long TotalCompressedSize,
    long DataPageOffset,
    long DictionaryPageOffset,
    string? FilePath,
    IReadOnlyList<KeyValuePair<string, string>> KeyValues,
    ParquetStatistics? Statistics)
{
    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];
}

internal enum PageEncoding
{
    Plain = 0,
    PlainDictionary = 2,
    Rle = 3,
    BitPacked = 4,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    DeltaByteArray = 7,
    RleDictionary = 8,
    ByteStreamSplit = 9,
}

internal enum PageType
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

/// <summary>Header of any page; the fields of its own kind only are meaningful.</summary>
internal readonly record struct PageHeader(PageType Type, int UncompressedSize, int CompressedSize)
{
    public int? Crc { get; init; }

    public int NumValues { get; init; }

    public PageEncoding Encoding { get; init; }

    public PageEncoding DefinitionLevels { get; init; }

    /// <summary>Of a page V2: rows, and values that are not there.</summary>
    public (int Rows, int Nulls)? StatedV2 { get; init; }

    public int DefinitionLevelsBytes { get; init; }

    public int RepetitionLevelsBytes { get; init; }

    public bool IsCompressed { get; init; }
}
