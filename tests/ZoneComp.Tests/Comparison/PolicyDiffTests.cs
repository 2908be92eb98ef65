using System.Globalization;

namespace ZoneComp.Tests.Comparison;

public sealed class PolicyDiffTests
{
    private const string Old = """
        zonecomp: 1
        title: t
        year: 2024
        regions: {source: c.shp, code: code}
        layers: {forest: {source: f.shp, class: g, classes: {I: '1'}}}
        tables: {county: {source: c.csv, key: code, columns: {people: number, poor: flag}}}
        factors:
          need: share(county.people)
          score: {total: 10, weights: {need: 4, share(county.people): 6}}
          gone: need * 2
        schemes:
          forest:
            kind: rate
            items:
              grade_1: {ground: forest.I, rate: 0.20 yuan / mu, coefficient: 1}
          pool: {kind: pool, fund: 100 wan_yuan, share: score, bounds: [floor: 1 wan_yuan, cap: 9 wan_yuan]}
        """;

    // Another layout, and what is meant to differ.
    private const string New = """
        zonecomp: 1
        title: t
        year: 2024
        regions: {source: c.shp, code: code}
        layers:
          forest: {source: f.shp, class: g, classes: {I: ['1']}}
        tables: {county: {source: c.csv, key: code, columns: {people: number, poor: {type: flag}}}}
        factors:
          need: {expr: share(county.people)}
          score: {total: 10, weights: {need: 5, share(county.people): 5}}
        schemes:
          pool: {kind: pool, fund: 120 wan_yuan, share: score, bounds: [floor: 1 wan_yuan, cap: 8 wan_yuan]}
          forest: {kind: rate, items: {grade_1: {ground: forest.I, rate: 0.25 yuan / mu, coefficient: 2}}}
          extra: {kind: pool, fund: 1 wan_yuan, share: need}
        """;

    [Fact]
    public void What_changed_is_told_in_words_of_the_policy()
    {
        IReadOnlyList<PolicyChange> changes = PolicyDifference.Of(Parse(Old).Root, Parse(New).Root);

        Assert.Equal(
        [
            "layers: forest.I: 1 to [1] (line 6, was line 5)",
            "tables: county.poor: flag to {type: flag} (line 7, was line 6)",
            "weight of need in score: 4 to 5 (line 10, was line 9)",
            "weight of share(county.people) in score: 6 to 5 (line 10, was line 9)",
            "factors: gone: gone, was {expr: need * 2} (was line 10)",
            "fund of pool: 100 to 120 wan_yuan (line 12, was line 16)",
            "bounds.2.cap of pool: 9 to 8 wan_yuan (line 12, was line 16)",
            "rate of forest.grade_1: 0.20 to 0.25 yuan/mu (line 13, was line 15)",
            "coefficient of forest.grade_1: 1 to 2 (line 13, was line 15)",
            "schemes: extra: new, {kind: pool, fund: 1 wan_yuan, share: need} (line 14)",
            "order of schemes: forest, pool to pool, forest, extra (line 11)",
        ],
        changes.Select(change => change.Words().En));
        Assert.Contains(
            "forest.grade_1 的 rate：由 0.20 yuan / mu 改为 0.25 yuan / mu（第 13 行，原第 15 行）",
            changes.Select(change => change.Words().Zh));
    }

