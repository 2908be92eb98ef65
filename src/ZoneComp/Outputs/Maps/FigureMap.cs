namespace ZoneComp.Outputs.Maps;

/// <summary>One map to be drawn: classes of a figure, and for amounts perhaps circles over them.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Sized">What the circles' areas show; null for none.</param>
internal sealed record FigureMap(string Name, FigureClasses Classes, Figure? Sized)
{
    /// <summary>
    /// The figures as they are, and beside each amount what it comes to per square kilometre, the amount itself as circles: filled areas
    /// alone make a large region look well paid.
    /// </summary>
    public static IReadOnlyList<FigureMap> Of(RunResults results, IReadOnlyList<FigureClasses> mapped)
    {
        IReadOnlyList<decimal> areas = CoverageTable.Of(results.Combinations).RegionAreaM2;
        List<FigureMap> maps = [.. mapped.Select(classes => new FigureMap(classes.Figure.Name, classes, null))];
        HashSet<string> names = new(maps.Select(map => map.Name), StringComparer.OrdinalIgnoreCase);
        foreach (Figure amount in mapped.Select(classes => classes.Figure).Where(figure => figure.Kind == FigureKind.Amount))
        {
            Figure density = new(
                FigureKind.Amount, $"{amount.Name}_per_km2", new LocalText($"{amount.Title.En} per km²", $"{amount.Title.Zh}（单位面积）"),
                    Quantity.Number, "yuan_per_km2", 2,
                [.. amount.Values.Select((value, region) => value is decimal yuan && areas[region] > 0
                    ? (object?)(yuan * 1_000_000m / areas[region]) : null)], null);
            // Circles have no size for what is taken away.
            if (names.Add(density.Name) && amount.Values.OfType<decimal>().All(yuan => yuan >= 0))
                maps.Add(new FigureMap(density.Name, FigureClasses.Of(density, results.Maps.Of(density.Name)), amount));
        }

        return maps;
    }
}
