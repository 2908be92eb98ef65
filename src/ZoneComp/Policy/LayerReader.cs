using System.Globalization;

namespace ZoneComp.Policy;

internal static class LayerReader
{
    private const decimal LargestBufferM = 100_000m;

    public static LayerSettings Read(PolicyNode name, PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        string title = map.OptionalText("title") ?? name.Text;
        IReadOnlyList<SourceSettings> sources = SourceReader.Read(map);
        PolicyNode? where = map.Optional("where");
        PolicyNode? field = map.Optional("class");
        bool isAll = map.Optional("classes") is { Kind: PolicyNodeKind.Scalar, Meaning: "all" };
        string? titles = map.OptionalText("titles");
        IReadOnlyList<ClassSettings> classes = isAll ? [] :
        [
            .. map.NamedEntries("classes").Select(entry => ReadClass(entry.Key, entry.Value, field is not null, errors)),
        ];
        if (titles is not null && !isAll)
            errors.Add(
                map.Optional("titles")!,
                "'titles' (the field of the classes' titles) belongs to 'classes: all'",
                "titles（类别名称字段）只与 classes: all 同用");
        if (isAll && field is null)
            errors.Add(
                map.Optional("classes")!,
                "'classes: all' makes a class of every value of a field: name it by 'class'",
                "classes: all 把一个字段的每个取值作为一类：请以 class 写明该字段");
        if (field is not null && classes.Count == 0 && !isAll)
            errors.Add(field, "a class field without 'classes'", "写了分类字段 class，却没有 classes");
        LayerGeometry geometry = map.Choice(
            "geometry", LayerGeometry.Polygons, ("polygons", LayerGeometry.Polygons), ("lines", LayerGeometry.Lines),
            ("points", LayerGeometry.Points));
        decimal? bufferM = ReadBuffer(map, geometry);
        CodePadding? padding = map.Choice<CodePadding?>(
            "padding", null, ("none", CodePadding.None), ("leading", CodePadding.Leading),
            ("leading_or_trailing", CodePadding.LeadingOrTrailing));
        if (padding is not null && field is null)
            errors.Add(
                map.Optional("padding")!,
                "'padding' without a class field: it says how that field's codes are padded",
                "写了 padding 却没有分类字段：它说明该字段代码的补位方式");
        if (isAll && map.Text(field) is string every && errors.All.Count == 0)
        {
            map.Optional("classes")!.MarkAll();
            classes = FoundClasses.Read(
                sources, every, titles, padding ?? NationalSchemas.PaddingOf(every), map.Optional("classes")!, errors);
        }

        CheckValuesDiffer(classes, errors);
        OtherFeatures other = ReadOther(map, classes);
        (decimal? sliversM, bool joins) = ReadSlivers(map, geometry, classes.Count > 0, bufferM);
        decimal? nearestM = ReadNearest(map, geometry, bufferM);
        map.Finish();
        return new LayerSettings(name.Text, title, sources, where, map.Text(field), classes, other, geometry, bufferM, node)
        {
            Padding = padding,
            HasAllValues = isAll,
            SliversM = sliversM,
            JoinsSlivers = joins,
            NearestWithinM = nearestM,
        };
    }

    private static (decimal? WidthM, bool Joins) ReadSlivers(MapReader map, LayerGeometry geometry, bool hasClasses, decimal? bufferM)
    {
        const decimal WidestM = 100;
        if (map.OptionalMap("slivers") is not MapReader slivers)
            return (null, false);
        decimal? widthM = RegionReader.Measure(slivers, "narrower_than", Quantity.Length, "0.5 m");
        if (slivers.Optional("narrower_than") is null || widthM is <= 0 or > WidestM || geometry != LayerGeometry.Polygons)
        {
            map.Errors.Add(
                map.Optional("slivers")!,
                "'slivers' takes 'narrower_than', above 0 and at most 100 m, in layers of polygons: slivers: {narrower_than: 0.5 m}",
                "“slivers”须写 narrower_than，大于 0 且不超过 100 m，且只用于面图层：slivers: {narrower_than: 0.5 m}");
        }

        bool joins = slivers.Choice("method", false, ("drop", false), ("join", true));
        if (joins && (!hasClasses || bufferM < 0))
        {
            map.Errors.Add(
                slivers.Optional("method")!,
                hasClasses
                    ? "'method: join' with a buffer below 0: narrowed by themselves, slivers would be gone; leave one of them away"
                    : "'method: join' gives a sliver its neighbour's class, and this layer has no 'classes': "
                        + "without 'slivers' its ground counts as it is",
                hasClasses
                    ? "“method: join”不能与小于 0 的 buffer 并用：碎屑单独收缩后将不复存在；请去掉其一"
                    : "“method: join”使碎屑取相邻图斑的类，而本图层没有 classes：不写 slivers 时其面积照常计入");
        }

        slivers.Finish();
        return (widthM, joins);
    }

