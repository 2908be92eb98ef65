using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoneComp.Lattice;

/// <summary>Twice the area between a path and the y axis, by Green: the sum of (x0 + x1) (y1 - y0) over its edges.</summary>
internal static class TwiceArea
{
    private const int Lanes = 8;

    /// <summary>Sums wrap on the way; two's complement brings them back where the whole fits 64 bits.</summary>
    /// <param name="x">Of each point; a path has one point more than edges. Below 2^30 either way.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Of(ref int x, ref int y, int edges)
    {
        long sum = 0;
        int at = 0;
        unchecked
        {
            if (Avx2.IsSupported)
            {
                Vector256<long> sums = Vector256<long>.Zero;
                for (; at + Lanes <= edges; at += Lanes)
                {
                    Vector256<int> width = Vector256.LoadUnsafe(ref x, (nuint)at) + Vector256.LoadUnsafe(ref x, (nuint)(at + 1));
                    Vector256<int> height = Vector256.LoadUnsafe(ref y, (nuint)(at + 1)) - Vector256.LoadUnsafe(ref y, (nuint)at);
                    sums += Avx2.Multiply(width, height)
                        + Avx2.Multiply((width.AsInt64() >>> 32).AsInt32(), (height.AsInt64() >>> 32).AsInt32());
                }

                sum = Vector256.Sum(sums);
            }

            for (; at < edges; at++)
                sum += ((long)Unsafe.Add(ref x, at) + Unsafe.Add(ref x, at + 1)) * (Unsafe.Add(ref y, at + 1) - Unsafe.Add(ref y, at));
        }

        return sum;
    }
}
