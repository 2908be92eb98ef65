namespace ZoneComp.Policy;

/// <summary>Reads what the policy says of findings: <c>accept</c> and <c>severity</c>.</summary>
internal static class FindingsReader
{
    /// <summary>Examples that do not hold: a figure by hand that may differ is none.</summary>
    private static readonly string[] Held = ["ZC440", "ZC441", "ZC442"];

    public static List<Acceptance> ReadAccept(MapReader map) => [.. Entries(
        map,
        "accept",
        "code, layer (if for one layer) and reason",
        "code、layer（限某一图层时）与 reason").Select(item =>
    {
        MapReader one = new(item, map.Errors);
        Acceptance entry = Common(one, "accepted", "接受该发现");
        one.Finish();
        return entry;
    })];

    public static List<Acceptance> ReadSeverities(MapReader map) => [.. Entries(
        map,
        "severity",
        "code, layer (if for one layer), as (error, warning or note) and reason",
        "code、layer（限某一图层时）、as（error、warning 或 note）与 reason").Select(item =>
    {
        MapReader one = new(item, map.Errors);
        _ = one.Required("as");
        Severity severity = one.Choice(
            "as", Severity.Error, ("error", Severity.Error), ("warning", Severity.Warning), ("note", Severity.Note));
        Acceptance entry = Common(one, "taken so", "改变级别") with { Severity = severity };
        one.Finish();
        return entry;
    })];

    private static IReadOnlyList<PolicyNode> Entries(MapReader map, string key, string keys, string keysZh)
    {
        PolicyNode? list = map.Optional(key);
        if (list is not null && list.Kind != PolicyNodeKind.List)
            map.Errors.Add(list, $"'{key}' must be a list of blocks with {keys}", $"“{key}”应为列表，每项含 {keysZh}");
        return list?.Items ?? [];
    }

    private static Acceptance Common(MapReader one, string how, string howZh)
    {
        PolicyNode? code = one.Required("code");
        if (code is not null
            && !(code.Text.Length == 5
                && code.Text.StartsWith("ZC", StringComparison.Ordinal)
                && code.Text.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0))
            one.Errors.Add(
                code,
                $"'{code.Text}' is no finding's code; expected ZC and three digits",
                $"“{code.Text}”不是检查发现的代码；应为 ZC 加三位数字");
        else if (code is not null && Held.Contains(code.Text))
            one.Errors.Add(
                code,
                $"{code.Text} cannot be {how}: mend the figure of the example, or the formula",
                $"{code.Text} 表示算例不符，不能{howZh}：请改正算例中的数字或公式");
        string? layer = one.OptionalText("layer");
        PolicyNode? reason = one.Required("reason");
        if (reason is not null && string.IsNullOrWhiteSpace(one.Text(reason)))
            one.Errors.Add(reason, $"'reason' is empty: say why the finding is {how}", $"“reason”为空：请写明为何{howZh}");
        return new Acceptance(code?.Text ?? "", layer, reason?.Text ?? "", one.Node);
    }
}