    private static decimal? ReadNearest(MapReader map, LayerGeometry geometry, decimal? bufferM)
    {
        if (map.Optional("assign") is not PolicyNode node)
            return null;
        MapReader? assign = node.Kind == PolicyNodeKind.Map ? map.OptionalMap("assign") : null;
        decimal? withinM = assign is null ? null : RegionReader.Measure(assign, "nearest", Quantity.Length, "500 m");
        if (assign?.Optional("nearest") is null || withinM is <= 0 or > LargestBufferM
            || geometry != LayerGeometry.Points || bufferM is not null)
        {
            map.Errors.Add(
                node,
                "'assign' of a layer takes 'nearest' with a distance above 0 and at most 100 km, in layers of points without a buffer: "
                    + "assign: {nearest: 500 m}; polygons and lines go whole to one region in a formula: "
                    + "area(LAYER, assign: largest_share)",
                "图层的“assign”须写 nearest 及距离（大于 0 且不超过 100 km），且只用于没有 buffer 的点图层：assign: {nearest: 500 m}；"
                    + "面和线如需整体归入一个区域，请在公式中写 area(图层, assign: largest_share)");
        }

        assign?.Finish();
        return withinM;
    }

    /// <summary>"500 m", "0.5 km"; below zero only for polygons.</summary>
    private static decimal? ReadBuffer(MapReader map, LayerGeometry geometry)
    {
        if (map.OptionalText("buffer") is not string written)
            return null;
        string[] words = ChineseSigns.NumberAndUnit(written);
        PolicyNode node = map.Optional("buffer")!;
        if (words.Length != 2
            || !decimal.TryParse(
                words[0],
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out decimal number)
            || Unit.Find(words[1]) is not { Quantity: Quantity.Length } unit)
        {
            map.Errors.Add(
                node,
                $"'buffer' is '{written}'; expected a distance with its unit, such as 500 m or 1.5 km",
                $"“buffer”是“{written}”；应为带单位的距离，如 500 m 或 1.5 km");
            return null;
        }

        if (number == 0 || (number < 0 && geometry != LayerGeometry.Polygons) || Math.Abs(number) * unit.Numerator > LargestBufferM)
        {
            map.Errors.Add(
                node,
                $"'buffer' must be above 0 and at most 100 km; below 0, to narrow, only for polygons",
                "“buffer”应大于 0 且不超过 100 km；小于 0（向内收缩）只用于面图层");
            return null;
        }

        node.MarkAll();
        return number * unit.Numerator;
    }

    private static ClassSettings ReadClass(PolicyNode name, PolicyNode value, bool hasField, PolicyErrors errors)
    {
        // Short form: I: ['1', '01']
        if (value.Kind != PolicyNodeKind.Map)
        {
            if (!hasField)
                errors.Add(
                    value,
                    "values without a class field: say 'class: FIELD' for the layer, or give the class a 'where'",
                    "写了取值却没有分类字段：请在图层写 class: 字段名，或给该类写 where");
            return new ClassSettings(name.Text, name.Text, Values(value, errors), null, name);
        }

        MapReader map = new(value, errors);
        string title = map.OptionalText("title") ?? name.Text;
        PolicyNode? values = map.Optional("values"), where = map.Optional("where");
        if (values is null == where is null)
            errors.Add(
                name,
                $"class '{name.Text}' needs either 'values' (of the class field) or 'where'",
                $"类“{name.Text}”需且只需写 values（分类字段的取值）或 where 之一");
        else if (values is not null && !hasField)
            errors.Add(values, "'values' without a class field: say 'class: FIELD' for the layer", "写了 values 却没有分类字段：请在图层写 class: 字段名");
        map.Finish();
        return new ClassSettings(name.Text, title, values is null ? [] : Values(values, errors), where, name);
    }

    private static IReadOnlyList<string> Values(PolicyNode node, PolicyErrors errors)
    {
        IReadOnlyList<PolicyNode> items = node.Kind == PolicyNodeKind.List ? node.Items : [node];
        foreach (PolicyNode item in items)
        {
            if (item.Kind != PolicyNodeKind.Scalar)
                errors.Add(
                    item,
                    $"found {MapReader.Shown(item)}; expected a value of the class field",
                    $"这里是{MapReader.ShownZh(item)}；应为分类字段的取值");
        }

        if (items.Count == 0)
            errors.Add(node, "an empty list of values", "取值列表为空");
        return [.. items.Select(item => item.Text)];
    }

    private static void CheckValuesDiffer(IReadOnlyList<ClassSettings> classes, PolicyErrors errors)
    {
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (ClassSettings one in classes)
        {
            foreach (string value in one.Values)
            {
                if (!taken.TryAdd(value, one.Name))
                    errors.Add(one.Node, $"value '{value}' belongs to class '{taken[value]}' already", $"取值“{value}”已属于类“{taken[value]}”");
            }
        }
    }

    private static OtherFeatures ReadOther(MapReader map, IReadOnlyList<ClassSettings> classes)
    {
        string other = map.OptionalText("other") ?? "error", rule = PolicyWords.Meaning(other);
        if (rule is "error" or "ignore")
        {
            map.Optional("other")?.MarkAll();
            return new OtherFeatures(rule == "error" ? OtherRule.Error : OtherRule.Ignore, null);
        }

        if (classes.Any(one => one.Name == other))
            return new OtherFeatures(OtherRule.Class, other);
        LocalText hint = NearestName.Hint(other, ["error", "ignore", .. classes.Select(one => one.Name)]);
        map.Errors.Add(
            map.Optional("other")!,
            $"'other' is '{other}'; expected error, ignore or a class of the layer{hint.En}",
            $"“other”是“{other}”；应为 error、ignore 或本图层的某个类{hint.Zh}");
        return new OtherFeatures(OtherRule.Error, null);
    }
}
