namespace ZoneComp.Tests.Allocation;

/// <summary>Tables that governments published, computed again; sources in cases/README.md.</summary>
public class PublishedNumbersTests
{
    /// <summary>Printed numbers are rounded to 7 decimals, so a printed number is off by up to 5e-8.</summary>
    private const decimal Printed = 0.000_000_05m;

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Tocantins = CaseFile.Read("tocantins_ipm_2007.csv");

    [Fact]
    public void Tocantins_2007_value_added_shares_are_the_totals_shared_out_to_100()
    {
        decimal[] shares = PoolFormula.Share(100m, [.. Tocantins.Select(row => row.Number("va_total_brl"))]);

        Assert.Equal(139, shares.Length);
        for (int i = 0; i < shares.Length; i++)
            Assert.InRange(shares[i] - Tocantins[i].Number("va_share_year1_pct"), -Printed, Printed);
    }

    // The mean of two printed shares is off by up to 5e-8 and itself rounded: 1e-7. The index is the mean x 0.756, printed to 8 decimals:
    // 0.756 x 5e-8 + 5e-9 < 5e-8.
    [Fact]
    public void Tocantins_2007_index_of_value_added_is_the_two_years_mean_times_its_weight()
    {
        foreach (IReadOnlyDictionary<string, string> row in Tocantins)
        {
            decimal mean = (row.Number("va_share_year1_pct") + row.Number("va_share_year0_pct")) / 2;

            Assert.InRange(mean - row.Number("va_share_mean_pct"), -2 * Printed, 2 * Printed);
            Assert.InRange(row.Number("va_share_mean_pct") * 0.756m - row.Number("value_added_idx"), -Printed, Printed);
        }
    }

    [Fact] // 8 % in equal parts: 8 / 139 = 0.0575539...
    public void Tocantins_2007_equal_quota()
    {
        decimal[] quota = PoolFormula.Share(8m, [.. Tocantins.Select(_ => 1m)]);

        Assert.All(Tocantins.Zip(quota), pair => Assert.InRange(pair.Second - pair.First.Number("equal_quota_idx"), -Printed, Printed));
    }

    // The nine printed indices of a municipality, each off by up to 5e-8, against the printed sum (5e-8): at most 5e-7. The largest found
    // is 2.4e-7.
    [Fact]
    public void Tocantins_2007_participation_index_is_the_sum_of_nine()
    {
        decimal largest = Tocantins.Max(row => Math.Abs(Indices.Sum(index => row.Number(index)) - row.Number("IPM_published")));

        Assert.Equal(0.000_000_24m, largest);
    }

    // 139 printed numbers, each off by up to 5e-8: 7e-6. (Of the equal quota, each is 4.3e-8 above 8/139: 6e-6.)
    [Fact]
    public void Tocantins_2007_every_criterion_adds_up_to_its_weight_and_all_to_100()
    {
        foreach (IReadOnlyDictionary<string, string> weight in CaseFile.Read("tocantins_ipm_2007_weights.csv"))
            Assert.InRange(
                Tocantins.Sum(row => row.Number(weight["criterion"])) - weight.Number("weight_pct"),
                -139 * Printed,
                139 * Printed);
        Assert.InRange(Tocantins.Sum(row => row.Number("IPM_published")) - 100, -139 * Printed, 139 * Printed);
    }

    private static readonly string[] Indices =
        ["value_added_idx", "equal_quota_idx", "population_idx", "area_idx", "PMMA_idx", "UCTI_idx", "CCQ_idx", "CS_idx", "SBCA_idx"];

    // Ranks 1 to 10: 2,950 wan yuan each, ranks 11 to 23: 1,500. 29,500 + 19,500 = 49,000 = 34,500 prepaid + 14,500 settled.
    [Fact]
    public void Fujian_2020_tiers_prepayment_and_settlement()
    {
        IReadOnlyDictionary<string, string>[] rows = [.. CaseFile.Read("fujian_rank_tier_reward.csv").Where(row => row["year"] == "2020")];
        IReadOnlyDictionary<string, string> totals = CaseFile.Read("fujian_rank_tier_totals.csv")[0];
        RankTier[] tiers = [new(10, 29_500_000m), new(null, 15_000_000m)];

        decimal[] due = RankTiers.Compute([.. rows.Select(row => (decimal?)(100 - row.Number("rank")))], tiers, TieRule.Error);
        decimal prepaidTotal = totals.Number("prepaid_wan_yuan") * 10_000;
        decimal[] prepaid = LargestRemainder.Round(
            PoolFormula.Share(prepaidTotal, due),
            prepaidTotal,
            MoneyUnit.Fen,
            [.. rows.Select((_, i) => $"{i:D2}")]);
        (decimal NowYuan, decimal CarriedYuan)[] settled = Settlement.Compute(due, prepaid, recover: false);

        Assert.Equal(rows.Select(row => row.Number("award_wan_yuan") * 10_000), due);
        Assert.Equal(490_000_000m, due.Sum());
        Assert.Equal((145_000_000m, 0m), (settled.Sum(each => each.NowYuan), settled.Sum(each => each.CarriedYuan)));
    }

