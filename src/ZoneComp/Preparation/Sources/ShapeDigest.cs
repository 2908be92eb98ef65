using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Preparation.Sources;

/// <summary>A number that shapes alike have in common, whatever the order of their parts, the direction of a ring and where it
/// begins.</summary>
internal static class ShapeDigest
{
    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD1B54A32D192ED03;

    /// <summary>Of the points alone: quick, for every feature that passes. Never 0.</summary>
    /// <param name="sum">Of the parts before; 0 for the first.</param>
    /// <param name="part">Coordinates, x and y in turn.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong AddPoints(ulong sum, ReadOnlySpan<double> part)
    {
        ReadOnlySpan<(double X, double Y)> points = Open(part);
        foreach ((double x, double y) in points)
            sum = unchecked(sum + OfPoint(x, y));
        return sum == 0 ? First : sum;
    }

    /// <summary>Another for each class of zones, so that shapes are held against those of their class alone.</summary>
    public static ulong InClass(ulong digest, int zoneClass) => unchecked(digest + ((ulong)zoneClass * Second));

    /// <summary>Of the edges: tells apart what joins the same points in other ways.</summary>
    public static ulong OfEdges(FeatureShape shape)
    {
        ulong sum = 0;
        for (int part = 0; part < shape.PartCount; part++)
        {
            ReadOnlySpan<(double X, double Y)> points = Open(shape.Part(part));
            for (int at = 0; at < points.Length; at++)
            {
                int next = at + 1 == points.Length ? 0 : at + 1;
                if (next == 0 && shape.Kind != GeometryKind.Polygon)
                    continue;
                ulong one = OfPoint(points[at].X, points[at].Y), other = OfPoint(points[next].X, points[next].Y);
                sum = unchecked(sum + Folded(one + other + First, (one ^ other) + Second));
            }
        }

        return sum;
    }

    /// <summary>The points without the one that closes a ring.</summary>
    private static ReadOnlySpan<(double X, double Y)> Open(ReadOnlySpan<double> part)
    {
        ReadOnlySpan<(double X, double Y)> points = MemoryMarshal.Cast<double, (double X, double Y)>(part);
        return points.Length > 1 && points[0] == points[^1] ? points[..^1] : points;
    }

    private static ulong OfPoint(double x, double y) =>
        Folded(BitConverter.DoubleToUInt64Bits(x + 0.0) ^ First, BitConverter.DoubleToUInt64Bits(y + 0.0) ^ Second); // -0 is 0

    private static ulong Folded(ulong one, ulong other)
    {
        ulong high = Math.BigMul(one, other, out ulong low);
        return high ^ low;
    }
}
