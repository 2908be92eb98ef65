namespace ZoneComp.Drafting;

/// <summary>Findings about layers that a policy is drafted from: ZC150 to ZC153.</summary>
internal static class DraftFindings
{
    private const int ValuesNamed = 6;

    public static Diagnostic ValuesAlike(LayerSurvey layer, FieldSurvey field, IReadOnlyList<IReadOnlyList<ValueCount>> groups)
    {
        string list = string.Join(
            "; ",
            groups.Take(ValuesNamed).Select(group => string.Join(" / ", group.Select(each => $"'{each.Value}' ({each.Count})"))));
        string more = groups.Count > ValuesNamed ? "; ..." : "";
        return new(
            "ZC150",
            Severity.Warning,
            layer.FileName,
            new LocalText(
                $"values of {field.Name} differ in blanks, width, case or leading zeros alone and count as classes of their own: "
                    + $"{list}{more}. If they mean the same, correct them or join them in the policy (values: ['1', '01'])",
                $"字段 {field.Name} 的部分取值仅在空格、全半角、大小写或前导零上不同，各自计为一类：{list}{more}。如含义相同，请更正数据，或在测算方案中并为一类（values: ['1', '01']）"));
    }

    public static Diagnostic WithoutValue(LayerSurvey layer, FieldSurvey field) => new(
        "ZC151",
        Severity.Warning,
        layer.FileName,
        new LocalText(
            $"{field.Empty} of {layer.Features} features have no value in {field.Name}; they count as a class of their own, (no value)",
            $"{layer.Features} 个要素中有 {field.Empty} 个的字段 {field.Name} 为空；它们单独计为一类“（无值）”"));
}
