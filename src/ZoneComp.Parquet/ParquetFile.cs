using System.Buffers.Binary;
using ZoneComp.Parquet.Format;
using ZoneComp.Parquet.Reading;

namespace ZoneComp.Parquet;

/// <summary>A Parquet file open for reading. Columns are read one row group at a time, so the file need not fit in memory.</summary>
/// <remarks>
/// Every length that the file declares is checked against its real size before memory is taken for it.
/// Throws <see cref="ParquetException"/> for everything that is wrong with the file. One thread at a time.
/// </remarks>
public sealed class ParquetFile : IDisposable
{
    // Runs make few bytes stand for many rows; beyond this no honest writer goes.
    private const long AlwaysAllowedRows = 1 << 24;
    private const long MaxRowsPerByte = 4096;

    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    private readonly Stream stream;
    private readonly FileMetadata metadata;
    private readonly long dataEnd;

    private ParquetFile(Stream stream, string name, FileMetadata metadata, IReadOnlyList<ParquetLeaf> columns, long dataEnd)
    {
        this.stream = stream;
        this.metadata = metadata;
        this.dataEnd = dataEnd;
        Name = name;
        Columns = columns;
        Metadata = ReadMetadata(metadata.KeyValues);
        ColumnDescriptions.Apply(Metadata, columns);
    }

    /// <summary>The path, or what the caller called the stream; in front of every message.</summary>
    public string Name { get; }

    /// <summary>All columns with values, in file order; those inside structs too.</summary>
    public IReadOnlyList<ParquetLeaf> Columns { get; }

    /// <summary>The file's key-value metadata; of a key that occurs twice, the first.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Program that wrote the file; null when it does not say.</summary>
    public string? CreatedBy => metadata.CreatedBy;

    public long RowCount => metadata.NumRows;

    public int RowGroupCount => metadata.RowGroups.Count;

