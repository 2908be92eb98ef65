using ZoneComp.Parquet.Format;
using ZoneComp.Parquet.Writing;

namespace ZoneComp.Parquet;

/// <summary>Writes a table as Parquet, row group by row group, so that it need not be in memory whole.</summary>
/// <remarks>The same columns and options give the same bytes. <see cref="Finish"/> writes the footer; without it the file is not
/// valid.</remarks>
public sealed class ParquetWriter
{
    private static readonly string CreatedBy = $"ZoneComp.Parquet version {typeof(ParquetWriter).Assembly.GetName().Version!.ToString(3)}";

    private readonly PageTarget target;
    private readonly IReadOnlyList<ParquetField> fields;
    private readonly ParquetWriteOptions options;
    private readonly Codec codec;
    private readonly List<RowGroupMetadata> rowGroups = [];
    private bool isFinished;

    /// <param name="stream">Written from where it stands, which must be its beginning; need not seek; left open.</param>
    public ParquetWriter(Stream stream, IReadOnlyList<ParquetField> fields, ParquetWriteOptions? options = null)
    {
        this.fields = fields;
        this.options = options ?? new ParquetWriteOptions();
        CheckNames(fields, "The table");
        ArgumentOutOfRangeException.ThrowIfLessThan(this.options.RowGroupRows, 1, nameof(ParquetWriteOptions.RowGroupRows));
        if (this.options.Metadata.ContainsKey(ColumnDescriptions.Key))
            throw new ArgumentException($"Metadata key '{ColumnDescriptions.Key}' is written from the columns' titles and units.");
        codec = this.options.Compression switch
        {
            ParquetCompression.Uncompressed => Codec.Uncompressed,
            ParquetCompression.Snappy => Codec.Snappy,
            ParquetCompression.Gzip => Codec.Gzip,
            ParquetCompression.Brotli => Codec.Brotli,
            _ => Codec.Zstd,
        };
        target = new PageTarget(stream);
        target.Write("PAR1"u8);
    }

    /// <summary>Writes a whole table whose columns are at hand.</summary>
    public static void Write(Stream stream, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options = null)
    {
        var writer = new ParquetWriter(stream, [.. columns.Select(column => column.Field)], options);
        writer.WriteRows(columns);
        writer.Finish();
    }

    /// <summary>Writes a file; one that is there is replaced.</summary>
    public static void Write(string path, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options = null)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        Write(stream, columns, options);
    }

    /// <summary>Adds rows: as many row groups as their number asks for, the last one maybe smaller.</summary>
    /// <param name="columns">With the fields that the writer was made for, in the same order.</param>
    public void WriteRows(IReadOnlyList<ParquetColumn> columns)
    {
        if (isFinished)
            throw new InvalidOperationException("The file is finished.");
        if (!columns.Select(column => column.Field).SequenceEqual(fields))
            throw new ArgumentException("The columns are not those that the writer was made for.");
        int rows = columns.Count == 0 ? 0 : columns[0].Count;
        if (columns.FirstOrDefault(column => column.Count != rows) is { } odd)
            throw new ArgumentException($"Column '{odd.Field.Name}' has {odd.Count} rows, the first column {rows}.");
        for (int from = 0; from < rows; from += options.RowGroupRows)
            WriteRowGroup(columns, from, Math.Min(options.RowGroupRows, rows - from));
    }

    public void Finish()
    {
        if (isFinished)
            throw new InvalidOperationException("The file is finished.");
        isFinished = true;
        var keyValues = options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        if (ColumnDescriptions.Write(fields) is { } descriptions)
            keyValues.Add(new(ColumnDescriptions.Key, descriptions));
        var footer = new ByteSink();
        MetadataWriter.WriteFile(footer, new FileMetadata(
            SchemaWriter.Elements(fields), rowGroups.Sum(group => group.NumRows), rowGroups, keyValues, CreatedBy, false));
        int length = footer.Length;
        footer.Int32(length);
        footer.Bytes("PAR1"u8);
        target.Write(footer.Written);
        target.Flush();
    }

    private void WriteRowGroup(IReadOnlyList<ParquetColumn> columns, int from, int count)
    {
        var chunks = new List<ColumnChunkMetadata>();
        foreach (ParquetColumn column in columns)
            chunks.AddRange(column.Write(from, count, codec, target));
        rowGroups.Add(new RowGroupMetadata(chunks, count, chunks.Sum(chunk => chunk.TotalUncompressedSize)));
    }

    private static void CheckNames(IReadOnlyList<ParquetField> fields, string where)
    {
        if (fields.Count == 0)
            throw new ArgumentException($"{where} has no columns.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParquetField field in fields)
        {
            if (field.Name.Length == 0 || !names.Add(field.Name))
                throw new ArgumentException($"{where} has the column name '{field.Name}' twice, or empty.");
            if (field.Type.Kind == ParquetKind.Struct)
                CheckNames(field.Children, $"Struct '{field.Name}'");
        }
    }
}
