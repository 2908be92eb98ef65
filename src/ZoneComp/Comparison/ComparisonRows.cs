namespace ZoneComp.Comparison;

/// <summary>Old, new and change of every figure: coverage, factors and amounts, by matched region or payee.</summary>
/// <remarks>
/// Areas and amounts of merged or split regions are sums over their codes, and their ratios are taken of these sums. Indicators and
/// factors of
/// such regions cannot be joined: each code's own value is a row, without change.
/// </remarks>
internal static class ComparisonRows
{
    public static IReadOnlyList<ComparisonRow> Of(
        ComparedRun old, ComparedRun current, IReadOnlyList<ComparedScheme> schemes, UnitMatch units, Func<int, string> nameOf,
        DiagnosticLog log)
    {
        var rows = new List<(int Order, int Unit, ComparisonRow Row)>();
        int order = 0;
        foreach ((int unit, ComparisonRow row) in CoverageRowsOf(old, current, units, nameOf).Concat(FactorRows(old, current, units, log))
            .Concat(AmountRows(old, current, schemes, units, nameOf, log)))
            rows.Add((order++, unit, row));
        return [
            .. rows.OrderBy(each => KindOrder(each.Row.Kind)).ThenBy(each => each.Unit).ThenBy(each => each.Order).Select(each => each.Row),
        ];
    }

    private static int KindOrder(string kind) => kind switch
    {
        ComparisonRow.Coverage => 0,
        ComparisonRow.Factor => 1,
        ComparisonRow.Allocation => 2,
        _ => 3,
    };

    private const string RegionArea = "region_area";

    private static IEnumerable<(int, ComparisonRow)> CoverageRowsOf(
        ComparedRun old,
        ComparedRun current,
        UnitMatch units,
        Func<int, string> nameOf)
    {
        (Dictionary<string, string> Titles, Dictionary<(int Unit, string Column), decimal> Areas) before = CoverageOf(old, units,
            isNew: false),
            after = CoverageOf(current, units, isNew: true);
        for (int unit = 0; unit < units.Units.Count; unit++)
        {
            decimal? wholeBefore = Find(before.Areas, unit, RegionArea), wholeAfter = Find(after.Areas, unit, RegionArea);
            if (wholeBefore is null && wholeAfter is null)
                continue; // a payee that is no region
            MatchedUnit matched = units.Units[unit];
            foreach (string column in MixedPolicy.Names(before.Titles.Keys, after.Titles.Keys, name => name))
            {
                string title = after.Titles.GetValueOrDefault(column) ?? before.Titles[column];
                decimal? was = Find(before.Areas, unit, column), now = Find(after.Areas, unit, column);
                yield return (
                    unit,
                    new ComparisonRow(
                        matched.Code, nameOf(unit), matched.Kind, ComparisonRow.Coverage, column, title, "m2", was, now,
                        (now ?? 0m) - (was ?? 0m)));
                if (column == RegionArea)
                    continue;
                decimal? ratioBefore = was / NotZero(wholeBefore), ratioAfter = now / NotZero(wholeAfter);
                yield return (
                    unit,
                    new ComparisonRow(
                        matched.Code, nameOf(unit), matched.Kind, ComparisonRow.Coverage, column + ".ratio", title, "", ratioBefore,
                        ratioAfter, ratioAfter - ratioBefore));
            }
        }
    }

    private static decimal? Find(Dictionary<(int, string), decimal> areas, int unit, string column) =>
        areas.TryGetValue((unit, column), out decimal area) ? area : null;

    private static decimal? NotZero(decimal? area) => area == 0 ? null : area;

    /// <summary>Columns with their titles, and m² by matched region and column: the region, each class, each layer of several
    /// classes.</summary>
    private static (Dictionary<string, string> Titles, Dictionary<(int Unit, string Column), decimal> Areas) CoverageOf(
        ComparedRun run,
        UnitMatch units,
        bool isNew)
    {
        Dictionary<string, string> titles = new(StringComparer.Ordinal) { [RegionArea] = "区域面积" };
        Dictionary<(int Unit, string Column), decimal> areas = [];
        void Add(string code, string column, decimal areaM2)
        {
            (int, string) key = (units.Find(code, isNew)!.Value, column);
            areas[key] = areas.GetValueOrDefault(key) + areaM2;
        }

        decimal[] wholes = CoverageTable.RegionAreas(run.Combinations);
        for (int region = 0; region < wholes.Length; region++)
            Add(run.Combinations.Regions[region].Code, RegionArea, wholes[region]);
        foreach (CoverageRow row in CoverageRows.Of(run.Combinations))
        {
            string column = row.Class?.Name ?? row.Layer;
            titles.TryAdd(
                column,
                row.Class?.Title ?? run.Policy.Layers.FirstOrDefault(layer => layer.Name == row.Layer)?.Title ?? row.Layer);
            if (row.Region is not null)
                Add(row.Region.Code, column, row.AreaM2);
        }

        return (titles, areas);
    }

