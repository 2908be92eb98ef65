using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Ground;

/// <summary>Tells whether a feature is simple: its edges meet at the vertices that follow one another in a ring and nowhere else, and it
/// winds round all its ground once.</summary>
/// <remarks>
/// Most features are. What is not simple need not be wrong (rings may touch in a point); it is only looked at more closely by the walk.
/// Features of very many
/// vertices or rings are not looked at here and count as not simple. One instance a thread.
/// </remarks>
/// <param name="maxVertices">Of a feature that is looked at: the time grows with the square of a sixteenth of them.</param>
internal sealed class ShapeJudge(int maxVertices)
{
    private const int Lanes = EdgeStrip.MaxEdges;
    private const int MaxRings = 32;

    /// <summary>Sums of two coordinates stay within 32 bits.</summary>
    private const long MaxSide = (1L << 30) - 1;

    private int[] x = [], y = [];
    private readonly List<(int From, int End)> rings = []; // points of a ring, the first one repeated at End
    private Strip[] strips = [];
    private int[] minX = [], minY = [], maxX = [], maxY = []; // of the strips
    private int stripCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsSimple(OverlayInput input, int feature) =>
        Load(input.BlocksOf(feature), input.BoxOf(feature), input.Points) && CutIntoStrips() && !AnyStripsTouch() && RingsWindOnce();

    private bool Load(ListPart<EdgeBlock> blocks, LatticeBox box, PointStore points)
    {
        int most = blocks.Count * (EdgeBlock.MaxEdges + 1);
        if (most == 0 || most > maxVertices || Math.Max(box.MaxX - box.MinX, box.MaxY - box.MinY) > MaxSide)
            return false;
        if (x.Length < most + (2 * Lanes))
        {
            int length = 2 * (most + (2 * Lanes));
            (x, y) = (new int[length], new int[length]);
            length = (length / Lanes) + MaxRings + (2 * Lanes);
            (strips, minX, minY, maxX, maxY) = (new Strip[length], new int[length], new int[length], new int[length], new int[length]);
        }

        rings.Clear();
        int end = 0;
        foreach (ref readonly EdgeBlock block in blocks)
        {
            if (block.StartsRing)
            {
                if (rings.Count == MaxRings)
                    return false;
                end += rings.Count == 0 ? 0 : 1;
                rings.Add((end, end));
            }

            points.CopyTo(block, box.MinX, box.MinY, ref x[end], ref y[end]);
            end += block.EdgeCount;
            rings[^1] = rings[^1] with { End = end };
        }

        return true;
    }

