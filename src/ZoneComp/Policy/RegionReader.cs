using ZoneComp.Diagnostics;

namespace ZoneComp.Policy;

internal static class RegionReader
{
    public static RegionSettings Read(PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        IReadOnlyList<SourceSettings> sources = SourceReader.Read(map);
        string code = map.RequiredText("code");
        string? name = map.OptionalText("name");
        IReadOnlyList<ParentLevel> parents = [.. map.NamedEntries("parents").Select(entry => ReadParent(entry.Key, entry.Value, errors))];
        OfficialArea? official = map.OptionalMap("official_area") is MapReader area ? ReadOfficialArea(area) : null;
        RegionOverlapRule overlaps = map.Choice("overlaps", RegionOverlapRule.Error, ("error", RegionOverlapRule.Error), ("count_in_each", RegionOverlapRule.CountInEach));
        string title = map.OptionalText("title") ?? "regions";
        map.Finish();
        return new RegionSettings(title, sources, code, name, parents, official, overlaps, node);
    }

    /// <summary>Stands in while the file's errors are gathered; never leaves the reader.</summary>
    public static RegionSettings Nothing(PolicyNode root) => new("", [], "", null, [], null, RegionOverlapRule.Error, root);

    private static ParentLevel ReadParent(PolicyNode name, PolicyNode value, PolicyErrors errors)
    {
        if (value.Kind == PolicyNodeKind.Scalar)
            return new ParentLevel(name.Text, name.Text, value.Text, null);
        MapReader map = new(value, errors);
        string? field = map.OptionalText("field");
        int? prefix = map.OptionalInteger("prefix");
        string title = map.OptionalText("title") ?? name.Text;
        if (field is null == prefix is null)
            errors.Add(value, "a level needs either 'field' (the parent's code) or 'prefix' (how many characters of the region's code)", "上级需且只需写 field（上级代码字段）或 prefix（取本级代码前几位）之一");
        if (prefix is < 1 or > 64)
            errors.Add(map.Optional("prefix")!, "'prefix' must be 1 to 64 characters", "“prefix”应为 1 至 64 位");
        map.Finish();
        return new ParentLevel(name.Text, title, field, prefix);
    }

    private static OfficialArea ReadOfficialArea(MapReader map)
    {
        string field = map.RequiredText("field"), unit = map.RequiredText("unit");
        decimal tolerance = map.OptionalNumber("tolerance") ?? 0.001m;
        if (unit.Length > 0 && Unit.Find(unit)?.Quantity != Model.Quantity.Area)
        {
            LocalText hint = NearestName.Hint(unit, ["m2", "ha", "mu", "km2"]);
            map.Errors.Add(map.Optional("unit")!, $"'{unit}' is no unit of area{hint.En}", $"“{unit}”不是面积单位{hint.Zh}");
        }

        if (tolerance <= 0)
            map.Errors.Add(map.Optional("tolerance")!, "'tolerance' must be above 0 (relative difference)", "“tolerance”应大于 0（相对差）");
        map.Finish();
        return new OfficialArea(field, unit, tolerance);
    }
}
