namespace ZoneComp.Outputs.Tables;

/// <summary>What each unit has of each family of compensation (分类补偿, 综合补偿, ...), where the policy states families.</summary>
internal static class FamilyTable
{
    /// <summary>Of schemes without a family.</summary>
    private static readonly LocalText None = new("No family stated", "未写类别");

    /// <summary>Null where no scheme states one.</summary>
    public static PeopleTable? Of(AllocationTable allocation)
    {
        IReadOnlyList<(string? Family, LocalText Title, HashSet<string> Schemes)> families = Families(allocation);
        if (families.Count == 0)
            return null;
        List<string> units = [.. allocation.Rows.Select(row => row.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ILookup<string, AllocationRow> rows = allocation.Rows.ToLookup(row => row.Unit, StringComparer.Ordinal);
        ILookup<string, decimal> handedOn = allocation.HandedOn.ToLookup(row => row.Unit, row => -row.AmountYuan, StringComparer.Ordinal);
        bool isHandedOn = allocation.HandedOn.Count > 0;
        return new PeopleTable("families", new("Allocation by family", "按补偿类别汇总表"), new("Unit: yuan", "单位：元"), 2,
            [
                new("unit_code", new("Code", "单位代码"), PeopleFormat.Text), new("unit_name", new("Unit", "地区（单位）"), PeopleFormat.Text),
                new("total_yuan", new("Total", "总额"), PeopleFormat.Number, 2, TotalKind.Sum),
                .. families.Select((family, index) =>
                    new PeopleColumn($"family_{index + 1}_yuan", family.Title, PeopleFormat.Number, 2, TotalKind.Sum)),
                .. isHandedOn
                    ? (PeopleColumn[])[new(PeopleTables.HandedOnColumn, PeopleTables.HandedOnTitle, PeopleFormat.Number, 2, TotalKind.Sum)]
                    : [],
            ],
            [
                .. units.Select(unit => (IReadOnlyList<object?>)
                [
                    unit, rows[unit].First().UnitName, rows[unit].Sum(row => row.AmountYuan) + handedOn[unit].Sum(),
                    .. families.Select(family =>
                        (object?)rows[unit].Where(row => family.Schemes.Contains(row.Scheme)).Sum(row => row.AmountYuan)),
                    .. isHandedOn ? (object?[])[handedOn[unit].Any() ? handedOn[unit].Sum() : null] : [],
                ]),
            ]);
    }

    /// <summary>Families in the order in which the schemes state them, schemes without one last; empty where none is stated.</summary>
    public static IReadOnlyList<(string? Family, LocalText Title, HashSet<string> Schemes)> Families(AllocationTable allocation) =>
        allocation.Schemes.All(scheme => scheme.Family is null) ? [] :
        [
            .. allocation.Schemes.GroupBy(scheme => scheme.Family).OrderBy(family => family.Key is null)
                .Select(family =>
                    (
                        family.Key,
                        family.Key is null ? None : new LocalText(family.Key, family.Key),
                        family.Select(scheme => scheme.Name).ToHashSet(StringComparer.Ordinal))),
        ];
}
