namespace ZoneComp.Outputs.Tables;

/// <summary>The tables for people of what schemes give that is no money: each scheme in its own unit, no two added up.</summary>
internal static class QuotaTables
{
    private static readonly PeopleColumn Code = new("unit_code", new("Code", "单位代码"), PeopleFormat.Text);
    private static readonly PeopleColumn Name = new("unit_name", new("Unit", "地区（单位）"), PeopleFormat.Text);
    private static readonly PeopleColumn SchemeTitle = new("scheme", new("Scheme", "项目"), PeopleFormat.Text);
    private static readonly PeopleColumn Measure = new("unit", new("Counted in", "计量单位"), PeopleFormat.Text);

    public static IEnumerable<PeopleTable> Of(AllocationTable quotas, CombinationTable table, AreaScale ofRates)
    {
        yield return Quotas(quotas);
        yield return Detail(quotas);
        if (quotas.PaidItems.Count > 0)
            yield return Items(quotas, ofRates);
        if (table.Levels.Count > 0 && table.Regions.Count > 0)
            yield return Levels(quotas, table);
        if (FamilyTable.Families(quotas) is { Count: > 0 } families)
            yield return ByFamily(quotas, families);
    }

    /// <summary>What each family gives, quota by quota: tonnes of two kinds add up to nothing.</summary>
    private static PeopleTable ByFamily(
        AllocationTable quotas, IReadOnlyList<(string? Family, LocalText Title, HashSet<string> Schemes)> families) => new(
        "quota_families", new("Quotas by family", "配额按补偿类别汇总表"), new("Unit: in each row", "单位：见各行"), 1,
        [
            new("family", new("Family", "类别"), PeopleFormat.Text), SchemeTitle, Measure,
            new("total", new("Allocated", "分配合计"), PeopleFormat.Number, quotas.Schemes.Max(ShownDigits.Of)),
            new("units", new("Units", "单位数"), PeopleFormat.Number, 0),
        ],
        [
            .. families.SelectMany(family => quotas.Schemes.Where(scheme => family.Schemes.Contains(scheme.Name)).Select(scheme =>
                (IReadOnlyList<object?>)
                [
                    family.Title, scheme.Title, FigureText.Unit(scheme.Measure), scheme.TotalYuan,
                    (decimal)quotas.Rows.Where(row => row.Scheme == scheme.Name && row.AmountYuan != 0).DistinctBy(row => row.Unit).Count(),
                ])),
        ]);

    /// <summary>"取水量（立方米）".</summary>
    public static LocalText Title(SchemeResult scheme)
    {
        LocalText unit = FigureText.Unit(scheme.Measure);
        return new($"{scheme.Title} ({unit.En})", $"{scheme.Title}（{unit.Zh}）");
    }

    private static PeopleColumn[] OfSchemes(AllocationTable quotas, TotalKind total) =>
    [
        .. quotas.Schemes.Select(scheme => new PeopleColumn(
            $"{scheme.Name}_{scheme.Measure}", Title(scheme), PeopleFormat.Number, ShownDigits.Of(scheme), total)),
    ];

