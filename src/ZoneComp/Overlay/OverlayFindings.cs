using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>What the overlay's results say about the data, as findings that a person can find on the map.</summary>
internal static class OverlayFindings
{
    /// <summary>Below this the two readings of a ring differ by no more than the rounding of its crossings.</summary>
    private const decimal EvenOddShownM2 = 1m;

    /// <summary>A feature that crosses itself or is wrongly turned: it was repaired, and this says by how much.</summary>
    public static Diagnostic FeatureFaulty(string subject, string layer, FeatureFault fault, FindingPlace place)
    {
        decimal before = AreaUnits.ToM2(fault.Before2), after = AreaUnits.ToM2(fault.After2), evenOdd = AreaUnits.ToM2(fault.EvenOdd2);
        bool agree = Math.Abs(evenOdd - after) < EvenOddShownM2;
        string evenOddEn = agree ? "" : FormattableString.Invariant($"; read by the even-odd rule it would be {evenOdd:F2} m²");
        string evenOddZh = agree ? "" : FormattableString.Invariant($"；按奇偶规则则为 {evenOdd:F2} 平方米");
        return new Diagnostic(
            "ZC301",
            Severity.Warning,
            subject,
            new LocalText(
                FormattableString.Invariant($"{fault.What.En}; repaired for this run: area before {before:F2} m², after {after:F2} m²{evenOddEn}. Mend it in the source"),
                FormattableString.Invariant($"{fault.What.Zh}；本次计算已修复：修复前 {before:F2} 平方米，修复后 {after:F2} 平方米{evenOddZh}。请在源数据中改正")),
            place)
        { Layer = layer };
    }

    /// <summary>Ground in two regions: an error, unless the policy says that it counts in each.</summary>
    public static Diagnostic RegionsOverlap(Region first, Region second, decimal areaM2, bool counted, FindingPlace place) => new(
        "ZC302",
        counted ? Severity.Warning : Severity.Error,
        FormattableString.Invariant($"regions#{first.Code}"),
        new LocalText(
            FormattableString.Invariant($"{first.Name} ({first.Code}) and {second.Name} ({second.Code}) overlap by {areaM2:F2} m²; ")
                + (counted ? "counted in both, as the policy says" : "nothing may be paid in two regions: correct the border, or accept it in the policy (regions: overlaps)"),
            FormattableString.Invariant($"{first.Name}（{first.Code}）与 {second.Name}（{second.Code}）重叠 {areaM2:F2} 平方米；")
                + (counted ? "按办法规定在两个区域中分别计入" : "同一块地不得在两个区域重复补偿：请改正边界，或在办法中认可（regions: overlaps）")),
        place)
    { Layer = "regions" };

    /// <summary>Ground in two regions that the rounding of coordinates explains.</summary>
    public static Diagnostic RegionsOverlapByRounding(int pairs, decimal areaM2) => new(
        "ZC303",
        Severity.Note,
        "regions",
        new LocalText(
            FormattableString.Invariant($"{pairs} pair(s) of neighbouring regions overlap by less than 1 m² each, {areaM2:F4} m² in all: rounding of their shared borders"),
            FormattableString.Invariant($"有 {pairs} 对相邻区域各重叠不足 1 平方米，合计 {areaM2:F4} 平方米：系公共边界坐标取整所致")))
    { Layer = "regions" };

    /// <summary>Features of one class on the same ground: counted once here, twice by a plain sum.</summary>
    public static Diagnostic ClassRepeats(ZoneClass zoneClass, int regions, decimal repeatedM2, decimal excessM2) => new(
        "ZC304",
        Severity.Note,
        zoneClass.Name,
        new LocalText(
            FormattableString.Invariant($"features of this class overlap each other on {Shown(repeatedM2)} in {regions} region(s); counted once here, a plain sum of polygons would count {Shown(excessM2)} too much"),
            FormattableString.Invariant($"该类别的要素在 {regions} 个区域内相互重叠 {Shown(repeatedM2)}；此处只计一次，若简单相加将多计 {Shown(excessM2)}")))
    { Layer = zoneClass.Layer };

    /// <summary>Ground of a class that lies in no region.</summary>
    public static Diagnostic OutsideRegions(ZoneClass zoneClass, decimal outsideM2, decimal totalM2) => new(
        "ZC305",
        Severity.Note,
        zoneClass.Name,
        new LocalText(
            FormattableString.Invariant($"{Shown(outsideM2)} of this class ({outsideM2 / totalM2:P4}) lie in no region; they are in combinations.parquet as region 'outside'"),
            FormattableString.Invariant($"该类别有 {Shown(outsideM2)} （{outsideM2 / totalM2:P4}）不在任何区域内；已在 combinations.parquet 中以区域“outside”列出")))
    { Layer = zoneClass.Layer };

    /// <summary>A class that no region has: usually a wrong file or filter.</summary>
    public static Diagnostic ClassNowhere(ZoneClass zoneClass) => new(
        "ZC306",
        Severity.Warning,
        zoneClass.Name,
        new LocalText("no region has any ground of this class; check its source and filter", "没有任何区域含有该类别；请检查其数据源与筛选条件"))
    { Layer = zoneClass.Layer };

    /// <summary>In the unit that keeps the number readable.</summary>
    private static string Shown(decimal areaM2) => areaM2 switch
    {
        < 10_000m => FormattableString.Invariant($"{areaM2:F2} m²"),
        < 100_000_000m => FormattableString.Invariant($"{areaM2 / 10_000m:F2} ha"),
        _ => FormattableString.Invariant($"{areaM2 / 1_000_000m:F2} km²"),
    };
}
