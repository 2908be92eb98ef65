using System.Globalization;

namespace ZoneComp.Policy;

/// <summary>The tree of the policy file to records; each block has a reader of its own.</summary>
internal static class PolicyFileReader
{
    private const int FormatVersion = 1;

    public static PolicyFile Read(PolicyNode root, PolicyErrors errors)
    {
        MapReader map = new(root, errors);
        CheckVersion(map);
        string title = map.RequiredText("title");
        int year = ReadYear(map);
        root.Document.Year = year;
        IReadOnlyList<string> outside = map.Texts("outside");
        root.Document.Folders = new AllowedFolders(root.Document.Directory, outside);
        AreaSettings area = ReadArea(map);
        (string? previous, CodeChanges? previousCodes) = ReadPrevious(map);
        List<Acceptance> accept = FindingsReader.ReadAccept(map), severities = FindingsReader.ReadSeverities(map);
        RegionSettings? regions = map.Required("regions") is PolicyNode node ? RegionReader.Read(node, errors) : null;
        IReadOnlyList<RegionSetSettings> sets =
        [
            .. map.NamedEntries("region_sets").Select(entry => RegionSetReader.Read(entry.Key, entry.Value, errors)),
        ];
        IReadOnlyList<LayerSettings> layers = [.. map.NamedEntries("layers")
            .Select(entry => LayerReader.Read(entry.Key, entry.Value, errors))];
        root.Document.PlaceLayers = layers.Where(layer => !layer.CoversGround)
            .SelectMany(layer => layer.ClassNames.Append(layer.Name))
            .ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<TableSettings> tables = TableReader.ReadAll(map, regions);
        IReadOnlyList<NamedExpression> indicators = NamedExpressionReader.ReadAll(map, "indicators");
        IReadOnlyList<NamedExpression> factors = NamedExpressionReader.ReadAll(map, "factors");
        PolicyNode? schemes = map.Optional("schemes");
        IReadOnlyList<string> families = map.Texts("families");
        _ = map.Optional("examples"); // read where all names are known
        OutputSettings outputs = OutputReader.Read(map.OptionalMap("outputs"), [.. regions?.Parents.Select(level => level.Name) ?? []]);
        map.Finish();
        CheckSets(sets, indicators, factors, errors);
        CheckAcceptedLayers([.. accept, .. severities], sets, layers, tables, schemes, errors);
        CheckNamesDiffer(indicators, factors, tables, errors);
        CheckLevelNames(regions, map.Node, tables, errors);
        CheckLandClasses(regions, layers, errors);
        CheckClassCount(map, layers);
        foreach (string block in regions is { HasMap: false } ? new[] { "layers", "region_sets", "area" } : [])
        {
            if (map.Optional(block) is PolicyNode ground)
                errors.Add(
                    ground,
                    $"'{block}' needs polygons of the regions, and 'geometry: none' says that they have none",
                    $"“{block}”需要区域的图形，而 geometry: none 表明没有图形");
        }

        if (schemes is not null && regions is { Overlaps: RegionOverlapRule.CountInEach })
        {
            errors.Add(
                regions.Node["overlaps"]!,
                "'count_in_each' would pay ground in two regions twice; with schemes say who gets it: first_by_code, half_each, or a table",
                "“count_in_each”会使两个区域重叠的土地重复补偿；有资金项目时请写明归谁：first_by_code、half_each 或 table");
        }

        return new PolicyFile
        {
            Document = root.Document,
            Root = root,
            Title = title,
            Year = year,
            Area = area,
            Previous = previous,
            PreviousCodes = previousCodes,
            Accept = accept,
            Severities = severities,
            Outside = outside,
            Regions = regions ?? RegionReader.Nothing(root),
            RegionSets = sets,
            Layers = layers,
            Tables = tables,
            Indicators = indicators,
            Factors = factors,
            Schemes = schemes,
            Families = families,
            Outputs = outputs,
        };
    }

    private static void CheckVersion(MapReader map)
    {
        if (map.Required("zonecomp") is PolicyNode version && version.Text != FormatVersion.ToString(CultureInfo.InvariantCulture))
            map.Errors.Add(
                version,
                $"'zonecomp' is '{version.Text}'; this program reads policy files of format {FormatVersion}",
                $"“zonecomp”是“{version.Text}”；本程序读取格式 {FormatVersion} 的测算方案");
    }

