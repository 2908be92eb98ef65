namespace ZoneComp.Policy;

internal static class NamedExpressionReader
{
    private static readonly string[] UnitNames = ["", .. Unit.All.Select(unit => unit.Name)];

    public static IReadOnlyList<NamedExpression> ReadAll(MapReader map, string key) =>
        [.. map.NamedEntries(key).Select(entry => Read(entry.Key, entry.Value, map.Errors))];

    private static NamedExpression Read(PolicyNode name, PolicyNode value, PolicyErrors errors)
    {
        if (value.Kind == PolicyNodeKind.Scalar)
        {
            if (value.IsNothing)
                errors.Add(name, $"'{name.Text}' has no formula", $"“{name.Text}”没有公式");
            return new NamedExpression(name.Text, name.Text, value, null, null, null, name);
        }

        MapReader map = new(value, errors);
        PolicyNode? expression = map.Optional("expr");
        _ = map.Text(expression);
        WeightedSum? weights = ReadWeights(map);
        if (expression is null == weights is null)
        {
            errors.Add(
                name,
                expression is null
                    ? $"'{name.Text}' has neither 'expr' nor 'weights'"
                    : $"'{name.Text}' has both 'expr' and 'weights'; one of them makes the column",
                expression is null ? $"“{name.Text}”既无 expr 也无 weights" : $"“{name.Text}”同时有 expr 与 weights；只能有其一");
        }

        string title = map.OptionalText("title") ?? name.Text;
        string? unit = map.OptionalText("unit");
        map.Optional("unit")?.MarkAll();
        unit = unit is null ? null : Unit.Find(unit)?.Name ?? Unit.Rate(unit) ?? unit;
        if (unit is not null && !UnitNames.Contains(unit) && Unit.Rate(unit) is null)
        {
            LocalText hint = NearestName.Hint(unit, UnitNames[1..]);
            errors.Add(map.Optional("unit")!, $"unknown unit '{unit}'{hint.En}", $"未知的单位“{unit}”{hint.Zh}");
        }

        int? decimals = map.OptionalInteger("decimals");
        if (decimals is < 0 or > 12)
            errors.Add(map.Optional("decimals")!, "'decimals' must be 0 to 12", "“decimals”应为 0 至 12");
        string? basis = BasisReader.Read(map);
        PolicyNode? set = map.Optional("regions");
        _ = map.Text(set);
        map.Finish();
        return new NamedExpression(name.Text, title, expression, weights, unit, decimals, name) { RegionSet = set, Basis = basis };
    }

    private static WeightedSum? ReadWeights(MapReader map)
    {
        if (map.OptionalMap("weights") is not MapReader weights)
            return null;
        decimal total = map.RequiredNumber("total");
        List<WeightedTerm> terms = [.. weights.Node.Entries.Select(entry => new WeightedTerm(entry.Key, map.Number(entry.Value) ?? 0m))];
        decimal sum = terms.Sum(term => term.Weight);
        if (sum != total)
            map.Errors.Add(
                weights.Node,
                FormattableString.Invariant($"the weights add up to {sum}, the stated total is {total}"),
                FormattableString.Invariant($"权重合计为 {sum}，而声明的总数为 {total}"));
        return new WeightedSum(total, terms, weights.Node);
    }
}
