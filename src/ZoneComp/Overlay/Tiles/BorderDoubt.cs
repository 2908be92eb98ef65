using System.Runtime.CompilerServices;

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

    /// <summary>Of the edges from..end - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static BorderDoubt OfEdges(TileEdges tile, int from, int end)
    {
        ReadOnlySpan<int> xs = tile.X.AsSpan(from, end - from + 1), ys = tile.Y.AsSpan(from, end - from + 1);
        long squares = 0, rows = 0, bendsX = 0, bendsY = 0, bends = 0, longSquares = 0, longRows = 0;
        unchecked
        {
            for (int at = 1; at < xs.Length; at++)
            {
                long dx = (long)xs[at] - xs[at - 1],
                    dy = (long)ys[at] - ys[at - 1],
                    squareX = dx * dx,
                    squareY = dy * dy,
                    square = squareX + squareY;
                if (squareX < LongFrom * (long)LongFrom && squareY < LongFrom * (long)LongFrom)
                {
                    squares += square >> 10;
                    // Towards zero, so that an edge and its opposite are the same number.
                    bendsX += dx * squareX / Bend;
                    bendsY += dx * squareY / Bend;
                    bends += (Math.Abs(dx) + Math.Abs(dy)) * square / Bend;
                    if (dx == 0 || dy == 0)
                        rows += Math.Abs(dx + dy);
                }
                else
                {
                    longSquares += square >> 10;
                    if (dx == 0 || dy == 0)
                        longRows += Math.Abs(dx + dy);
                }
            }
        }

        return new BorderDoubt(squares, rows, bendsX, bendsY, bends, 0, longSquares, longRows);
    }

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
