namespace ZoneComp.Tests.Allocation;

/// <summary>What must hold for schemes on ground, whatever the ground: seeded random areas on the counties of
/// <see cref="SchemeBench"/>.</summary>
public class SchemeLawTests
{
    private const string ByArea = "p: {kind: pool, fund: 100 wan_yuan, share: area(forest | wetland) + 2 * area(reserve)}";

    private const string ByRatio =
        "p: {kind: pool, fund: 100 wan_yuan, share: share(ratio(forest)) + share(area(wetland)) + ratio(reserve)}";

    [Theory] // A power of two keeps every quotient of decimals the same to the last digit.
    [InlineData(ByArea)]
    [InlineData(ByRatio)]
    public void Scaling_all_areas_changes_no_share(string schemes)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            CombinationTable ground = Ground(seed);
            CombinationTable scaled = With(ground, row => row with { AreaM2 = row.AreaM2 * 4 });

            Assert.Equal(new SchemeBench().Run(schemes, ground).Rows, new SchemeBench().Run(schemes, scaled).Rows);
        }
    }

    [Fact] // By rate x area too: more ground, more money; in a pool a county's own unbounded share never falls.
    public void More_zone_ground_in_a_county_never_lowers_its_amount()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            CombinationTable ground = Ground(seed);
            CombinationTable more = With(
                ground,
                row => row.Region == 0 && row.Classes == ClassSet.Of(0) ? row with { AreaM2 = row.AreaM2 + 500_000m } : row);
            foreach (string schemes in new[]
            {
                ByArea,
                "p: {kind: rate, overlap: highest, items: {f: {ground: forest, rate: 10 yuan / mu}, w: {ground: wetland, rate: 20 yuan / "
                    + "mu}}}",
            })
                Assert.True(
                    new SchemeBench().Run(schemes, more).Rows[0].ComputedYuan
                        >= new SchemeBench().Run(schemes, ground).Rows[0].ComputedYuan);
        }
    }

    [Fact] // Sum is the most that any rule pays, and what is paid once lies between the least and the highest rate.
    public void No_overlap_rule_pays_more_than_the_sum()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            AllocationTable table = new SchemeBench().Run(
                "p: {kind: rate, overlap: highest, items: {f: {ground: forest, rate: 10 yuan / mu}, w: {ground: wetland, rate: 20 yuan / "
                    + "mu}, r: {ground: reserve, rate: 15 yuan / mu}}}", Ground(seed));
            foreach (IGrouping<string, RuleComparison> region in table.RuleComparisons.GroupBy(rule => rule.Region))
            {
                decimal sum = region.Single(rule => rule.Rule == OverlapRule.Sum).AmountYuan,
                    highest = region.Single(rule => rule.Rule == OverlapRule.HighestRate).AmountYuan;
                Assert.All(region, rule => Assert.InRange(rule.AmountYuan, 0m, sum));
                Assert.True(highest >= region.Single(rule => rule.Rule == OverlapRule.Priority).AmountYuan);
            }
        }
    }

    [Fact] // Xinjiang's printed shares of its key zones: 30.1, 45.1 and 26.5 of 100.
    public void Weights_that_must_add_to_100_and_do_not_are_told()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: c.shp, code: code}
            factors: {nkefz: {total: 100, weights: {share(region_area): 30.1, '1': 45.1, '2': 26.5}}}
            """));

        Assert.Contains("the weights add up to 101.7, the stated total is 100", wrong.Message, StringComparison.Ordinal);
    }

    private static CombinationTable Ground(int seed)
    {
        var random = new Random(seed);
        ClassSet[] sets =
        [
            ClassSet.Of(), ClassSet.Of(0), ClassSet.Of(1), ClassSet.Of(0, 1), ClassSet.Of(2), ClassSet.Of(0, 2), ClassSet.Of(0, 1, 2),
        ];
        return new CombinationTable
        {
            Classes = SchemeBench.Ground.Classes,
            Regions = SchemeBench.Regions,
            Rows =
            [
                .. Enumerable.Range(0, 4)
                    .SelectMany(region => sets.Select(set => new CombinationRow(region, set, random.Next(1, 1_000_000) / 2m))),
            ],
            Repeats = [],
        };
    }

    private static CombinationTable With(CombinationTable ground, Func<CombinationRow, CombinationRow> change) => new()
    {
        Classes = ground.Classes,
        Regions = ground.Regions,
        Rows = [.. ground.Rows.Select(change)],
        Repeats = [],
    };
}
