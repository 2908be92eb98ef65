namespace ZoneComp.Outputs.Maps;

/// <summary>Borders of the offices above the regions (cities, provinces), drawn over the regions' own.</summary>
/// <param name="Width">px of the page.</param>
/// <param name="Lines">On the shapes' grid.</param>
internal sealed record ParentBorders(double Width, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Lines)
{
    private const double Widest = 1.7, Step = 0.5, Narrowest = 0.9;

    /// <summary>
    /// By level, the lowest first; levels that hold everything, or each region alone, have no borders of their own. The outline of the
    /// whole belongs to the highest.
    /// </summary>
    public static IReadOnlyList<ParentBorders> Of(MapShapes shapes, CombinationTable table)
    {
        List<string?[]> levels = [];
        foreach (string level in table.Levels.Select(level => level.Name))
        {
            string?[] parents = [.. table.Regions.Select(region => region.Parents.GetValueOrDefault(level))];
            int different = parents.Distinct().Count();
            if (different > 1 && different < parents.Length)
                levels.Add(parents);
        }

        // A level that an earlier one repeats would be drawn twice.
        string?[][] own = [.. levels.OrderByDescending(parents => parents.Distinct().Count())];
        Dictionary<((int, int), (int, int)), (int One, int Other)> sides = SidesOf(shapes);
        return [.. own.Select((parents, index) => new ParentBorders(
            Math.Max(Narrowest, Widest - (Step * (own.Length - 1 - index))),
            LinesOf(shapes, edge => sides[edge] is (int one, int other)
                && (other < 0 ? index == own.Length - 1 : parents[one] != parents[other]))))];
    }

    private static Dictionary<((int, int), (int, int)), (int One, int Other)> SidesOf(MapShapes shapes)
    {
        Dictionary<((int, int), (int, int)), (int, int)> sides = [];
        for (int region = 0; region < shapes.Regions.Count; region++)
        {
            foreach (((int, int), (int, int)) edge in shapes.Regions[region].Rings.SelectMany(Edges))
                sides[edge] = sides.TryGetValue(edge, out (int One, int Other) known) ? (known.One, region) : (region, -1);
        }

        return sides;
    }

    private static List<IReadOnlyList<(int X, int Y)>> LinesOf(MapShapes shapes, Func<((int, int), (int, int)), bool> isBorder)
    {
        List<IReadOnlyList<(int X, int Y)>> lines = [];
        HashSet<((int, int), (int, int))> done = [];
        foreach (IReadOnlyList<(int X, int Y)> ring in shapes.Regions.SelectMany(region => region.Rings))
        {
            List<(int X, int Y)> line = [];
            foreach ((((int, int), (int, int)) edge, int index) in Edges(ring).Select((edge, index) => (edge, index)))
            {
                if (isBorder(edge) && done.Add(edge))
                {
                    if (line.Count == 0)
                        line.Add(ring[index]);
                    line.Add(ring[(index + 1) % ring.Count]);
                }
                else if (line.Count > 0)
                {
                    lines.Add(line);
                    line = [];
                }
            }

            if (line.Count > 0)
                lines.Add(line);
        }

        return lines;
    }

    /// <summary>Each edge from its lesser end, so that both neighbours call it the same.</summary>
    private static IEnumerable<((int X, int Y), (int X, int Y))> Edges(IReadOnlyList<(int X, int Y)> ring) => ring.Select((point, index) =>
    {
        (int X, int Y) next = ring[(index + 1) % ring.Count];
        return point.CompareTo(next) < 0 ? (point, next) : (next, point);
    });
}
