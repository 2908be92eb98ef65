namespace ZoneComp.Outputs.Maps;

/// <summary>One map to be drawn: classes of a figure, and for amounts perhaps circles over them.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Sized">What the circles' areas show; null for none.</param>
internal sealed record FigureMap(string Name, FigureClasses Classes, Figure? Sized)
{
    /// <summary>
    /// The figures as they are, and beside each amount what it comes to per square kilometre, and per head where the policy says who
    /// counts heads, the amount itself as circles: filled areas alone make a large region look well paid.
    /// </summary>
    public static IReadOnlyList<FigureMap> Of(RunResults results, IReadOnlyList<FigureClasses> mapped)
    {
        IReadOnlyList<decimal> areas = CoverageTable.RegionAreas(results.Combinations);
        List<FigureMap> maps = [.. mapped.Select(classes => new FigureMap(classes.Figure.Name, classes, null))];
        Column? heads = results.Indicators.Concat(results.Factors).FirstOrDefault(column => column.Name == results.Maps.PerHead);
        HashSet<string> names = new(maps.Select(map => map.Name), StringComparer.OrdinalIgnoreCase);
        foreach (Figure amount in mapped.Select(classes => classes.Figure).Where(figure => figure.Kind == FigureKind.Amount))
        {
            Add(amount, "_per_km2", new LocalText($"{amount.Title.En} per km²", $"{amount.Title.Zh}（单位面积）"), "yuan_per_km2",
                region => areas[region] / 1_000_000m);
            if (heads is not null)
                Add(amount, "_per_head", new LocalText($"{amount.Title.En} per head", $"{amount.Title.Zh}（人均）"), "yuan_per_head",
                    region => heads.Values[region] as decimal? ?? 0m);
        }

        return maps;

        void Add(Figure amount, string ending, LocalText title, string unit, Func<int, decimal> whole)
        {
            Figure part = new(
                FigureKind.Amount, amount.Name + ending, title, Quantity.Number, unit, 2,
                [.. amount.Values.Select((value, region) => value is decimal yuan && whole(region) is > 0 and decimal of
                    ? (object?)(yuan / of) : null)], null)
            { Excluded = amount.Excluded };
            FigureClasses classes = FigureClasses.Of(part, results.Maps.Of(part.Name));
            // Circles have no size for what is taken away.
            if (names.Add(part.Name) && classes.Classes.Count > 0 && amount.Values.OfType<decimal>().All(yuan => yuan >= 0))
                maps.Add(new FigureMap(part.Name, classes, amount));
        }
    }
}
