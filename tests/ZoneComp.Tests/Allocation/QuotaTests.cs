using System.Globalization;

namespace ZoneComp.Tests.Allocation;

/// <summary>Schemes that give no money: water, tonnes, kilowatt hours, persons.</summary>
public class QuotaTests
{
    [Theory]
    // Cities first, then counties (docs/allocation.md): 7 persons are 2.1 and 4.9, so 2 and 5, then 0.7 1.4 and 2.1 2.8.
    [InlineData("{kind: pool, fund: 120000 m3, share: data.score, unit: 1 m3}", "12000 24000 36000 48000", "m3")]
    [InlineData("{kind: pool, fund: 12 wan_m3, share: data.score, unit: 1 wan_m3}", "10000 30000 30000 50000", "m3")]
    [InlineData("{kind: pool, fund: 0.07 t, share: data.score, unit: 1 kg}", "0.007 0.014 0.021 0.028", "t")]
    [InlineData("{kind: pool, fund: 7 person, share: data.score, unit: 1 person}", "1 1 2 3", "person")]
    [InlineData("{kind: pool, fund: 1.5 MWh, share: data.score, unit: 100 kWh}", "100 300 500 600", "kWh")]
    [InlineData("{种类: 资金池, 资金: 12 万立方米, 份额: data.score, 单位: 1 立方米}", "12000 24000 36000 48000", "m3")]
    [InlineData("{kind: pool, fund: 7人, share: data.score, unit: 人}", "1 1 2 3", "person")]
    // Forest: 90 mu in 1101 with the wetland in it, 60 in 1102: 297 and 198 m3 to whole tens.
    [InlineData("{kind: rate, unit: 10 m3, items: {f: {ground: forest, rate: 3.3 m3 / mu}}}", "300 200 0 0", "m3")]
    [InlineData("{kind: tiers, score: data.score, unit: 1 t, tiers: [{from: 3, amount: 12 t}]}", "0 0 12 12", "t")]
    [InlineData("{kind: pool, fund: 10 t, share: data.score, unit: 0.5 t, bounds: [floor: 2 t], over_run: rescale}", "2 2 2.5 3.5", "t")]
    public void A_quota_is_shared_by_the_same_rules_to_its_own_unit(string scheme, string amounts, string unit)
    {
        AllocationTable all = new SchemeBench().Run("q: " + scheme);

        Assert.Empty(all.Schemes);
        Assert.Empty(all.Rows);
        SchemeResult quota = Assert.Single(all.Quotas!.Schemes);
        Assert.Equal(unit, quota.Measure);
        Assert.Equal(amounts, string.Join(
            ' ', all.Quotas.Rows.Select(row => row.AmountYuan.ToString("0.###", CultureInfo.InvariantCulture))));
        Assert.Equal(quota.FundYuan ?? quota.TotalYuan, all.Quotas.Rows.Sum(row => row.AmountYuan));
    }

    [Fact]
    public void Money_is_reckoned_from_a_quota_by_a_price_and_totals_hold_money_alone()
    {
        SchemeBench bench = new();

        AllocationTable all = bench.Run("""
            water: {kind: pool, fund: 120000 m3, share: data.score, unit: 1 m3}
            fee: {kind: rate, items: {w: {amount: paid.water * 0.02 yuan / m3}}}
            forest: {kind: rate, items: {f: {ground: forest, rate: 10 yuan / mu}}}
            """);

        Assert.Equal("240 480 720 960 900 600 0 0", string.Join(' ', all.Rows.Select(row => (int)row.AmountYuan)));
        Assert.Equal(2400m + 1500m, all.TotalYuan);
        Assert.DoesNotContain(all.Schemes, scheme => scheme.Name == "water");
        Assert.DoesNotContain("ZC653", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q: {kind: pool, fund: 120000 m3, share: data.score}", "found a volume; expected an amount of money. A scheme that gives no money but a quota says so by its smallest unit, 'unit: 1 m3'")]
    [InlineData("q: {kind: pool, fund: 12 wan_yuan, share: data.score, unit: 1 m3}", "found money; expected a volume, such as 100 m3")]
    [InlineData("q: {kind: pool, fund: 12 m3 + 3 yuan, share: data.score, unit: 1 m3}", "a volume plus money: both sides must be of one kind")]
    [InlineData("q: {kind: pool, fund: 12 t + 3 m3, share: data.score, unit: 1 m3}", "a mass plus a volume: both sides must be of one kind")]
    [InlineData("q: {kind: rate, unit: 1 m3, items: {f: {ground: forest, rate: 15 yuan / mu}}}", "found money per area; expected a volume per area, such as 15 m3 / mu")]
    [InlineData("q: {kind: pool, fund: 12 m3, share: data.score, unit: 0 m3}", "'0 m3' is no smallest unit: a number above zero and a unit, such as 1 m3, 0.01 t, 10 kWh")]
    [InlineData("a: {kind: pool, fund: 12 m3, share: data.score, unit: 1 m3}\nb: {kind: reward, of: [a], ratio: -0.1}", "'a' gives a volume and this scheme money: one is not reckoned from the other")]
    [InlineData("a: {kind: pool, fund: 12 m3, share: data.score, unit: 1 m3}\nb: {kind: pool, fund: paid.a, share: data.score}", "found a volume; expected an amount of money. A scheme that gives no money but a quota says so by its smallest unit, 'unit: 1 m3'")]
    [InlineData("q: {kind: agreement, fund: 12 m3, unit: 1 m3, pays_in: {'1101': 1}, draws: {'1102': 1}}", "payments between two parties are money; what two parties hand over of a quota is a row of a 'lump' or 'adjustment' each")]
    public void Mixing_is_an_error(string schemes, string message) =>
        Assert.Equal(message, SchemeBench.Errors(schemes).Split(": ", 2)[1]);

    [Fact]
    public void Findings_name_the_quotas_unit()
    {
        SchemeBench bench = new();

        bench.Run("q: {kind: pool, fund: 100 m3, share: data.score, unit: 1 m3, bounds: [floor: 40 m3]}");

        Assert.Contains("the bounds add 60.00 m3 to the fund", bench.Findings(), StringComparison.Ordinal);
    }
}