    private static IEnumerable<(int, ComparisonRow)> FactorRows(ComparedRun old, ComparedRun current, UnitMatch units, DiagnosticLog log)
    {
        foreach (string name in MixedPolicy.Names(old.Columns, current.Columns, column => column.Name))
        {
            Column? before = old.Columns.FirstOrDefault(column => column.Name == name),
                after = current.Columns.FirstOrDefault(column => column.Name == name);
            Column shown = (after ?? before)!;
            bool comparable = before is not null && after is not null && before.Unit == after.Unit;
            if (before is null || after is null)
                log.Add(ComparisonFindings.OneRunOnly(name, isNew: before is null));
            else if (!comparable)
                log.Add(ComparisonFindings.OtherUnit(name, before.Unit, after.Unit));
            string unit = comparable || before is null || after is null ? shown.Unit : $"{before.Unit} > {after.Unit}";
            Dictionary<string, (string Name, object? Value)> first = ByCode(old, before), second = ByCode(current, after);
            for (int index = 0; index < units.Units.Count; index++)
            {
                MatchedUnit matched = units.Units[index];
                if (matched is { Old: [var oldCode], New: [var newCode] })
                {
                    if (!first.ContainsKey(oldCode) && !second.ContainsKey(newCode))
                        continue;
                    object? was = first.GetValueOrDefault(oldCode).Value, now = second.GetValueOrDefault(newCode).Value;
                    decimal? change = comparable && was is decimal one && now is decimal other ? other - one : null;
                    yield return (
                        index,
                        new ComparisonRow(
                            newCode,
                            second.GetValueOrDefault(newCode).Name ?? first[oldCode].Name,
                            matched.Kind,
                            ComparisonRow.Factor,
                            name,
                            shown.Title,
                            unit,
                            was,
                            now,
                            change));
                    continue;
                }

                foreach (string code in matched.Old.Where(first.ContainsKey))
                    yield return (
                        index,
                        new ComparisonRow(
                            code, first[code].Name, matched.Kind, ComparisonRow.Factor, name, shown.Title, unit, first[code].Value, null,
                            null));
                foreach (string code in matched.New.Where(second.ContainsKey))
                    yield return (
                        index,
                        new ComparisonRow(
                            code, second[code].Name, matched.Kind, ComparisonRow.Factor, name, shown.Title, unit, null,
                            second[code].Value, null));
            }
        }
    }

    private static Dictionary<string, (string Name, object? Value)> ByCode(ComparedRun run, Column? column)
    {
        Dictionary<string, (string Name, object? Value)> values = new(StringComparer.Ordinal);
        for (int region = 0; column is not null && region < run.Combinations.Regions.Count; region++)
            values[run.Combinations.Regions[region].Code] = (run.Combinations.Regions[region].Name, column.Values[region]);
        return values;
    }

    private static IEnumerable<(int, ComparisonRow)> AmountRows(
        ComparedRun old, ComparedRun current, IReadOnlyList<ComparedScheme> schemes, UnitMatch units, Func<int, string> nameOf,
        DiagnosticLog log)
    {
        foreach (ComparedScheme scheme in schemes)
        {
            if (scheme.Name != scheme.OwnName)
                log.Add(ComparisonFindings.TwoMeasures(scheme.Name, isNew: scheme.OldYuan is null));
            else if (scheme.OldYuan is null || scheme.NewYuan is null)
                log.Add(ComparisonFindings.OneRunOnly(scheme.Name, isNew: scheme.OldYuan is null));
            string kind = scheme.IsQuota ? ComparisonRow.Quota : ComparisonRow.Allocation;
            foreach ((string figure, Func<AllocationRow, decimal> valueOf) in (IEnumerable<(string, Func<AllocationRow, decimal>)>)
                [
                    (".computed", row => row.ComputedYuan), (".bounded", row => row.BoundedYuan),
                    (ComparisonRow.Amount, row => row.AmountYuan),
                ])
            {
                Dictionary<int, decimal> first = scheme.OldYuan is null ? [] : Sums(old, scheme.OwnName, units, isNew: false, valueOf),
                    second = scheme.NewYuan is null ? [] : Sums(current, scheme.OwnName, units, isNew: true, valueOf);
                foreach (int unit in first.Keys.Union(second.Keys).Order())
                {
                    decimal? was = first.TryGetValue(unit, out decimal one) ? one : null,
                        now = second.TryGetValue(unit, out decimal other) ? other : null;
                    yield return (
                        unit,
                        new ComparisonRow(
                            units.Units[unit].Code, nameOf(unit), units.Units[unit].Kind, kind, scheme.Name + figure, scheme.Title,
                            scheme.Measure, was, now, (now ?? 0m) - (was ?? 0m)));
                }
            }
        }
    }

    private static Dictionary<int, decimal> Sums(
        ComparedRun run, string scheme, UnitMatch units, bool isNew, Func<AllocationRow, decimal> valueOf)
    {
        Dictionary<int, decimal> sums = [];
        foreach (AllocationRow row in (run.Allocation?.Rows ?? []).Where(row => row.Scheme == scheme))
        {
            int unit = units.Find(row.Unit, isNew)!.Value;
            sums[unit] = sums.GetValueOrDefault(unit) + valueOf(row);
        }

        return sums;
    }
}
