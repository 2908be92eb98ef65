namespace ZoneComp.Outputs.Tables;

/// <summary>A row per scheme: its fund, which stands here alone, what was paid, and the checks that must be nought.</summary>
internal static class FundTable
{
    public const string Name = "funds";

    public const int SchemeColumn = 0,
        TitleColumn = 1,
        FundColumn = 2,
        ReserveColumn = 3,
        LeftColumn = 4,
        PaidColumn = 5,
        FundCheckColumn = 6,
        ListedColumn = 7,
        ListCheckColumn = 8,
        BasisColumn = 9;

    public static PeopleTable Of(RunResults results, AllocationTable allocation, PeopleTable factors)
    {
        IReadOnlyDictionary<string, (int Column, decimal Sum)> shares = FundShares.Of(results, factors);
        ILookup<string, decimal> paid = allocation.Rows.ToLookup(row => row.Scheme, row => row.AmountYuan, StringComparer.Ordinal);
        return new PeopleTable(
            Name, new("Check of funds", "资金核对表"),
            new("Unit: yuan. Both checks must be 0", "单位：元。两列核对数均应为 0"), 2,
            [
                new("scheme_name", new("Name in the policy", "方案内名称"), PeopleFormat.Text),
                new("scheme", new("Scheme", "资金"), PeopleFormat.Text),
                new("fund_yuan", new("Fund", "资金总额"), PeopleFormat.Number),
                new("reserve_yuan", new("From reserve", "动用预备金"), PeopleFormat.Number),
                new("unallocated_yuan", new("Left", "未分配"), PeopleFormat.Number),
                new("paid_yuan", new("Sum of the detail", "明细表合计"), PeopleFormat.Number),
                new("fund_check_yuan", new("Check: detail + left - fund - reserve", "核对：明细＋未分配－总额－预备金"), PeopleFormat.Number),
                new("listed_yuan", new("Sum of the allocation", "分配表合计"), PeopleFormat.Number),
                new("table_check_yuan", new("Check: allocation - detail", "核对：分配表－明细"), PeopleFormat.Number),
                new("basis_sum", new("Sum that shares are parts of", "分配依据合计"), PeopleFormat.Number, 6),
            ],
            [
                .. allocation.Schemes.Select(scheme => (IReadOnlyList<object?>)
                [
                    scheme.Name, scheme.Title, scheme.FundYuan, scheme.ReserveYuan is var reserve and not 0 ? reserve : null,
                    scheme.FundYuan is null
                        ? null
                        : scheme.UnallocatedYuan,
                    paid[scheme.Name].Sum(), scheme.FundYuan is { } fund
                        ? paid[scheme.Name].Sum() + scheme.UnallocatedYuan - fund - scheme.ReserveYuan
                        : null,
                    paid[scheme.Name].Sum(), 0m, shares.TryGetValue(scheme.Name, out (int Column, decimal Sum) share) ? share.Sum : null,
                ]),
            ]);
    }
}
