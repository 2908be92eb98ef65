namespace ZoneComp.Allocation.Parts;

/// <summary>How a column over regions becomes one over the units of a level above.</summary>
internal enum MemberRule
{
    /// <summary>Added up: areas, counts, money. What is one value for all regions is not. A unit has a sum where all members have a value,
    /// none where none has.</summary>
    Sum,

    /// <summary>One value that all members must share: ratios and scores by group functions.</summary>
    Same,
}

/// <summary>Who is paid by one scheme: the regions, or the units of a level above them.</summary>
/// <param name="Codes">Ordinal.</param>
/// <param name="Members">Per payee the indices of its regions; itself alone where regions are paid.</param>
/// <param name="Paths">Per payee its codes from the highest level down to its own.</param>
/// <param name="Frame">Names the regions in findings.</param>
internal sealed record Payees(
    Frame Frame, IReadOnlyList<string> Codes, IReadOnlyList<string> Names, IReadOnlyList<int[]> Members,
    IReadOnlyList<IReadOnlyList<string>> Paths, MemberRule Rule)
{
    // A column is asked for in several places, such as who is eligible; what is wrong with it is told once.
    private readonly HashSet<(string Scheme, Formula Formula, bool AbsentAllowed, MemberRule? Rule)> told = [];

    public int Count => Codes.Count;

    /// <param name="levels">Names of the levels above the regions, the nearest first.</param>
    public static Payees Regions(Frame frame, IReadOnlyList<Region> regions, IReadOnlyList<string> levels) => new(
        frame,
        [.. regions.Select(region => region.Code)],
        [.. regions.Select(region => region.Name)],
        [.. Enumerable.Range(0, regions.Count).Select(i => new[] { i })],
        [.. regions.Select(region => Path(region, levels, region.Code))],
        MemberRule.Same);

    /// <summary>The units of a level; regions without a unit there belong to none and are paid nothing.</summary>
    public static Payees OfLevel(Frame frame, IReadOnlyList<Region> regions, IReadOnlyList<string> levels, string level, MemberRule rule)
    {
        string[] above = [.. levels.SkipWhile(each => each != level).Skip(1)];
        IGrouping<string, int>[] units = [.. Enumerable.Range(0, regions.Count)
            .Where(i => regions[i].Parents.ContainsKey(level))
            .GroupBy(i => regions[i].Parents[level], StringComparer.Ordinal)
            .OrderBy(unit => unit.Key, StringComparer.Ordinal)];
        return new Payees(
            frame,
            [.. units.Select(unit => unit.Key)],
            [.. units.Select(unit => regions[unit.First()].ParentNames.GetValueOrDefault(level, unit.Key))],
            [.. units.Select(unit => unit.ToArray())],
            [.. units.Select(unit => Path(regions[unit.First()], above, unit.Key))],
            rule);
    }

    public string Label(int payee) => Codes[payee] == Names[payee] ? Codes[payee] : $"{Codes[payee]} {Names[payee]}";

    /// <summary>A column's values by payee; what has no value is a finding and counts as 0, so that all are found.</summary>
    public decimal[] Numbers(Formula formula, string scheme, DiagnosticLog log, MemberRule? rule = null) =>
        [.. Cells(formula, scheme, log, absentAllowed: false, rule).Select(cell => cell.IsValue ? cell.Number : 0m)];

    /// <summary>As <see cref="Numbers"/>, null where there is none.</summary>
    public decimal?[] OptionalNumbers(Formula formula, string scheme, DiagnosticLog log, MemberRule? rule = null) =>
        [.. Cells(formula, scheme, log, absentAllowed: true, rule).Select(cell => cell.IsValue ? cell.Number : (decimal?)null)];

    public bool[] Flags(Formula formula, string scheme, DiagnosticLog log) =>
        [.. Cells(formula, scheme, log, absentAllowed: false, MemberRule.Same).Select(cell => cell.IsValue && cell.Flag)];

    public string[] Texts(Formula formula, string scheme, DiagnosticLog log) =>
        [.. Cells(formula, scheme, log, absentAllowed: true, MemberRule.Same).Select(cell => cell.Text ?? "")];

    /// <summary>The group of every payee at a level above; "" where it has none.</summary>
    public string[] Groups(IReadOnlyList<Region> regions, string level) =>
        [.. Members.Select(members => regions[members[0]].Parents.GetValueOrDefault(level, ""))];

    private Cell[] Cells(Formula formula, string scheme, DiagnosticLog log, bool absentAllowed, MemberRule? rule = null)
    {
        if (!told.Add((scheme, formula, absentAllowed, rule)))
            log = DiagnosticLog.Passing(_ => { });
        Cell[] byRegion = [.. Enumerable.Range(0, Frame.Count).Select(region => Required(formula, region, absentAllowed))];
        FormulaFindings.Report(scheme, formula.Span.Text, byRegion, Frame, "ZC601", log);
        // One value for all, such as a floor of 10 wan yuan or a ratio of 1, is each unit's value, whatever number of members it has.
        if (formula.IsUniform)
            rule = MemberRule.Same;
        else if ((rule ?? Rule) == MemberRule.Sum && RepeatedValues.LevelOf(formula, Frame) is { Length: > 0 } level)
            log.Add(AllocationFindings.SumOfWhole(scheme, formula, level));
        Cell[] cells = new Cell[Count];
        for (int payee = 0; payee < Count; payee++)
        {
            Cell[] values = [.. Members[payee].Select(region => byRegion[region])];
            Cell bad = Array.Find(values, value => value.Failure is not null);
            if (bad.Failure is not null)
            {
                cells[payee] = bad;
            }
            else if ((rule ?? Rule) == MemberRule.Sum)
            {
                int[] without = [.. Members[payee].Where(region => !byRegion[region].IsValue)];
                if (without.Length > 0 && without.Length < values.Length)
                    log.Add(
                        AllocationFindings.SumLacksMembers(scheme, Label(payee), formula, [.. without.Select(Frame.Label)], values.Length));
                cells[payee] = without.Length > 0 ? byRegion[without[0]] : OrderFreeSum.Of(values.Select(value => value.Number));
            }
            else
            {
                if (!Array.TrueForAll(values, value => Cell.Same(value, values[0])))
                    log.Add(AllocationFindings.MembersDiffer(scheme, Label(payee), formula));
                cells[payee] = values[0];
            }
        }

        return cells;
    }

    private static Cell Required(Formula formula, int region, bool absentAllowed) =>
        formula.Value(region) is { Absence: Absence absence } && !absentAllowed
            ? new Failure(formula, region, absence.What)
            : formula.Value(region);

    private static IReadOnlyList<string> Path(Region region, IReadOnlyList<string> levels, string own) =>
        [.. levels.Reverse().Select(level => region.Parents.GetValueOrDefault(level, "")), own];
}
