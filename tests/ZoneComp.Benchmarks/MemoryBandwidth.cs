using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Benchmarks;

/// <summary>What the memory of this machine gives, to hold the overlay's stages against: reading and copying far more than any cache
/// holds.</summary>
internal static class MemoryBandwidth
{
    private const int Megabytes = 256;

    private const int Repeats = 7;

    public static void Run(int threads)
    {
        long[][] from = [.. Enumerable.Range(0, threads).Select(_ => Filled())],
            to = [.. Enumerable.Range(0, threads).Select(_ => Filled())];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{threads} thread(s), {Megabytes} MB each, best of {Repeats}: read {Best(threads, thread => Sum(from[thread])):F1} GB/s, "
                + $"copied {Best(threads, thread => from[thread].CopyTo(to[thread], 0)):F1} GB/s (each byte read and written, counted "
                    + $"once)"));
    }

    private static long[] Filled()
    {
        var words = new long[(Megabytes << 20) / sizeof(long)];
        Array.Fill(words, 1);
        return words;
    }

    private static double Best(int threads, Action<int> work)
    {
        double best = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => work(thread)))];
            foreach (Thread thread in others)
                thread.Start();
            work(0);
            foreach (Thread thread in others)
                thread.Join();
            best = Math.Max(best, (double)threads * (Megabytes << 20) / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sum(long[] words)
    {
        ref long first = ref MemoryMarshal.GetArrayDataReference(words);
        Vector256<long> a = default, b = default, c = default, d = default;
        for (nuint at = 0; at + 16 <= (nuint)words.Length; at += 16)
        {
            a += Vector256.LoadUnsafe(ref first, at);
            b += Vector256.LoadUnsafe(ref first, at + 4);
            c += Vector256.LoadUnsafe(ref first, at + 8);
            d += Vector256.LoadUnsafe(ref first, at + 12);
        }

        if (Vector256.Sum(a + b + c + d) != words.Length)
            throw new InvalidOperationException("The sum of ones is not their number.");
    }
}
