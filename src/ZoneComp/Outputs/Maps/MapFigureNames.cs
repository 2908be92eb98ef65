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
            .. schemes.SelectMany(scheme => (string[])[$"{scheme}_yuan", $"{scheme}_change_yuan", $"{scheme}_yuan_per_km2"]),
            .. schemes.SelectMany(scheme => quotas.SelectMany(unit => (string[])[$"{scheme}_{unit}", $"{scheme}_change_{unit}"])),
            .. ExpressionScope.ZoneClasses(policy).Select(zoneClass => $"{RegionFigures.ColumnName(zoneClass.Name)}_coverage_ratio"),
        ];
        PolicyErrors errors = new();
        foreach ((PolicyNode name, _) in policy.Root["outputs"]?["maps"]?["figures"]?.Entries ?? [])
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
