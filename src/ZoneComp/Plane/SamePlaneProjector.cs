using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Plane;

/// <summary>Planar run in the layer's own CRS: metres to millimetres, no curve anywhere.</summary>
internal sealed class SamePlaneProjector(Crs source) : LatticeProjector
{
    /// <summary>1.5 x 2^52: added to a number below 2^51, it rounds to the nearest integer, halves to even, which then stands in the low
    /// bits.</summary>
    private const double Rounder = 6755399441055744;

    private readonly double unitM = source.LinearUnitM;

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing) =>
        IsPlain(coordinates, ring) ? null : ProjectEach(coordinates, ring, isRing);

    /// <summary>
    /// Projects a ring or line in which no point lies beyond the lattice, no two in a row fall together and no edge is long, as nearly all
    /// are: two points at a time.
    /// </summary>
    /// <returns>False, with <paramref name="ring"/> as it was, where it is not so plain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsPlain(ReadOnlySpan<double> coordinates, List<LatticePoint> ring)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        if (count < 2 || !Fits(count))
            return false;
        CollectionsMarshal.SetCount(ring, start + count);
        ref double from = ref MemoryMarshal.GetReference(coordinates);
        ref long to = ref Unsafe.As<LatticePoint, long>(ref CollectionsMarshal.AsSpan(ring)[start]);
        bool isPlain;
        unchecked
        {
            Vector256<double> unit = Vector256.Create(unitM),
                limit = Vector256.Create(LatticeLimits.MaxPlaneM),
                perMetre = Vector256.Create((double)LatticePoint.UnitsPerMetre);
            Vector256<double> rounder = Vector256.Create(Rounder), onPlane = Vector256<double>.AllBitsSet;
            Vector256<long> longest = Vector256.Create(LatticeEdges.MaxLength),
                lengths = Vector256<long>.Zero,
                together = Vector256<long>.Zero;
            Vector256<long> before = Vector256<long>.Zero;
            for (int at = 0; at < count; at += 2)
            {
                int pair = Math.Min(at, count - 2); // the last two may overlap those before
                Vector256<double> metres = Vector256.LoadUnsafe(ref from, (nuint)(2 * pair)) * unit;
                onPlane &= Vector256.LessThanOrEqual(Vector256.Abs(metres), limit);
                Vector256<long> points = ((metres * perMetre) + rounder).AsInt64() - rounder.AsInt64();
                points.StoreUnsafe(ref to, (nuint)(2 * pair));
                Vector128<long> last = at == 0
                    ? points.GetLower() + Vector128<long>.One
                    : pair == at ? before.GetUpper() : before.GetLower();
                Vector256<long> steps = points - Vector256.Create(last, points.GetLower());
                lengths |= steps + longest;
                Vector256<long> still = Vector256.Equals(steps, Vector256<long>.Zero);
                together |= still & Vector256.Shuffle(still, Vector256.Create(1L, 0, 3, 2));
                before = points;
            }

            // A step from -2^20 to 2^20 - 1 has, moved up by 2^20, no bit above the 21 low ones.
            LatticePoint first = ring[start], end = ring[^1];
            isPlain = Vector256.EqualsAll(onPlane.AsInt64(), Vector256<long>.AllBitsSet)
                && Vector256.EqualsAll(lengths & Vector256.Create(~((2 * LatticeEdges.MaxLength) - 1)), Vector256<long>.Zero)
                && Vector256.EqualsAll(together, Vector256<long>.Zero)
                && Math.Max(Math.Abs(end.X - first.X), Math.Abs(end.Y - first.Y)) <= LatticeEdges.MaxLength;
        }

        if (!isPlain)
            ring.RemoveRange(start, count);
        return isPlain;
    }

    private CoordinateProblem? ProjectEach(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        for (int i = 0; i < count; i++)
        {
            double x = coordinates[2 * i] * unitM, y = coordinates[(2 * i) + 1] * unitM;
            if (!(Math.Abs(x) <= LatticeLimits.MaxPlaneM && Math.Abs(y) <= LatticeLimits.MaxPlaneM))
                return Problem(
                    double.IsFinite(x) && double.IsFinite(y) ? CoordinateProblemKind.OutsideLattice : CoordinateProblemKind.NotFinite,
                    coordinates,
                    i);
            LatticePoint point = Round(x, y);
            if (i == 0)
                ring.Add(point);
            else
                LatticeEdges.Append(ring, point);
            if (!Fits(ring.Count - start))
                return Problem(CoordinateProblemKind.EdgesTooLong, coordinates, i);
        }

        if (isRing && count > 1)
            LatticeEdges.AppendBetween(ring, ring[^1], ring[start]);
        return null;
    }
}
