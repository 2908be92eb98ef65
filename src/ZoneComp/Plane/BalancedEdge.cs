using System.Runtime.CompilerServices;

namespace ZoneComp.Plane;

/// <summary>Puts the points inside one long edge onto the lattice so that the area beside the edge stays what it was before ends were
/// rounded and curves became chords.</summary>
/// <remarks>
/// What lies between the true edge and its pieces on the lattice is a narrow loop: the rounding of the ends, and chords that all lie on
/// one side of the curve. Each inner
/// point is moved sideways by what is owed so far and its share of the curve; a last point, found by Euclid's algorithm among those that
/// the lattice has beside the last
/// piece, settles the rest to <see cref="Settled2"/>. All is computed from the edge's two ends in their order, so neighbours agree to the
/// bit, and nearly always where their coordinates differ by what a computer's arithmetic leaves (<see cref="Step2"/>).
/// </remarks>
internal sealed class BalancedEdge
{
    /// <summary>Edges shorter than this in x and in y are left as they are, lattice units: 65.536 m.</summary>
    public const long Shortest = 1 << 16;

    /// <summary>Twice the area that may be left over, lattice units squared: 0.002 m2 of area.</summary>
    public const long Settled2 = 1 << 12;

    /// <summary>What is settled is a multiple of this, lattice units squared: coordinates that differ in the last digits of a double must
    /// lead to the same point, and twice the area beside an edge of a kilometre differs by 10 for 1e-13 degrees.</summary>
    public const int Step2 = 1 << 9;

    /// <summary>Longest piece: leaves room for the sideways moves below <see cref="LatticeEdges.MaxLength"/>.</summary>
    private const long LongestPiece = LatticeEdges.MaxLength - 64;

    /// <summary>Edges along a row from this length on leave it in the same places as others on it.</summary>
    private const long FromOwnRow = 1 << 18;

    /// <summary>Both ends of an edge along a row or column of the lattice are as near to it as this, units.</summary>
    private const double SameRow = 0.01;

    private readonly List<LatticePoint> inner = [];
    private (double X, double Y) first, before;
    private LatticePoint placed;
    private double owed2, bend2;
    private long pieces;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsShort(double dxM, double dyM) => Math.Abs(dxM) < Shortest * 0.001 && Math.Abs(dyM) < Shortest * 0.001;

    /// <summary>
    /// Number of even pieces. The points inside lie beside the curve by 2/3 n/(n - 1) of what a chord is off, the only one of an edge in
    /// one piece by 4/3: at most the tolerance.
    /// </summary>
    /// <param name="offM">Farthest that the chord of the whole edge is off.</param>
    public static double Pieces(double offM, double toleranceM, double dxM, double dyM)
    {
        double forBend = offM <= 0.75 * toleranceM ? 1 : Math.Max(2, Math.Ceiling(0.5 + Math.Sqrt(0.25 + (2 / 3.0 * offM / toleranceM))));
        return Math.Max(forBend, Math.Ceiling(Math.Max(Math.Abs(dxM), Math.Abs(dyM)) * LatticePoint.UnitsPerMetre / LongestPiece));
    }

    /// <param name="bendM2">Twice the area between the curve and the chords of its pieces: above zero where the curve lies on the right of
    /// them.</param>
    public void Begin(double xM, double yM, double bendM2, long pieces)
    {
        inner.Clear();
        first = before = (xM * LatticePoint.UnitsPerMetre, yM * LatticePoint.UnitsPerMetre);
        placed = Nearest(first.X, first.Y);
        bend2 = bendM2 * LatticePoint.UnitsPerMetre * LatticePoint.UnitsPerMetre;
        owed2 = 0;
        this.pieces = pieces;
    }

    /// <summary>The next point between two pieces.</summary>
    public void Through(double xM, double yM)
    {
        double x = xM * LatticePoint.UnitsPerMetre, y = yM * LatticePoint.UnitsPerMetre;
        double ex = x - before.X, ey = y - before.Y, length2 = (ex * ex) + (ey * ey), move = 0;
        double share = bend2 * (inner.Count + 1) / (pieces - 1);
        if (length2 > 1)
            move = -(owed2 + share + Cross(ex, ey, placed.X - before.X, placed.Y - before.Y)) / (2 * length2); // in lengths of the piece
        LatticePoint at = Nearest(x - (ey * move), y + (ex * move));
        Book(x, y, at);
        inner.Add(at);
    }