    // A folder, or a block that also says what became of last year's codes.
    private static (string? Folder, CodeChanges? Codes) ReadPrevious(MapReader map)
    {
        if (map.Optional("previous") is not { Kind: PolicyNodeKind.Map } node)
            return (map.OptionalText("previous"), null);
        MapReader block = new(node, map.Errors);
        string folder = block.RequiredText("run");
        CodeChanges? codes = block.OptionalMap("codes") is MapReader changes ? TableReader.ReadChanges(changes) : null;
        block.Finish();
        return (folder, codes);
    }

    private static int ReadYear(MapReader map)
    {
        PolicyNode? node = map.Required("year");
        int year = map.OptionalInteger("year") ?? 0;
        if (node is not null && year is not (0 or >= 1949 and <= 2200))
            map.Errors.Add(node, $"year {year} is outside 1949 to 2200", $"年份 {year} 不在 1949 至 2200 之间");
        return year;
    }

    private static AreaSettings ReadArea(MapReader map)
    {
        // The method alone, as in "area: planar", is short for a block with nothing else.
        if (map.Optional("area") is { Kind: PolicyNodeKind.Scalar })
            return AreaSettings.Default with { Method = ReadMethod(map, "area") };
        if (map.OptionalMap("area") is not MapReader area)
            return AreaSettings.Default;
        AreaMethod method = ReadMethod(area, "method");
        decimal tolerance = area.OptionalNumber("tolerance_m") ?? AreaSettings.Default.ToleranceM;
        if (tolerance is <= 0 or > 10)
            area.Errors.Add(
                area.Optional("tolerance_m")!,
                "'tolerance_m' must be above 0 and at most 10 (metres)",
                "“tolerance_m”应大于 0 且不超过 10（米）");
        string? crs = SourceReader.ReadCrs(area);
        if (crs is not null && method is not (AreaMethod.Planar or AreaMethod.Survey))
            area.Errors.Add(
                area.Optional("crs")!,
                "'crs' names a plane for the methods planar and survey; equal-area and geodesic need none",
                "“crs”仅用于 planar 与 survey 方法；equal-area 与 geodesic 不需要");
        area.Finish();
        return new AreaSettings(method, tolerance) { Crs = crs };
    }

    private static AreaMethod ReadMethod(MapReader map, string key) =>
        map.Choice(
            key, AreaMethod.EqualArea, ("equal-area", AreaMethod.EqualArea), ("survey", AreaMethod.Survey),
            ("geodesic", AreaMethod.Geodesic), ("planar", AreaMethod.Planar));

    private static void CheckSets(
        IReadOnlyList<RegionSetSettings> sets, IReadOnlyList<NamedExpression> indicators, IReadOnlyList<NamedExpression> factors,
        PolicyErrors errors)
    {
        foreach (NamedExpression named in indicators.Concat(factors).Where(each => each.RegionSet is not null))
        {
            if (factors.Contains(named))
            {
                errors.Add(
                    named.RegionSet!,
                    "only an indicator has 'regions': factors are computed from indicators",
                    "只有指标可写 regions：系数由指标计算");
            }
            else if (!sets.Any(set => set.Name == named.RegionSet!.Text))
            {
                LocalText hint = NearestName.Hint(named.RegionSet!.Text, [.. sets.Select(set => set.Name)]);
                errors.Add(
                    named.RegionSet!,
                    $"'{named.RegionSet!.Text}' is none of the 'region_sets'{hint.En}",
                    $"region_sets 中没有“{named.RegionSet!.Text}”{hint.Zh}");
            }
        }
    }

    private static void CheckAcceptedLayers(
        List<Acceptance> accept, IReadOnlyList<RegionSetSettings> sets, IReadOnlyList<LayerSettings> layers,
        IReadOnlyList<TableSettings> tables, PolicyNode? schemes, PolicyErrors errors)
    {
        string[] known =
        [
            "regions", .. sets.Select(set => set.Name), .. layers.Select(layer => layer.Name), .. tables.Select(table => table.Name),
            .. (schemes?.Entries ?? []).Select(entry => entry.Key.Text),
        ];
        foreach (Acceptance one in accept)
        {
            if (one.Layer is null || known.Contains(one.Layer))
                continue;
            LocalText hint = NearestName.Hint(one.Layer, known);
            errors.Add(
                one.Node["layer"] ?? one.Node,
                $"'{one.Layer}' is no layer, table or scheme of the policy{hint.En}",
                $"测算方案中没有名为“{one.Layer}”的图层、表或资金项目{hint.Zh}");
        }
    }

