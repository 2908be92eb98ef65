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
            string kind = map.Choice("kind", "", [.. Kinds.Select(each => (each, each))]);
            SchemeHead head = SchemeHeadReader.Read(name.Text, kind, map, expressions, tables, policy);
            if (Read(head, map, expressions.Of(head.Quantity), tables, policy, paid) is Scheme scheme)
                schemes.Add(scheme);
            // Which keys a scheme has follows from its kind.
            if (kind.Length > 0)
                map.Finish();
            paid.Add(name.Text, head.Level, head.Quantity);
        }

        return schemes;
    }

    /// <summary>Names of earlier schemes, which give the same quantity.</summary>
    public static IReadOnlyList<string> SchemeNames(MapReader map, string key, PaidColumns paid, Quantity quantity)
    {
        List<string> earlier = paid.Known;
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
            else if (paid.QuantityOf(name) != quantity)
                map.Errors.Add(
                    node,
                    $"'{name}' gives {ExpressionType.Named(paid.QuantityOf(name)).En} and this scheme "
                        + $"{ExpressionType.Named(quantity).En}: one is not reckoned from the other",
                    $"“{name}”分配的是{ExpressionType.Named(paid.QuantityOf(name)).Zh}，而本项目是{ExpressionType.Named(quantity).Zh}，不能互为基数");
        }

        return names;
    }

    private static Scheme? Read(
        SchemeHead head, MapReader map, SchemeExpressions expressions, SchemeTables tables, PolicyFile policy, PaidColumns paid)
    {
        if (map.Optional("kind") is null)
            _ = map.Required("kind");
        IReadOnlyList<ParentLevel> levels = policy.Regions.Parents;
        UnusedKeys.Check(head.Kind, map);
        if (head is { Quantity: not Quantity.Money, Kind: "ledger" or "agreement" })
            map.Errors.Add(
                map.Optional("unit")!,
                "payments between two parties are money; what two parties hand over of a quota is a row of a 'lump' or 'adjustment' each",
                "双方之间的支付应为资金；双方转让的指标请在 lump 或 adjustment 的表中各列一行");
        return head.Kind switch
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
            "reward" => RewardScheme.Read(head, map, expressions, paid),
            "linkage" => LinkageScheme.Read(head, map, expressions, paid),
            "settlement" => SettlementScheme.Read(head, map, expressions, paid),
            "adjustment" => AdjustmentScheme.Read(head, map, tables),
            _ => null,
        };
    }
}
