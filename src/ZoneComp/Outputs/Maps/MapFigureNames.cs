namespace ZoneComp.Outputs.Maps;

/// <summary>Holds the figures that <c>outputs: maps: figures:</c> names against those that maps can show.</summary>
internal static class MapFigureNames
{
    /// <exception cref="PolicyException">A name is no figure's.</exception>
    public static void Check(PolicyFile policy)
    {
        string[] schemes = [.. policy.Schemes?.Entries.Select(entry => entry.Key.Text) ?? []];
        string[] quotas = [.. Unit.All.Where(unit => Unit.BaseOf(unit.Quantity) == unit.Name && Unit.IsQuota(unit.Quantity)).Select(unit =>
            unit.Name)];
        string[] known =
        [
            .. policy.Indicators.Concat(policy.Factors).Select(expression => expression.Name),
            .. schemes.SelectMany(scheme => (string[])
                [$"{scheme}_yuan", $"{scheme}_change_yuan", $"{scheme}_yuan_per_km2", $"{scheme}_yuan_per_head"]),
            .. schemes.SelectMany(scheme => quotas.SelectMany(unit => (string[])[$"{scheme}_{unit}", $"{scheme}_change_{unit}"])),
            .. ShownGround.Of(ExpressionScope.ZoneClasses(policy))
                .Select(ground => $"{RegionFigures.ColumnName(ground.Name)}_coverage_ratio"),
        ];
        PolicyErrors errors = new();
        PolicyNode? maps = policy.Root["outputs"]?["maps"];
        if (maps?["per_head"] is { } heads && !policy.Indicators.Concat(policy.Factors).Any(expression => expression.Name == heads.Text))
        {
            LocalText hint = NearestName.Hint(
                heads.Text, [.. policy.Indicators.Concat(policy.Factors).Select(expression => expression.Name)]);
            errors.Add(
                heads, $"'per_head' is '{heads.Text}'; expected the indicator or factor that counts people{hint.En}",
                $"“per_head”是“{heads.Text}”；应为计人口的指标或系数的名称{hint.Zh}");
        }

        IEnumerable<PolicyNode> panels = (maps?["panels"]?.Entries ?? []).Select(entry => entry.Value["figures"]).OfType<PolicyNode>()
            .SelectMany(node => node.Kind == PolicyNodeKind.List ? node.Items : [node]);
        foreach (PolicyNode name in (maps?["figures"]?.Entries ?? []).Select(entry => entry.Key).Concat(panels))
        {
            if (known.Contains(name.Text))
                continue;
            LocalText hint = NearestName.Hint(name.Text, known);
            errors.Add(
                name, $"'{name.Text}' is no figure that a map shows; figures are called as the columns of zonecomp.gpkg{hint.En}",
                    $"“{name.Text}”不是地图所示的指标；名称与 zonecomp.gpkg 的列名相同{hint.Zh}");
        }

        errors.ThrowIfAny();
    }
}
