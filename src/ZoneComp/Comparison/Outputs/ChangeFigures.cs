using System.Globalization;

namespace ZoneComp.Comparison.Outputs;

/// <summary>The changes as figures of the second run's regions, for maps: of each scheme the whole change, then the part of each cause
/// that has one.</summary>
/// <remarks>Every code of a group of merged or split regions shows the group's change.</remarks>
internal static class ChangeFigures
{
    /// <summary>By scheme, money first and of it what moved most; the first of each is the whole change.</summary>
    public static IReadOnlyList<IReadOnlyList<Figure>> Of(ComparisonResults results) =>
        [
            .. results.Schemes.Select(scheme => Of(results, scheme))
                .Where(figures => figures.Count > 0)
                .OrderBy(figures => figures[0].Kind == FigureKind.Quota)
                .ThenByDescending(figures => figures[0].Values.OfType<decimal>().Sum(Math.Abs)),
        ];

    /// <summary>Of each scheme the amounts of both runs, for two maps of one legend.</summary>
    public static IEnumerable<(string Name, string Title, Figure Old, Figure New)> BesideEachOther(ComparisonResults results)
    {
        foreach (ComparedScheme scheme in results.Schemes)
        {
            Dictionary<string, ComparisonRow> rows = results.AmountsOf(scheme).ToDictionary(row => row.Code, StringComparer.Ordinal);
            ComparisonRow?[] own =
            [
                .. results.Base.Combinations.Regions
                    .Select(region => results.UnitOf.TryGetValue(region.Code, out string? unit) ? rows.GetValueOrDefault(unit) : null),
            ];
            if (own.All(row => row is null))
                continue;
            string name = NameOf(scheme) + "_beside";
            LocalText title = new(scheme.Title, scheme.Title);
            yield return (name, ShownUnit.Of(Figure(scheme, name, title, [])).Title(Figure(scheme, name, title, []), results.Language),
                Figure(scheme, name, title, own.Select(row => row?.Old as decimal?)),
                Figure(scheme, name, title, own.Select(row => row?.New as decimal?)));
        }
    }

    private static IReadOnlyList<Figure> Of(ComparisonResults results, ComparedScheme scheme)
    {
        Dictionary<string, decimal> changes = results.AmountsOf(scheme)
            .ToDictionary(row => row.Code, row => row.Change!.Value, StringComparer.Ordinal);
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
                scheme,
                NameOf(scheme) + "_change",
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
                scheme,
                string.Create(CultureInfo.InvariantCulture, $"{NameOf(scheme)}_cause_{cause + 1}"),
                new LocalText($"{scheme.Title}: {title.En}", $"{scheme.Title}：{title.Zh}"),
                units.Select(unit =>
                    unit is null || !changes.ContainsKey(unit)
                        ? null
                        : parts.TryGetValue(unit, out AttributedChange? change) ? change.PartsYuan[index] : (decimal?)0m)));
        }

        return figures;
    }

    private static string NameOf(ComparedScheme scheme) => scheme.Name == scheme.OwnName
        ? RegionFigures.ColumnName(scheme.Name)
        : $"{RegionFigures.ColumnName(scheme.OwnName)}_{scheme.Measure}_alone";

    private static Figure Figure(ComparedScheme scheme, string name, LocalText title, IEnumerable<decimal?> values) => new(
        scheme.IsQuota ? FigureKind.Quota : FigureKind.Amount, name, title, Unit.Find(scheme.Measure)!.Quantity, scheme.Measure,
        scheme.Decimals, [.. values.Select(value => (object?)value)], null);
}
