using System.IO.Hashing;
using ZoneComp.Parquet.Compression;
using ZoneComp.Parquet.Encodings;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Reading;

/// <summary>Values of one column in one row group, a place for every row.</summary>
/// <param name="Present">Which rows have a value; null when all have.</param>
internal sealed record ColumnData<T>(T[] Values, bool[]? Present);

/// <summary>Reads the pages of one column chunk.</summary>
internal sealed class ChunkReader<T>(
    ParquetLeaf leaf, ColumnChunkMetadata chunk, ReadOnlyMemory<byte> bytes, int rows, ValueDecoder<T> decoder)
{
    private T[]? dictionary;
    private T[] values = [];
    private bool[]? present;
    private int filled;
    private long nulls;

    public ColumnData<T> Read()
    {
        int at = 0, page = 0;
        while (at < bytes.Length || filled < rows)
        {
            try
            {
                if (at >= bytes.Length)
                    throw new ParquetException($"the column ends after {filled} of {rows} rows");
                PageHeader header = PageHeaderReader.Read(bytes.Span[at..], out int headerLength);
                at += headerLength;
                if (header.CompressedSize > bytes.Length - at)
                    throw new ParquetException(
                        $"the page claims {header.CompressedSize} bytes, {bytes.Length - at} are left in the column");
                ReadPage(header, bytes.Slice(at, header.CompressedSize));
                at += header.CompressedSize;
            }
            catch (ParquetException e)
            {
                throw e.At($"page {page}");
            }

            page++;
        }

        if (leaf.MaxDefinition > 0 && chunk.Statistics?.NullCount is { } stated && stated != nulls)
            throw new ParquetException($"the footer says {stated} rows without a value, the pages have {nulls}");
        return new ColumnData<T>(values, present);
    }

    private void ReadPage(PageHeader header, ReadOnlyMemory<byte> body)
    {
        if (header.Crc is { } crc && crc != unchecked((int)Crc32.HashToUInt32(body.Span)))
            throw new ParquetException("the page's checksum is wrong: its bytes have changed since they were written");
        switch (header.Type)
        {
            case PageType.Dictionary:
                ReadDictionary(header, body);
                break;
            case PageType.Data:
                ReadDataPage(header, body);
                break;
            case PageType.DataV2:
                ReadDataPageV2(header, body);
                break;
            default:
                break; // index pages hold no values
        }
    }

    private void ReadDictionary(PageHeader header, ReadOnlyMemory<byte> body)
    {
        if (dictionary is not null)
            throw new ParquetException("a second dictionary");
        if (header.Encoding is not (PageEncoding.Plain or PageEncoding.PlainDictionary))
            throw new ParquetException($"a dictionary in encoding {header.Encoding}, expected PLAIN");
        var cursor = new ByteCursor(PageCompression.Unpack(chunk.Codec, body, header.UncompressedSize).Span);
        if (header.NumValues > cursor.Left * 8L)
            throw new ParquetException($"a dictionary of {header.NumValues} values in {cursor.Left} bytes");
        dictionary = decoder.Decode(PageEncoding.Plain, ref cursor, header.NumValues);
        ExpectEnd(in cursor, "the dictionary");
    }

    private void ReadDataPage(PageHeader header, ReadOnlyMemory<byte> body)
    {
        CheckCount(header);
        var cursor = new ByteCursor(PageCompression.Unpack(chunk.Codec, body, header.UncompressedSize).Span);
        int[]? levels = null;
        if (leaf.MaxDefinition > 0)
        {
            if (header.DefinitionLevels != PageEncoding.Rle)
                throw new ParquetException($"definition levels in encoding {header.DefinitionLevels}, which is not read here");
            levels = ReadLevels(cursor.Take(cursor.Int32("length of levels"), "definition levels"), header.NumValues);
        }

        Append(header, levels, ref cursor);
    }

    private void ReadDataPageV2(PageHeader header, ReadOnlyMemory<byte> body)
    {
        CheckCount(header);
        int levelBytes = checked((int)Math.Min(int.MaxValue, (long)header.DefinitionLevelsBytes + header.RepetitionLevelsBytes));
        if (header.DefinitionLevelsBytes < 0
            || header.RepetitionLevelsBytes < 0
            || levelBytes > body.Length
            || levelBytes > header.UncompressedSize)
            throw new ParquetException(
                $"levels of {header.RepetitionLevelsBytes} and {header.DefinitionLevelsBytes} bytes in a page of {body.Length}");
        int[]? levels = leaf.MaxDefinition > 0
            ? ReadLevels(body.Span.Slice(header.RepetitionLevelsBytes, header.DefinitionLevelsBytes), header.NumValues)
            : null;
        ReadOnlyMemory<byte> packed = body[levelBytes..];
        Codec codec = header.IsCompressed && !packed.IsEmpty ? chunk.Codec : Codec.Uncompressed;
        int size = packed.IsEmpty ? 0 : header.UncompressedSize - levelBytes; // a page of nulls may have nothing to unpack
        var cursor = new ByteCursor(PageCompression.Unpack(codec, packed, size).Span);
        Append(header, levels, ref cursor);
    }

    private void CheckCount(PageHeader header)
    {
        if (header.NumValues > rows - filled)
            throw new ParquetException($"the page claims {header.NumValues} values, the row group has {rows - filled} rows left");
    }

    private int[] ReadLevels(ReadOnlySpan<byte> packed, int count)
    {
        var levels = new int[count];
        int width = 32 - int.LeadingZeroCount(leaf.MaxDefinition);
        var cursor = new ByteCursor(packed);
        HybridReader.Read(ref cursor, width, levels);
        ExpectEnd(in cursor, "the definition levels");
        foreach (int level in levels)
        {
            if (level > leaf.MaxDefinition)
                throw new ParquetException($"definition level {level} above {leaf.MaxDefinition}");
        }

        return levels;
    }

    private void Append(PageHeader header, int[]? levels, ref ByteCursor cursor)
    {
        int count = levels is null ? header.NumValues : levels.AsSpan().Count(leaf.MaxDefinition);
        T[] pageValues = DecodeValues(header.Encoding, ref cursor, count);
        if (count > 0) // of none, some encodings still write their head
            ExpectEnd(in cursor, "the values");
        if (header.StatedV2 is { } stated && stated != (header.NumValues, header.NumValues - count))
            throw new ParquetException(
                $"the page says {stated.Rows} rows and {stated.Nulls} without a value, it has {header.NumValues} and "
                    + $"{header.NumValues - count}");
        nulls += header.NumValues - count;
        MakeRoom(filled + header.NumValues);
        if (levels is null)
        {
            pageValues.CopyTo(values, filled);
        }
        else
        {
            present ??= new bool[values.Length];
            int next = 0;
            for (int i = 0; i < levels.Length; i++)
            {
                if (levels[i] != leaf.MaxDefinition)
                    continue;
                values[filled + i] = pageValues[next++];
                present[filled + i] = true;
            }
        }

        filled += header.NumValues;
    }

    private static void ExpectEnd(in ByteCursor cursor, string what)
    {
        if (cursor.Left > 0)
            throw new ParquetException($"{what} end {cursor.Left} bytes before what holds them");
    }

    private T[] DecodeValues(PageEncoding encoding, ref ByteCursor cursor, int count)
    {
        if (encoding is not (PageEncoding.RleDictionary or PageEncoding.PlainDictionary))
            return count == 0 ? [] : decoder.Decode(encoding, ref cursor, count);
        if (count == 0)
            return [];
        if (dictionary is null)
            throw new ParquetException("values of a dictionary that is not there");
        var indices = new int[count];
        HybridReader.Read(ref cursor, cursor.Byte("bit width of indices"), indices);
        var decoded = new T[count];
        for (int i = 0; i < count; i++)
        {
            if ((uint)indices[i] >= (uint)dictionary.Length)
                throw new ParquetException($"index {(uint)indices[i]} into a dictionary of {dictionary.Length} values");
            decoded[i] = dictionary[indices[i]];
        }

        return decoded;
    }

    /// <summary>Grows with the pages really read, not by what the footer claims.</summary>
    private void MakeRoom(int count)
    {
        if (count > values.Length)
        {
            int length = (int)Math.Min(rows, Math.Max(count, 2L * values.Length));
            Array.Resize(ref values, length);
            if (present is not null)
                Array.Resize(ref present, length);
        }
    }
}
