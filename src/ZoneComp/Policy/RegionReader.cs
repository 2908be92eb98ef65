using System.Globalization;

namespace ZoneComp.Policy;

internal static class RegionReader
{
    public static RegionSettings Read(PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        bool hasMap = map.Choice("geometry", true, ("polygons", true), ("none", false));
        IReadOnlyList<SourceSettings> sources = SourceReader.Read(map);
        (sources, int header) = hasMap ? (sources, 1) : ReadSheet(map, sources);
        IReadOnlyList<string> codes = ReadFields(map, "code");
        string code = string.Join(CompositeCode.Joint, codes);
        string? name = map.OptionalText("name");
        IReadOnlyList<ParentLevel> parents = [.. map.NamedEntries("parents").Select(entry => ReadParent(entry.Key, entry.Value, errors))];
        if (parents.Where(level => level.Layer is not null).Skip(1).FirstOrDefault() is { } second)
            errors.Add(
                second.Layer!.Node,
                "only one level can have polygons of its own: the one right above the regions",
                "只能有一级带有图层：紧邻本级的上一级");
        OfficialArea? official = map.OptionalMap("official_area") is MapReader area ? OfficialAreaReader.Read(area, parents) : null;
        (RegionOverlapRule overlaps, OwnerTable? owners) = ReadOverlaps(map);
        string title = map.OptionalText("title") ?? "regions";
        bool joins = map.Choice("parts", false, ("error", false), ("join", true));
        CodeCheck list = map.Choice("code_list", CodeCheck.WhereTheyLookIt, ("gb2260", CodeCheck.Always), ("none", CodeCheck.Never));
        GroundLayer? mask = map.OptionalMap("mask") is MapReader only ? ReadGround(only, finish: true) : null;
        OutlineLayer? outline = map.OptionalMap("outline") is MapReader around ? ReadOutline(around) : null;
        foreach (string key in hasMap ? [] : new[] { "overlaps", "parts", "mask", "outline", "crs", "datum" })
        {
            if (map.Optional(key) is PolicyNode useless)
                errors.Add(
                    useless,
                    $"'{key}' is about polygons, and 'geometry: none' says that the regions have none",
                    $"“{key}”涉及图形，而 geometry: none 表明区域没有图形");
        }

        if (!hasMap && (official is { Adjustment: not null } or { Table: not null } || parents.Any(level => level.Layer is not null)))
            errors.Add(
                node,
                "regions without a map take areas from their own table, 'official_area: {field:, unit:}', and have no level with polygons",
                "没有图形的区域，面积只取自本表（official_area: {field:, unit:}），上级也不能有图形");
        map.Finish();
        return new RegionSettings(title, sources, code, name, parents, official, overlaps, node)
        {
            CodeFields = codes,
            HasMap = hasMap,
            HeaderRow = header,
            Owners = owners,
            JoinsParts = joins,
            Codes = list,
            Mask = mask,
            Outline = outline,
        };
    }

    /// <summary>One field, or several that make a code together.</summary>
    internal static IReadOnlyList<string> ReadFields(MapReader map, string key)
    {
        _ = map.Required(key);
        IReadOnlyList<string> fields = map.Texts(key);
        if (map.Optional(key) is { Kind: PolicyNodeKind.List } list && (fields.Count == 0 || fields.Distinct().Count() < fields.Count))
            map.Errors.Add(list, $"'{key}' names a field twice, or none", $"“{key}”中字段重复或没有字段");
        return fields;
    }

