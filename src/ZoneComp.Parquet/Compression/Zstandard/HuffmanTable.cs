using System.Numerics;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>The Huffman code of literals, as a table from the next bits to a symbol and its length.</summary>
/// <remarks>Source: RFC 8878, 4.2.</remarks>
internal sealed class HuffmanTable
{
    private const int MaxBits = 11;
    private const int MaxSymbols = 256;

    private readonly int maxBits;
    private readonly byte[] symbols;
    private readonly byte[] lengths;

    private HuffmanTable(ReadOnlySpan<byte> weights, int maxBits)
    {
        this.maxBits = maxBits;
        symbols = new byte[1 << maxBits];
        lengths = new byte[1 << maxBits];
        int at = 0;
        for (int weight = 1; weight <= maxBits; weight++)
        {
            for (int symbol = 0; symbol < weights.Length; symbol++)
            {
                if (weights[symbol] != weight)
                    continue;
                int count = 1 << (weight - 1);
                symbols.AsSpan(at, count).Fill((byte)symbol);
                lengths.AsSpan(at, count).Fill((byte)(maxBits + 1 - weight));
                at += count;
            }
        }
    }

    public static HuffmanTable Read(ref ByteCursor cursor)
    {
        byte header = cursor.Byte("ZSTD Huffman header");
        var weights = new byte[MaxSymbols];
        int count = header >= 128 ? ReadDirect(ref cursor, header - 127, weights) : ReadPacked(cursor.Take(header, "ZSTD Huffman weights"), weights);
        int sum = 0;
        foreach (byte weight in weights.AsSpan(0, count))
        {
            if (weight > MaxBits)
                throw new ParquetException($"ZSTD Huffman weight {weight}, at most {MaxBits} is allowed");
            sum += weight == 0 ? 0 : 1 << (weight - 1);
        }

        // The last weight is not stored: it is what makes the sum a power of two.
        int maxBits = sum == 0 ? 0 : BitOperations.Log2((uint)sum) + 1;
        int left = (1 << maxBits) - sum;
        if (sum == 0 || maxBits > MaxBits || !BitOperations.IsPow2(left))
            throw new ParquetException("ZSTD Huffman weights that make no code");
        weights[count] = (byte)(BitOperations.Log2((uint)left) + 1);
        return new HuffmanTable(weights.AsSpan(0, count + 1), maxBits);
    }

    public void Decode(ReadOnlySpan<byte> packed, Span<byte> into)
    {
        var stream = new BackwardBits(packed);
        for (int i = 0; i < into.Length; i++)
        {
            uint next = stream.Peek(maxBits);
            into[i] = symbols[next];
            stream.Skip(lengths[next]);
        }

        if (stream.Left != 0)
            throw new ParquetException("ZSTD literals do not end where their stream does");
    }

    private static int ReadDirect(ref ByteCursor cursor, int count, byte[] weights)
    {
        ReadOnlySpan<byte> bytes = cursor.Take((count + 1) / 2, "ZSTD Huffman weights");
        for (int i = 0; i < count; i++)
            weights[i] = (byte)((i & 1) == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 0x0f);
        return count;
    }

    /// <summary>Two FSE states take turns until the bits run out.</summary>
    private static int ReadPacked(ReadOnlySpan<byte> packed, byte[] weights)
    {
        var cursor = new ByteCursor(packed);
        FseTable table = FseTable.Read(ref cursor, maxAccuracyLog: 6, maxSymbol: MaxBits + 1);
        var stream = new BackwardBits(cursor.Rest());
        uint one = table.First(ref stream), other = table.First(ref stream);
        int count = 0;
        while (true)
        {
            if (count + 2 >= MaxSymbols)
                throw new ParquetException($"ZSTD Huffman code of more than {MaxSymbols} symbols");
            weights[count++] = table.Symbol(one);
            one = table.Next(one, ref stream);
            if (stream.Left < 0)
            {
                weights[count++] = table.Symbol(other);
                return count;
            }

            (one, other) = (other, one);
        }
    }
}
