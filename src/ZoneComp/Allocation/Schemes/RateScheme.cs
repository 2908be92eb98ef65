namespace ZoneComp.Allocation.Schemes;

/// <summary>rate x area on ground, with the overlap rule that decides pieces under several items; and rate x quantity of anything
/// counted.</summary>
internal sealed record RateScheme(SchemeHead Head, OverlapRule Overlap, decimal ToleranceM2, IReadOnlyList<RateItem> Items) : Scheme(Head)
{
    private const decimal SquareMetresInThreeMu = 2000m;

    private static readonly (string Name, OverlapRule Rule)[] Rules =
    [
        ("sum", OverlapRule.Sum), ("union", OverlapRule.Union), ("highest", OverlapRule.HighestRate), ("best", OverlapRule.BestReturn),
        ("priority", OverlapRule.Priority), ("disjoint", OverlapRule.Disjoint),
    ];

    public static Scheme Read(SchemeHead head, MapReader map, SchemeExpressions expressions, int year)
    {
        List<RateItem> items =
        [
            .. map.NamedEntries("items")
                .Select(entry => RateItem.Read(entry.Key.Text, new MapReader(entry.Value, map.Errors), expressions, year))
                .OfType<RateItem>(),
        ];
        if (map.Optional("items") is null)
            _ = map.Required("items");
        OverlapRule overlap = map.Choice("overlap", OverlapRule.Disjoint, Rules);
        if (items.Count(item => item.Ground is not null) > 1 && map.Optional("overlap") is null)
            map.Errors.Add(
                map.Node,
                "several items on ground need 'overlap': sum, union, highest, best, priority or disjoint",
                "多个按面积补偿的项目须写明 overlap：sum、union、highest、best、priority 或 disjoint");
        decimal tolerance = map.OptionalNumber("tolerance_m2") ?? 0m;
        return new RateScheme(head, overlap, tolerance, items);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal[] computed = new decimal[run.Payees.Count];
        List<PaidItemRow> paid = [];
        foreach (RateItem item in Items.Where(item => item.Quantity is not null))
        {
            decimal[] amounts = run.Numbers(item.Quantity!);
            for (int i = 0; i < computed.Length; i++)
            {
                computed[i] += eligible[i] ? amounts[i] : 0;
                if (eligible[i] && amounts[i] != 0)
                    paid.Add(new PaidItemRow(
                        run.Payees.Codes[i], "", Head.Name, item.Name, item.Quantity!.Span.Text, null, null, null, amounts[i])
                    {
                        Legal = item.Basis,
                    });
            }

            if (Enumerable.Range(0, amounts.Length).Where(i => eligible[i] && amounts[i] < 0).Select(run.Payees.Label).ToArray()
                is { Length: > 0 } below)
                run.Log.Add(AllocationFindings.BelowZero(Head.Name, item.Name, below));
        }

        RateItem[] groundItems = [.. Items.Where(item => item.Ground is not null)];
        PaidItem[] onGround = [.. groundItems.Select(item => item.ForRegions(run))];
        decimal[] byRegion = new decimal[run.Table.Regions.Count];
        int[] payeeOf = PayeeOfRegion(run, eligible);
        ItemPayment[] payments = [.. OverlapPayment.Pay(run.Table, onGround, Overlap).Where(payment => payeeOf[payment.Region] >= 0)];
        if (payments.Length > 0 && Array.TrueForAll(payments, payment => payment.AmountYuan == 0))
            run.Log.Add(AllocationFindings.PaysNothing(Head.Name, payments.Sum(payment => payment.AreaM2)));
        foreach (ItemPayment payment in payments)
        {
            byRegion[payment.Region] += payment.AmountYuan;
            PaidItem item = onGround[payment.Item];
            paid.Add(new PaidItemRow(
                run.Payees.Codes[payeeOf[payment.Region]], run.Table.Regions[payment.Region].Code, Head.Name, item.Name,
                groundItems[payment.Item].Ground!.Text, payment.AreaM2,
                item.RateYuanPerM2[payment.Region] * SquareMetresInThreeMu / 3m, item.Coefficient[payment.Region], payment.AmountYuan)
            { Legal = groundItems[payment.Item].Basis });
        }
        for (int i = 0; i < computed.Length; i++)
            computed[i] += eligible[i] ? OrderFreeSum.Of(run.Payees.Members[i].Select(region => byRegion[region])) : 0;

        IReadOnlyList<ItemOverlap> overlaps = OverlapPayment.Overlaps(run.Table, onGround);
        Tell(run, onGround, overlaps);
        return SchemeFinish.Unfunded(run, computed) with
        {
            PaidItems = [.. paid.OrderBy(row => row.Unit, StringComparer.Ordinal)],
            PaidGround = [.. groundItems.Select(item => Pays(item.Ground!, payeeOf))],
            Overlaps = [.. overlaps.Select(overlap => new OverlapRow(
                Head.Name, run.Table.Regions[overlap.Region].Code, onGround[overlap.First].Name, onGround[overlap.Second].Name,
                overlap.AreaM2))],
            RuleComparisons = OverlapReport.Compare(Head.Name, run.Table, onGround, Overlap),
        };
    }

    /// <summary>By region the payee that its ground is paid to; -1 where it takes no part.</summary>
    private static int[] PayeeOfRegion(SchemeRun run, bool[] eligible)
    {
        int[] payeeOf = [.. run.Table.Regions.Select(_ => -1)];
        for (int payee = 0; payee < run.Payees.Count; payee++)
        {
            foreach (int region in eligible[payee] ? run.Payees.Members[payee] : [])
                payeeOf[region] = payee;
        }

        return payeeOf;
    }

    // There are thousands of rows for each combination, and a combination is in the same items in every region.
    private static Func<CombinationRow, bool> Pays(ZoneSet ground, int[] payeeOf)
    {
        Dictionary<ClassSet, bool> known = [];
        return row =>
        {
            if (payeeOf[row.Region] < 0)
                return false;
            if (!known.TryGetValue(row.Classes, out bool holds))
                known.Add(row.Classes, holds = ground.Holds(row.Classes));
            return holds;
        };
    }

    private void Tell(SchemeRun run, PaidItem[] items, IReadOnlyList<ItemOverlap> overlaps)
    {
        foreach (IGrouping<(int First, int Second), ItemOverlap> pair in overlaps.GroupBy(overlap => (overlap.First, overlap.Second)))
        {
            string first = items[pair.Key.First].Name, second = items[pair.Key.Second].Name;
            run.Log.Add(AllocationFindings.Overlap(
                Head.Name, first, second, pair.Sum(overlap => overlap.AreaM2), pair.Count(),
                Array.Find(Rules, rule => rule.Rule == Overlap).Name));
            foreach (ItemOverlap overlap in pair)
            {
                Region region = run.Table.Regions[overlap.Region];
                if (Overlap == OverlapRule.Disjoint && overlap.AreaM2 > ToleranceM2)
                    run.Log.Add(AllocationFindings.NotDisjoint(Head.Name, $"{region.Code} {region.Name}", first, second, overlap.AreaM2));
                if (Overlap == OverlapRule.Union
                    && OverlapPayment.Compared(items[overlap.First], overlap.Region)
                        != OverlapPayment.Compared(items[overlap.Second], overlap.Region))
                    run.Log.Add(AllocationFindings.RatesDiffer(Head.Name, $"{region.Code} {region.Name}"));
            }
        }
    }
}
