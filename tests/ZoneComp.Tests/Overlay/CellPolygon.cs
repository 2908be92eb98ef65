namespace ZoneComp.Tests.Overlay;

/// <summary>A set of unit squares on a small grid, and its outline as rings with the inside on the left.</summary>
internal sealed class CellPolygon
{
    public const int Side = 6;
    private readonly bool[,] cells = new bool[Side, Side];

    public static CellPolygon Random(Random random)
    {
        var polygon = new CellPolygon();
        for (int box = 0; box < random.Next(1, 4); box++)
        {
            int x0 = random.Next(Side), y0 = random.Next(Side), x1 = random.Next(x0, Side), y1 = random.Next(y0, Side);
            bool add = box == 0 || random.Next(3) > 0; // taking a box away makes holes and touching corners
            for (int x = x0; x <= x1; x++)
            {
                for (int y = y0; y <= y1; y++)
                    polygon.cells[x, y] = add;
            }
        }

        return polygon;
    }

    public bool this[int x, int y] => cells[x, y];

    /// <summary>Outline; collinear points are dropped at random, so that neighbours' edges overlap in part.</summary>
    public List<LatticePoint[]> Rings(Random random)
    {
        var next = new Dictionary<LatticePoint, List<LatticePoint>>();
        for (int x = 0; x < Side; x++)
        {
            for (int y = 0; y < Side; y++)
            {
                if (!cells[x, y])
                    continue;
                AddSide(Covered(x, y - 1), new(x, y), new(x + 1, y));
                AddSide(Covered(x + 1, y), new(x + 1, y), new(x + 1, y + 1));
                AddSide(Covered(x, y + 1), new(x + 1, y + 1), new(x, y + 1));
                AddSide(Covered(x - 1, y), new(x, y + 1), new(x, y));
            }
        }

        var rings = new List<LatticePoint[]>();
        while (next.Count > 0)
        {
            LatticePoint first = next.Keys.First(), at = first, before = default;
            var ring = new List<LatticePoint>();
            do
            {
                ring.Add(at);
                List<LatticePoint> ways = next[at];
                // Where two outlines touch, turn left first: a ring then never runs through a point twice.
                LatticePoint from = before, here = at;
                LatticePoint to = ways.Count == 1
                    ? ways[0]
                    : ways.MaxBy(way => ((here.X - from.X) * (way.Y - here.Y)) - ((here.Y - from.Y) * (way.X - here.X)));
                ways.Remove(to);
                if (ways.Count == 0)
                    next.Remove(at);
                (before, at) = (at, to);
            }
            while (at != first);

            rings.Add([.. ring.Where((point, index) =>
                !IsStraight(ring[(index + ring.Count - 1) % ring.Count], point, ring[(index + 1) % ring.Count]) || random.Next(2) == 0)]);
        }

        return rings;

        void AddSide(bool inner, LatticePoint from, LatticePoint to)
        {
            if (inner)
                return;
            if (!next.TryGetValue(from, out List<LatticePoint>? ways))
                next.Add(from, ways = []);
            ways.Add(to);
        }
    }

    private bool Covered(int x, int y) => x is >= 0 and < Side && y is >= 0 and < Side && cells[x, y];

    private static bool IsStraight(LatticePoint a, LatticePoint b, LatticePoint c) =>
        (b.X - a.X) * (c.Y - b.Y) == (b.Y - a.Y) * (c.X - b.X);
}
