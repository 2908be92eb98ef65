namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>How much of each pixel a polygon or a line covers, 0 to 255; what is added does not take away from what is there.</summary>
internal sealed class Coverage(int width, int height)
{
    /// <summary>Lines of samples per row of pixels; along a line coverage is exact.</summary>
    private const int Samples = 5;

    public int Width => width;

    public int Height => height;

    /// <summary>By row, then column.</summary>
    public byte[] Values { get; } = new byte[checked(width * height)];

    /// <summary>The inside of rings by the non-zero rule.</summary>
    public void AddPolygon(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings)
    {
        double lowest = double.MaxValue, highest = double.MinValue;
        foreach ((_, double y) in rings.SelectMany(ring => ring))
            (lowest, highest) = (Math.Min(lowest, y), Math.Max(highest, y));
        if (lowest > highest)
            return;
        float[] row = new float[width];
        List<(double X, int Turn)> crossings = [];
        for (int y = Math.Max(0, (int)Math.Floor(lowest)); y <= Math.Min(height - 1, (int)Math.Floor(highest)); y++)
        {
            Array.Clear(row);
            for (int sample = 0; sample < Samples; sample++)
            {
                Cross(rings, y + ((sample + 0.5) / Samples), crossings);
                int winding = 0;
                for (int index = 0; index + 1 < crossings.Count; index++)
                {
                    winding += crossings[index].Turn;
                    if (winding != 0)
                        AddSpan(row, crossings[index].X, crossings[index + 1].X);
                }
            }

            for (int x = 0; x < width; x++)
                Raise(x, y, row[x] / Samples);
        }
    }

    /// <summary>A line with round ends.</summary>
    public void AddLine((double X, double Y) from, (double X, double Y) to, double lineWidth)
    {
        double reach = (lineWidth / 2) + 0.5, dx = to.X - from.X, dy = to.Y - from.Y, length2 = (dx * dx) + (dy * dy);
        int top = Math.Max(0, (int)Math.Floor(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(height - 1, (int)Math.Ceiling(Math.Max(from.Y, to.Y) + reach));
        int left = Math.Max(0, (int)Math.Floor(Math.Min(from.X, to.X) - reach)), right = Math.Min(width - 1, (int)Math.Ceiling(Math.Max(from.X, to.X) + reach));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
                double along = length2 == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / length2, 0, 1);
                double ex = px - (along * dx), ey = py - (along * dy);
                Raise(x, y, Math.Min(Math.Min(1, lineWidth), reach - Math.Sqrt((ex * ex) + (ey * ey))));
            }
        }
    }

    private static void Cross(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, double y, List<(double X, int Turn)> crossings)
    {
        crossings.Clear();
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                (double X, double Y) a = ring[index], b = ring[index + 1 == ring.Count ? 0 : index + 1];
                if (a.Y <= y != b.Y <= y)
                    crossings.Add((a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)), a.Y < b.Y ? 1 : -1));
            }
        }

        crossings.Sort(static (one, other) => one.X.CompareTo(other.X));
    }

    private void AddSpan(float[] row, double from, double to)
    {
        from = Math.Max(0, from);
        to = Math.Min(width, to);
        for (int x = (int)from; x < to; x++)
            row[x] += (float)(Math.Min(to, x + 1) - Math.Max(from, x));
    }

    private void Raise(int x, int y, double value)
    {
        byte level = (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
        ref byte there = ref Values[(y * width) + x];
        if (level > there)
            there = level;
    }
}