    public static ParquetFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        try
        {
            return Open(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads from a stream that can seek, and disposes it in the end.</summary>
    public static ParquetFile Open(Stream stream, string name)
    {
        try
        {
            FileMetadata metadata = ReadFooter(stream, out long dataEnd);
            IReadOnlyList<ParquetLeaf> columns = SchemaReader.Leaves(metadata.Schema);
            Check(metadata, columns);
            return new ParquetFile(stream, name, metadata, columns, dataEnd);
        }
        catch (ParquetException e)
        {
            throw e.At(name);
        }
    }

    /// <summary>The column of this dotted name; an error with the names there are, if there is none.</summary>
    public ParquetColumnReader Column(string name)
    {
        ParquetLeaf leaf = Columns.FirstOrDefault(leaf => leaf.Name == name)
            ?? throw new ParquetException(
                $"{Name}: no column '{name}'; the columns are {string.Join(", ", Columns.Select(leaf => leaf.Name))}");
        return new ParquetColumnReader(this, leaf);
    }

    public bool HasColumn(string name) => Columns.Any(leaf => leaf.Name == name);

    /// <summary>Rows of one row group.</summary>
    public long RowCountOf(int rowGroup) => metadata.RowGroups[rowGroup].NumRows;

    public void Dispose() => stream.Dispose();

    internal ParquetStatistics? Statistics(ParquetLeaf leaf, int rowGroup) => metadata.RowGroups[rowGroup].Columns[leaf.Index].Statistics;

    internal ColumnData<T> Read<T>(ParquetLeaf leaf, int rowGroup, ValueDecoder<T> decoder)
    {
        ColumnChunkMetadata chunk = metadata.RowGroups[rowGroup].Columns[leaf.Index];
        long rows = metadata.RowGroups[rowGroup].NumRows;
        try
        {
            if (rows > Math.Max(AlwaysAllowedRows, MaxRowsPerByte * chunk.TotalCompressedSize))
                throw new ParquetException($"{rows} rows in {chunk.TotalCompressedSize} bytes cannot be true");
            ReadOnlyMemory<byte> bytes = rows == 0 ? default : ReadChunk(chunk);
            return new ChunkReader<T>(leaf, chunk, bytes, checked((int)Math.Min(rows, Array.MaxLength)), decoder).Read();
        }
        catch (ParquetException e)
        {
            throw e.At($"{Name}: column '{leaf.Name}', row group {rowGroup}");
        }
    }

    private byte[] ReadChunk(ColumnChunkMetadata chunk)
    {
        if (chunk.FilePath is not null)
            throw new ParquetException($"the values lie in another file, '{chunk.FilePath}', which this reader does not open");
        long start = chunk.DictionaryPageOffset >= Magic.Length && chunk.DictionaryPageOffset < chunk.DataPageOffset
            ? chunk.DictionaryPageOffset
            : chunk.DataPageOffset;
        long length = chunk.TotalCompressedSize;
        if (start < Magic.Length || length < 0 || start > dataEnd || length > dataEnd - start)
            throw new ParquetException($"its {length} bytes from byte {start} do not lie in the file's {dataEnd} bytes of data");
        if (length > Array.MaxLength)
            throw new ParquetException($"{length} bytes in one row group are more than 2 GiB; rewrite the file with smaller row groups");
        var bytes = new byte[length];
        stream.Position = start;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static FileMetadata ReadFooter(Stream stream, out long dataEnd)
    {
        long size = stream.Length;
        if (size < 12)
            throw new ParquetException($"not a Parquet file: {size} bytes, the smallest has 12");
        Span<byte> tail = stackalloc byte[8];
        stream.Position = 0;
        stream.ReadExactly(tail[..4]);
        if (tail[..4].SequenceEqual("PARE"u8))
            throw new ParquetException("the file is encrypted, which this reader does not support");
        if (!tail[..4].SequenceEqual(Magic))
            throw new ParquetException("not a Parquet file: it does not begin with PAR1");
        stream.Position = size - 8;
        stream.ReadExactly(tail);
        if (!tail[4..].SequenceEqual(Magic))
            throw new ParquetException("not a whole Parquet file: it does not end with PAR1 (cut off while it was written or copied?)");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        dataEnd = size - 8 - length;
        if (dataEnd < Magic.Length)
            throw new ParquetException($"the footer claims {length} bytes of a file of {size}");
        var footer = new byte[length];
        stream.Position = dataEnd;
        stream.ReadExactly(footer);
        try
        {
            return MetadataReader.ReadFile(footer);
        }
        catch (ParquetException e)
        {
            throw e.At("footer");
        }
    }

    private static void Check(FileMetadata metadata, IReadOnlyList<ParquetLeaf> columns)
    {
        if (metadata.Encrypted)
            throw new ParquetException("the file's columns are encrypted, which this reader does not support");
        Int128 rows = 0;
        for (int i = 0; i < metadata.RowGroups.Count; i++)
        {
            RowGroupMetadata group = metadata.RowGroups[i];
            if (group.NumRows < 0)
                throw new ParquetException($"row group {i} has {group.NumRows} rows");
            if (group.Columns.Count != columns.Count)
                throw new ParquetException($"row group {i} has {group.Columns.Count} columns, the schema {columns.Count}");
            for (int k = 0; k < columns.Count; k++)
                Check(group.Columns[k], columns[k], group.NumRows, i);
            rows += group.NumRows;
        }

        if (rows != metadata.NumRows)
            throw new ParquetException($"the footer says {metadata.NumRows} rows, the row groups have {rows}");
    }

    private static void Check(ColumnChunkMetadata chunk, ParquetLeaf leaf, long rows, int group)
    {
        if (chunk.Type != leaf.Element.Type || !chunk.Path.SequenceEqual(leaf.Path))
            throw new ParquetException(
                $"row group {group} has {chunk.Type} '{string.Join('.', chunk.Path)}' in the place of {leaf.Element.Type} '{leaf.Name}'");
        if (chunk.NumValues < 0 || chunk.TotalUncompressedSize < 0 || chunk.TotalCompressedSize < 0)
            throw new ParquetException($"column '{leaf.Name}' has sizes below zero in row group {group}");
        if (leaf.NotRead is null && chunk.NumValues != rows)
            throw new ParquetException($"column '{leaf.Name}' has {chunk.NumValues} values in row group {group} of {rows} rows");
    }

    private static Dictionary<string, string> ReadMetadata(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in pairs)
            metadata.TryAdd(key, value);
        return metadata;
    }
}
