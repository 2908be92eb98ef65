using System.Globalization;

namespace ZoneComp.Tests.WhatIf;

/// <summary>Which numbers of a policy can be tried, and what a splice does to the text.</summary>
public class KnobTests
{
    private const string Text =
        """
        zonecomp: 1
        title: 试算 2025
        year: 2025
        regions: {source: a.shp, code: code}
        layers: {wet: {title: 湿地, source: w.shp}}
        tables:
          county: {source: c.csv, key: code, columns: {need: number, last: money wan_yuan}}
        indicators:
          zone: {title: 湿地县, expr: 'member(wet, min: 30%)'}
        factors:
          # Weights of article 7.
          score: {title: 得分, expr: "0.35 * share(area(wet)) + (0.65) * share(county.need)"}
          index: {title: 指数, weights: {score: 40, index_2: 60}, total: 100}
          index_2: "band(county.need, [0: -0.5, 0.1: 1], closed: left) * if(zone, 1.2, 1)"
        schemes:
          pool:
            title: 资金
            kind: pool
            fund: 1200 wan_yuan   # of the budget
            share: score
            last_year: county.last
            bounds: [{corridor: {low: 0.9, high: 1.2}, name: 增减幅}]
            payers: {省: 0.7, 市: 0.3}
            over_run: rescale
            rest: rescale
          forest:
            kind: rate
            basis: 林〔2025〕12号
            items:
              all: {ground: wet, rate: 0.20 yuan / mu}
        """;

    [Fact]
    public void Every_number_of_the_method_is_a_knob_and_no_other()
    {
        string[] told = [.. Knobs().Select(knob => $"{knob.Place.Line} {knob.Id} {knob.Role} {knob.Written} {knob.Unit.En}".TrimEnd())];

        Assert.Equal(
            [
                "9 indicators.zone.expr#1 Membership 30 %",
                "12 factors.score.expr#1 Weight 0.35",
                "12 factors.score.expr#2 Weight 0.65",
                "13 factors.index.weights.score#1 Weight 40",
                "13 factors.index.weights.index_2#1 Weight 60",
                "14 factors.index_2#1 Band 0",
                "14 factors.index_2#2 Band -0.5",
                "14 factors.index_2#3 Band 0.1",
                "14 factors.index_2#4 Band 1",
                "14 factors.index_2#5 Coefficient 1.2",
                "14 factors.index_2#6 Coefficient 1",
                "19 schemes.pool.fund#1 Fund 1200 10,000 yuan",
                "22 schemes.pool.bounds.1.corridor.low#1 Bound 0.9",
                "22 schemes.pool.bounds.1.corridor.high#1 Bound 1.2",
                "23 schemes.pool.payers.省#1 Weight 0.7",
                "23 schemes.pool.payers.市#1 Weight 0.3",
                "30 schemes.forest.items.all.rate#1 Rate 0.20 yuan/mu",
            ],
            told);
    }

    [Fact]
    public void Titles_are_those_of_the_policy()
    {
        Dictionary<string, Knob> knobs = Knobs().ToDictionary(knob => knob.Id);

        Assert.Equal("weight of the share of area(湿地)", knobs["factors.score.expr#1"].Title.En);
        Assert.Equal("权重：（area(湿地)）占比", knobs["factors.score.expr#1"].Title.Zh);
        Assert.Equal("权重：need占比", knobs["factors.score.expr#2"].Title.Zh);
        Assert.Equal("资金", knobs["schemes.pool.fund#1"].Owner);
        Assert.Equal("标准：湿地", knobs["schemes.forest.items.all.rate#1"].Title.Zh);
        Assert.Equal("增减幅：不低于上年的", knobs["schemes.pool.bounds.1.corridor.low#1"].Title.Zh);
        Assert.Equal("若湿地县", knobs["factors.index_2#5"].Title.Zh);
    }

    [Fact]
    public void A_splice_changes_the_number_and_nothing_else()
    {
        Dictionary<string, Knob> knobs = Knobs().ToDictionary(knob => knob.Id);
        Dictionary<string, string> edits = new()
        {
            ["schemes.pool.fund#1"] = "1140",
            ["factors.score.expr#2"] = "0.6",
            ["factors.index_2#2"] = "0.25",
            ["indicators.zone.expr#1"] = "35",
        };

        Assert.Equal(
            Text.Replace("fund: 1200 ", "fund: 1140 ").Replace("(0.65)", "(0.6)").Replace("-0.5", "0.25").Replace("30%", "35%"),
            TrialText.Of(Text, knobs, [], edits, "variant").Policy);
    }

    [Theory]
    [InlineData("1,000")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("1 yuan")]
    [InlineData("1] * injected[")]
    [InlineData("12345678901234567890123456789")]
    public void What_is_no_number_is_not_written(string number) =>
        Assert.Contains("is no number", Assert.Throws<UserErrorException>(() => PolicySplice.Number(number)).Text.En);

