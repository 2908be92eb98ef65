namespace ZoneComp.Tests.Allocation;

/// <summary>Ledgers and agreements that look at indicators, factors and the ground of their parties; what parties pay each other on
/// balance.</summary>
public class PartyTests
{
    // Forest 9,000, 3,000 and 18,000 mu: shares 0.3, 0.1, 0.6; cities 12,000 and 18,000.
    private const string Policy = """
        zonecomp: 1
        title: 流域横向补偿
        year: 2025
        regions: {source: counties.shp, code: code, parents: {city: {prefix: 4}}}
        layers: {forest: {title: 公益林, source: forest.shp}}
        tables:
          sections: {source: s.csv, rows: free, columns: {up: text, down: text, month: text, over: number}}
        indicators: {forest_mu: 'area(forest, mu)'}
        factors: {price: 10 wan_yuan, weight: share(forest_mu), all: sum(forest_mu), of_city: sum(forest_mu) by city}
        schemes:
          water: {kind: ledger, table: sections, period: month, payer: up, payee: down, amount: AMOUNT, parties: [province]}
          basin:
            kind: agreement
            fund: 90 wan_yuan
            pays_in: {'1401': of_city, '1402': of_city}
            draws: {'140101': 1, '140102': 2}
        examples:
          rows:
            given:
              regions:
                '140101': {ground: {forest: 9000 mu}}
                '140102': {ground: {forest: 3000 mu}}
                '140201': {ground: {forest: 18000 mu}}
              tables:
                sections: [ROWS]
            expect: {EXPECT}

        """;

    [Theory]
    // 2 x 10 x (1 + 0.6) = 32 wan yuan from 140101 to 140201.
    [InlineData("over * price * (1 + payee(weight))", "{up: 140101, down: 140201, month: 2025-03, over: 2}", "'140101': {water: -32 wan_yuan}, '140201': {water: 32 wan_yuan}")]
    // The payer's own ground outside an indicator: 9,000 mu x 7 yuan.
    [InlineData("payer(area(forest)) * 7 yuan / mu", "{up: 140101, down: 140201, month: 2025-03, over: 2}", "'140101': {water: -63000 yuan}")]
    // A city's one value, 12,000 mu of 30,000; a region's code for the other party.
    [InlineData("over * payer(of_city) / all * 1 wan_yuan", "{up: 1401, down: 140201, month: 2025-03, over: 5}", "'1401': {water: -2 wan_yuan}, '140201': {water: 2 wan_yuan}")]
    // A named party has no ground: what holds then stands behind else.
    [InlineData("(payer(weight) else 0.5) * 8 wan_yuan", "{up: province, down: 140201, month: 2025-03, over: 5}", "province: {water: -4 wan_yuan}, '140201': {water: 4 wan_yuan}")]
    [InlineData("付款方(weight) * 10 万元", "{up: 140102, down: 140201, month: 2025-03, over: 5}", "'140102': {water: -1 wan_yuan}")]
    public void An_amount_sees_the_parties(string amount, string row, string expected) => Assert.Equal("", Run(amount, row, expected));

    // 90 wan yuan by 12,000 : 18,000 mu: 36 and 54 paid in; drawn 30 and 60.
    [Fact]
    public void Ratios_of_an_agreement_are_measured() =>
        Assert.Equal("", Run(
            "0 yuan", "{up: 140101, down: 140201, month: 2025-03, over: 2}",
            "'1401': {basin: -36 wan_yuan}, '1402': {basin: -54 wan_yuan}, '140101': {basin: 30 wan_yuan}, '140102': {basin: 60 wan_yuan}"));

    // The city 11 pays a quarter of 1,000 yuan by score 1 to 4, county 1101 a half, of which it is itself paid 50 (its own, no payment).
    [Fact]
    public void Payers_that_are_regions_are_debited_beside_their_amounts()
    {
        AllocationTable table = new SchemeBench().Run(
            "p: {kind: pool, fund: 1000 yuan, share: data.score, payers: {'11': 0.25, '1101': 0.5, province: 0.25}}");

        Assert.Equal("1101 450, 11 250", string.Join(", ", table.Debits.OrderByDescending(payer => payer.Value)
            .Select(payer => FormattableString.Invariant($"{payer.Key} {payer.Value:0.##}"))));
        PeopleTable shown = PeopleTables.Of(ZoneComp.Tests.Outputs.ParquetTables.SmallRun.Results with
        {
            Allocation = table,
            Combinations = SchemeBench.Ground,
            Indicators = [],
            Factors = [],
            Quotas = null,
            Pieces = [],
        }).First(one => one.Name == "allocation");
        Assert.Equal(["unit_code", "unit_name", "total_yuan", "p_yuan", "debited_yuan", "net_yuan"], shown.Columns.Select(one => one.Name));
        Assert.Equal(
            ["11|0||-250|-250", "1101|100|100|-450|-350", "1102|200|200||200", "1201|300|300||300", "1202|400|400||400"],
            shown.Rows.Select(row => string.Join('|', row.Where((_, column) => column != 1).Select(cell =>
                cell is decimal number ? number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : cell))));
        Assert.Equal(1000m, table.TotalYuan);
    }