    /// <summary>Sheet and row of the headings of regions that are rows of a table.</summary>
    private static (IReadOnlyList<SourceSettings> Sources, int HeaderRow) ReadSheet(MapReader map, IReadOnlyList<SourceSettings> sources)
    {
        string? sheet = map.OptionalText("sheet");
        int header = map.OptionalInteger("header_row") ?? 1;
        if (header is < 1 or > 1000)
            map.Errors.Add(map.Optional("header_row")!, "'header_row' must be 1 to 1000", "“header_row”应为 1 至 1000");
        return ([.. sources.Select(source => source with { Layer = source.Layer ?? sheet })], header);
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
        string? nameField = map.OptionalText("name");
        LevelLayer? layer = map.OptionalMap("layer") is MapReader polygons ? ReadLevelLayer(polygons) : null;
        if (field is null == prefix is null)
            errors.Add(
                value,
                "a level needs either 'field' (the parent's code) or 'prefix' (how many characters of the region's code)",
                "上级需且只需写 field（上级代码字段）或 prefix（取本级代码前几位）之一");
        if (prefix is < 1 or > 64)
            errors.Add(map.Optional("prefix")!, "'prefix' must be 1 to 64 characters", "“prefix”应为 1 至 64 位");
        map.Finish();
        return new ParentLevel(name.Text, title, field, prefix) { NameField = nameField, Layer = layer };
    }

    private static LevelLayer ReadLevelLayer(MapReader map)
    {
        LevelLayer layer = new(SourceReader.Read(map), map.RequiredText("code"), map.OptionalText("name"), map.Node);
        if (map.OptionalMap("no_unit") is MapReader slivers)
        {
            layer = layer with
            {
                Slivers = new SliverRule(
                    Measure(slivers, "narrower_than", Quantity.Length, "20 m") ?? layer.Slivers.WidthM,
                    Measure(slivers, "smaller_than", Quantity.Area, "1000 m2") ?? layer.Slivers.AreaM2),
            };
            slivers.Finish();
        }

        map.Finish();
        return layer;
    }

    /// <summary>A number of zero or more with a unit, in the unit's base.</summary>
    internal static decimal? Measure(MapReader map, string key, Quantity quantity, string example)
    {
        if (map.OptionalText(key) is not string written)
            return null;
        string[] words = ChineseSigns.NumberAndUnit(written);
        if (words.Length == 2
            && decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && Unit.Find(words[1]) is { } unit && unit.Quantity == quantity)
        {
            map.Optional(key)!.MarkAll();
            return unit.ToBase(number);
        }

        map.Errors.Add(
            map.Optional(key)!,
            $"'{key}' is '{written}'; expected a number with its unit, such as {example}",
            $"“{key}”是“{written}”；应为带单位的数，如 {example}");
        return null;
    }

    private static GroundLayer ReadGround(MapReader map, bool finish)
    {
        GroundLayer layer = new(map.OptionalText("title") ?? "", SourceReader.Read(map), map.Optional("where"), map.Node);
        if (finish)
            map.Finish();
        return layer;
    }

    private static OutlineLayer ReadOutline(MapReader map)
    {
        GroundLayer ground = ReadGround(map, finish: false);
        decimal tolerance = map.OptionalNumber("tolerance") ?? 0.000001m;
        if (tolerance is < 0 or >= 1)
            map.Errors.Add(
                map.Optional("tolerance")!,
                "'tolerance' is a share of the outline's area: 0 or more, below 1",
                "“tolerance”为占省界面积的比例，应不小于 0 且小于 1");
        map.Finish();
        return new OutlineLayer(ground, tolerance);
    }

    /// <summary>A rule's name, or a block with the rule and its table.</summary>
    private static (RegionOverlapRule Rule, OwnerTable? Owners) ReadOverlaps(MapReader map)
    {
        if (map.Optional("overlaps") is not PolicyNode { Kind: PolicyNodeKind.Map } node)
        {
            RegionOverlapRule rule = map.Choice(
                "overlaps",
                RegionOverlapRule.Error,
                ("error", RegionOverlapRule.Error), ("count_in_each", RegionOverlapRule.CountInEach),
                ("first_by_code", RegionOverlapRule.FirstByCode), ("half_each", RegionOverlapRule.HalfEach));
            return (rule, null);
        }

        MapReader table = new(node, map.Errors);
        OwnerTable owners = new(
            OfficialAreaReader.ReadTable(table, "table"),
            table.OptionalText("first") ?? "first",
            table.OptionalText("second") ?? "second",
            table.OptionalText("owner") ?? "owner");
        table.Finish();
        return (RegionOverlapRule.ByTable, owners);
    }
}
