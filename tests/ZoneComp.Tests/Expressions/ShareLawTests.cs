namespace ZoneComp.Tests.Expressions;

/// <summary>Laws of shares on random columns of 300 regions in 17 cities.</summary>
public class ShareLawTests
{
    private const int Count = 300;

    private readonly Random random = new(20251122);

    [Theory]
    [InlineData("share(d.x)", null)]
    [InlineData("share(d.x) by city", "city")]
    [InlineData("share(d.x, where: d.x > 100)", null)]
    public void Shares_sum_to_1(string formula, string? level)
    {
        for (int trial = 0; trial < 40; trial++)
        {
            decimal[] shares = Values(formula, out IReadOnlyList<Region> regions);

            // Each share is rounded at 28 digits, so 300 of them are off by less than 300 units of the 27th decimal.
            foreach (IGrouping<string, decimal> group in Enumerable.Range(0, Count)
                .GroupBy(i => level is null ? "" : regions[i].Parents[level], i => shares[i]))
                Assert.InRange(group.Sum(), 1 - 1e-24m, 1 + 1e-24m);
            Assert.All(shares, share => Assert.InRange(share, 0m, 1m));
        }
    }

    private decimal[] Values(string formula, out IReadOnlyList<Region> regions)
    {
        PolicyFile policy = PolicyFile.Parse("p.yaml", $$$"""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: c.shp, code: code, parents: {city: {prefix: 2} } }
            tables: {d: {source: d.csv, key: code, columns: {x: number} } }
            factors: {s: '{{{formula}}}'}
            """);
        regions = [.. Enumerable.Range(0, Count)
            .Select(i => FormattableString.Invariant($"{i % 17:00}{i:000}"))
            .Order(StringComparer.Ordinal)
            .Select(code => new Region(code, code, new Dictionary<string, string> { ["city"] = code[..2] }))];
        object?[] column =
        [
            .. regions.Select(_ => (object?)(random.Next(4) == 0 ? 0m : random.Next(1, 1_000_000_000) / (decimal)random.Next(1, 100_000))),
        ];
        ExpressionScope scope = ExpressionScope.Create(policy, new ExpressionInputs
        {
            Combinations = new CombinationTable { Classes = [], Regions = regions, Rows = [], Repeats = [] },
            Tables =
            [
                new PolicyTable
                {
                    Settings = policy.Tables[0],
                    Keys = [.. regions.Select(region => region.Code)],
                    RegionOf = [.. Enumerable.Range(0, Count)],
                    Columns = [new Column("x", "x", Quantity.Number, "", column)],
                },
            ],
        });
        return [.. FactorStage.Evaluate(policy, scope, new DiagnosticLog())[0].Values.Select(value => (decimal)value!)];
    }
}
