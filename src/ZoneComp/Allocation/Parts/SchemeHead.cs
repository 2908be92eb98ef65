namespace ZoneComp.Allocation.Parts;

/// <summary>What schemes of all kinds have in common.</summary>
/// <param name="Level">Level that is paid; "" for the regions.</param>
/// <param name="Members">How columns become those of the level's units.</param>
/// <param name="Eligible">Who takes part; null for all.</param>
/// <param name="LastYear">Last year's amount; null when the policy names none.</param>
/// <param name="Reserve">What <see cref="OverRun.Reserve"/> may draw on.</param>
/// <param name="Payers">Portions by payer, adding up to 1; empty for one unnamed source.</param>
/// <param name="Note">A text column shown with each amount.</param>
/// <param name="PaidTo">Who receives the regions' amounts in their place; null for the regions themselves.</param>
internal sealed record SchemeHead(
    string Name,
    string Title,
    string Kind,
    decimal UnitYuan,
    string Level,
    MemberRule Members,
    Formula? Eligible,
    Formula? LastYear,
    IReadOnlyList<BoundSetting> Bounds,
    OverRun OverRun,
    Rest Rest,
    Formula? Reserve,
    IReadOnlyList<KeyValuePair<string, decimal>> Payers,
    Formula? Note,
    PaidTo? PaidTo)
{
    /// <summary>Last year's amount by payer or source of the fund, where the policy states it so; their sum is
    /// <see cref="LastYear"/>.</summary>
    public IReadOnlyDictionary<string, Formula> LastYearBySource { get; init; } = new Dictionary<string, Formula>();

    /// <summary>What it gives: money, or what its quota counts. Amounts are in the quantity's base unit, money in yuan.</summary>
    public Quantity Quantity { get; init; } = Quantity.Money;

    /// <summary>The unit of amounts: "yuan", "m3".</summary>
    public string Measure => Unit.BaseOf(Quantity);

    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    public string? Basis { get; init; }

    /// <summary>Kind of compensation by which totals are made; null where the policy states none.</summary>
    public string? Family { get; init; }
}

/// <summary>One entry of <c>bounds</c>.</summary>
/// <param name="When">Flag: for whom; null for all.</param>
internal sealed record BoundSetting(BoundKind Kind, string Name, Formula? Low, Formula? High, Formula? When);

/// <summary>Reads the keys that all kinds of schemes share.</summary>
internal static class SchemeHeadReader
{
    public static SchemeHead Read(
        string name, string kind, MapReader map, SchemeExpressions money, SchemeTables tables, PolicyFile policy)
    {
        IReadOnlyList<ParentLevel> levels = policy.Regions.Parents;
        string title = map.OptionalText("title") ?? name;
        (decimal unit, Quantity quantity) = ReadUnit(map);
        SchemeExpressions expressions = money.Of(quantity);
        string level = ReadLevel(map, "to", levels);
        MemberRule members = map.Choice("members", MemberRule.Same, ("sum", MemberRule.Sum), ("same", MemberRule.Same));
        if (level.Length > 0 && map.Optional("members") is null)
            map.Errors.Add(
                map.Optional("to")!,
                "'to' a level needs 'members': sum (columns are added up) or same (one value for all members)",
                "写明 to 级别时须写明 members：sum（各列合计）或 same（所属单位取值相同）");

        PolicyNode? last = map.Optional("last_year");
        Dictionary<string, Formula> bySource = last is { Kind: PolicyNodeKind.Map } ? ReadLastYear(last, map, expressions) : [];
        Formula? lastYear = bySource.Count > 0
            ? Sum(last!, [.. bySource.Values], quantity)
            : last is { Kind: PolicyNodeKind.Map } ? null : expressions.Money(last);
        IReadOnlyList<BoundSetting> bounds = ReadBounds(map, expressions, lastYear is not null);
        return new SchemeHead(
            name,
            title,
            kind,
            unit,
            level,
            members,
            expressions.Flag(map.Optional("eligible")),
            lastYear,
            bounds,
            map.Choice(
                "over_run", OverRun.Error, ("error", OverRun.Error), ("rescale", OverRun.Rescale), ("reserve", OverRun.Reserve),
                ("report", OverRun.Report)),
            map.Choice("rest", Rest.Error, ("error", Rest.Error), ("rescale", Rest.Rescale), ("keep", Rest.Keep)),
            expressions.OneMoney(map.Optional("reserve")),
            ReadPayers(map),
            expressions.Text(map.Optional("note")),
            PaidTo.Read(map, level, tables))
        {
            Quantity = quantity,
            LastYearBySource = bySource,
            Basis = BasisReader.Read(map),
            Family = BasisReader.ReadFamily(map, policy.Families),
        };
    }

