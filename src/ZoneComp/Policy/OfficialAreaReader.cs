namespace ZoneComp.Policy;

/// <summary>Reads <c>official_area</c>: where the figures are, how far the measured area may be off, and how areas are brought to
/// them.</summary>
internal static class OfficialAreaReader
{
    public static OfficialArea Read(MapReader map, IReadOnlyList<ParentLevel> levels)
    {
        string field = map.RequiredText("field"), unit = ReadUnit(map);
        decimal tolerance = map.OptionalNumber("tolerance") ?? 0.001m;
        if (tolerance <= 0)
            map.Errors.Add(map.Optional("tolerance")!, "'tolerance' must be above 0 (relative difference)", "“tolerance”应大于 0（相对差）");
        SourceSettings? table = map.Optional("table") is null ? null : ReadTable(map, "table");
        string? key = map.OptionalText("key");
        string level = map.OptionalText("level") ?? "";
        if (table is not null && key is null)
            _ = map.Required("key");
        if (level.Length > 0 && !levels.Any(each => each.Name == level))
        {
            LocalText hint = NearestName.Hint(level, [.. levels.Select(each => each.Name)]);
            map.Errors.Add(
                map.Optional("level")!,
                $"'{level}' is no level of the regions' 'parents'{hint.En}",
                $"“{level}”不是 regions 的 parents 中的级别{hint.Zh}");
        }

        if (level.Length > 0 && table is null)
            map.Errors.Add(
                map.Optional("level")!,
                "figures of a level above come from a 'table' keyed by that level's code",
                "上级控制面积须由 table 给出，并以上级代码为键");
        AreaAdjustment? adjustment = map.OptionalMap("adjust") is MapReader adjust ? ReadAdjustment(adjust, level) : null;
        map.Finish();
        return new OfficialArea(field, unit, tolerance) { Table = table, Key = key ?? "", Level = level, Adjustment = adjustment };
    }

    /// <summary>A table's file, with its sheet and encoding.</summary>
    public static SourceSettings ReadTable(MapReader map, string name)
    {
        PolicyNode? path = map.Required(name);
        return new SourceSettings(
            map.Text(path) ?? "", map.OptionalText("sheet"), null, map.OptionalText("encoding"), null, null, path ?? map.Node);
    }

    private static AreaAdjustment ReadAdjustment(MapReader map, string level)
    {
        _ = map.Required("method");
        AdjustmentMethod method = map.Choice(
            "method", AdjustmentMethod.LargestRemainder, ("largest_remainder", AdjustmentMethod.LargestRemainder),
            ("survey", AdjustmentMethod.Survey), ("pieces", AdjustmentMethod.Pieces));
        _ = map.Required("unit");
        decimal unitM2 = map.Choice("unit", 0.01m, ("0.01 m2", 0.01m), ("0.01 ha", 100m), ("0.01 平方米", 0.01m), ("0.01 公顷", 100m));
        bool areas = map.Choice("area", false, ("raw", false), ("adjusted", true));
        bool ratios = map.Choice("ratio", false, ("raw", false), ("adjusted", true));
        GivenPieces? pieces = null;
        if (method == AdjustmentMethod.Pieces && map.Required("pieces") is { } node)
        {
            MapReader given = new(node, map.Errors);
            pieces = new GivenPieces(
                ReadTable(given, "table"), given.RequiredText("key"), given.RequiredText("class"), given.RequiredText("field"),
                ReadUnit(given));
            given.Finish();
            if (level.Length > 0)
                map.Errors.Add(
                    node,
                    "given pieces are areas of classes inside the regions themselves; they cannot go with 'level'",
                    "pieces 给出的是本级区域内各类别的面积，不能与 level 同用");
        }

        PolicyNode? land = map.Optional("land_classes");
        if (land is not null && method != AdjustmentMethod.Survey)
            map.Errors.Add(land, "'land_classes' belongs to 'method: survey'", "“land_classes”仅用于 method: survey");
        map.Finish();
        return new AreaAdjustment(method, unitM2, areas, ratios, pieces, map.Node) { LandClasses = land };
    }

    private static string ReadUnit(MapReader map)
    {
        string unit = map.RequiredText("unit");
        map.Optional("unit")?.MarkAll();
        if (unit.Length > 0 && Unit.Find(unit)?.Quantity != Quantity.Area)
        {
            LocalText hint = NearestName.Hint(unit, ["m2", "ha", "mu", "km2"]);
            map.Errors.Add(map.Optional("unit")!, $"'{unit}' is no unit of area{hint.En}", $"“{unit}”不是面积单位{hint.Zh}");
        }

        return Unit.Find(unit)?.Name ?? unit;
    }
}
