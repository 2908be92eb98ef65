using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZoneComp.Lattice;

/// <summary>Finds a vertex of a ring that lies on one of its other edges, exactly as the numbers of the layer have it. One instance a
/// thread.</summary>
/// <remarks>
/// Edges stand eight in a box, boxes eight in a larger one, in the order of the ring: what the boxes keep apart is not looked at. Whether
/// three points lie in a line is
/// told by doubles where their rounding cannot matter (Shewchuk 1997, the filter of orient2d), else by whole numbers.
/// </remarks>
internal sealed class VertexOnEdge
{
    private const int Fan = 8;

    /// <summary>(3 + 16 u) u with u = 2^-53: what rounding can make of the determinant.</summary>
    private const double Filter = 3.3306690738754716e-16;

    private Box[] boxes = [];
    private readonly List<int> levels = []; // where each level begins; the last is its end

    /// <summary>The vertex as two numbers of <paramref name="ring"/> from there on; -1 for none.</summary>
    /// <param name="ring">x and y by turns, the first point not repeated at the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<double> ring)
    {
        int count = ring.Length / 2;
        BoxLeaves(ring, count);
        while (levels[^1] - levels[^2] > 1)
            BoxLevel(levels[^2], levels[^1]);
        return Meet(ring, levels.Count - 2, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BoxLeaves(ReadOnlySpan<double> ring, int count)
    {
        int leaves = (count + Fan - 1) / Fan;
        if (boxes.Length < 2 * (leaves + Fan))
            boxes = new Box[4 * (leaves + Fan)];
        levels.Clear();
        levels.Add(0);
        for (int leaf = 0; leaf < leaves; leaf++)
        {
            // With the end of its last edge, which begins the next box, or the ring.
            int end = Math.Min((leaf + 1) * Fan, count), after = end == count ? 0 : end;
            double minX = ring[2 * after], minY = ring[(2 * after) + 1], maxX = minX, maxY = minY;
            for (int at = 2 * leaf * Fan; at < 2 * end; at += 2)
            {
                (minX, maxX) = (Math.Min(minX, ring[at]), Math.Max(maxX, ring[at]));
                (minY, maxY) = (Math.Min(minY, ring[at + 1]), Math.Max(maxY, ring[at + 1]));
            }

            boxes[leaf] = new Box { MinX = minX, MinY = minY, MaxX = maxX, MaxY = maxY };
        }

        levels.Add(leaves);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BoxLevel(int from, int end)
    {
        int next = end;
        for (int first = from; first < end; first += Fan)
        {
            Box box = boxes[first];
            for (int at = first + 1; at < Math.Min(first + Fan, end); at++)
                box.Take(boxes[at]);
            boxes[next++] = box;
        }

        levels.Add(next);
    }

    /// <summary>Looks at two boxes of a level, the first not after the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Meet(ReadOnlySpan<double> ring, int level, int first, int second)
    {
        if (first != second && !boxes[levels[level] + first].Meets(boxes[levels[level] + second]))
            return -1;
        if (level == 0)
            return Look(ring, first, second);
        int below = levels[level] - levels[level - 1];
        for (int a = first * Fan; a < Math.Min((first + 1) * Fan, below); a++)
        {
            for (int b = first == second ? a : second * Fan; b < Math.Min((second + 1) * Fan, below); b++)
            {
                if (Meet(ring, level - 1, a, b) is >= 0 and int found)
                    return found;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Look(ReadOnlySpan<double> ring, int first, int second)
    {
        Box common = first == second ? boxes[first] : boxes[first].Common(boxes[second]);
        if (Look(ring, first, second, common) is >= 0 and int found)
            return found;
        return first == second ? -1 : Look(ring, second, first, common);
    }

    /// <summary>Edges of one leaf, vertices of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Look(ReadOnlySpan<double> ring, int edges, int vertices, in Box common)
    {
        int count = ring.Length / 2;
        for (int edge = edges * Fan; edge < Math.Min((edges + 1) * Fan, count); edge++)
        {
            int end = edge + 1 == count ? 0 : edge + 1;
            double x0 = ring[2 * edge], y0 = ring[(2 * edge) + 1], x1 = ring[2 * end], y1 = ring[(2 * end) + 1];
            double minX = Math.Min(x0, x1), maxX = Math.Max(x0, x1), minY = Math.Min(y0, y1), maxY = Math.Max(y0, y1);
            if (maxX < common.MinX || minX > common.MaxX || maxY < common.MinY || minY > common.MaxY)
                continue;
            for (int vertex = vertices * Fan; vertex < Math.Min((vertices + 1) * Fan, count); vertex++)
            {
                double x = ring[2 * vertex], y = ring[(2 * vertex) + 1];
                if (x < minX || x > maxX || y < minY || y > maxY || vertex == edge || vertex == end)
                    continue;
                if ((x != x0 || y != y0) && (x != x1 || y != y1) && AreInLine(x0, y0, x1, y1, x, y))
                    return 2 * vertex;
            }
        }

        return -1;
    }

    private static bool AreInLine(double x0, double y0, double x1, double y1, double x, double y)
    {
        double left = (x1 - x0) * (y - y0), right = (y1 - y0) * (x - x0);
        return Math.Abs(left - right) <= Filter * (Math.Abs(left) + Math.Abs(right)) && AreExactlyInLine(x0, y0, x1, y1, x, y);
    }

    /// <summary>All numbers as multiples of the smallest power of two that any of them is a multiple of.</summary>
    private static bool AreExactlyInLine(double x0, double y0, double x1, double y1, double x, double y)
    {
        int least = Math.Min(
            Math.Min(Math.Min(Exponent(x0), Exponent(y0)), Math.Min(Exponent(x1), Exponent(y1))),
            Math.Min(Exponent(x), Exponent(y)));
        BigInteger fromX = Whole(x0, least), fromY = Whole(y0, least);
        return (Whole(x1, least) - fromX) * (Whole(y, least) - fromY) == (Whole(y1, least) - fromY) * (Whole(x, least) - fromX);

        static int Exponent(double value) =>
            value == 0 ? int.MaxValue : Math.Max(1, (int)(BitConverter.DoubleToInt64Bits(value) >> 52) & 0x7FF);

        static BigInteger Whole(double value, int least)
        {
            if (value == 0)
                return BigInteger.Zero;
            long bits = BitConverter.DoubleToInt64Bits(value), mantissa = bits & 0xFFFFFFFFFFFFF;
            int exponent = (int)(bits >> 52) & 0x7FF;
            BigInteger whole = new BigInteger(exponent == 0 ? mantissa : mantissa | 0x10000000000000) << (Math.Max(1, exponent) - least);
            return value < 0 ? -whole : whole;
        }
    }

    private struct Box
    {
        public double MinX, MinY, MaxX, MaxY;

        public void Take(in Box other) =>
            (MinX, MinY, MaxX, MaxY) =
                (Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

        public readonly bool Meets(in Box other) => MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

        public readonly Box Common(in Box other) => new()
        {
            MinX = Math.Max(MinX, other.MinX),
            MinY = Math.Max(MinY, other.MinY),
            MaxX = Math.Min(MaxX, other.MaxX),
            MaxY = Math.Min(MaxY, other.MaxY),
        };
    }
}
