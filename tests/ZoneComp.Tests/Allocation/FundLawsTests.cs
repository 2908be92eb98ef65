namespace ZoneComp.Tests.Allocation;

/// <summary>Laws of a shared fund over seeded random policies: 3 to 40 payees, random shares, floors and caps, all units.</summary>
public class FundLawsTests
{
    private static readonly decimal[] Units = [MoneyUnit.Fen, MoneyUnit.Yuan, MoneyUnit.HundredthWanYuan, MoneyUnit.WanYuan];

    private sealed record Case(decimal Fund, decimal Unit, decimal[] Weights, decimal?[] Floors, decimal?[] Caps);

    [Fact]
    public void The_fund_is_exhausted_to_the_unit_and_no_bound_is_broken_whenever_both_can_hold()
    {
        int feasible = 0, infeasible = 0;
        foreach (Case at in Cases(2000))
        {
            decimal low = at.Floors.Sum(floor => MoneyUnit.Up(floor ?? 0, at.Unit));
            decimal high = at.Caps.Select((cap, i) =>
                at.Weights[i] == 0 ? MoneyUnit.Up(at.Floors[i] ?? 0, at.Unit) : cap is null ? at.Fund : MoneyUnit.Down(cap.Value, at.Unit))
                .Sum();
            bool possible = low <= at.Fund && at.Fund <= high;
            try
            {
                FundOutcome outcome = Allocate(at, []);
                Assert.True(possible);
                Assert.Equal(at.Fund, outcome.AmountYuan.Sum());
                Assert.Equal(0, outcome.UnallocatedYuan);
                for (int i = 0; i < at.Weights.Length; i++)
                {
                    Assert.True(outcome.AmountYuan[i] >= (at.Floors[i] ?? 0), "floor");
                    Assert.True(!(outcome.AmountYuan[i] > at.Caps[i]), "cap");
                    Assert.Equal(0, outcome.AmountYuan[i] % at.Unit);
                }

                feasible++;
            }
            catch (InfeasibleBoundsException error)
            {
                Assert.False(possible);
                Assert.Equal(low > at.Fund ? low - at.Fund : at.Fund - high, error.ByYuan);
                infeasible++;
            }
        }

        Assert.True(feasible > 500 && infeasible > 50, $"{feasible} feasible, {infeasible} infeasible: the cases do not cover both");
    }

    [Fact]
    public void The_order_of_the_payees_changes_nothing()
    {
        var random = new Random(11);
        foreach (Case at in Cases(400))
        {
            int[] order = [.. Enumerable.Range(0, at.Weights.Length)];
            random.Shuffle(order);
            FundOutcome straight, shuffled;
            try
            {
                straight = Allocate(at, []);
            }
            catch (InfeasibleBoundsException)
            {
                continue;
            }

            shuffled = Allocate(at, order);
            Assert.Equal(order.Select(i => straight.AmountYuan[i]), shuffled.AmountYuan);
            Assert.Equal(order.Select(i => straight.BoundedYuan[i]), shuffled.BoundedYuan);
        }
    }

    [Fact] // Scaling by a power of two keeps every quotient of decimals the same to the last digit.
    public void Scaling_all_weights_changes_nothing()
    {
        foreach (Case at in Cases(300))
        {
            Case scaled = at with { Weights = [.. at.Weights.Select(weight => weight * 1024)] };
            try
            {
                Assert.Equal(Allocate(at, []).AmountYuan, Allocate(scaled, []).AmountYuan);
            }
            catch (InfeasibleBoundsException)
            {
                Assert.Throws<InfeasibleBoundsException>(() => Allocate(scaled, []));
            }
        }
    }

    [Fact] // A higher weight never lowers the payee's amount: its unbounded share grows, and the common factor moves the others.
    public void Raising_one_weight_never_lowers_its_own_amount()
    {
        foreach (Case at in Cases(300))
        {
            Case raised = at with { Weights = [at.Weights[0] + 50, .. at.Weights[1..]] };
            try
            {
                // Rounding may take one unit away: largest remainder is not monotone in itself (Alabama paradox).
                Assert.True(Allocate(raised, []).BoundedYuan[0] >= Allocate(at, []).BoundedYuan[0] - 0.000001m);
            }
            catch (InfeasibleBoundsException)
            {
                continue;
            }
        }
    }

    private static FundOutcome Allocate(Case at, int[] order)
    {
        int[] index = order.Length > 0 ? order : [.. Enumerable.Range(0, at.Weights.Length)];
        decimal total = at.Weights.Sum();
        return FundAllocation.Allocate(
            at.Fund,
            [.. index.Select(i => at.Fund * (at.Weights[i] / total))],
            [.. index.Select(i => BoundInterval.None.Then("floor", at.Floors[i], null).Then("cap", null, at.Caps[i]))],
            OverRun.Rescale,
            Rest.Rescale,
            reserveYuan: 0,
            at.Unit,
            [.. index.Select(i => new[] { $"c{i:D2}" })]);
    }

    private static IEnumerable<Case> Cases(int count)
    {
        var random = new Random(20260101);
        for (int round = 0; round < count; round++)
        {
            int payees = random.Next(3, 41);
            decimal unit = Units[random.Next(4)];
            decimal fund = random.Next(1000, 1_000_000) * unit;
            decimal[] weights = [.. Enumerable.Range(0, payees).Select(_ => random.Next(8) == 0 ? 0 : random.Next(1, 10_000) / 7m)];
            weights[^1] = 1;
            decimal each = fund / payees;
            int bound = random.Next(1, 4); // one payee in 1, 2 or 3 is bound: with all bound, many policies cannot hold
            decimal?[] floors = [.. weights.Select(_ => random.Next(bound) == 0 ? each * random.Next(0, 170) / 100m : (decimal?)null)];
            decimal?[] caps =
            [
                .. weights.Select((_, i) =>
                    random.Next(bound) == 0 ? MoneyUnit.Up((floors[i] ?? 0) + each * random.Next(10, 300) / 100m, unit) : (decimal?)null),
            ];
            yield return new Case(fund, unit, weights, floors, caps);
        }
    }
}