    /// <summary>The smallest unit of an amount: of money one of few, of a quota a number and a unit.</summary>
    private static (decimal Unit, Quantity Quantity) ReadUnit(MapReader map)
    {
        if (map.Optional("unit") is { Kind: PolicyNodeKind.Scalar } node
            && ChineseSigns.NumberAndUnit(node.Text) is { Length: 1 or 2 } words
            && Unit.Find(words[^1]) is { } unit && Unit.IsQuota(unit.Quantity))
        {
            node.MarkAll();
            decimal number = 1m;
            if (words.Length == 1
                || (decimal.TryParse(
                    words[0], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture,
                    out number)
                && number > 0))
                return (unit.ToBase(number), unit.Quantity);
            map.Errors.Add(
                node,
                $"'{node.Text}' is no smallest unit: a number above zero and a unit, such as 1 m3, 0.01 t, 10 kWh",
                $"“{node.Text}”不是最小单位：应为大于零的数和单位，如 1 m3、0.01 t、10 kWh");
            return (1m, unit.Quantity);
        }

        return (map.Choice("unit", MoneyUnit.Fen, [.. MoneyUnit.Names.Select(each => (each.Key, each.Value))]), Quantity.Money);
    }

    /// <summary>A block of payers, or of the fund's sources, each with what it paid last year.</summary>
    private static Dictionary<string, Formula> ReadLastYear(PolicyNode last, MapReader map, SchemeExpressions expressions)
    {
        IEnumerable<KeyValuePair<PolicyNode, PolicyNode>> stated = (map.Optional("payers") ?? map.Optional("fund"))?.Entries ?? [];
        string[] sources = [.. stated.Select(entry => entry.Key.Text)];
        Dictionary<string, Formula> bySource = new(StringComparer.Ordinal);
        foreach ((PolicyNode name, PolicyNode value) in last.Entries)
        {
            if (!sources.Contains(name.Text))
                map.Errors.Add(name, $"'{name.Text}' is no payer and no source of the fund", $"“{name.Text}”不是出资方或资金来源");
            else if (expressions.Money(value) is Formula money)
                bySource[name.Text] = money;
        }

        foreach (string source in sources.Where(source => last.Own(source) is null))
            map.Errors.Add(
                last,
                $"'last_year' by source lacks '{source}'; a new source had 0 yuan",
                $"last_year 缺少“{source}”；新的来源写 0 yuan");
        return bySource;
    }

    private static FunctionFormula Sum(PolicyNode node, IReadOnlyList<Formula> parts, Quantity quantity) => new(
        ExpressionType.Of(quantity),
        new FormulaSpan(node, 0, 0),
        parts,
        (IReadOnlyList<Cell> amounts, out LocalText? reason) =>
        {
            reason = null;
            return Exact.Sum(amounts);
        });

    public static string ReadLevel(MapReader map, string key, IReadOnlyList<ParentLevel> levels)
    {
        string? level = map.OptionalText(key);
        if (level is null || levels.Any(each => each.Name == level))
            return level ?? "";
        LocalText hint = NearestName.Hint(level, [.. levels.Select(each => each.Name)]);
        map.Errors.Add(
            map.Optional(key)!,
            $"'{level}' is no level of the regions' 'parents'{hint.En}",
            $"“{level}”不是 regions 的 parents 中的级别{hint.Zh}");
        return "";
    }

    /// <summary>Portions that must add up to 1.</summary>
    private static List<KeyValuePair<string, decimal>> ReadPayers(MapReader map)
    {
        if (map.OptionalMap("payers") is not MapReader payers)
            return [];
        List<KeyValuePair<string, decimal>> portions =
        [
            .. payers.Node.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, payers.Number(entry.Value) ?? 0m)),
        ];
        decimal sum = portions.Sum(portion => portion.Value);
        foreach (KeyValuePair<string, decimal> negative in portions.Where(portion => portion.Value < 0))
            map.Errors.Add(payers.Node.Own(negative.Key)!, "a payer's portion is 0 to 1", "出资比例应在 0 至 1 之间");
        if (sum != 1)
            map.Errors.Add(
                payers.Node,
                FormattableString.Invariant($"the payers' portions add up to {sum}, not to 1"),
                FormattableString.Invariant($"各出资方比例合计为 {sum}，应为 1"));
        return portions;
    }

    private static List<BoundSetting> ReadBounds(MapReader map, SchemeExpressions expressions, bool hasLastYear)
    {
        List<BoundSetting> bounds = [];
        if (map.Optional("bounds") is not PolicyNode list)
            return bounds;
        if (list.Kind != PolicyNodeKind.List)
        {
            map.Errors.Add(
                list,
                "'bounds' is a list, in the order in which the bounds apply: - floor: 100 wan_yuan",
                "bounds 应为列表，按适用顺序书写：- floor: 100 wan_yuan");
            return bounds;
        }

        foreach (PolicyNode item in list.Items)
            bounds.AddRange(BoundReader.Read(new MapReader(item, map.Errors), expressions, hasLastYear));
        return bounds;
    }
}
