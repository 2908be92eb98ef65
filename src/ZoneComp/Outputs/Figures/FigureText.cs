using System.Globalization;

namespace ZoneComp.Outputs.Figures;

/// <summary>How figures are worded and printed for people; every output for people prints through here, so that all show the same
/// number.</summary>
public static class FigureText
{
    /// <summary>The unit as people write it: "m²", "公顷", "亩", "元"; "" for numbers without one.</summary>
    public static LocalText Unit(string unit) => unit switch
    {
        "m2" => new("m²", "平方米"),
        "ha" => new("ha", "公顷"),
        "mu" => new("mu", "亩"),
        "km2" => new("km²", "平方公里"),
        "m" => new("m", "米"),
        "km" => new("km", "公里"),
        "yuan" => new("yuan", "元"),
        "yuan_per_km2" => new("yuan/km²", "元/平方公里"),
        "yuan_per_head" => new("yuan a head", "元/人"),
        "wan_yuan" => new("10,000 yuan", "万元"),
        "yi_yuan" => new("100,000,000 yuan", "亿元"),
        "" => new("", ""),
        "features" => new("features", "个要素"),
        "m3" => new("m³", "立方米"),
        "wan_m3" => new("10,000 m³", "万立方米"),
        "yi_m3" => new("100,000,000 m³", "亿立方米"),
        "wan_t" => new("10,000 t", "万吨"),
        "wan_kWh" => new("10,000 kWh", "万千瓦时"),
        "person" => new("persons", "人"),
        "wan_person" => new("10,000 persons", "万人"),
        _ when unit.Split('/') is [string above, string below] => new(
            $"{Unit(above).En}/{Unit(below).En}", $"{Unit(above).Zh}/{Unit(below).Zh}"),
        _ => new(unit, PolicyWords.Chinese(unit) ?? unit),
    };

    /// <summary>"下达额（元）" or "Amount (yuan)".</summary>
    public static string TitleWithUnit(Figure figure, Language language)
    {
        string unit = Unit(figure.Unit).In(language);
        string title = figure.Title.In(language);
        return unit.Length == 0 ? title : language == Language.Chinese ? $"{title}（{unit}）" : $"{title} ({unit})";
    }

    /// <summary>With thousands separators and the figure's decimals, rounded half away from zero; a dash for a missing value.</summary>
    public static string Value(Figure figure, int region) => figure.Values[region] switch
    {
        null => "–",
        decimal number => Number(number, figure.Decimals),
        bool flag => flag ? "✓" : "✗",
        object other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };

    public static string Number(decimal number, int decimals) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>What the widest bounds of a run's areas are; null where they are not known.</summary>
    public static LocalText? WidestBounds(CombinationTable table)
    {
        if (table.Bounds.Count == 0)
            return null;
        string regions = Widest(bound => bound is { Region: >= 0, Class: AreaBoundRow.WholeRegion }),
            zones = Widest(bound => bound is { Region: >= 0, Class: >= 0 });
        return new LocalText(
            $"areas of regions ± {regions} m² at most, of zones in a region ± {zones} m²",
            $"区域面积误差限不超过 ±{regions} 平方米，区域内分区面积不超过 ±{zones} 平方米");

        string Widest(Func<AreaBoundRow, bool> wanted)
        {
            decimal most = table.Bounds.Where(wanted).Select(bound => bound.BoundM2).DefaultIfEmpty().Max();
            return Number(most, most < 10 ? 2 : 0);
        }
    }
}
