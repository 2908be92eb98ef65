using System.Numerics;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>A decoding table of Finite State Entropy: for each state its symbol, and how the next state follows.</summary>
/// <remarks>Source: RFC 8878, 4.1.1.</remarks>
internal sealed class FseTable
{
    private readonly byte[] symbols;
    private readonly byte[] bits;
    private readonly ushort[] baselines;

    private FseTable(int accuracyLog)
    {
        AccuracyLog = accuracyLog;
        symbols = new byte[1 << accuracyLog];
        bits = new byte[1 << accuracyLog];
        baselines = new ushort[1 << accuracyLog];
    }

    public int AccuracyLog { get; }

    /// <summary>The table of a stream in which one symbol only occurs.</summary>
    public static FseTable OfOne(byte symbol)
    {
        var table = new FseTable(0);
        table.symbols[0] = symbol;
        return table;
    }

    /// <param name="probabilities">Adding up to 2^accuracyLog; -1 stands for "less than 1", and counts as 1.</param>
    public static FseTable Of(int accuracyLog, ReadOnlySpan<short> probabilities)
    {
        var table = new FseTable(accuracyLog);
        int size = 1 << accuracyLog, last = size - 1;
        var next = new int[probabilities.Length];
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            if (probabilities[symbol] == -1)
                table.symbols[last--] = (byte)symbol;
            next[symbol] = Math.Abs(probabilities[symbol]);
        }

        int step = (size >> 1) + (size >> 3) + 3, at = 0;
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            for (int i = 0; i < probabilities[symbol]; i++)
            {
                table.symbols[at] = (byte)symbol;
                do
                    at = (at + step) & (size - 1);
                while (at > last);
            }
        }

        for (int state = 0; state < size; state++)
        {
            int place = next[table.symbols[state]]++;
            int width = accuracyLog - BitOperations.Log2((uint)place);
            table.bits[state] = (byte)width;
            table.baselines[state] = (ushort)((place << width) - size);
        }

        return table;
    }

    /// <summary>Reads the probabilities from the front of <paramref name="cursor"/>.</summary>
    public static FseTable Read(ref ByteCursor cursor, int maxAccuracyLog, int maxSymbol)
    {
        var forward = new ForwardBits(cursor.Ahead);
        int accuracyLog = (int)forward.Read(4) + 5;
        if (accuracyLog > maxAccuracyLog)
            throw new ParquetException($"ZSTD table of accuracy {accuracyLog}, at most {maxAccuracyLog} is allowed");
        var probabilities = new short[maxSymbol + 1];
        int remaining = 1 << accuracyLog, symbol = 0;
        while (remaining > 0)
        {
            if (symbol > maxSymbol)
                throw new ParquetException($"ZSTD table of more than {maxSymbol + 1} symbols");
            int probability = ReadProbability(ref forward, remaining);
            remaining -= Math.Abs(probability);
            probabilities[symbol++] = (short)probability;
            for (int zeros = probability == 0 ? 3 : 0; zeros == 3;)
            {
                zeros = (int)forward.Read(2);
                symbol += zeros;
            }
        }

        if (remaining < 0)
            throw new ParquetException("ZSTD table whose probabilities add up to more than the whole");
        cursor.Take(forward.BytesRead, "ZSTD table");
        return Of(accuracyLog, probabilities);
    }

    public byte Symbol(uint state) => symbols[state];

    public uint First(ref BackwardBits stream) => stream.Read(AccuracyLog);

    public uint Next(uint state, ref BackwardBits stream) => baselines[state] + stream.Read(bits[state]);

    /// <summary>Values below a threshold take one bit less.</summary>
    private static int ReadProbability(ref ForwardBits forward, int remaining)
    {
        int width = BitOperations.Log2((uint)remaining + 1) + 1;
        int low = (int)forward.Read(width - 1);
        int threshold = (1 << width) - 1 - (remaining + 1);
        if (low < threshold)
            return low - 1;
        int value = low | (int)forward.Read(1) << (width - 1);
        return (value >= 1 << (width - 1) ? value - threshold : value) - 1;
    }

    /// <summary>Bits from the front, the lowest first.</summary>
    private ref struct ForwardBits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int read;

        public readonly int BytesRead => (read + 7) / 8;

        public uint Read(int count)
        {
            uint value = 0;
            for (int i = 0; i < count; i++, read++)
            {
                if (read >> 3 >= bytes.Length)
                    throw new ParquetException("ZSTD table ends too early");
                value |= (uint)(bytes[read >> 3] >> (read & 7) & 1) << i;
            }

            return value;
        }
    }
}
