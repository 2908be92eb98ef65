namespace ZoneComp.Tests.Allocation;

public class HierarchicalApportionmentTests
{
    private static readonly string[][] Paths =
    [
        ["14", "1401", "140101"], ["14", "1401", "140102"], ["14", "1401", "140103"],
        ["14", "1402", "140201"], ["14", "1402", "140202"],
    ];

    // Yuan: city 1401 = 3 x 1.4 = 4.2, city 1402 = 2 x 2.4 = 4.8; total 9.
    // Cities first: 4 + 4 down, one left, to 1402 (0.8): 4 and 5. Then 1401: 1, 1, 1 and one more to the smallest code; 1402: 2, 2 and one
    // more.
    // In one step over the counties the units would go to 0.4, 0.4 of the larger parts: the city sums 4 and 5 would be chance.
    [Fact]
    public void Cities_are_rounded_before_their_counties()
    {
        Assert.Equal([2m, 1m, 1m, 3m, 2m], HierarchicalApportionment.Round([1.4m, 1.4m, 1.4m, 2.4m, 2.4m], Paths, 9m, MoneyUnit.Yuan));
    }

    [Fact] // 60 towns in 12 districts in 3 cities, 777.77 yuan by random weights.
    public void Every_level_is_within_a_unit_of_its_exact_share()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            string[][] paths = [.. Enumerable.Range(0, 60).Select(i => new[] { "p", $"c{i % 3}", $"d{i % 12}", $"t{i}" })];
            decimal[] weights = [.. paths.Select(_ => (decimal)random.Next(1, 1000))];
            decimal[] parts = [.. weights.Select(weight => weight * 777.77m / weights.Sum())];

            decimal[] amounts = HierarchicalApportionment.Round(parts, paths, 777.77m, MoneyUnit.Fen);

            for (int level = 0; level < 4; level++)
            {
                foreach (IGrouping<string, int> group in Enumerable.Range(0, 60).GroupBy(i => paths[i][level]))
                    Assert.InRange(group.Sum(i => amounts[i]) - group.Sum(i => parts[i]), -0.01m, 0.01m);
            }

            Assert.Equal(777.77m, amounts.Sum());
        }
    }
}
