using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Shapefile;

/// <summary>Copies vertices out of the file, judging them on the way.</summary>
public static class ShapePoints
{
    /// <summary>Values of this size and above stand for "no data" (Technical Description, p. 2: below -1e38).</summary>
    public const double NoData = 1e38;

    /// <summary>Copies x and y in turn; false when one of them is not a number, infinite or "no data".</summary>
    public static bool Copy(ReadOnlySpan<ShapePoint> from, Span<double> to) => Copy(from, to, backwards: false);

    /// <summary>The same from the last point to the first, so that a ring's inside changes sides.</summary>
    public static bool CopyBackwards(ReadOnlySpan<ShapePoint> from, Span<double> to) => Copy(from, to, backwards: true);

    /// <summary>Whether both numbers can be a coordinate: finite and not "no data".</summary>
    public static bool IsUsable(ShapePoint point) => Math.Abs(point.X) < NoData && Math.Abs(point.Y) < NoData;

    // Optimised at once: a layer is often read in less time than the runtime takes to notice that this is the hot loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Copy(ReadOnlySpan<ShapePoint> from, Span<double> to, bool backwards)
    {
        if (to.Length != 2 * from.Length)
            throw new ArgumentException($"{from.Length} points do not fit {to.Length} numbers", nameof(to));
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("shapefiles are read in place, which needs a little-endian machine");
        ref double source = ref Unsafe.As<ShapePoint, double>(ref MemoryMarshal.GetReference(from));
        ref double target = ref MemoryMarshal.GetReference(to);
        Vector128<double> limit = Vector128.Create(NoData);
        Vector128<double> usable = Vector128<double>.AllBitsSet;
        nuint count = (nuint)from.Length;
        for (nuint index = 0; index < count; index++)
        {
            Vector128<double> point = Vector128.LoadUnsafe(ref source, 2 * (backwards ? count - 1 - index : index));
            usable &= Vector128.LessThan(Vector128.Abs(point), limit);
            point.StoreUnsafe(ref target, 2 * index);
        }

        return Vector128.EqualsAll(usable.AsUInt64(), Vector128<ulong>.AllBitsSet);
    }
}
