namespace ZoneComp.Overlay;

/// <summary>Rounds the parts of edges that bound ground to the lattice, so that none comes to cross another: snap rounding.</summary>
/// <remarks>
/// Source: Hobby, Practical segment intersection with finite precision output, Computational Geometry 13 (1999), 199-214. Every end of a
/// part
/// makes the square of one unit round its lattice point a corner; a part becomes the way through all corners whose square its edge crosses.
/// Parts that met in ends only do so afterwards, or lie on one another. The edge that decides is the one that was there before anything was
/// rounded, and decides in integers.
/// </remarks>
internal static class OutlineSnapping
{
    /// <summary>Ends of all parts, by x, then y.</summary>
    public static LatticePoint[] Corners(List<OutlineEdge> parts)
    {
        var ends = new LatticePoint[2 * parts.Count];
        for (int number = 0; number < parts.Count; number++)
            (ends[2 * number], ends[(2 * number) + 1]) = (parts[number].From, parts[number].To);
        Array.Sort(ends, Compare);
        int count = 0;
        foreach (LatticePoint end in ends)
        {
            if (count == 0 || ends[count - 1] != end)
                ends[count++] = end;
        }

        return ends[..count];
    }

    /// <returns>The ways as pairs of numbers of corners.</returns>
    public static List<(int From, int To)> Led(List<OutlineEdge> parts, LatticePoint[] corners)
    {
        if (parts.Count == 0)
            return [];
        // Corners by rows about as high as parts are, then by x.
        long height = Math.Max(1, parts.Sum(part => Math.Abs(part.To.Y - part.From.Y)) / parts.Count);
        (long Row, long X)[] places = new (long, long)[corners.Length];
        int[] numbers = new int[corners.Length];
        for (int corner = 0; corner < corners.Length; corner++)
            (places[corner], numbers[corner]) = ((RowOf(corners[corner].Y), corners[corner].X), corner);
        Array.Sort(places, numbers);
        List<(int From, int To)> led = new(parts.Count);
        List<(long Along, int Corner)> passed = [];
        foreach (OutlineEdge part in parts)
        {
            passed.Clear();
            long low = Math.Min(part.From.Y, part.To.Y), high = Math.Max(part.From.Y, part.To.Y);
            for (long row = RowOf(low); row <= RowOf(high); row++)
                Pass(row, part);
            passed.Sort();
            int at = NumberOf(corners, part.From);
            foreach ((_, int corner) in passed)
            {
                led.Add((at, corner));
                at = corner;
            }

            led.Add((at, NumberOf(corners, part.To)));
        }

        return led;

        long RowOf(long y) => Math.DivRem(y, height) is var (row, rest) && rest < 0 ? row - 1 : row;

        // A way through squares only ever leads on in x and in y: how far it has come in both tells their order.
        void Pass(long row, in OutlineEdge part)
        {
            long along = Along(part, part.To);
            (long lowX, long highX) = Reach(part, row * height, ((row + 1) * height) - 1);
            int place = FirstOf(places.Length, at => places[at].CompareTo((row, lowX)) < 0);
            for (; place < places.Length && places[place].Row == row && places[place].X <= highX; place++)
            {
                LatticePoint corner = corners[numbers[place]];
                long come = Along(part, corner);
                if (come > 0 && come < along && IsWithin(part, corner) && Crosses(part.Start, part.End, corner))
                    passed.Add((come, numbers[place]));
            }
        }
    }

    /// <summary>Whether an edge meets the square of one unit round a lattice point, the square's left and lower side counted in.</summary>
    internal static bool Crosses(LatticePoint start, LatticePoint end, LatticePoint corner)
    {
        if (start.X > end.X || (start.X == end.X && start.Y > end.Y))
            (start, end) = (end, start);
        // Counted from the square's middle in half units: it reaches from -1 to 1.
        long ax = 2 * (start.X - corner.X), ay = 2 * (start.Y - corner.Y), bx = 2 * (end.X - corner.X), by = 2 * (end.Y - corner.Y);
        if (ax >= 1 || bx < -1 || Math.Min(ay, by) >= 1 || Math.Max(ay, by) < -1)
            return false;
        if (ax == bx || ay == by)
            return true;
        bool rises = by > ay;
        int upperLeft = Side(-1, 1), upperRight = Side(1, 1), lowerLeft = Side(-1, -1), lowerRight = Side(1, -1);
        // Of the corners only the lower left belongs to the square; an edge through another crosses it only where it leads inside.
        if (lowerLeft == 0)
            return true;
        if (upperLeft == 0)
            return !rises;
        if (lowerRight == 0)
            return !rises;
        if (upperRight == 0)
            return rises;
        return upperLeft != upperRight || upperLeft != lowerLeft || upperLeft != lowerRight;

        int Side(long x, long y) => Int128.Sign(Math.BigMul(bx - ax, y - ay) - Math.BigMul(by - ay, x - ax));
    }

    /// <summary>How far the part leads in x within some rows, half a unit to spare, rounded outwards.</summary>
    private static (long Low, long High) Reach(in OutlineEdge part, long lowY, long highY)
    {
        (long low, long high) = (Math.Min(part.From.X, part.To.X), Math.Max(part.From.X, part.To.X));
        double dy = part.End.Y - part.Start.Y;
        if (dy == 0)
            return (low, high);
        double slope = (part.End.X - part.Start.X) / dy;
        double one = part.Start.X + ((lowY - 1 - part.Start.Y) * slope), other = part.Start.X + ((highY + 1 - part.Start.Y) * slope);
        return (Math.Max(low, (long)Math.Floor(Math.Min(one, other)) - 1), Math.Min(high, (long)Math.Ceiling(Math.Max(one, other)) + 1));
    }

    private static long Along(in OutlineEdge part, LatticePoint point)
    {
        long x = point.X - part.From.X, y = point.Y - part.From.Y;
        return (part.End.X < part.Start.X ? -x : x) + (part.End.Y < part.Start.Y ? -y : y);
    }

    private static bool IsWithin(in OutlineEdge part, LatticePoint point) =>
        point.X >= Math.Min(part.From.X, part.To.X) && point.X <= Math.Max(part.From.X, part.To.X)
        && point.Y >= Math.Min(part.From.Y, part.To.Y) && point.Y <= Math.Max(part.From.Y, part.To.Y);

    private static int Compare(LatticePoint one, LatticePoint other) =>
        one.X != other.X ? one.X.CompareTo(other.X) : one.Y.CompareTo(other.Y);

    private static int NumberOf(LatticePoint[] corners, LatticePoint point) =>
        FirstOf(corners.Length, corner => Compare(corners[corner], point) < 0);

    /// <summary>The first number of which it is not so; it is so of all before.</summary>
    private static int FirstOf(int count, Predicate<int> isBefore)
    {
        (int low, int high) = (0, count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (isBefore(middle))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
