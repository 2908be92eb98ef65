using System.IO.Hashing;
using ZoneComp.Parquet.Compression;
using ZoneComp.Parquet.Encodings;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Writing;

/// <summary>Writes the values of one column in one row group as a dictionary page, where that is smaller, and data pages (V1).</summary>
internal sealed class ChunkWriter<T>(ValueEncoder<T> encoder, Codec codec, PageTarget target)
    where T : notnull
{
    // A page is what a reader unpacks at once.
    private const int PageBytes = 1 << 20;
    private const int MaxDictionaryBytes = 1 << 20;

    private readonly ByteSink body = new();
    private readonly ByteSink packed = new();
    private readonly ByteSink headerBytes = new();
    private long unpackedBytes;

    /// <param name="values">The values that are there, in row order.</param>
    /// <param name="levels">Definition level of each row; null when every row has a value.</param>
    public ColumnChunkMetadata Write(IReadOnlyList<string> path, T[] values, int[]? levels, int maxDefinition)
    {
        long start = target.Position;
        unpackedBytes = 0;
        int[]? indices = Index(values, out T[] distinct);
        long dictionaryOffset = 0;
        if (indices is not null)
        {
            dictionaryOffset = start;
            body.Clear();
            encoder.Plain(distinct, body);
            WritePage(new PageHeader(PageType.Dictionary, 0, 0) { NumValues = distinct.Length, Encoding = PageEncoding.Plain });
        }

        long dataOffset = target.Position;
        WriteDataPages(values, indices, distinct.Length, levels, maxDefinition);
        int rows = levels?.Length ?? values.Length;
        (byte[] Min, byte[] Max)? extremes = values.Length == 0 ? null : encoder.Extremes(values);
        return new ColumnChunkMetadata(
            encoder.Physical,
            path,
            codec,
            rows,
            unpackedBytes,
            target.Position - start,
            dataOffset,
            dictionaryOffset,
            null,
            [],
            new ParquetStatistics(extremes?.Min, extremes?.Max, rows - values.Length))
        {
            Encodings = indices is null
                ? [PageEncoding.Plain, PageEncoding.Rle]
                : [PageEncoding.Plain, PageEncoding.Rle, PageEncoding.RleDictionary],
        };
    }

    /// <summary>Index of each value among the distinct ones, in order of appearance; null where that would not be smaller.</summary>
    private int[]? Index(T[] values, out T[] distinct)
    {
        distinct = [];
        if (encoder.Equality is not { } equality || values.Length == 0)
            return null;
        var places = new Dictionary<T, int>(equality);
        var indices = new int[values.Length];
        long dictionaryBytes = 0, plainBytes = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int size = encoder.Size(values[i]);
            plainBytes += size;
            if (!places.TryGetValue(values[i], out int place))
            {
                place = places.Count;
                places.Add(values[i], place);
                dictionaryBytes += size;
                if (dictionaryBytes > MaxDictionaryBytes)
                    return null;
            }

            indices[i] = place;
        }

        if (dictionaryBytes + ((long)values.Length * BitWidth(places.Count) / 8) >= plainBytes)
            return null;
        distinct = [.. places.Keys];
        return indices;
    }

    private void WriteDataPages(T[] values, int[]? indices, int distinctCount, int[]? levels, int maxDefinition)
    {
        int rows = levels?.Length ?? values.Length, row = 0, value = 0;
        while (row < rows)
        {
            int firstRow = row, firstValue = value;
            for (long bytes = 0; row < rows && bytes < PageBytes; row++)
            {
                bytes++; // a page of nulls only must end too
                if (levels is null || levels[row] == maxDefinition)
                    bytes += indices is null ? encoder.Size(values[value++]) : Touch(ref value);
            }

            body.Clear();
            if (levels is not null)
                WriteLevels(levels.AsSpan(firstRow, row - firstRow), maxDefinition);
            if (indices is null)
            {
                encoder.Plain(values.AsSpan(firstValue, value - firstValue), body);
            }
            else
            {
                int width = BitWidth(distinctCount);
                body.Byte(width);
                HybridWriter.Write(indices.AsSpan(firstValue, value - firstValue), width, body);
            }

            PageEncoding encoding = indices is null ? PageEncoding.Plain : PageEncoding.RleDictionary;
            WritePage(new PageHeader(PageType.Data, 0, 0) { NumValues = row - firstRow, Encoding = encoding });
        }
    }

    private static int Touch(ref int value)
    {
        value++;
        return sizeof(int);
    }

    private void WriteLevels(ReadOnlySpan<int> levels, int maxDefinition)
    {
        packed.Clear();
        HybridWriter.Write(levels, BitWidth(maxDefinition + 1), packed);
        body.Int32(packed.Length);
        body.Bytes(packed.Written);
    }

    private void WritePage(PageHeader header)
    {
        packed.Clear();
        PageCompression.Pack(codec, body.Written, packed);
        headerBytes.Clear();
        MetadataWriter.WritePageHeader(
            headerBytes,
            header with
            {
                UncompressedSize = body.Length,
                CompressedSize = packed.Length,
                Crc = unchecked((int)Crc32.HashToUInt32(packed.Written)),
            });
        target.Write(headerBytes.Written);
        target.Write(packed.Written);
        unpackedBytes += headerBytes.Length + body.Length;
    }

    /// <summary>Bits that hold the numbers 0 to count - 1.</summary>
    private static int BitWidth(int count) => count <= 1 ? 0 : 32 - int.LeadingZeroCount(count - 1);
}