    /// <summary>The last point: settles the account and adds what lies inside the edge to the ring.</summary>
    public void End(double xM, double yM, bool reversed, List<LatticePoint> ring)
    {
        double x = xM * LatticePoint.UnitsPerMetre, y = yM * LatticePoint.UnitsPerMetre;
        LatticePoint from = placed, to = Nearest(x, y), start = Nearest(first.X, first.Y);
        // A short one is settled as any other: triangles on the row would part it in pieces that look like edges as the layer has them
        // along rows.
        bool isStraight = Math.Abs(bend2) < Settled2 && Math.Max(Math.Abs(to.X - start.X), Math.Abs(to.Y - start.Y)) >= FromOwnRow;
        if (isStraight && to.Y == start.Y && Math.Abs(y - first.Y) < SameRow)
        {
            LatticeRows.Between(start.X, to.X, to.Y, ((y + first.Y) / 2) - to.Y, swapped: false, inner);
        }
        else if (isStraight && to.X == start.X && Math.Abs(x - first.X) < SameRow)
        {
            LatticeRows.Between(start.Y, to.Y, to.X, ((x + first.X) / 2) - to.X, swapped: true, inner);
        }
        else
        {
            Book(x, y, to);
            Settle(from, to, owed2 + bend2);
        }

        if (reversed)
            inner.Reverse();
        foreach (LatticePoint point in inner)
            LatticeEdges.Append(ring, point);
    }

    /// <summary>Adds the loop from the point before over the next and back along the lattice.</summary>
    private void Book(double x, double y, LatticePoint at)
    {
        owed2 += Cross(at.X - before.X, at.Y - before.Y, placed.X - x, placed.Y - y);
        (before, placed) = ((x, y), at);
    }

    /// <summary>Adds a point, or two, between two so that twice the area on the right of the way from one to the other shrinks by
    /// <paramref name="wanted2"/>.</summary>
    private void Settle(LatticePoint from, LatticePoint to, double wanted2)
    {
        wanted2 = Step2 * Math.Round(wanted2 / Step2);
        if (Math.Abs(wanted2) * 2 < Settled2 || !(Math.Abs(wanted2) < 1e12))
            return;
        if (Beside(to.X - from.X, to.Y - from.Y, wanted2) is { } one)
        {
            inner.Add(new LatticePoint(from.X + one.X, from.Y + one.Y));
            return;
        }

        // Along a row, a column or a diagonal the lattice has no points near by but its own: a first step aside leads to an edge that has.
        long dx = to.X - from.X, dy = to.Y - from.Y;
        bool isFlat = Math.Abs(dx) >= Math.Abs(dy);
        int side = Math.Sign(wanted2) * (isFlat ? -Math.Sign(dx) : Math.Sign(dy));
        var middle = new LatticePoint(from.X + (dx / 2) + (isFlat ? 0 : side), from.Y + (dy / 2) + (isFlat ? side : 0));
        double rest2 = wanted2 - Cross(middle.X - from.X, middle.Y - from.Y, dx, dy);
        if (Math.Abs(rest2) * 2 >= Settled2 && Beside(middle.X - from.X, middle.Y - from.Y, rest2) is { } other)
            inner.Add(new LatticePoint(from.X + other.X, from.Y + other.Y));
        inner.Add(middle);
    }

    /// <summary>The step (a, b) with a dy - b dx as near to the wanted number as the lattice has it, and nearest the middle of (dx, dy);
    /// null where none is near enough.</summary>
    private static LatticePoint? Beside(long dx, long dy, double wanted2)
    {
        (long g, long s, long t) = Euclid(Math.Abs(dy), Math.Abs(dx));
        if (g > Settled2)
            return null;
        long times = (long)Math.Round(wanted2 / g);
        long a = s * times * Math.Sign(dy), b = -t * times * Math.Sign(dx);
        double turns = Math.Abs(dx) >= Math.Abs(dy) ? Math.Round(((dx / 2.0) - a) * g / dx) : Math.Round(((dy / 2.0) - b) * g / dy);
        return new LatticePoint(a + ((long)turns * (dx / g)), b + ((long)turns * (dy / g)));
    }

    /// <summary>The greatest common divisor g = s u + t v.</summary>
    private static (long G, long S, long T) Euclid(long u, long v)
    {
        (long s, long t, long s1, long t1) = (1, 0, 0, 1);
        while (v != 0)
        {
            long quotient = u / v;
            (u, v) = (v, u - (quotient * v));
            (s, s1) = (s1, s - (quotient * s1));
            (t, t1) = (t1, t - (quotient * t1));
        }

        return (u, s, t);
    }

    private static double Cross(double ax, double ay, double bx, double by) => (ax * by) - (ay * bx);

    private static LatticePoint Nearest(double x, double y) => unchecked(new((long)Math.Round(x), (long)Math.Round(y)));
}
