namespace ZoneComp.Outputs.Maps;

/// <summary>The figures that make a map: numbers that at least one region has. Left out are the mere area, and coverage by a class
/// that no region has, unless the policy's maps name it.</summary>
internal static class MappedFigures
{
    public static IReadOnlyList<FigureClasses> Of(RunResults results) =>
        [.. RegionFigures.Of(results)
            .Where(figure => figure.Kind != FigureKind.Area && figure.IsNumeric && !IsNowhere(results, figure))
            .Select(figure => FigureClasses.Of(figure, results.Maps.Of(figure.Name)))
            .Where(classes => classes.Classes.Count > 0)];

    /// <summary>How many classes have no map since no region has ground of them.</summary>
    public static int Nowhere(RunResults results) => RegionFigures.Of(results).Count(figure => IsNowhere(results, figure));

    private static bool IsNowhere(RunResults results, Figure figure) =>
        figure.Kind == FigureKind.Coverage && figure.Values.OfType<decimal>().All(share => share == 0)
        && !results.Maps.Figures.ContainsKey(figure.Name)
        && !results.Maps.Panels.Any(panels => panels.Figures.Contains(figure.Name));

    /// <summary>What is shown first: the amount that pays most, else the first factor or indicator, else the ground that covers most;
    /// null where nothing can be mapped.</summary>
    public static FigureClasses? Main(IReadOnlyList<FigureClasses> mapped) =>
        mapped.OrderByDescending(classes => classes.Figure.Kind).ThenByDescending(Total).FirstOrDefault();

    private static decimal Total(FigureClasses classes) =>
        classes.Figure.Kind is FigureKind.Amount or FigureKind.Coverage ? classes.Figure.Values.OfType<decimal>().Sum() : 0;
}