    private static void CheckClassCount(MapReader map, IReadOnlyList<LayerSettings> layers)
    {
        int classes = layers.Where(layer => layer.CoversGround).Sum(layer => Math.Max(1, layer.Classes.Count));
        if (classes > OverlayInput.MaxClasses)
        {
            map.Errors.Add(
                map.Optional("layers")!,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the layers have {classes} classes in all; one run takes {OverlayInput.MaxClasses} at most: join classes, or split "
                        + $"the policy"),
                string.Create(CultureInfo.InvariantCulture, $"各图层共 {classes} 个类别，一次计算最多 {OverlayInput.MaxClasses} 个：请合并类别或拆分测算方案"));
        }
    }

    private static readonly string[] NamingBlocks = ["region_sets", "layers", "indicators", "factors", "schemes"];

    // A level is named by 'by', 'to', 'each' and 'of'. A table may be called as the level whose rows it holds.
    private static void CheckLevelNames(RegionSettings? regions, PolicyNode root, IReadOnlyList<TableSettings> tables, PolicyErrors errors)
    {
        string[] levels = [.. regions?.Parents.Select(parent => parent.Name) ?? []];
        IEnumerable<PolicyNode> Names(PolicyNode? block) => (block?.Entries ?? []).Select(entry => entry.Key);
        IEnumerable<PolicyNode> Inside(string blocks, string key) =>
            (root[blocks]?.Entries ?? []).SelectMany(entry => Names(entry.Value[key]));
        PolicyNode[] names =
        [
            .. NamingBlocks.SelectMany(block => Names(root[block])),
            .. Names(root["tables"]).Where(name => tables.First(table => table.Name == name.Text).Level != name.Text),
            .. Inside("layers", "classes"), .. Inside("tables", "columns"), .. Inside("schemes", "items"),
        ];
        foreach (PolicyNode name in names.Where(name => levels.Contains(name.Text)))
            errors.Add(
                name,
                $"'{name.Text}' is a level of the regions' 'parents' and cannot be another name; take another, such as {name.Text}_",
                $"“{name.Text}”是 regions 的 parents 中的级别，不能再作其他名称；请改用其他名称，如 {name.Text}_");
    }

    private static void CheckLandClasses(RegionSettings? regions, IReadOnlyList<LayerSettings> layers, PolicyErrors errors)
    {
        if (regions?.OfficialArea?.Adjustment?.LandClasses is not { } land)
            return;
        string[] known = [.. layers.Where(layer => layer.CoversGround && layer.Classes.Count > 0).Select(layer => layer.Name)];
        if (known.Contains(land.Text))
            return;
        LocalText hint = NearestName.Hint(land.Text, known);
        errors.Add(land, $"'{land.Text}' is no layer with classes{hint.En}", $"“{land.Text}”不是带有类别的图层{hint.Zh}");
    }

    private static void CheckNamesDiffer(
        IReadOnlyList<NamedExpression> indicators, IReadOnlyList<NamedExpression> factors, IReadOnlyList<TableSettings> tables,
        PolicyErrors errors)
    {
        Dictionary<string, (string En, string Zh)> seen = new(StringComparer.Ordinal);
        foreach (TableSettings table in tables)
            seen[table.Name] = ("a table", "表");
        foreach ((NamedExpression one, string en, string zh) in indicators.Select(each => (each, "an indicator", "指标"))
            .Concat(factors.Select(each => (each, "a factor", "系数"))))
        {
            if (!seen.TryAdd(one.Name, (en, zh)))
                errors.Add(
                    one.Node,
                    $"'{one.Name}' is {seen[one.Name].En} already; tables, indicators and factors need different names",
                    $"“{one.Name}”已是{seen[one.Name].Zh}的名称；表、指标、系数不可同名");
        }
    }
}
