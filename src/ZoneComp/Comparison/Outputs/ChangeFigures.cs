using System.Globalization;

namespace ZoneComp.Comparison.Outputs;

/// <summary>The changes as figures of the second run's regions, for maps: of each scheme the whole change, then the part of each cause
/// that has one.</summary>
/// <remarks>Every code of a group of merged or split regions shows the group's change.</remarks>
internal static class ChangeFigures
{
    /// <summary>By scheme, the one that moved most money first; the first of each is the whole change.</summary>
    public static IReadOnlyList<IReadOnlyList<Figure>> Of(ComparisonResults results) =>
        [
            .. results.Schemes.Select(scheme => Of(results, scheme))
                .Where(figures => figures.Count > 0)
                .OrderByDescending(figures => figures[0].Values.OfType<decimal>().Sum(Math.Abs)),
        ];

    /// <summary>Of each scheme the amounts of both runs, for two maps of one legend.</summary>
    public static IEnumerable<(string Name, string Title, Figure Old, Figure New)> BesideEachOther(ComparisonResults results)
    {
        foreach (ComparedScheme scheme in results.Schemes)
        {
            Dictionary<string, ComparisonRow> rows = results.Rows
                .Where(row => row.Kind == ComparisonRows.Allocation && row.Column == scheme.Name + ComparisonRows.Amount)
                .ToDictionary(row => row.Code, StringComparer.Ordinal);
            ComparisonRow?[] own =
            [
                .. results.Base.Combinations.Regions
                    .Select(region => results.UnitOf.TryGetValue(region.Code, out string? unit) ? rows.GetValueOrDefault(unit) : null),
            ];
            if (own.All(row => row is null))
                continue;
            string name = RegionFigures.ColumnName(scheme.Name) + "_beside";
            LocalText title = new(scheme.Title, scheme.Title);
            yield return (name, ShownUnit.Of(Figure(name, title, [])).Title(Figure(name, title, []), results.Language),
                Figure(name, title, own.Select(row => row?.Old as decimal?)), Figure(name, title, own.Select(row => row?.New as decimal?)));
        }
    }

    private static IReadOnlyList<Figure> Of(ComparisonResults results, ComparedScheme scheme)
    {
        Dictionary<string, decimal> changes = new(StringComparer.Ordinal);
        foreach (ComparisonRow row in results.Rows.Where(row =>
            row.Kind == ComparisonRows.Allocation && row.Column == scheme.Name + ComparisonRows.Amount))
            changes[row.Code] = row.Change!.Value;
        Dictionary<string, AttributedChange> parts = results.Attribution.Parts.Where(change => change.Scheme == scheme.Name)
            .ToDictionary(change => change.Unit.Code, StringComparer.Ordinal);
        IReadOnlyList<Region> regions = results.Base.Combinations.Regions;
        string?[] units = [.. regions.Select(region => results.UnitOf.GetValueOrDefault(region.Code))];
        LocalText between = results.Labels.Between;
        if (!units.Any(unit => unit is not null && changes.ContainsKey(unit)))
            return [];
        List<Figure> figures =
        [
            Figure(
                RegionFigures.ColumnName(scheme.Name) + "_change",
                new LocalText($"{scheme.Title}: change {between.En}", $"{scheme.Title}：{between.Zh} 变化"),
                units.Select(unit => unit is not null && changes.TryGetValue(unit, out decimal change) ? change : (decimal?)null)),
        ];
        for (int cause = 0; cause < results.Attribution.Causes.Count; cause++)
        {
            int index = cause;
            if (parts.Values.All(change => change.PartsYuan[index] == 0))
                continue;
            LocalText title = results.Attribution.Causes[cause].Title;
            figures.Add(Figure(
                string.Create(CultureInfo.InvariantCulture, $"{RegionFigures.ColumnName(scheme.Name)}_cause_{cause + 1}"),
                new LocalText($"{scheme.Title}: {title.En}", $"{scheme.Title}：{title.Zh}"),
                units.Select(unit =>
                    unit is null || !changes.ContainsKey(unit)
                        ? null
                        : parts.TryGetValue(unit, out AttributedChange? change) ? change.PartsYuan[index] : (decimal?)0m)));
        }

        return figures;
    }

    private static Figure Figure(string name, LocalText title, IEnumerable<decimal?> values) =>
        new(FigureKind.Amount, name, title, Quantity.Money, "yuan", 2, [.. values.Select(value => (object?)value)], null);
}
