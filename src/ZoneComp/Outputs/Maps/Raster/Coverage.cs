namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>How much of each pixel polygons and lines cover, 0 to 255; what is added does not take away from what is there.</summary>
internal sealed class Coverage(int width, int height)
{
    public int Width => width;

    public int Height => height;

    /// <summary>By row, then column.</summary>
    public byte[] Values { get; } = new byte[checked(width * height)];

    /// <summary>The inside of rings; a ring that turns the other way is a hole, rings over one another count once.</summary>
    /// <remarks>
    /// Each edge leaves in its pixels the change of signed area to its right; sums along the rows are the coverage, exact per pixel.
    /// </remarks>
    public void AddPolygon(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        (double lowX, double lowY, double highX, double highY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach ((double x, double y) in rings.SelectMany(ring => ring))
            (lowX, lowY, highX, highY) = (Math.Min(lowX, x), Math.Min(lowY, y), Math.Max(highX, x), Math.Max(highY, y));
        int left = (int)Math.Max(0, Math.Floor(lowX)), right = (int)Math.Min(width, Math.Ceiling(highX));
        int top = (int)Math.Max(0, Math.Floor(lowY)), bottom = (int)Math.Min(height, Math.Ceiling(highY));
        if (left >= right || top >= bottom)
            return;
        AreaSums sums = new(right - left, bottom - top);
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                (double X, double Y) a = ring[index], b = ring[index + 1 == ring.Count ? 0 : index + 1];
                sums.AddEdge((a.X - left, a.Y - top), (b.X - left, b.Y - top));
            }
        }

        for (int y = top; y < bottom; y++)
        {
            double sum = 0;
            for (int x = left; x < right; x++)
            {
                sum += sums.Change(x - left, y - top);
                Raise(x, y, Math.Abs(sum));
            }
        }
    }

    /// <summary>The same where it covers only so much of what it did: ink that lets the ground show through.</summary>
    public Coverage Thinned(double opacity)
    {
        Coverage thin = new(width, height);
        for (int pixel = 0; pixel < Values.Length; pixel++)
            thin.Values[pixel] = (byte)Math.Round(Values[pixel] * opacity);
        return thin;
    }

    /// <summary>Another cover laid somewhere on this one; what falls off is left out.</summary>
    public void Add(Coverage other, int left, int top)
    {
        for (int y = Math.Max(0, -top); y < other.Height && y + top < height; y++)
        {
            for (int x = Math.Max(0, -left); x < other.Width && x + left < width; x++)
            {
                ref byte there = ref Values[((y + top) * width) + x + left];
                there = Math.Max(there, other.Values[(y * other.Width) + x]);
            }
        }
    }

    /// <summary>A line round rings.</summary>
    public void AddOutline(IEnumerable<IReadOnlyList<(double X, double Y)>> rings, double lineWidth)
    {
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
                AddLine(ring[index], ring[index + 1 == ring.Count ? 0 : index + 1], lineWidth);
        }
    }

    /// <summary>A line with round ends.</summary>
    public void AddLine((double X, double Y) from, (double X, double Y) to, double lineWidth)
    {
        double reach = (lineWidth / 2) + 0.5, dx = to.X - from.X, dy = to.Y - from.Y, length2 = (dx * dx) + (dy * dy);
        int top = Math.Max(0, (int)Math.Floor(Math.Min(from.Y, to.Y) - reach)),
            bottom = Math.Min(height - 1, (int)Math.Ceiling(Math.Max(from.Y, to.Y) + reach));
        int left = Math.Max(0, (int)Math.Floor(Math.Min(from.X, to.X) - reach)),
            right = Math.Min(width - 1, (int)Math.Ceiling(Math.Max(from.X, to.X) + reach));
        for (int y = top; y <= bottom; y++)
        {
            // Only what the line's own slope reaches in this row, or long lines would cost their whole box.
            (int first, int last) = (left, right);
            if (Math.Abs(dy) > 1e-9)
            {
                double one = from.X + ((Math.Clamp(y - reach, Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y)) - from.Y) / dy * dx);
                double other = from.X + ((Math.Clamp(y + 1 + reach, Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y)) - from.Y) / dy * dx);
                first = Math.Max(left, (int)Math.Floor(Math.Min(one, other) - reach));
                last = Math.Min(right, (int)Math.Ceiling(Math.Max(one, other) + reach));
            }

            for (int x = first; x <= last; x++)
            {
                double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
                double along = length2 == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / length2, 0, 1);
                double ex = px - (along * dx), ey = py - (along * dy), away2 = (ex * ex) + (ey * ey);
                if (away2 < reach * reach)
                    Raise(x, y, Math.Min(Math.Min(1, lineWidth), reach - Math.Sqrt(away2)));
            }
        }
    }

    private void Raise(int x, int y, double value)
    {
        byte level = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        ref byte there = ref Values[(y * width) + x];
        if (level > there)
            there = level;
    }

    /// <summary>By pixel, how much more is covered from here on to the right than in the pixel before.</summary>
    private sealed class AreaSums(int width, int height)
    {
        /// <summary>A row has a place more: an edge in the last pixel changes what would follow.</summary>
        private readonly double[] changes = new double[checked((width + 2) * height)];

        public double Change(int x, int y) => changes[(y * (width + 2)) + x];

        public void AddEdge((double X, double Y) from, (double X, double Y) to)
        {
            if (from.Y == to.Y)
                return;
            int turn = from.Y < to.Y ? 1 : -1;
            if (turn < 0)
                (from, to) = (to, from);
            double slope = (to.X - from.X) / (to.Y - from.Y);
            for (int y = Math.Max(0, (int)Math.Floor(from.Y)); y < height && y < to.Y; y++)
            {
                double start = Math.Max(y, from.Y), end = Math.Min(y + 1, to.Y);
                if (end <= start)
                    continue;
                double x1 = Math.Clamp(from.X + ((start - from.Y) * slope), 0, width),
                    x2 = Math.Clamp(from.X + ((end - from.Y) * slope), 0, width);
                AddPiece(changes.AsSpan(y * (width + 2), width + 2), Math.Min(x1, x2), Math.Max(x1, x2), (end - start) * turn);
            }
        }

        /// <summary>An edge inside one row: its height is spread over the pixels it passes.</summary>
        private static void AddPiece(Span<double> row, double left, double right, double high)
        {
            int first = (int)left, last = (int)right;
            for (int x = first; x <= last; x++)
            {
                // Share of the edge that lies left of this pixel's right side, and the mean place of that share inside the pixel.
                double a = Math.Max(left, x), b = Math.Min(right, x + 1);
                double part = right > left ? (b - a) / (right - left) : 1;
                if (part <= 0 && last > first)
                    continue;
                double here = part * high * (x + 1 - ((a + b) / 2));
                row[x] += here;
                row[x + 1] += (part * high) - here;
            }
        }
    }
}
