namespace ZoneComp.Parquet;

/// <summary>How a file is written.</summary>
public sealed record ParquetWriteOptions
{
    public ParquetCompression Compression { get; init; } = ParquetCompression.Snappy;

    /// <summary>Rows in a row group, at least 1; the default is DuckDB's.</summary>
    public int RowGroupRows { get; init; } = 122_880;

    /// <summary>Key-value metadata of the file; written in ordinal order of the keys.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
