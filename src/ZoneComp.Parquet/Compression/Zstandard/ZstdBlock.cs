using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>Unpacks the compressed blocks of one frame; codes and offsets live on from block to block.</summary>
/// <remarks>Source: RFC 8878, 3.1.1.3 to 3.1.1.5.</remarks>
internal sealed class ZstdBlock(ZstdOutput output)
{
    private const int MaxBlockSize = 1 << 17;

    private HuffmanTable? huffman;
    private FseTable? literalLengths;
    private FseTable? offsets;
    private FseTable? matchLengths;
    private (long First, long Second, long Third) recent = (1, 4, 8);

    public void Read(ReadOnlySpan<byte> block)
    {
        var cursor = new ByteCursor(block);
        byte[] literals = ReadLiterals(ref cursor);
        int sequences = ReadSequenceCount(ref cursor);
        if (sequences == 0)
        {
            if (cursor.Left > 0)
                throw new ParquetException("ZSTD block goes on after its last section");
            output.Append(literals);
            return;
        }

        byte modes = cursor.Byte("ZSTD modes");
        literalLengths = ReadTable(ref cursor, modes >> 6, literalLengths, SequenceCodes.DefaultLiterals, 9, SequenceCodes.MaxLiteralCode);
        offsets = ReadTable(ref cursor, modes >> 4 & 3, offsets, SequenceCodes.DefaultOffsets, 8, SequenceCodes.MaxOffsetCode);
        matchLengths = ReadTable(ref cursor, modes >> 2 & 3, matchLengths, SequenceCodes.DefaultMatches, 9, SequenceCodes.MaxMatchCode);
        Execute(cursor.Rest(), literals, sequences, literalLengths, offsets, matchLengths);
    }

    private byte[] ReadLiterals(ref ByteCursor cursor)
    {
        byte first = cursor.Ahead.Length > 0 ? cursor.Ahead[0] : cursor.Byte("ZSTD literals");
        int kind = first & 3, format = first >> 2 & 3;
        if (kind <= 1)
        {
            int length = format switch { 1 => 2, 3 => 3, _ => 1 };
            int count = (int)(Header(ref cursor, length) >> (length == 1 ? 3 : 4));
            CheckSize(count);
            if (kind == 0)
                return cursor.Take(count, "ZSTD literals").ToArray();
            var repeated = new byte[count];
            repeated.AsSpan().Fill(cursor.Byte("ZSTD repeated literal"));
            return repeated;
        }

        (int headerLength, int bits) = format switch { 2 => (4, 14), 3 => (5, 18), _ => (3, 10) };
        long sizes = Header(ref cursor, headerLength) >> 4;
        int size = (int)(sizes & (1L << bits) - 1), packedSize = (int)(sizes >> bits);
        CheckSize(size);
        var packed = new ByteCursor(cursor.Take(packedSize, "ZSTD packed literals"));
        if (kind == 2)
            huffman = HuffmanTable.Read(ref packed);
        else if (huffman is null)
            throw new ParquetException("ZSTD literals by an earlier code where there is none");
        var literals = new byte[size];
        if (format == 0)
            huffman.Decode(packed.Rest(), literals);
        else
            DecodeFour(ref packed, huffman, literals);
        return literals;
    }

    private static void DecodeFour(ref ByteCursor packed, HuffmanTable huffman, Span<byte> literals)
    {
        ReadOnlySpan<byte> jumps = packed.Take(6, "ZSTD jump table");
        int part = (literals.Length + 3) / 4;
        if (3 * part > literals.Length)
            throw new ParquetException($"ZSTD literals of {literals.Length} bytes in four streams");
        for (int stream = 0; stream < 4; stream++)
        {
            ReadOnlySpan<byte> bytes = stream < 3 ? packed.Take(jumps[2 * stream] | jumps[(2 * stream) + 1] << 8, "ZSTD literals") : packed.Rest();
            huffman.Decode(bytes, stream < 3 ? literals.Slice(stream * part, part) : literals[(3 * part)..]);
        }
    }

    private static int ReadSequenceCount(ref ByteCursor cursor)
    {
        int first = cursor.Byte("ZSTD number of sequences");
        return first switch
        {
            < 128 => first,
            < 255 => (first - 128 << 8) + cursor.Byte("ZSTD number of sequences"),
            _ => 0x7F00 + (int)Header(ref cursor, 2),
        };
    }

    private static FseTable ReadTable(ref ByteCursor cursor, int mode, FseTable? earlier, FseTable predefined, int maxAccuracyLog, int maxSymbol)
    {
        switch (mode)
        {
            case 0:
                return predefined;
            case 1:
                byte symbol = cursor.Byte("ZSTD repeated code");
                return symbol <= maxSymbol ? FseTable.OfOne(symbol) : throw new ParquetException($"ZSTD code {symbol}, at most {maxSymbol} is allowed");
            case 2:
                return FseTable.Read(ref cursor, maxAccuracyLog, maxSymbol);
            default:
                return earlier ?? throw new ParquetException("ZSTD codes of an earlier block where there is none");
        }
    }

    private void Execute(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> literals, int sequences, FseTable literalTable, FseTable offsetTable, FseTable matchTable)
    {
        var stream = new BackwardBits(packed);
        uint literalState = literalTable.First(ref stream), offsetState = offsetTable.First(ref stream), matchState = matchTable.First(ref stream);
        int used = 0;
        for (int i = 0; i < sequences; i++)
        {
            long offsetValue = SequenceCodes.Offset(offsetTable.Symbol(offsetState), ref stream);
            int matchLength = SequenceCodes.MatchLength(matchTable.Symbol(matchState), ref stream);
            int literalLength = SequenceCodes.LiteralLength(literalTable.Symbol(literalState), ref stream);
            if (stream.Left < 0 || literalLength > literals.Length - used)
                throw new ParquetException("ZSTD sequences need more bits or literals than there are");
            output.Append(literals.Slice(used, literalLength));
            used += literalLength;
            output.CopyBack(OffsetOf(offsetValue, literalLength), matchLength);
            if (i + 1 < sequences)
            {
                literalState = literalTable.Next(literalState, ref stream);
                matchState = matchTable.Next(matchState, ref stream);
                offsetState = offsetTable.Next(offsetState, ref stream);
            }
        }

        if (stream.Left != 0)
            throw new ParquetException("ZSTD sequences do not end where their stream does");
        output.Append(literals[used..]);
    }

    /// <summary>Values 1 to 3 stand for the latest offsets; without literals between, the latest is out of the question.</summary>
    private long OffsetOf(long value, int literalLength)
    {
        long place = value <= 3 ? value - (literalLength == 0 ? 0 : 1) : -1;
        switch (place)
        {
            case 0:
                return recent.First;
            case 1:
                recent = (recent.Second, recent.First, recent.Third);
                break;
            case 2:
                recent = (recent.Third, recent.First, recent.Second);
                break;
            case 3:
                recent = (recent.First - 1, recent.First, recent.Second);
                break;
            default:
                recent = (value - 3, recent.First, recent.Second);
                break;
        }

        return recent.First;
    }

    private static long Header(ref ByteCursor cursor, int length)
    {
        long value = 0;
        for (int i = 0; i < length; i++)
            value |= (long)cursor.Byte("ZSTD section header") << 8 * i;
        return value;
    }

    private static void CheckSize(int size)
    {
        if (size > MaxBlockSize)
            throw new ParquetException($"ZSTD literals of {size} bytes in a block, at most {MaxBlockSize} are allowed");
    }
}
