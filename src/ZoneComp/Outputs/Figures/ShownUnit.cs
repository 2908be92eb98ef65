namespace ZoneComp.Outputs.Figures;

/// <summary>The unit that people read a figure in on maps and on the page: money in 10,000 yuan, shares in percent, m² in km².</summary>
/// <remarks>Tables (workbook, CSV, GeoPackage) keep the figure's own unit and all its digits.</remarks>
/// <param name="Factor">Shown = value x factor.</param>
public sealed record ShownUnit(LocalText Name, decimal Factor, int Decimals)
{
    public static ShownUnit Of(Figure figure) => figure switch
    {
        { Kind: FigureKind.Coverage } => new(new("%", "%"), 100m, 2),
        { Quantity: Quantity.Money, Unit: "yuan" } => new(new("10,000 yuan", "万元"), 0.0001m, 2),
        { Quantity: Quantity.Area, Unit: "m2" } => OfArea(AreaScale.Of(figure.AreaUnit ?? "km2")),
        _ => new(FigureText.Unit(figure.Unit), 1m, figure.Decimals),
    };

    private static ShownUnit OfArea(AreaScale scale) => new(scale.Name, scale.Unit.Denominator / scale.Unit.Numerator, scale.Decimals);

    public string Number(decimal value) => FigureText.Number(value * Factor, Decimals);

    /// <summary>"红线占比（%）".</summary>
    public string Title(Figure figure, Language language)
    {
        string title = figure.Title.In(language), name = Name.In(language);
        return name.Length == 0 ? title : language == Language.Chinese ? $"{title}（{name}）" : $"{title} ({name})";
    }
}
