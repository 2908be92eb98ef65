using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Leads edges through the corners that they pass by half a lattice unit or less.</summary>
internal static class OutlineCorners
{
    /// <param name="corners">Ends of all edges, by x, then y.</param>
    /// <returns>Numbers of corners.</returns>
    public static List<(int From, int To)> Led(List<(LatticePoint From, LatticePoint To)> edges, LatticePoint[] corners)
    {
        if (edges.Count == 0)
            return [];
        // Corners by rows about as high as edges are, then by x.
        long height = Math.Max(1, edges.Sum(edge => Math.Abs(edge.To.Y - edge.From.Y)) / edges.Count);
        (long Row, long X)[] places = [.. corners.Select(corner => (RowOf(corner.Y), corner.X))];
        int[] numbers = [.. Enumerable.Range(0, corners.Length)];
        Array.Sort(places, numbers);
        List<(int From, int To)> led = [];
        List<(long Along, int Corner)> passed = [];
        foreach ((LatticePoint from, LatticePoint to) in edges)
        {
            passed.Clear();
            for (long row = RowOf(Math.Min(from.Y, to.Y) - 1); row <= RowOf(Math.Max(from.Y, to.Y) + 1); row++)
                Pass(row, from, to);
            passed.Sort();
            int at = NumberOf(corners, from);
            foreach ((_, int corner) in passed)
            {
                led.Add((at, corner));
                at = corner;
            }

            led.Add((at, NumberOf(corners, to)));
        }

        return led;

        long RowOf(long y) => (y / height) - (y < 0 ? 1 : 0);

        void Pass(long row, LatticePoint from, LatticePoint to)
        {
            int first = Array.BinarySearch(places, (row, Math.Min(from.X, to.X) - 1));
            long last = Math.Max(from.X, to.X) + 1, dx = to.X - from.X, dy = to.Y - from.Y;
            for (int place = first < 0 ? ~first : first; place < places.Length && places[place].Row == row && places[place].X <= last; place++)
            {
                LatticePoint corner = corners[numbers[place]];
                long cx = corner.X - from.X, cy = corner.Y - from.Y, along = (cx * dx) + (cy * dy);
                if (along > 0 && along < (dx * dx) + (dy * dy) && 2 * Math.Abs((dx * cy) - (dy * cx)) <= Math.Abs(dx) + Math.Abs(dy))
                    passed.Add((along, numbers[place]));
            }
        }
    }

    private static int NumberOf(LatticePoint[] corners, LatticePoint point)
    {
        (int low, int high) = (0, corners.Length - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (corners[middle].X < point.X || (corners[middle].X == point.X && corners[middle].Y < point.Y))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