    [Fact]
    public void Of_a_long_formula_the_place_that_differs_is_shown()
    {
        string sum = string.Join(" + ", Enumerable.Range(1, 60).Select(number => FormattableString.Invariant($"{number} * county.people")));
        PolicyNode old = Parse(Old.Replace("gone: need * 2", $"gone: {sum}", StringComparison.Ordinal)).Root;
        PolicyNode current =
            Parse(
                Old.Replace(
                    "gone: need * 2",
                    $"gone: {sum.Replace("50 *", "70 *", StringComparison.Ordinal)}",
                    StringComparison.Ordinal)).Root;

        string words = Assert.Single(PolicyDifference.Of(old, current)).Words().En;

        Assert.StartsWith("formula of gone: ...", words, StringComparison.Ordinal);
        Assert.Contains("people + 50 * county.people", words, StringComparison.Ordinal);
        Assert.Contains("people + 70 * county.people", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_line_has_its_part_of_the_money_and_the_parts_are_the_whole()
    {
        PolicyFile old = Parse(Old),
            current = Parse(Old.Replace(
                "rate: 0.20 yuan / mu, coefficient: 1",
                "rate: 0.25 yuan / mu, coefficient: 2",
                StringComparison.Ordinal)
                .Replace("title: t", "title: u", StringComparison.Ordinal));

        PolicyDiffResult result = PolicyDiff.Moved(old, current, PolicyDifference.Of(old.Root, current.Root), Amounts);

        // 1,000 mu: 200, with the rate 250, with the coefficient 400, with both 500: the rate ((250 - 200) + (500 - 400)) / 2, the
        // coefficient ((400 - 200) + (500 - 250)) / 2.
        Assert.Equal(["title: ", "rate: forest 75", "coefficient: forest 225"], result.Changes.Select(change =>
            $"{change.Path[^1]}: {string.Join(
                ", ",
                change.Moved.Select(move => FormattableString.Invariant($"{move.Scheme} {move.Yuan:0.##}")))}"));
        Assert.Equal(300m, result.ChangeYuan);
        Assert.Null(result.Joined);
    }

    [Fact]
    public void A_ledger_whose_net_stays_tells_what_each_party_has_more()
    {
        PolicyFile old = Parse(Old),
            current = Parse(Old.Replace("rate: 0.20 yuan / mu", "rate: 0.25 yuan / mu", StringComparison.Ordinal));

        PolicyDiffResult result = PolicyDiff.Moved(old, current, PolicyDifference.Of(old.Root, current.Root), policy =>
        {
            // 汶川 pays 100,000 times the rate to 都江堰.
            LedgerRow payment = new("river", "s", "2025", "", "513221", "510181", 100_000m * Rate(policy), "");
            SchemeResult net = new("river", "river", "ledger", null, 0.01m, 0m, 0m);
            return PolicyDiff.AmountsOf(new RunTables
            {
                Allocation = new AllocationTable { Schemes = [net], Rows = [], Ledger = [payment] },
            });
        });

        SchemeMove move = Assert.Single(result.Changes.SelectMany(change => change.Moved));
        Assert.Equal(0m, move.Yuan);
        Assert.Equal([new PartyMove("513221", -5000m), new PartyMove("510181", 5000m)], move.Parties);
        Assert.Equal(0m, result.ChangeYuan);
    }

    // 1,000 mu of forest at 0.20, then 0.25 yuan; and three tonnes a yuan of the rate, which no sum of money holds.
    [Fact]
    public void What_a_line_moves_of_a_quota_is_told_in_its_unit_and_is_no_part_of_the_money()
    {
        PolicyFile old = Parse(Old),
            current = Parse(Old.Replace("rate: 0.20 yuan / mu", "rate: 0.25 yuan / mu", StringComparison.Ordinal));

        PolicyDiffResult result = PolicyDiff.Moved(old, current, PolicyDifference.Of(old.Root, current.Root), policy =>
            PolicyDiff.AmountsOf(new RunTables
            {
                Allocation = Table(new SchemeResult("forest", "forest", "rate", null, 0.01m, 1000m * Rate(policy), 0m)),
                Quotas = Table(new SchemeResult("cod", "cod", "rate", null, 0.001m, 3.001m * Rate(policy), 0m) { Measure = "t" }),
            }));

        Assert.Equal(["forest 50 yuan", "cod 0.15005 t"], Told(result.Changes.SelectMany(change => change.Moved)));
        Assert.Equal(["cod 0.15005 t"], Told(result.Quotas));
        Assert.Equal(50m, result.ChangeYuan);

        static AllocationTable Table(SchemeResult scheme) => new() { Schemes = [scheme], Rows = [] };

        static string[] Told(IEnumerable<SchemeMove> moves) =>
            [.. moves.Select(move => FormattableString.Invariant($"{move.Scheme} {move.Yuan:0.######} {move.Measure}"))];
    }

    [Fact]
    public void Where_a_mix_cannot_be_computed_lines_are_told_together_and_it_is_said()
    {
        PolicyFile old = Parse(Old),
            current = Parse(
                Old.Replace("rate: 0.20 yuan / mu, coefficient: 1", "rate: 0.25 yuan / mu, coefficient: 2", StringComparison.Ordinal));

        PolicyDiffResult result = PolicyDiff.Moved(old, current, PolicyDifference.Of(old.Root, current.Root), policy =>
            Rate(policy) == 0.25m && Coefficient(policy) == 1m ? throw new UserErrorException("no", "否") : Amounts(policy));

        Assert.Equal([300m], result.Changes.SelectMany(change => change.Moved).Select(move => move.Yuan));
        Assert.Equal("not every mix of the two can be computed: no", result.Joined!.En);
    }

    [Fact]
    public void The_whole_second_policy_comes_out_of_all_changes_and_the_first_out_of_none()
    {
        PolicyNode old = Parse(Old).Root, current = Parse(New).Root;

        Assert.Empty(PolicyDifference.Of(PolicyDifference.Mix(old, current, _ => true), current));
        Assert.Empty(PolicyDifference.Of(PolicyDifference.Mix(old, current, _ => false), old));
    }

    private static Dictionary<MovingAmount, decimal> Amounts(PolicyFile policy) =>
        new() { [new MovingAmount("forest")] = 1000m * Rate(policy) * Coefficient(policy) };

    private static decimal Rate(PolicyFile policy) => Number(policy, "rate");

    private static decimal Coefficient(PolicyFile policy) => Number(policy, "coefficient");

    private static decimal Number(PolicyFile policy, string key) =>
        decimal.Parse(policy.Schemes!["forest"]!["items"]!["grade_1"]![key]!.Text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static PolicyFile Parse(string text) => PolicyFile.Parse("p.yaml", text.ReplaceLineEndings("\n"));
}
