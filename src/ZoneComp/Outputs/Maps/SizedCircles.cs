namespace ZoneComp.Outputs.Maps;

/// <summary>Circles whose areas are in proportion to an amount, and their legend.</summary>
internal sealed class SizedCircles
{
    /// <summary>px of the page.</summary>
    private const double LargestRadius = 24, SmallestRadius = 0.6;

    private readonly Figure figure;
    private readonly decimal most;

    public SizedCircles(Figure figure)
    {
        this.figure = figure;
        most = figure.Values.OfType<decimal>().DefaultIfEmpty().Max();
    }

    /// <summary>The largest first, so that small ones lie on top.</summary>
    /// <param name="places">Where each region's stands, px; null where it has no shape.</param>
    public IReadOnlyList<CircleMark> Of(IReadOnlyList<(double X, double Y)?> places) =>
    [
        .. Enumerable.Range(0, places.Count)
            .Where(region => places[region] is not null && figure.Number(region) > 0)
            .OrderByDescending(region => figure.Number(region)).ThenBy(region => region)
            .Select(region => new CircleMark(places[region]!.Value.X, places[region]!.Value.Y, Radius(figure.Number(region)!.Value))),
    ];

    /// <summary>Three round amounts, each a circle standing on the same line with its number.</summary>
    public IEnumerable<MapMark> Legend(double left, double top, Language language)
    {
        ShownUnit unit = ShownUnit.Of(figure);
        yield return new TextMark(unit.Title(figure, language), left, top, 11, TextAnchor.Start, true, "#000000");
        double foot = top + 12 + (2 * LargestRadius), line = top + 20;
        decimal largest = (decimal)MapNotes.RoundLength((double)(most * unit.Factor));
        foreach (decimal shown in (decimal[])[largest, largest / 5, largest / 50])
        {
            double radius = Radius(shown / unit.Factor);
            yield return new CircleMark(left + LargestRadius, foot - radius, radius);
            yield return new TextMark(FigureText.Number(shown, ShownDigits.Plain(shown, 6).Scale), left + (2 * LargestRadius) + 12,
                line + 4, 11, TextAnchor.Start, false, "#000000");
            line += 17;
        }
    }

    private double Radius(decimal amount) => most <= 0 ? 0 : Math.Max(SmallestRadius, LargestRadius * Math.Sqrt((double)(amount / most)));
}