    // 1,077 wan mu x 70 = 75,390 wan yuan = 7.539 yi, printed 7.54; 200 x 150 = 3 yi; 11,190 mu x 2,500 = 2,797.5 wan; 4.119 wan mu x
    // 2,500 = 1.02975 yi, printed 1.03.
    [Fact]
    public void Rate_times_area_comes_out_as_announced()
    {
        Dictionary<string, decimal> units = new() { ["wan_mu"] = 10_000m, ["mu"] = 1m, ["yi_yuan"] = 100_000_000m, ["wan_yuan"] = 10_000m };
        foreach (IReadOnlyDictionary<string, string> row in CaseFile.Read("rate_times_area.csv"))
        {
            decimal areaM2 = row.Number("area") * units[row["area_unit"]] * 2000 / 3;
            decimal amount = MoneyUnit.Round(areaM2 * (row.Number("rate") * 3 / 2000), MoneyUnit.Fen);
            decimal inPrintedUnit = amount / units[row["published_unit"]];

            Assert.Equal(row.Number("expected_exact_wan_yuan") * 10_000, amount);
            Assert.Equal(
                row.Number("published_total"),
                row["published_unit"] == "yi_yuan" ? Math.Round(inPrintedUnit, 2, MidpointRounding.AwayFromZero) : inPrintedUnit);
        }
    }

    // Base by half-open tiers (0.1, 0.5], (0.5, 1], ... in wan yuan, times (1 + m).
    [Fact]
    public void Zhoukou_tiers_by_multiple_of_exceedance()
    {
        ScoreTier[] main =
        [
            .. CaseFile.Read("zhoukou_section_tiers.csv")
                .Take(5)
                .Select(row => new ScoreTier(row.Number("multiple_gt"), row.Number("base_wan_yuan"))),
        ];
        ScoreTier[] mouth = [new(0m, 15m)];
        foreach (IReadOnlyDictionary<string, string> row in CaseFile.Read("zhoukou_vectors_COMPUTED.csv"))
        {
            decimal m = row.Number("multiple_m");
            decimal amount = ScoreTiers.AmountAt(m, row["applies_to"] == "main" ? main : mouth, closedAbove: true) * (1 + m);

            Assert.Equal(row.Number("expected_wan_yuan"), amount);
        }
    }

    // Main stem 100, tributary 50 wan yuan per class over target; worse than V: multiple x 10 more; paid after March: +10 %.
    // A (main, target III, found V): 2 x 100 = 200. B (tributary, target IV, worse than V with multiple 1.5): 2 x 50 + 15 = 115, late:
    // 126.5.
    [Fact]
    public void Liaoning_2017_classes_surcharge_and_late_payment()
    {
        decimal Rule(string component) =>
            CaseFile.Read("liaoning_shenyang_rule.csv")
                .First(row => row["component"].StartsWith(component, StringComparison.Ordinal))
                .Number("amount_wan_yuan") * 10_000;
        decimal main = Rule("main stem, per class"), tributary = Rule("tributary, per class"), worse = Rule("worse than class V");

        IReadOnlyList<LedgerRow> rows = Ledger.Settle(
            "sections",
            [
                new("A", "2025-01", "", "up", "down", (5 - 3) * main, false, ""),
                new("B", "2025-01", "", "up", "down", (6 - 4) * tributary + 1.5m * worse, true, ""),
            ],
            capPerItemYuan: null,
            lateSurcharge: 0.1m,
            MoneyUnit.Yuan);

        Assert.Equal([2_000_000m, 1_265_000m], rows.Select(row => row.AmountYuan));
        Assert.Equal(3_265_000m, Ledger.Net(rows)["down"]);
    }

    [Theory] // Each component's weights add to 100.
    [InlineData("factor_weights_china.csv", "method", "component")]
    [InlineData("india_fc_weights.csv", "commission", "commission")]
    public void Published_weights_add_up_to_100(string file, string method, string component)
    {
        foreach (IGrouping<string, IReadOnlyDictionary<string, string>> group in CaseFile.Read(file)
            .GroupBy(row => row[method] + "|" + row[component]))
            Assert.Equal(100m, group.Sum(row => row.Number("weight_pct")));
    }

    [Fact] // Both parts are printed to 0.01, so their sum is off by up to 0.01 and the printed total by 0.005.
    public void Xinjiang_2018_market_and_other_value_make_the_total_in_68_counties()
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = CaseFile.Read("xinjiang_2018_esv_68_counties.csv");

        Assert.Equal(68, rows.Count);
        Assert.All(
            rows,
            row =>
                Assert.InRange(
                    row.Number("market_value") + row.Number("non_market_value") - row.Number("total_service_value"),
                    -0.01m,
                    0.01m));
    }
}