    /// <returns>False when the edges of one strip meet, or two that follow one another lie on each other.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool CutIntoStrips()
    {
        stripCount = 0;
        foreach ((int from, int end) in rings)
        {
            for (int first = from; first < end; first += Lanes)
            {
                int count = Math.Min(Lanes, end - first);
                Vector256<int> x0 = Vector256.LoadUnsafe(ref x[first]), x1 = Vector256.LoadUnsafe(ref x[first + 1]);
                Vector256<int> y0 = Vector256.LoadUnsafe(ref y[first]), y1 = Vector256.LoadUnsafe(ref y[first + 1]);
                if (count < Lanes)
                {
                    // The last edge stands for those that are not there.
                    Vector256<int> there = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count));
                    (x0, x1) = (Vector256.ConditionalSelect(there, x0, Vector256.Create(x[end])), Vector256.ConditionalSelect(
                        there,
                        x1,
                        Vector256.Create(x[end])));
                    (y0, y1) = (Vector256.ConditionalSelect(there, y0, Vector256.Create(y[end])), Vector256.ConditionalSelect(
                        there,
                        y1,
                        Vector256.Create(y[end])));
                }

                minX[stripCount] = LaneBounds.Least(Vector256.Min(x0, x1));
                minY[stripCount] = LaneBounds.Least(Vector256.Min(y0, y1));
                maxX[stripCount] = LaneBounds.Greatest(Vector256.Max(x0, x1));
                maxY[stripCount] = LaneBounds.Greatest(Vector256.Max(y0, y1));
                strips[stripCount++] = new Strip(first, count, from, end);
                if (FoldsBack(first == from ? end - 1 : first - 1, first)
                    || (!LaneBounds.IsMonotone(x0, x1, y0, y1, (1u << count) - 1) && AnyInStripTouch(first, count, from, end)))
                    return false;
            }
        }

        Vector256.Create(int.MaxValue).StoreUnsafe(ref minX[stripCount]);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AnyInStripTouch(int first, int count, int ringFrom, int ringEnd)
    {
        for (int a = first; a < first + count; a++)
        {
            if (a > first && FoldsBack(a - 1, a))
                return true;
            for (int b = a + 2; b < first + count; b++)
            {
                if ((a != ringFrom || b != ringEnd - 1) && BoxesMeet(a, b) && Touch(a, b))
                    return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AnyStripsTouch()
    {
        for (int first = 0; first < stripCount - 1; first++)
        {
            Vector256<int> lowX = Vector256.Create(minX[first]),
                highX = Vector256.Create(maxX[first]),
                lowY = Vector256.Create(minY[first]),
                highY = Vector256.Create(maxY[first]);
            for (int second = first + 1; second < stripCount; second += Lanes)
            {
                Vector256<int> apart = Vector256.GreaterThan(Vector256.LoadUnsafe(ref minX[second]), highX) | Vector256.GreaterThan(
                    lowX,
                    Vector256.LoadUnsafe(ref maxX[second]))
                    | Vector256.GreaterThan(Vector256.LoadUnsafe(ref minY[second]), highY) | Vector256.GreaterThan(
                        lowY,
                        Vector256.LoadUnsafe(ref maxY[second]));
                for (uint near = ~apart.ExtractMostSignificantBits() & 0xFF; near != 0; near &= near - 1)
                {
                    int other = second + BitOperations.TrailingZeroCount(near);
                    if (other < stripCount && AnyTouch(first, other))
                        return true;
                }
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AnyTouch(int firstStrip, int secondStrip)
    {
        ref readonly Strip a = ref strips[firstStrip];
        ref readonly Strip b = ref strips[secondStrip];
        int left = Math.Max(minX[firstStrip], minX[secondStrip]), right = Math.Min(maxX[firstStrip], maxX[secondStrip]);
        int bottom = Math.Max(minY[firstStrip], minY[secondStrip]), top = Math.Min(maxY[firstStrip], maxY[secondStrip]);
        uint nearA = Near(a, left, bottom, right, top), nearB = nearA == 0 ? 0 : Near(b, left, bottom, right, top);
        for (; nearA != 0 && nearB != 0; nearA &= nearA - 1)
        {
            int first = a.First + BitOperations.TrailingZeroCount(nearA);
            for (uint near = nearB; near != 0; near &= near - 1)
            {
                int second = b.First + BitOperations.TrailingZeroCount(near);
                bool neighbours = second == first + 1 ? first + 1 < a.RingEnd : first == b.RingFrom && second == b.RingEnd - 1;
                if (!neighbours && BoxesMeet(first, second) && Touch(first, second))
                    return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Near(in Strip strip, int left, int bottom, int right, int top)
    {
        Vector256<int> x0 = Vector256.LoadUnsafe(ref x[strip.First]), x1 = Vector256.LoadUnsafe(ref x[strip.First + 1]);
        Vector256<int> y0 = Vector256.LoadUnsafe(ref y[strip.First]), y1 = Vector256.LoadUnsafe(ref y[strip.First + 1]);
        return LaneBounds.Near(x0, x1, y0, y1, left, bottom, right, top) & ((1u << strip.Count) - 1);
    }

    private bool BoxesMeet(int a, int b) =>
        Math.Max(x[a], x[a + 1]) >= Math.Min(x[b], x[b + 1]) && Math.Max(x[b], x[b + 1]) >= Math.Min(x[a], x[a + 1])
        && Math.Max(y[a], y[a + 1]) >= Math.Min(y[b], y[b + 1]) && Math.Max(y[b], y[b + 1]) >= Math.Min(y[a], y[a + 1]);

    /// <summary>Whether two edges have a point in common, given that their boxes have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Touch(int a, int b)
    {
        long b0 = Perturbation.Determinant(x[a], y[a], x[a + 1], y[a + 1], x[b], y[b]),
            b1 = Perturbation.Determinant(x[a], y[a], x[a + 1], y[a + 1], x[b + 1], y[b + 1]);
        if ((b0 > 0 && b1 > 0) || (b0 < 0 && b1 < 0))
            return false;
        long a0 = Perturbation.Determinant(x[b], y[b], x[b + 1], y[b + 1], x[a], y[a]),
            a1 = Perturbation.Determinant(x[b], y[b], x[b + 1], y[b + 1], x[a + 1], y[a + 1]);
        return !((a0 > 0 && a1 > 0) || (a0 < 0 && a1 < 0));
    }

    /// <summary>Whether the second of two edges that follow one another leads straight back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FoldsBack(int a, int b)
    {
        long ax = x[a + 1] - x[a], ay = y[a + 1] - y[a], bx = x[b + 1] - x[b], by = y[b + 1] - y[b];
        return ax * by == ay * bx && (ax * bx) + (ay * by) < 0;
    }

    /// <summary>Rings that do not meet: each turns left in ground that the others do not wind round, or right in ground that they wind
    /// round once.</summary>
    private bool RingsWindOnce()
    {
        foreach ((int from, int end) ring in rings)
        {
            int winding = 0;
            foreach ((int from, int end) other in rings)
                winding += other == ring ? 0 : Winding(other.from, other.end, x[ring.from], y[ring.from]);
            if (winding != (TwiceArea.Of(ref x[ring.from], ref y[ring.from], ring.end - ring.from) > 0 ? 0 : 1))
                return false;
        }

        return true;
    }

    /// <summary>How often a ring winds round a point that does not lie on it.</summary>
    private int Winding(int from, int end, int px, int py)
    {
        int winding = 0;
        for (int at = from; at < end; at++)
        {
            bool up = y[at + 1] > py;
            if ((y[at] > py) != up && Perturbation.Determinant(x[at], y[at], x[at + 1], y[at + 1], px, py) > 0 == up)
                winding += up ? 1 : -1;
        }

        return winding;
    }

    /// <param name="First">Its first edge, which is that of the point where it starts.</param>
    /// <param name="RingFrom">First edge of its ring.</param>
    /// <param name="RingEnd">After the last edge of its ring.</param>
    private readonly record struct Strip(int First, int Count, int RingFrom, int RingEnd);
}
