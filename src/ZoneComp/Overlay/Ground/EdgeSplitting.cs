using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Ground;

/// <summary>Splits edges longer than 2^20 lattice units, so that an edge's area term stays below 2^53 and its differences fit 32
/// bits.</summary>
public static class EdgeSplitting
{
    /// <summary>Longest edge that is kept whole, in x and in y: about a kilometre.</summary>
    public const long MaxEdge = 1L << 20;

    // A ring that begins and ends well inside the lattice and has few short edges cannot leave it.
    private const long MaxCoordinateOfPlain = OverlayInput.MaxCoordinate / 2;
    private const int MaxPlainLength = 1 << 18;

    /// <summary>
    /// The ring without repeated points and with long edges split; mostly <paramref name="ring"/> itself, else written to
    /// <paramref name="buffer"/>. The points that split an edge are counted from its smaller end, so a border that two polygons
    /// share stays shared, whichever way each of them runs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ReadOnlySpan<LatticePoint> Prepare(ReadOnlySpan<LatticePoint> ring, List<LatticePoint> buffer)
    {
        if (ring.Length > 1 && ring[0] == ring[^1])
            ring = ring[..^1];
        if (IsPlain(ring))
            return ring;
        buffer.Clear();
        foreach (LatticePoint point in ring)
        {
            if (IsBeyond(point))
                throw new ArgumentOutOfRangeException(nameof(ring), point, "A vertex lies beyond 2^40 lattice units.");
            if (buffer.Count > 0)
                AppendTo(buffer, point);
            else
                buffer.Add(point);
        }

        if (buffer.Count > 1)
        {
            AppendTo(buffer, buffer[0]);
            buffer.RemoveAt(buffer.Count - 1); // the first point again, or its equal
        }

        return CollectionsMarshal.AsSpan(buffer);
    }

    private static bool IsBeyond(LatticePoint point) =>
        point.X is < -OverlayInput.MaxCoordinate or > OverlayInput.MaxCoordinate
        || point.Y is < -OverlayInput.MaxCoordinate or > OverlayInput.MaxCoordinate;

    /// <summary>Whether no edge of the ring is long or has no length, and none leads beyond the lattice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsPlain(ReadOnlySpan<LatticePoint> ring)
    {
        if (ring.IsEmpty || IsBeyond(ring[0]) || IsBeyond(ring[^1]))
            return false;
        if (ring.Length is < 3 or > MaxPlainLength || Math.Max(Math.Abs(ring[^1].X), Math.Abs(ring[^1].Y)) >= MaxCoordinateOfPlain)
            return false;
        unchecked
        {
            // Two steps at a time; from a point on the lattice, short steps cannot leave 64 bits. A step from -2^20 to 2^20 - 1 has, moved
            // up by 2^20, no bit
            // above the 21 low ones; one of 2^20 is looked at again.
            ref long x = ref Unsafe.As<LatticePoint, long>(ref MemoryMarshal.GetReference(ring));
            Vector256<long> longest = Vector256.Create(MaxEdge),
                beyond = Vector256.Create(~((2 * MaxEdge) - 1)),
                odd = Vector256<long>.Zero;
            LatticePoint first = ring[0], last = ring[^1];
            Vector256<long> closing = Vector256.Create(first.X - last.X, first.Y - last.Y, 0, 1),
                lengths = closing + longest,
                still = Still(closing);
            for (int at = 1; at < ring.Length; at += 2)
            {
                int pair = Math.Min(at, ring.Length - 2); // the last two may overlap those before
                Vector256<long> steps = Vector256.LoadUnsafe(ref x, (nuint)(2 * pair)) - Vector256.LoadUnsafe(ref x, (nuint)((2 * pair)
                    - 2));
                lengths |= steps + longest;
                odd |= lengths & beyond;
                still |= Still(steps);
                if (odd != Vector256<long>.Zero)
                    return false;
            }

            return still == Vector256<long>.Zero;
        }
    }

    /// <summary>Where a step leads nowhere, in x and in y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Still(Vector256<long> steps)
    {
        Vector256<long> zero = Vector256.Equals(steps, Vector256<long>.Zero);
        return zero & Vector256.Shuffle(zero, Vector256.Create(1L, 0, 3, 2));
    }

    /// <summary>Adds the points that split the edge from the last point to <paramref name="to"/>, and <paramref name="to"/>; nothing when
    /// they are the same.</summary>
    internal static void AppendTo(List<LatticePoint> into, LatticePoint to)
    {
        LatticePoint from = into[^1];
        if (from == to)
            return;

        long dx = to.X - from.X, dy = to.Y - from.Y;
        long longest = Math.Max(Math.Abs(dx), Math.Abs(dy));
        if (longest > MaxEdge)
        {
            long pieces = (longest + MaxEdge - 1) / MaxEdge;
            bool forward = dx > 0 || (dx == 0 && dy > 0);
            LatticePoint low = forward ? from : to;
            long width = Math.Abs(dx), height = forward ? dy : -dy;
            for (long step = 1; step < pieces; step++)
            {
                long part = forward ? step : pieces - step;
                into.Add(new LatticePoint(low.X + RoundedShare(width, part, pieces), low.Y + RoundedShare(height, part, pieces)));
            }
        }

        into.Add(to);
    }

    /// <summary>length * part / pieces to the nearest integer, halves upward.</summary>
    private static long RoundedShare(long length, long part, long pieces)
    {
        Int128 doubled = (2 * (Int128)length * part) + pieces;
        (Int128 quotient, Int128 rest) = Int128.DivRem(doubled, 2 * pieces);
        return (long)(rest < 0 ? quotient - 1 : quotient);
    }
}
