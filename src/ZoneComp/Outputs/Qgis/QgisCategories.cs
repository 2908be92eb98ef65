using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>Styles of layers by class: zones and chosen ground by colour and pattern, which can be seen through; borders by
/// width.</summary>
internal static class QgisCategories
{
    /// <summary>Colours that colour-blind readers tell apart: Okabe and Ito 2008, without the yellow and the black.</summary>
    private static readonly string[] Colours = ["0,114,178", "213,94,0", "0,158,115", "204,121,167", "86,180,233", "230,159,0"];

    /// <summary>Where there are more classes than colours, the pattern tells them apart.</summary>
    private static readonly string[] Patterns = ["solid", "b_diagonal", "f_diagonal", "diagonal_x", "dense5", "cross"];

    /// <summary>The higher the level, the heavier: as on the maps of the program's own.</summary>
    /// <param name="thinner">Of their width: small maps have thinner ones.</param>
    public static IEnumerable<XElement> Borders(IReadOnlyList<RegionLevel> levels, double thinner = 1) => Categorized(
        "level", DrawnGeoPackage.BorderColumns,
        [.. levels.Select(level => (level.Name, $"{level.Titles.Zh}界线"))],
        index => QgisSymbols.Line(
            index.ToString(CultureInfo.InvariantCulture), "51,51,51,255",
            (thinner * Math.Max(0.3, 0.8 - (0.25 * (levels.Count - 1 - index)))).ToString("0.###", CultureInfo.InvariantCulture)));

    public static IEnumerable<XElement> Zones(RunResults results) => Categorized("class", DrawnGeoPackage.ZoneColumns,
        [
            .. results.Drawn.Zones.Select(zone => zone.Class)
                .Distinct()
                .Order()
                .Select(index => (results.Combinations.Classes[index].Name, results.Combinations.Classes[index].Title)),
        ]);

    public static IEnumerable<XElement> Ground(RunResults results) => Categorized("ground", DrawnGeoPackage.GroundColumns,
        [.. results.Drawn.Ground.Select(ground => (ground.Name, ground.Title)).Distinct()]);

    private static IEnumerable<XElement> Categorized(
        string field,
        IReadOnlyList<GeoPackageColumn> columns,
        IReadOnlyList<(string Value, string Title)> classes,
        Func<int, XElement>? symbol = null) =>
    [
        new XElement(
            "renderer-v2",
            new XAttribute("type", "categorizedSymbol"),
            new XAttribute("attr", field),
            new XAttribute("symbollevels", "0"),
            new XAttribute("enableorderby", "0"),
            new XAttribute("forceraster", "0"),
            new XElement("categories", classes.Select((one, index) => new XElement("category",
                new XAttribute("value", one.Value), new XAttribute("type", "string"), new XAttribute("symbol", index), new XAttribute(
                    "label",
                    QgisText.Plain(one.Title)), new XAttribute("render", "true")))),
            new XElement("symbols", classes.Select((_, index) => symbol?.Invoke(index) ?? QgisSymbols.PatternFill(
                index.ToString(CultureInfo.InvariantCulture), Colours[index % Colours.Length],
                Patterns[index / Colours.Length % Patterns.Length])))),
        QgisStyle.Aliases(columns),
        QgisStyle.Tip($"{field}_title"),
    ];
}
