namespace ZoneComp.Examples;

/// <summary>Reads the block <c>examples</c> against the names of its policy.</summary>
internal sealed class ExampleReader(PolicyFile policy, ExpressionScope names, PolicyErrors errors)
{
    /// <summary>Key of ground in none of the layers.</summary>
    private const string Nothing = "nothing";

    private readonly IReadOnlyList<ZoneClass> classes = ExpressionScope.ZoneClasses(policy);
    private readonly WrittenValue written = new(errors);

    /// <exception cref="PolicyException">With every error in the examples.</exception>
    public static IReadOnlyList<WorkedExample> ReadAll(PolicyFile policy, ExpressionScope names)
    {
        PolicyErrors errors = new();
        ExampleReader reader = new(policy, names, errors);
        WorkedExample[] examples =
        [
            .. new MapReader(policy.Root, errors).NamedEntries("examples", areLabels: true)
                .Select(entry => reader.Read(entry.Key, entry.Value)),
        ];
        errors.ThrowIfAny();
        return examples;
    }

    private WorkedExample Read(PolicyNode name, PolicyNode node)
    {
        MapReader map = new(node, errors);
        string title = map.OptionalText("title") ?? name.Text;
        MapReader given = map.Required("given") is PolicyNode inputs ? new MapReader(inputs, errors) : map;
        MapReader? blocks = given.Required("regions") is PolicyNode block ? new MapReader(block, errors) : null;
        // In the order of the codes, as a run has them.
        (PolicyNode Code, MapReader Region)[] entries =
        [
            .. (blocks?.Node.Entries ?? []).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)
                .Select(entry => (entry.Key, new MapReader(entry.Value, errors))),
        ];
        Region[] regions = [.. entries.Select(entry => ReadRegion(entry.Code.Text, entry.Region))];
        List<CombinationRow> rows = [];
        Dictionary<string, List<CombinationRow>> sets = policy.RegionSets.ToDictionary(
            set => set.Name,
            _ => new List<CombinationRow>(),
            StringComparer.Ordinal);
        Dictionary<string, Cell?[]> columns = new(StringComparer.Ordinal);
        for (int region = 0; region < entries.Length; region++)
        {
            MapReader own = entries[region].Region;
            rows.AddRange(ReadGround(own.OptionalMap("ground"), region));
            foreach ((PolicyNode set, PolicyNode ground) in own.OptionalMap("region_sets")?.Node.Entries ?? [])
            {
                if (sets.TryGetValue(set.Text, out List<CombinationRow>? taken))
                    taken.AddRange(ReadGround(new MapReader(ground, errors), region));
                else
                    Unknown(set, "region set", "区域范围", sets.Keys);
            }

            ReadColumns(own.OptionalMap("columns"), region, entries.Length, columns);
            own.Finish();
        }