    [Theory]
    [InlineData("over * weight * 1 yuan", "{up: 140101, down: 140201, month: 2025-03, over: 2}", "'weight' differs by region; say whose "
        + "it is: payer(weight) or payee(weight)")]
    [InlineData("payer(weight) * 1 yuan", "{up: 1401, down: 140201, month: 2025-03, over: 2}", "weight differs among the 2 regions of "
        + "'1401'; write one value for the unit")]
    [InlineData("payer(weight) * 1 yuan", "{up: province, down: 140201, month: 2025-03, over: 2}", "'province' is no region of this policy")]
    [InlineData("payer(over) * 1 yuan", "{up: 140101, down: 140201, month: 2025-03, over: 2}", "unknown name 'over'")]
    public void What_no_party_has_is_an_error(string amount, string row, string expected) =>
        Assert.Contains(expected, Run(amount, row, "'140101': {water: 0 yuan}"), StringComparison.Ordinal);

    [Fact]
    public void Payments_are_netted_by_pair_by_month_and_by_party()
    {
        Region[] regions = [new("140101", "甲县", new Dictionary<string, string>()), new("140201", "乙县", new Dictionary<string, string>())];
        AllocationTable table = new()
        {
            Schemes = [],
            Rows = [],
            Ledger =
            [
                new("w", "S1", "2025-01", "", "140101", "140201", 100m, ""), new("w", "S1", "2025-02", "", "140201", "140101", 130.5m, ""),
                new("w", "S2", "2025-01", "", "省级", "140101", 5m, ""), new("w", "S3", "2025-01", "", "140201", "140101", 40m, ""),
            ],
        };

        // 甲 pays 100 and has 170.5 of 乙, 5 of the province.
        Assert.Equal(
            [
                "ledger_pairs: 140101 甲县 140201 乙县 100 170.5 140201 70.5", "ledger_pairs: 140101 甲县 省级  0 5 省级 5",
                "ledger_months: 2025-01 140101 甲县 140201 乙县 100 40 140101 60", "ledger_months: 2025-01 140101 甲县 省级  0 5 省级 5",
                "ledger_months: 2025-02 140101 甲县 140201 乙县 0 130.5 140201 130.5",
                "ledger_parties: 140101 甲县 175.5 100 75.5", "ledger_parties: 140201 乙县 100 170.5 -70.5", "ledger_parties: 省级  0 5 -5",
            ],
            PartyTables.Of(table, regions)
                .SelectMany(each =>
                    each.Rows.Select(row =>
                        $"{each.Name}: {string.Join(' ', row.Select(cell => cell is decimal yuan ? yuan.ToString("0.##") : cell))}")));
    }

    [Fact]
    public void A_payer_that_is_a_region_is_debited()
    {
        Region[] regions =
        [
            new("140101", "甲县", new Dictionary<string, string> { ["city"] = "1401" }),
            new("140201", "乙县", new Dictionary<string, string>()),
        ];
        AllocationRow Row(string unit, string source, decimal yuan) => new(unit, unit, "p", source, yuan, yuan, yuan, null, "", "");
        SchemeOutcome outcome = new(
            new SchemeResult("p", "p", "pool", 100m, 0.01m, 100m, 0m),
            [
                Row("140101", "central", 60m), Row("140101", "140201", 30m), Row("140201", "140201", 7m), Row("140201", "1401", -3m),
                Row("140201", "1401", 0m),
            ]);

        Assert.Equal(
            ["140201 -> 140101 30", "140201 -> 1401 3"],
            LedgerRows.OfPayers([outcome], regions, 2025).Select(row => $"{row.Payer} -> {row.Payee} {row.AmountYuan}"));
    }

    /// <summary>What is wrong; empty where every figure is as worked out by hand.</summary>
    private static string Run(string amount, string row, string expected)
    {
        string text = Policy.Replace("AMOUNT", $"'{amount}'", StringComparison.Ordinal)
            .Replace("ROWS", row, StringComparison.Ordinal)
            .Replace("EXPECT", expected, StringComparison.Ordinal);
        try
        {
            PolicyFile policy = PolicyFile.Parse("p.yaml", text);
            ExpressionScope names = ExpressionScope.Check(policy);
            AllocationStage.Check(policy, names);
            return string.Join('\n', ExampleRun.Of(policy, names).SelectMany(ExampleFindings.Of).Select(finding => finding.Message.En));
        }
        catch (PolicyException wrong)
        {
            return wrong.Errors[0].Message.En;
        }
    }
}
