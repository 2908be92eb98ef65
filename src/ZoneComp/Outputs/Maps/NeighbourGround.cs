namespace ZoneComp.Outputs.Maps;

/// <summary>What lies around the regions as one frame of a page shows it, px of the page.</summary>
/// <param name="Rings">Of one neighbour after another: shells and holes, cut at the frame, to be filled by the even-odd rule.</param>
/// <param name="Lines">Their borders inside the frame.</param>
internal sealed record NeighbourGround(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> Rings,
        IReadOnlyList<((double X, double Y) From, (double X, double Y) To)> Lines)
{
    /// <summary>Lighter than regions without a value, and borders lighter than the regions' own.</summary>
    public const string Fill = "#e9edf0", Line = "#b3bac1", NameInk = "#6b747c";

    public const double LineWidth = 0.8, NameSize = 12;

    /// <summary>Room that the regions leave to what lies around them, px.</summary>
    public const double Room = 26;

    private const int Tries = 48;

    public static NeighbourGround Of(MapShapes shapes, MapFrame frame, MapBox box)
    {
        List<IReadOnlyList<IReadOnlyList<(double X, double Y)>>> all = [];
        List<((double X, double Y), (double X, double Y))> lines = [];
        HashSet<((int, int), (int, int))> drawn = [];
        foreach (NeighbourOutline neighbour in shapes.Neighbours)
        {
            List<IReadOnlyList<(double X, double Y)>> rings = [];
            foreach (IReadOnlyList<(int X, int Y)> ring in neighbour.Rings)
            {
                IReadOnlyList<(double X, double Y)> cut = box.CutRing([.. ring.Select(frame.At)]);
                if (cut.Count < 3)
                    continue;
                rings.Add(cut);
                for (int index = 0; index < ring.Count; index++)
                {
                    (int X, int Y) one = ring[index], other = ring[index + 1 == ring.Count ? 0 : index + 1];
                    // Two neighbours' common border is drawn once.
                    if (drawn.Add(one.CompareTo(other) < 0 ? (one, other) : (other, one))
                        && box.Cut(frame.At(one), frame.At(other)) is { } inside)
                        lines.Add(inside);
                }
            }

            all.Add(rings);
        }

        return new NeighbourGround(all, lines);
    }

    /// <summary>Names of neighbours where one fits beside the regions; the roomiest place of each.</summary>
    /// <param name="taken">Where nothing may stand, such as an inset.</param>
    public IEnumerable<TextMark> Names(MapShapes shapes, MapFrame frame, MapBox box, MapBox? taken)
    {
        IReadOnlyList<(double X, double Y)>[] regions =
        [
            .. shapes.Regions.SelectMany(region => region.Rings)
                .Select(ring => (IReadOnlyList<(double, double)>)[.. ring.Select(frame.At)]),
        ];
        for (int index = 0; index < shapes.Neighbours.Count; index++)
        {
            string name = XmlText.Clean(shapes.Neighbours[index].Name);
            double half = TextWidth.Of(name) * NameSize * 0.28;
            IReadOnlyList<IReadOnlyList<(double X, double Y)>> own = Rings[index];
            if (half == 0 || own.Count == 0)
                continue;
            (double X, double Y)? best = null;
            double most = 0;
            for (int row = 0; row < Tries; row++)
            {
                for (int column = 0; column < Tries; column++)
                {
                    (double X, double Y) at = (box.X + (box.Width * (column + 0.5) / Tries), box.Y + (box.Height * (row + 0.5) / Tries));
                    if (!IsInside(own, at))
                        continue;
                    double room = Math.Min(Across(own, at, half), Across(regions, at, half));
                    room = Math.Min(room, Math.Min((at.X - half - box.X) * 2, (box.X + box.Width - at.X - half) * 2));
                    room = Math.Min(room, Math.Min((at.Y - box.Y) * 2, (box.Y + box.Height - at.Y) * 2));
                    if (room > most && !(taken is { } other && other.Grown(half, NameSize).Holds(at)))
                        (most, best) = (room, at);
                }
            }

            if (best is { } place && most >= NameSize)
                yield return new TextMark(name, place.X, place.Y + (NameSize * 0.36), NameSize, TextAnchor.Middle, false, NameInk);
        }
    }

    private static bool IsInside(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, (double X, double Y) at)
    {
        bool isInside = false;
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                (double X, double Y) one = ring[index], other = ring[index + 1 == ring.Count ? 0 : index + 1];
                if (one.Y > at.Y != other.Y > at.Y && at.X < one.X + ((at.Y - one.Y) / (other.Y - one.Y) * (other.X - one.X)))
                    isInside = !isInside;
            }
        }

        return isInside;
    }

    /// <summary>How high a strip about a line of text is free of borders.</summary>
    private static double Across(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, (double X, double Y) at, double half)
    {
        double free = double.MaxValue;
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
            {
                // Of an edge its part above and below the text; where that crosses the text's line nothing is free.
                MapBox strip = new(at.X - half, -1e6, 2 * half, 2e6);
                if (strip.Cut(ring[index], ring[index + 1 == ring.Count ? 0 : index + 1]) is not { } part)
                    continue;
                double one = part.From.Y - at.Y, other = part.To.Y - at.Y;
                free = Math.Min(free, one * other <= 0 ? 0 : 2 * Math.Min(Math.Abs(one), Math.Abs(other)));
            }
        }

        return free;
    }
}