        GivenTables tables = new(policy, regions, written, errors);
        List<PolicyTable> read = [.. tables.Read(given.OptionalMap("tables"))];
        read.AddRange(policy.Tables.Where(table =>
            table.Rows is TableRows.Regions or TableRows.Many && read.All(one => one.Name != table.Name))
            .Select(tables.Empty));
        if (!ReferenceEquals(given, map))
            given.Finish();
        IReadOnlyList<ExpectedFigure> expected = map.Required("expect") is PolicyNode figures
            ? ReadExpected(new MapReader(figures, errors), regions)
            : [];
        map.Finish();
        CombinationTable Table(List<CombinationRow> ground) =>
            new()
            {
                Classes = classes,
                Regions = regions,
                Rows = ground,
                Repeats = [],
                Levels = [.. policy.Regions.Parents.Select(level => new RegionLevel(level.Name, level.Title))],
            };
        return new WorkedExample(
            name, title, Table(rows), sets.ToDictionary(set => set.Key, set => Table(set.Value), StringComparer.Ordinal),
            columns.ToDictionary(column => column.Key, column => (IReadOnlyList<Cell?>)column.Value, StringComparer.Ordinal), read,
            expected);
    }

    private Region ReadRegion(string code, MapReader map)
    {
        string name = map.OptionalText("name") ?? "";
        MapReader? stated = map.OptionalMap("parents");
        Dictionary<string, string> parents = new(StringComparer.Ordinal);
        foreach (ParentLevel level in policy.Regions.Parents)
        {
            if ((stated?.Text(stated.Own(level.Name))
                ?? (level.PrefixLength is int length && length <= code.Length ? code[..length] : null)) is string parent)
                parents[level.Name] = parent;
        }

        stated?.Finish();
        return new Region(code, name, parents);
    }

    private IEnumerable<CombinationRow> ReadGround(MapReader? map, int region)
    {
        HashSet<ClassSet> seen = [];
        List<CombinationRow> rows = [];
        foreach ((PolicyNode combination, PolicyNode area) in map?.Node.Entries ?? [])
        {
            if (ReadCombination(combination) is not ClassSet set)
                continue;
            if (!seen.Add(set))
                errors.Add(
                    combination,
                    $"'{combination.Text}' is a combination that stands above already",
                    $"“{combination.Text}”与上面的组合相同");
            else if (written.AreaM2(area) is > 0m and decimal areaM2)
                rows.Add(new CombinationRow(region, set, areaM2));
        }

        return rows.OrderBy(row => row.Classes);
    }

    /// <summary>Ground in exactly these classes and no other: <c>forest.I &amp; redline</c>.</summary>
    private ClassSet? ReadCombination(PolicyNode node)
    {
        if (node.Meaning == Nothing)
        {
            node.MarkAll();
            return ClassSet.Of();
        }

        List<int> indices = [];
        foreach (string part in node.Text.Split('&', StringSplitOptions.TrimEntries))
        {
            int index = classes.ToList().FindIndex(one => one.Name == part);
            if (index >= 0)
            {
                indices.Add(index);
                continue;
            }

            PolicyPlace place = node.At(Math.Max(0, node.Text.IndexOf(part, StringComparison.Ordinal)), Math.Max(1, part.Length));
            string[] own = [.. classes.Where(one => one.Layer == part).Select(one => one.Name)];
            LocalText hint = NearestName.Hint(part, [.. classes.Select(one => one.Name), Nothing]);
            if (own.Length > 0)
                errors.Add(
                    place,
                    $"ground of '{part}' lies in one of its classes: {string.Join(", ", own)}",
                    $"“{part}”的土地须属于其某一类别：{string.Join("、", own)}");
            else
                errors.Add(
                    place,
                    $"'{part}' is no class of the policy's layers; ground is written by the classes that it lies in, joined by &{hint.En}",
                    $"图层中没有类别“{part}”；土地按所在类别书写，以 & 连接{hint.Zh}");
            return null;
        }

        return ClassSet.Of([.. indices]);
    }

    private void ReadColumns(MapReader? map, int region, int count, Dictionary<string, Cell?[]> columns)
    {
        foreach ((PolicyNode name, PolicyNode value) in map?.Node.Entries ?? [])
        {
            if (names.Find(name.Text) is not CompiledExpression column)
                Unknown(name, "indicator or factor", "指标或系数", policy.Indicators.Concat(policy.Factors).Select(each => each.Name));
            else if (written.Of(value, column.Type) is Cell given)
                (columns.TryGetValue(name.Text, out Cell?[]? values) ? values : columns[name.Text] = new Cell?[count])[region] = given;
        }
    }

    private List<ExpectedFigure> ReadExpected(MapReader map, IReadOnlyList<Region> regions)
    {
        List<ExpectedFigure> expected = [];
        string[] schemes = [.. (policy.Schemes?.Entries ?? []).Select(entry => entry.Key.Text)];
        foreach ((PolicyNode code, PolicyNode figures) in map.Node.Entries)
        {
            foreach ((PolicyNode name, PolicyNode value) in new MapReader(figures, errors).Node.Entries)
            {
                string column = name.Text.Split('.')[0], source = column.Length < name.Text.Length ? name.Text[(column.Length + 1)..] : "";
                CompiledExpression? compiled = source.Length == 0 ? names.Find(column) : null;
                if (compiled is null && !schemes.Contains(column))
                    Unknown(
                        name,
                        "indicator, factor or scheme",
                        "指标、系数或资金项目",
                        policy.Indicators.Concat(policy.Factors).Select(each => each.Name).Concat(schemes));
                else if (compiled is not null && regions.All(region => region.Code != code.Text))
                    Unknown(code, "region of the example", "本算例的区域", regions.Select(region => region.Code));
                else if (written.Of(value, compiled?.Type ?? TypeOf(column)) is Cell cell)
                    expected.Add(new ExpectedFigure(code.Text, column, source, value, cell));
            }
        }

        if (expected.Count == 0 && errors.All.Count == 0)
            errors.Add(map.Node, "the example expects no figure", "算例没有应得的数字");
        return expected;
    }

    /// <summary>Of a scheme's figures: money, or what the quota counts by its smallest unit.</summary>
    private ExpressionType TypeOf(string scheme) =>
        policy.Schemes!.Entries.First(entry => entry.Key.Text == scheme).Value["unit"] is { Kind: PolicyNodeKind.Scalar } unit
        && ChineseSigns.NumberAndUnit(unit.Text) is { Length: > 0 } words && Unit.Find(words[^1]) is { } found
        && Unit.IsQuota(found.Quantity)
            ? ExpressionType.Of(found.Quantity, Unit.BaseOf(found.Quantity))
            : ExpressionType.Of(Quantity.Money, "yuan");

    private void Unknown(PolicyNode name, string en, string zh, IEnumerable<string> known)
    {
        LocalText hint = NearestName.Hint(name.Text, [.. known]);
        errors.Add(name, $"'{name.Text}' is no {en}{hint.En}", $"“{name.Text}”不是{zh}{hint.Zh}");
    }
}
