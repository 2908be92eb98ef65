namespace ZoneComp.Comparison.Results;

/// <summary>One cause of a change: switches that are turned together.</summary>
/// <param name="Key">Stable name: "boundary", "zones redline", "table fiscal", "previous run", "policy", "fund", "bounds"; of joined
/// causes joined by " + ".</param>
public sealed record CauseName(string Key, LocalText Title);

internal sealed record Cause(IReadOnlyList<Switch> Switches, CauseName Name)
{
    /// <param name="titleOf">Title of a layer or table by its switch.</param>
    public static Cause Of(IReadOnlyList<Switch> switches, Func<Switch, string> titleOf)
    {
        CauseName[] names = [.. switches.Select(each => NameOf(each, titleOf))];
        if (switches.Count > 1 && switches.All(each => each.Kind == SwitchKind.Layer))
            return new Cause(
                switches,
                new CauseName(Join(names), new LocalText($"{names.Length} zone layers together", $"其余 {names.Length} 个图层")));
        if (switches.Count > 1 && switches.All(each => each.IsMap))
            return new Cause(switches, new CauseName("maps", new LocalText("boundary and zones together", "边界与各图层合计")));
        return new Cause(switches, names.Length == 1
            ? names[0]
            : new CauseName(
                Join(names),
                new LocalText(
                    string.Join(" + ", names.Select(name => name.Title.En)),
                    string.Join("＋", names.Select(name => name.Title.Zh)))));
    }

    private static string Join(CauseName[] names) => string.Join(" + ", names.Select(name => name.Key));

    private static CauseName NameOf(Switch each, Func<Switch, string> titleOf) => each.Kind switch
    {
        SwitchKind.Boundary => new CauseName("boundary", new LocalText("boundary", "行政区边界")),
        SwitchKind.Layer => new CauseName($"zones {each.Name}", new LocalText($"zones: {titleOf(each)}", $"图层：{titleOf(each)}")),
        SwitchKind.Table => new CauseName($"table {each.Name}", new LocalText($"table: {titleOf(each)}", $"数据表：{titleOf(each)}")),
        SwitchKind.Previous => new CauseName("previous run", new LocalText("results of the year before", "上年结果")),
        SwitchKind.Policy => new CauseName("policy", new LocalText("rates, weights and formulas", "标准、权重与公式")),
        SwitchKind.Fund => new CauseName("fund", new LocalText("fund", "资金总额")),
        _ => new CauseName("bounds", new LocalText("bounds and rounding", "上下限与取整")),
    };
}
