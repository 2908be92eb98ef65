namespace ZoneComp.Tests.Allocation;

/// <summary>A key that changes nothing is a rule that its author believes to hold.</summary>
public class UnusedKeysTests
{
    [Theory]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 15 yuan / mu}}, bounds: [cap: 1 wan_yuan], rest: rescale}", "this scheme has no fund")]
    [InlineData("p: {kind: points, points: data.score, value: 2 wan_yuan, bounds: [floor: 3 wan_yuan], over_run: rescale}", "this scheme has no fund")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 11 wan_yuan], over_run: rescale, reserve: 1 "
        + "wan_yuan}", "a reserve is drawn on with 'over_run: reserve' only")]
    [InlineData("p: {kind: pool, fund: {a: 60 wan_yuan, b: 40 wan_yuan}, share: data.score, payers: {c: 0.5, d: 0.5}}", "state either sources or 'payers'")]
    [InlineData("p: {kind: adjustment, table: manual, amount: amount, reason: reason, funding: funding, eligible: data.poor}", "no effect on a scheme of kind 'adjustment'")]
    [InlineData("p: {kind: agreement, fund: 10 wan_yuan, pays_in: {YN: 1}, draws: {'1101': 1}, parties: [YN], bounds: [cap: 1 wan_yuan]}", "no effect on a scheme of kind 'agreement'")]
    [InlineData("p: {kind: rate, items: {posts: {amount: data.score * 8000 yuan, coefficient: data.harm}}}", "an 'amount' is the whole product")]
    [InlineData("p: {kind: rate, items: {posts: {amount: data.score * 8000 yuan, rate: 15 yuan / mu}}}", "an 'amount' is the whole product")]
    public void A_key_without_effect_is_told(string schemes, string expected)
    {
        Assert.Contains(expected, SchemeBench.Errors(schemes), StringComparison.Ordinal);
    }

    [Fact] // 1102 has no last year: paid nothing, and nobody would see why
    public void A_payee_without_a_score_is_in_no_tier_and_told()
    {
        SchemeBench bench = new();
        _ = bench.Run("p: {kind: tiers, score: data.last / (1 wan_yuan) else null, tiers: [{from: 0, amount: 1 wan_yuan}]}");

        Assert.Contains(
            "ZC601 1102 乙县: data.last / (1 wan_yuan) else null has no value, so its tier is not known",
            bench.Findings(),
            StringComparison.Ordinal);
    }
}
