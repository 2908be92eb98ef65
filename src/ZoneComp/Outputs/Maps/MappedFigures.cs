namespace ZoneComp.Outputs.Maps;

/// <summary>The figures that make a map: numbers that at least one region has, the mere area left out.</summary>
internal static class MappedFigures
{
    public static IReadOnlyList<FigureClasses> Of(RunResults results) =>
        [.. RegionFigures.Of(results)
            .Where(figure => figure.Kind != FigureKind.Area && figure.IsNumeric)
            .Select(figure => FigureClasses.Of(figure, results.Maps.Of(figure.Name)))
            .Where(classes => classes.Classes.Count > 0)];

    /// <summary>What is shown first: the amount that pays most, else the first factor, indicator or coverage; null where nothing can be
    /// mapped.</summary>
    public static FigureClasses? Main(IReadOnlyList<FigureClasses> mapped) =>
        mapped.OrderByDescending(classes => classes.Figure.Kind).ThenByDescending(Total).FirstOrDefault();

    private static decimal Total(FigureClasses classes) =>
        classes.Figure.Kind == FigureKind.Amount ? classes.Figure.Values.OfType<decimal>().Sum() : 0;
}
