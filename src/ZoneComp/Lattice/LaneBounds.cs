using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Lattice;

/// <summary>What eight edges side by side have in common.</summary>
internal static class LaneBounds
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Least(Vector256<int> values)
    {
        Vector128<int> half = Vector128.Min(values.GetLower(), values.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half.ToScalar(), half.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Greatest(Vector256<int> values) => ~Least(~values);

    /// <summary>Which edges have a box that meets the one given, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Near(
        Vector256<int> x0, Vector256<int> x1, Vector256<int> y0, Vector256<int> y1, int left, int bottom, int right, int top) =>
        ~(Vector256.GreaterThan(Vector256.Create(left), Vector256.Max(x0, x1)) | Vector256.GreaterThan(
            Vector256.Min(x0, x1),
            Vector256.Create(right))
            | Vector256.GreaterThan(Vector256.Create(bottom), Vector256.Max(y0, y1)) | Vector256.GreaterThan(
                Vector256.Min(y0, y1),
                Vector256.Create(top))).ExtractMostSignificantBits();

    /// <summary>Whether all edges of <paramref name="lanes"/> lead the same way in x or in y, strictly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsMonotone(Vector256<int> x0, Vector256<int> x1, Vector256<int> y0, Vector256<int> y1, uint lanes) =>
        (Vector256.GreaterThan(x1, x0).ExtractMostSignificantBits() & lanes) == lanes
        || (Vector256.GreaterThan(x0, x1).ExtractMostSignificantBits() & lanes) == lanes
        || (Vector256.GreaterThan(y1, y0).ExtractMostSignificantBits() & lanes) == lanes
        || (Vector256.GreaterThan(y0, y1).ExtractMostSignificantBits() & lanes) == lanes;
}