    [Fact]
    public void Weights_that_give_way_keep_the_sum_in_proportion()
    {
        (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(Policy(Text.Replace(
            "0.35 * share(area(wet)) + (0.65) * share(county.need)",
            "0.35 * need(1) + 0.25 * need(2) + 0.15 * need(3) + 0.10 * need(4) + 0.15 * need(5)")));
        Dictionary<string, Knob> byId = knobs.ToDictionary(knob => knob.Id);
        KnobGroup group = groups.First(each => each.Knobs.Contains("factors.score.expr#5"));

        // The numbers in brackets are knobs too; the weights are every other one.
        Assert.Equal(
            ["factors.score.expr#1", "factors.score.expr#3", "factors.score.expr#5", "factors.score.expr#7", "factors.score.expr#9"],
            group.Knobs);
        Dictionary<string, string> locked = WeightLock.Apply(
            byId,
            group,
            new Dictionary<string, string> { ["factors.score.expr#5"] = "0.30" },
            "factors.score.expr#5",
            []);

        // 0.70 by 35 : 25 : 10 : 15, that is 0.28823.., 0.20588.., 0.08235.., 0.12352.. in hundredths: 28, 20, 8, 12 and two more for the
        // largest rests .88 and .82.
        Assert.Equal(["0.29", "0.21", "0.30", "0.08", "0.12"], group.Knobs.Select(id => locked[id]));
        Assert.Equal(1m, locked.Values.Sum(number => decimal.Parse(number, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_weight_above_the_sum_is_refused()
    {
        (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(Policy(Text));

        UserErrorException refused = Assert.Throws<UserErrorException>(() => WeightLock.Apply(
            knobs.ToDictionary(knob => knob.Id), groups[0], new Dictionary<string, string> { [groups[0].Knobs[0]] = "1.2" },
            groups[0].Knobs[0], []));
        Assert.Equal("the weights add up to 1, and no other is left to give way", refused.Text.En);
    }

    /// <summary>Independent of the reader: the tree of the spliced text differs from the policy's in one place, and that is where the knob
    /// says it is.</summary>
    [Fact]
    public void Every_knob_of_every_policy_moves_what_it_names()
    {
        string[] policies =
        [
            .. GridRun.Names.Select(name => Path.Combine(GridRun.Folder, name, "policy.yaml")),
            Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "policy.yaml"),
        ];
        int seen = 0;
        foreach (string path in policies)
        {
            PolicyFile policy = PolicyFile.Load(path);
            IReadOnlyList<Knob> knobs = KnobReader.Read(policy).Knobs;
            Dictionary<string, Knob> byId = knobs.ToDictionary(knob => knob.Id);
            foreach (Knob knob in knobs)
            {
                string text = TrialText.Of(policy.Text, byId, [], new Dictionary<string, string> { [knob.Id] = "7.25" }, "variant").Policy;
                PolicyNode root = YamlTree.Read(PolicyDocument.FromText(path, text), new PolicyErrors())!;
                PolicyChange change = Assert.Single(PolicyDifference.Of(policy.Root, root));
                string[] named = [.. knob.Path];
                Assert.True(
                    change.Path.SequenceEqual(named) || change.Path.SequenceEqual([.. named, "expr"]),
                    $"{path}: {knob.Id} moved {string.Join('.', change.Path)}");
                Assert.Contains("7.25", change.New, StringComparison.Ordinal);
                seen++;
            }
        }

        Assert.True(seen > 300, $"only {seen} numbers in {policies.Length} policies");
    }

    [Fact]
    public void A_policy_with_Chinese_keys_has_the_same_knobs()
    {
        foreach (string name in GridRun.Names)
        {
            string path = Path.Combine(GridRun.Folder, name, "policy.yaml");
            PolicyFile chinese = PolicyFile.Parse(path, PolicyFormat.Of(path, Language.Chinese).After);
            (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(PolicyFile.Load(path));
            (IReadOnlyList<Knob> same, IReadOnlyList<KnobGroup> sameGroups) = KnobReader.Read(chinese);

            // Expressions may be keys (weights), and these are in Chinese too.
            Assert.Equal(Told(knobs), Told(same));
            Assert.Equal(groups.Select(group => (group.Total, group.IsRequired, group.Knobs.Count)),
                sameGroups.Select(group => (group.Total, group.IsRequired, group.Knobs.Count)));
        }

        static IEnumerable<string> Told(IEnumerable<Knob> knobs) => knobs.Select(knob =>
            $"{string.Join('.', knob.Path.Take(knob.Path.Count - (knob.Path.Contains("weights") ? 1 : 0)))} {knob.Role} {knob.Written} "
                + $"{knob.Unit.En} {knob.Least} {knob.Most} {knob.Step}");
    }

    private static IReadOnlyList<Knob> Knobs() => KnobReader.Read(Policy(Text)).Knobs;

    private static PolicyFile Policy(string text) => PolicyFile.Parse("policy.yaml", text);
}
