namespace ZoneComp.Plane;

/// <summary>The one turn of longitudes that a run's ground lies in: 180 and -180 degrees are one meridian, and so are 181 and
/// -179.</summary>
/// <remarks>
/// The plane has no ends, so the same ground could lie on it at any number of turns, and layers that cut it at different meridians would
/// not meet.
/// Each ring, line and point is moved by whole turns into this one; what lies across its ends is cut there, and each part moved. A region
/// across them is
/// an error: it would come apart. The ends are laid where no region is.
/// </remarks>
/// <param name="Low">x of the western end, lattice units.</param>
/// <param name="Turn">Lattice units in 360 degrees: from -180 to 180 as both are rounded, so that what is cut there meets.</param>
internal readonly record struct PlaneBranch(long Low, long Turn)
{
    /// <summary>Edges along an end keep their area by points a unit or two beside it (<see cref="BalancedEdge"/>): so much beyond counts
    /// as within.</summary>
    private const long Beside = 16;

    public long High => Low + Turn;

    /// <summary>Whether points lie in the turn as they are.</summary>
    public bool Holds(ReadOnlySpan<LatticePoint> points)
    {
        foreach (ref readonly LatticePoint point in points)
        {
            if (point.X < Low - Beside || point.X > High + Beside)
                return false;
        }

        return true;
    }

    /// <summary>Whether points lie in the turn, or can be moved into it, without being cut.</summary>
    public bool HoldsWhole(ReadOnlySpan<LatticePoint> points) => MovesOf(points).More == 0;

    /// <summary>Gives what the points are in the turn: as they are, moved, or cut and moved.</summary>
    /// <param name="isRing">Whether they enclose ground; else they are a line or a point.</param>
    public void Place(ReadOnlySpan<LatticePoint> points, bool isRing, RingReceiver receive)
    {
        if (Holds(points))
        {
            receive(points);
            return;
        }

        (long first, int more) = MovesOf(points);
        for (int time = 0; time <= more; time++)
        {
            var moved = new List<LatticePoint>(points.Length);
            foreach (ref readonly LatticePoint point in points)
                moved.Add(new LatticePoint(point.X + first + (time * Turn), point.Y));
            long low = Low, high = High;
            IEnumerable<List<LatticePoint>> parts = more == 0 ? [moved]
                : isRing ? [BranchCut.OfRing(BranchCut.OfRing(moved, low, keepsEast: true), high, keepsEast: false)]
                : BranchCut.OfLine(moved, low, keepsEast: true).SelectMany(part => BranchCut.OfLine(part, high, keepsEast: false));
            foreach (List<LatticePoint> part in parts)
            {
                if (part.Count > 0)
                    receive(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(part));
            }
        }
    }

    /// <summary>The same for whole rings; the list itself where all lie in the turn.</summary>
    public IReadOnlyList<LatticePoint[]> Placed(IReadOnlyList<LatticePoint[]> rings)
    {
        PlaneBranch turn = this;
        if (rings.All(ring => turn.Holds(ring)))
            return rings;
        var placed = new List<LatticePoint[]>();
        foreach (LatticePoint[] ring in rings)
            Place(ring, isRing: true, part => placed.Add([.. part]));
        return placed;
    }

    /// <summary>By how much to move points: the first way that brings some of them into the turn, and how many more there are, each a turn
    /// to the east.</summary>
    private (long First, int More) MovesOf(ReadOnlySpan<LatticePoint> points)
    {
        if (points.IsEmpty)
            return (0, 0);
        long minX = long.MaxValue, maxX = long.MinValue;
        foreach (ref readonly LatticePoint point in points)
            (minX, maxX) = (Math.Min(minX, point.X), Math.Max(maxX, point.X));
        if (minX >= Low - Beside && maxX <= High + Beside)
            return (0, 0);
        if (minX == maxX)
            return (-Floor(minX - Low) * Turn, 0);
        // Least and greatest k with maxX + k Turn > Low and minX + k Turn < High, by more than lies beside an end.
        long first = Floor(Low + Beside - maxX) + 1, last = -Floor(minX - High + Beside) - 1;
        return (first * Turn, (int)Math.Max(0, last - first));
    }

    private long Floor(long difference) => (long)Math.Floor((decimal)difference / Turn);
}

/// <summary>Gets a ring on the lattice, inside on the left; the points are good for the call only.</summary>
internal delegate void RingReceiver(ReadOnlySpan<LatticePoint> ring);