    private static PeopleTable Quotas(AllocationTable quotas)
    {
        ILookup<string, AllocationRow> units = quotas.Rows.ToLookup(row => row.Unit, StringComparer.Ordinal);
        return new PeopleTable("quotas", new("Quotas", "配额分配表"), new("Unit: in the column heads", "单位：见表头"), 2,
            [Code, Name, .. OfSchemes(quotas, TotalKind.Sum)],
            [
                .. units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => (IReadOnlyList<object?>)
                    [unit.Key, unit.First().UnitName, .. quotas.Schemes.Select(scheme => Sum(unit, row => row.Scheme == scheme.Name))]),
            ]);
    }

    private static object? Sum(IEnumerable<AllocationRow> rows, Func<AllocationRow, bool> wanted) =>
        rows.Where(wanted).ToArray() is { Length: > 0 } own ? own.Sum(row => row.AmountYuan) : null;

    /// <summary>No totals: the rows are of several units.</summary>
    private static PeopleTable Detail(AllocationTable quotas)
    {
        Dictionary<string, SchemeResult> schemes = quotas.Schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        int decimals = quotas.Schemes.Max(ShownDigits.Of);
        return new PeopleTable(
            "quota_detail", new("Quotas by scheme and source", "配额分配明细表"), new("Unit: in each row", "单位：见各行"), 2,
            [
                Code, Name, SchemeTitle, new("source", new("Source", "来源"), PeopleFormat.Text), Measure,
                Number("computed", "Computed", "测算量"), Number("floor", "At least", "下限"), Number("cap", "At most", "上限"),
                Number("bounded", "After bounds", "调整后"), Number("amount", "Amount", "分配量"), Number("last_year", "Last year", "上年量"),
                Number("change", "Change", "增减"), new("bound", new("Bound", "限制"), PeopleFormat.Text),
                new("note", new("Note", "说明"), PeopleFormat.Text), new("family", new("Family", "类别"), PeopleFormat.Text),
                new("basis", new("Basis", "依据"), PeopleFormat.Text),
            ],
            [
                .. quotas.Rows.Select(row => (IReadOnlyList<object?>)
                [
                    row.Unit, row.UnitName, schemes[row.Scheme].Title, row.Source, FigureText.Unit(schemes[row.Scheme].Measure),
                    row.ComputedYuan, row.FloorYuan, row.CapYuan, row.BoundedYuan, row.AmountYuan, row.LastYearYuan, row.ChangeYuan,
                    OwnWords.Bound(row.Bound), OwnWords.Note(row.Note), schemes[row.Scheme].Family, schemes[row.Scheme].Basis,
                ]),
            ]);

        PeopleColumn Number(string name, string en, string zh) => new(name, new(en, zh), PeopleFormat.Number, Math.Max(2, decimals));
    }

    private static PeopleTable Items(AllocationTable quotas, AreaScale scale)
    {
        (string unit, string en, string zh) = (scale.Unit.Name, scale.Name.En, scale.Name.Zh);
        Dictionary<string, SchemeResult> schemes = quotas.Schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        return new PeopleTable(
            "quota_items", new("Quotas by rate", "按定额分配计算表"), new($"Unit: in each row; area in {en}", $"单位：见各行；面积单位：{zh}"), 3,
            [
                Code, new("region_code", new("Region's code", "地块所在区划代码"), PeopleFormat.Text), SchemeTitle,
                new("item", new("Item", "项"), PeopleFormat.Text),
                new("ground", new("Ground or formula", "地块范围（或公式）"), PeopleFormat.Text),
                new($"area_{unit}", new($"Area ({en})", $"面积（{zh}）"), PeopleFormat.Number, scale.Decimals),
                new($"rate_per_{unit}", new($"Rate per {en}", $"每{zh}定额"), PeopleFormat.Number, 4),
                new("coefficient", new("Coefficient", "系数"), PeopleFormat.Number, 4), Measure,
                new("amount", new("Amount before bounds", "测算量"), PeopleFormat.Number, 4),
                new("basis", new("Basis", "依据"), PeopleFormat.Text),
            ],
            [
                .. quotas.PaidItems.Select(row => (IReadOnlyList<object?>)
                [
                    row.Unit, row.Region, schemes[row.Scheme].Title, row.Item, row.Basis,
                    row.AreaM2 is { } m2 ? scale.Value(m2) : null,
                    row.RateYuanPerMu * scale.Mu,
                    row.Coefficient, FigureText.Unit(schemes[row.Scheme].Measure), row.AmountYuan, row.Legal,
                ]),
            ]);
    }

    /// <summary>No total row: each level alone adds up to the whole.</summary>
    private static PeopleTable Levels(AllocationTable quotas, CombinationTable table) => new(
        "quota_levels", new("Quotas by level", "配额分级汇总表"), new("Unit: in the column heads", "单位：见表头"), 3,
        [
            new("level", new("Level", "级别"), PeopleFormat.Text), new("region_code", new("Code", "行政区划代码"), PeopleFormat.Text),
            new("region_name", new("Region", "地区"), PeopleFormat.Text), .. OfSchemes(quotas, TotalKind.None),
        ],
        [
            .. LevelSums.Allocation(table, quotas).GroupBy(amount => (amount.Level, amount.Code)).Select(region => (IReadOnlyList<object?>)
            [
                region.Key.Level.Titles, region.Key.Code, region.Key.Code == LevelSums.NoRegion ? "其他单位" : region.First().Name,
                .. quotas.Schemes.Select(scheme => region.Where(amount => amount.Scheme == scheme.Name).ToArray() is { Length: > 0 } own
                    ? (object?)own.Sum(amount => amount.AmountYuan)
                    : null),
            ]),
        ]);
}
