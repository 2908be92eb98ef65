using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace ZoneComp.Preparation;

/// <summary>Puts rings whose inside lies on the left back together as polygons, for maps; never on the path of the numbers.</summary>
internal static class RingAssembly
{
    /// <summary>Counter-clockwise rings are shells, clockwise ones holes of the smallest shell around them.</summary>
    /// <remarks>Rings without area are left out. A hole that lies in no shell is left out too: such a feature has a finding of its
    /// own.</remarks>
    public static MultiPolygon Assemble(IEnumerable<Coordinate[]> rings, GeometryFactory factory)
    {
        var shells = new List<(LinearRing Ring, double Area, IPreparedGeometry Prepared, List<LinearRing> Holes)>();
        var holes = new List<LinearRing>();
        foreach (Coordinate[] ring in rings)
        {
            if (ring.Length < 4)
                continue;
            double area = Area.OfRingSigned(ring); // positive when clockwise
            LinearRing line = factory.CreateLinearRing(ring);
            if (area < 0)
                shells.Add((line, -area, PreparedGeometryFactory.Prepare(factory.CreatePolygon(line)), []));
            else if (area > 0)
                holes.Add(line);
        }

        shells.Sort((left, right) => left.Area.CompareTo(right.Area));
        foreach (LinearRing hole in holes)
        {
            int shell = shells.FindIndex(candidate =>
                candidate.Ring.EnvelopeInternal.Contains(hole.EnvelopeInternal) && candidate.Prepared.Covers(hole));
            if (shell >= 0)
                shells[shell].Holes.Add(hole);
        }

        return factory.CreateMultiPolygon([.. shells.Select(shell => factory.CreatePolygon(shell.Ring, [.. shell.Holes]))]);
    }
}
