using ZoneComp.Model;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Preparation.Plane;

/// <summary>Planar run in the layer's own CRS: metres to millimetres, no curve anywhere.</summary>
internal sealed class SamePlaneProjector(Crs source) : LatticeProjector
{
    private readonly double unitM = source.LinearUnitM;

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        for (int i = 0; i < count; i++)
        {
            double x = coordinates[2 * i] * unitM, y = coordinates[(2 * i) + 1] * unitM;
            if (!(Math.Abs(x) <= LatticeLimits.MaxPlaneM && Math.Abs(y) <= LatticeLimits.MaxPlaneM))
                return Problem(double.IsFinite(x) && double.IsFinite(y) ? CoordinateProblemKind.OutsideLattice : CoordinateProblemKind.NotFinite, coordinates, i);
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
