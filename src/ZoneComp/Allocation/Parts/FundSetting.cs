namespace ZoneComp.Allocation.Parts;

/// <summary>A fund as the policy writes it: one amount, or a block of named sources that add up to it.</summary>
/// <param name="Within">Level whose units each have a fund of their own, given by the amount's value there; "" for one fund.</param>
internal sealed record FundSetting(IReadOnlyList<(string Source, Formula? Amount)> Sources, string Within)
{
    public static FundSetting? Read(MapReader map, SchemeExpressions expressions, IReadOnlyList<ParentLevel> levels, bool required)
    {
        PolicyNode? node = required ? map.Required("fund") : map.Optional("fund");
        string within = SchemeHeadReader.ReadLevel(map, "within", levels);
        if (node is null)
            return null;
        if (node.Kind != PolicyNodeKind.Map)
            return new FundSetting([("", within.Length > 0 ? expressions.Money(node) : expressions.OneMoney(node))], within);
        if (within.Length > 0)
            map.Errors.Add(node, "a fund 'within' a level is one amount, not a block of sources", "写明 within 时 fund 应为单一金额，不能分来源");
        return new FundSetting([.. node.Entries.Select(entry => (entry.Key.Text, expressions.OneMoney(entry.Value)))], within);
    }

    /// <summary>Named sources; empty for one unnamed one.</summary>
    public IReadOnlyList<Budget> Budgets(SchemeRun run)
    {
        Budget[] budgets = Sources is [("", _)]
            ? []
            : [.. Sources.Select(source => new Budget(source.Source, run.Uniform(source.Amount!)))];
        // Beside the others such a source would take money from every payee.
        foreach (Budget below in budgets.Where(budget => budget.Yuan < 0))
            run.Log.Add(AllocationFindings.SourceBelowZero(run.Head.Name, below.Source, below.Yuan, run.Head.Measure));
        return budgets;
    }

    /// <summary>The payees by fund.</summary>
    public IReadOnlyList<FundGroup> Groups(SchemeRun run)
    {
        int[] all = [.. Enumerable.Range(0, run.Payees.Count)];
        if (Within.Length == 0)
            return [new FundGroup(all, Sources.Sum(source => run.Uniform(source.Amount!)))];
        Formula amount = Sources[0].Amount!;
        decimal[] funds = (run.Payees with { Rule = MemberRule.Same }).Numbers(amount, run.Head.Name, run.Log);
        string[] units = run.Payees.Groups(run.Table.Regions, Within);
        List<FundGroup> groups = [];
        if (all.Where(i => units[i].Length == 0).Select(run.Payees.Label).ToArray() is { Length: > 0 } without)
            run.Log.Add(AllocationFindings.OfNoUnit(run.Head.Name, Within, without));
        foreach (IGrouping<string, int> unit in all.Where(i => units[i].Length > 0)
            .GroupBy(i => units[i], StringComparer.Ordinal)
            .OrderBy(unit => unit.Key, StringComparer.Ordinal))
        {
            int[] members = [.. unit];
            if (Array.Exists(members, i => funds[i] != funds[members[0]]))
                run.Log.Add(AllocationFindings.MembersDiffer(run.Head.Name, unit.Key, amount));
            groups.Add(new FundGroup(members, funds[members[0]]));
        }

        return groups;
    }
}
