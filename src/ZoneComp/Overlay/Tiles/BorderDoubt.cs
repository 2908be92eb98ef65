using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoneComp.Overlay.Tiles;

/// <summary>What a bound of an area is made of: sums over the edges of its border, the same integers however the ground is cut.</summary>
/// <remarks>docs/areas.md derives the bound. Edges from <see cref="LongFrom"/> on are told apart: where they were put onto the lattice
/// with their areas kept, only their cut ends count.</remarks>
/// <param name="Squares">Of the lengths of short edges, in units of 1,024 lattice units squared.</param>
/// <param name="Rows">Length of short edges that run along the lattice, whose ends are rounded alike; lattice units.</param>
/// <param name="BendsX">Sum of dx^3 over short edges, the border's inside on their left, in units of 2^20 cubed lattice units: a chord's
/// bend goes with it and with the next, and what is bent one way in the north is bent back in the south.</param>
/// <param name="BendsY">Sum of dx dy^2, as <paramref name="BendsX"/>.</param>
/// <param name="Bends">Sum of the lengths cubed, a little too large.</param>
/// <param name="Cuts">Squares of the lengths of edges that a crossing cuts, once for either part; as <paramref name="Squares"/>.</param>
/// <param name="LongSquares">Squares of the lengths of long edges; as <paramref name="Squares"/>.</param>
/// <param name="LongRows">Length of long edges that run along the lattice.</param>
public readonly record struct BorderDoubt(
    long Squares, long Rows, long BendsX, long BendsY, long Bends, long Cuts, long LongSquares, long LongRows)
{
    /// <summary>Lattice units in x or in y.</summary>
    public const int LongFrom = 1 << 16;

    private const long Bend = 1 << 20;

    public static BorderDoubt operator +(BorderDoubt left, BorderDoubt right) => unchecked(new(
        left.Squares + right.Squares, left.Rows + right.Rows, left.BendsX + right.BendsX, left.BendsY + right.BendsY,
        left.Bends + right.Bends, left.Cuts + right.Cuts, left.LongSquares + right.LongSquares, left.LongRows + right.LongRows));

    public static BorderDoubt operator *(int sign, BorderDoubt doubt) => unchecked(new(
        sign * doubt.Squares, sign * doubt.Rows, sign * doubt.BendsX, sign * doubt.BendsY, sign * doubt.Bends, sign * doubt.Cuts,
        sign * doubt.LongSquares, sign * doubt.LongRows));

    /// <summary>Of the edges from..end - 1; edge i leads from point i to point i + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static BorderDoubt OfEdges(int[] xs, int[] ys, int from, int end)
    {
        BorderDoubt sum = default;
        if (Avx.IsSupported)
        {
            // Four at a time, in doubles: all numbers are integers below 2^53, and so are a tile's sums of them.
            Vector256<double> squares = default, rows = default, bendsX = default, bendsY = default, bends = default;
            Vector256<double> unit = Vector256.Create(1.0 / Bend), squareUnit = Vector256.Create(1.0 / 1024);
            ref int x = ref MemoryMarshal.GetArrayDataReference(xs), y = ref MemoryMarshal.GetArrayDataReference(ys);
            for (; from + 4 <= end; from += 4)
            {
                nuint at = (nuint)from;
                Vector128<int> stepX = Vector128.LoadUnsafe(ref x, at + 1) - Vector128.LoadUnsafe(ref x, at),
                    stepY = Vector128.LoadUnsafe(ref y, at + 1) - Vector128.LoadUnsafe(ref y, at),
                    widthX = Vector128.Abs(stepX),
                    widthY = Vector128.Abs(stepY);
                if (Vector128.GreaterThanOrEqualAny(Vector128.Max(widthX, widthY), Vector128.Create(LongFrom)))
                {
                    for (int edge = from; edge < from + 4; edge++)
                        sum += OfEdge(xs, ys, edge);
                    continue;
                }

                Vector128<int> width = widthX + widthY,
                    along = (Vector128.IsZero(stepX) | Vector128.IsZero(stepY)) & width;
                Vector256<double> dx = Avx.ConvertToVector256Double(stepX),
                    dy = Avx.ConvertToVector256Double(stepY),
                    squareX = dx * dx,
                    squareY = dy * dy,
                    square = squareX + squareY;
                squares += Vector256.Truncate(square * squareUnit);
                rows += Avx.ConvertToVector256Double(along);
                bendsX += Vector256.Truncate(dx * squareX * unit);
                bendsY += Vector256.Truncate(dx * squareY * unit);
                bends += Vector256.Truncate(Avx.ConvertToVector256Double(width) * square * unit);
            }

            sum += new BorderDoubt(Sum(squares), Sum(rows), Sum(bendsX), Sum(bendsY), Sum(bends), 0, 0, 0);
        }

        for (; from < end; from++)
            sum += OfEdge(xs, ys, from);
        return sum;
    }

    private static BorderDoubt OfEdge(int[] xs, int[] ys, int edge)
    {
        long dx = (long)xs[edge + 1] - xs[edge],
            dy = (long)ys[edge + 1] - ys[edge],
            squareX = dx * dx,
            squareY = dy * dy,
            square = squareX + squareY,
            width = Math.Abs(dx) + Math.Abs(dy),
            along = dx == 0 || dy == 0 ? width : 0;
        // Towards zero, so that an edge and its opposite are the same number.
        return Math.Max(Math.Abs(dx), Math.Abs(dy)) < LongFrom
            ? new(square >> 10, along, dx * squareX / Bend, dx * squareY / Bend, width * square / Bend, 0, 0, 0)
            : new(0, 0, 0, 0, 0, 0, square >> 10, along);
    }

    private static long Sum(Vector256<double> lanes) => (long)Vector256.Sum(lanes);

    /// <summary>The same border with its inside on the other side.</summary>
    internal BorderDoubt FromOutside() => this with { BendsX = -BendsX, BendsY = -BendsY };

    /// <summary>Of one end of a part of an edge.</summary>
    internal static BorderDoubt OfCut(TileEdges tile, int edge)
    {
        long dx = (long)tile.X[edge + 1] - tile.X[edge], dy = (long)tile.Y[edge + 1] - tile.Y[edge];
        return new BorderDoubt(0, 0, 0, 0, 0, ((dx * dx) + (dy * dy)) >> 10, 0, 0);
    }
}

/// <summary>The border of a class in a region, or of the region itself.</summary>
/// <param name="Region">Index of the region; -1 for ground in no region.</param>
/// <param name="Class">Index of the class; -1 for the region.</param>
public readonly record struct OverlayBorder(int Region, int Class, BorderDoubt Doubt);
