namespace ZoneComp.Allocation.Schemes;

/// <summary>Reads the <c>schemes</c> block: each scheme by its kind, in the order in which they run.</summary>
internal static class SchemeReader
{
    private static readonly string[] Kinds =
        [
            "pool", "rate", "points", "gap", "tiers", "increment", "lump", "ledger", "agreement", "reward", "linkage", "settlement",
            "adjustment",
        ];

    /// <param name="scope">Columns over the regions.</param>
    public static IReadOnlyList<Scheme> Read(
        PolicyFile policy, NameScope scope, IReadOnlyList<ZoneClass> classes, Func<string, TableScope?> table, PaidColumns paid,
        PolicyErrors errors)
    {
        if (policy.Schemes is not PolicyNode block)
            return [];
        SchemeNames columns = new(scope, paid);
        SchemeExpressions expressions = new(columns, classes, errors);
        SchemeTables tables = new(
            [.. policy.Tables.Select(each => each.Name)],
            table,
            (rows, wrong) => new SchemeExpressions(rows, classes, wrong))
        { Columns = columns };
        List<Scheme> schemes = [];
        foreach ((PolicyNode name, PolicyNode node) in block.Entries)
        {
            PolicyNames.Check(name, errors);
            MapReader map = new(node, errors);
            if (Read(name.Text, map, expressions, tables, policy, paid.Known) is Scheme scheme)
                schemes.Add(scheme);
            map.Finish();
            paid.Add(
                name.Text,
                map.OptionalText("to") is string level && policy.Regions.Parents.Any(parent => parent.Name == level) ? level : "");
        }

        return schemes;
    }

    /// <summary>Names of earlier schemes.</summary>
    public static IReadOnlyList<string> SchemeNames(MapReader map, string key, IReadOnlyCollection<string> earlier)
    {
        IReadOnlyList<string> names = map.Texts(key);
        for (int index = 0; index < names.Count; index++)
        {
            string name = names[index];
            PolicyNode node = map.Optional(key) is { Kind: PolicyNodeKind.List } list ? list.Items[index] : map.Optional(key)!;
            LocalText hint = NearestName.Hint(name, earlier);
            if (!earlier.Contains(name))
                map.Errors.Add(node, $"'{name}' is no scheme before this one{hint.En}", $"“{name}”不是在此之前的项目{hint.Zh}");
            else if (names.Take(index).Contains(name))
                map.Errors.Add(node, $"'{name}' stands here twice, and what it paid would count twice", $"“{name}”在此出现两次，其金额会重复计入");
        }

        return names;
    }

    private static Scheme? Read(
        string name, MapReader map, SchemeExpressions expressions, SchemeTables tables, PolicyFile policy,
        IReadOnlyCollection<string> earlier)
    {
        string kind = map.Choice(
            "kind", "", [.. Kinds.Select(each => (each, each))]);
        if (map.Optional("kind") is null)
            _ = map.Required("kind");
        IReadOnlyList<ParentLevel> levels = policy.Regions.Parents;
        SchemeHead head = SchemeHeadReader.Read(name, kind, map, expressions, tables, policy);
        UnusedKeys.Check(kind, map);
        return kind switch
        {
            "pool" => PoolScheme.Read(head, map, expressions, levels),
            "rate" => RateScheme.Read(head, map, expressions, policy.Year),
            "points" => PointScheme.Read(head, map, expressions, levels),
            "gap" => GapScheme.Read(head, map, expressions, levels),
            "tiers" => TierScheme.Read(head, map, expressions),
            "increment" => IncrementScheme.Read(head, map, expressions, levels),
            "lump" => LumpScheme.Read(head, map, tables),
            "ledger" => LedgerScheme.Read(head, map, tables, expressions),
            "agreement" => AgreementScheme.Read(head, map, expressions),
            "reward" => RewardScheme.Read(head, map, expressions, earlier),
            "linkage" => LinkageScheme.Read(head, map, expressions, earlier),
            "settlement" => SettlementScheme.Read(head, map, expressions, earlier),
            "adjustment" => AdjustmentScheme.Read(head, map, tables),
            _ => null,
        };
    }
}
