using System.Globalization;

namespace ZoneComp.Tests.Allocation;

public class ManyPayeesTests
{
    [Fact]
    public void Three_thousand_payees_with_bounds_exhaust_the_fund_to_the_fen()
    {
        var random = new Random(1);
        decimal[] scores = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(1, 1_000_000) / 7m)];
        decimal[] computed = PoolFormula.Share(1_000_000_000m, scores);
        BoundInterval[] bounds = [.. computed.Select(amount => BoundInterval.None
            .Then("floor", random.Next(2) == 0 ? amount * random.Next(80, 120) / 100 : 0m, null)
            .Then("cap", null, random.Next(3) == 0 ? amount * 1.2m : null))];
        string[][] paths =
        [
            .. Enumerable.Range(0, 3000).Select(i => new[] { "p", $"c{i / 100:D2}", i.ToString("D4", CultureInfo.InvariantCulture) }),
        ];

        FundOutcome outcome = FundAllocation.Allocate(
            1_000_000_000m, computed, bounds, OverRun.Rescale, Rest.Rescale, 0, MoneyUnit.Fen, paths);

        Assert.Equal(1_000_000_000m, outcome.AmountYuan.Sum());
    }
}
