using System.Text;

namespace ZoneComp.Tests.House;

/// <summary>Draws who uses whom: a box a folder, what is used above its users, a line wherever no way over a third says the same.</summary>
internal static class HouseMap
{
    private const int BoxWidth = 140, BoxHeight = 26, Across = 162, Down = 58, Margin = 12;

    /// <param name="floors">In an order in which none uses a later one.</param>
    public static string Draw(IReadOnlyList<string> floors, IEnumerable<(string User, string Used)> pairs)
    {
        ILookup<string, string> uses = pairs.Where(pair => pair.User != pair.Used)
            .Distinct()
            .ToLookup(pair => pair.User, pair => pair.Used);
        Dictionary<string, HashSet<string>> below = [];
        Dictionary<string, int> rows = [];
        foreach (string floor in floors)
        {
            below[floor] = [.. uses[floor], .. uses[floor].SelectMany(used => below[used])];
            rows[floor] = uses[floor].Select(used => rows[used] + 1).DefaultIfEmpty().Max();
        }

        string[][] table = [.. floors.GroupBy(floor => rows[floor]).OrderBy(row => row.Key).Select(row => row.ToArray())];
        int width = table.Max(row => row.Length) * Across;
        Dictionary<string, (int X, int Y)> places = [];
        for (int row = 0; row < table.Length; row++)
        {
            for (int column = 0; column < table[row].Length; column++)
                places[table[row][column]] = (Margin + ((width - (table[row].Length * Across)) / 2) + (column * Across),
                    Margin + (row * Down));
        }

        int height = (table.Length * Down) + Margin;
        var svg = new StringBuilder().Append(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width + (2 * Margin)} {height}\" font-family=\"sans-serif\" "
                + $"font-size=\"13\">\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<g stroke=\"#8a94a0\" fill=\"none\">\n");
        foreach (string floor in floors)
        {
            foreach (string used in uses[floor].Where(used => !uses[floor].Any(other => below[other].Contains(used)))
                .Order(StringComparer.Ordinal))
            {
                (int x0, int y0) = places[floor];
                (int x1, int y1) = places[used];
                (x0, x1, y1) = (x0 + (BoxWidth / 2), x1 + (BoxWidth / 2), y1 + BoxHeight);
                svg.Append($"<path d=\"M{x0} {y0}C{x0} {y0 - 24} {x1} {y1 + 24} {x1} {y1}\"/>\n");
            }
        }

        svg.Append("</g>\n<g fill=\"#eef3f8\" stroke=\"#2f5d8a\">\n");
        foreach (string floor in floors)
            svg.Append($"<rect x=\"{places[floor].X}\" y=\"{places[floor].Y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"4\"/>\n");
        svg.Append("</g>\n<g text-anchor=\"middle\" fill=\"#1d2733\">\n");
        foreach (string floor in floors)
            svg.Append($"<text x=\"{places[floor].X + (BoxWidth / 2)}\" y=\"{places[floor].Y + 18}\">{floor}</text>\n");
        return svg.Append("</g>\n</svg>\n").ToString();
    }
}
