namespace ZoneComp.Allocation.Rules;

/// <summary>Brings the amounts of a formula to a fund: bounds, who funds the over-run, rounding.</summary>
public static class FundAllocation
{
    /// <param name="computed">By formula, yuan, all digits; they add up to the fund but for the last digits of decimal.</param>
    /// <param name="reserveYuan">What may be added to the fund for the bounds; used with <see cref="OverRun.Reserve"/>.</param>
    /// <param name="paths">Per payee its codes from the highest level down to its own; amounts add up to within a unit of the exact share
    /// at each level.</param>
    /// <exception cref="InfeasibleBoundsException">The bounds and the fund contradict each other.</exception>
    public static FundOutcome Allocate(
        decimal fundYuan,
        IReadOnlyList<decimal> computed,
        IReadOnlyList<BoundInterval> bounds,
        OverRun overRun,
        Rest rest,
        decimal reserveYuan,
        decimal unitYuan,
        IReadOnlyList<IReadOnlyList<string>> paths)
    {
        // A fund of 100.005 yuan paid in fen leaves half a fen that nobody can be paid.
        decimal fund = MoneyUnit.Down(fundYuan, unitYuan);
        BoundInterval[] whole = [.. bounds.Select((bound, i) => InUnits(bound, unitYuan, paths[i][^1]))];
        decimal[] bounded = [.. computed.Select((amount, i) => whole[i].Clamp(amount))];
        bool moved = !bounded.SequenceEqual(computed);
        decimal over = moved ? OrderFreeSum.Of(bounded) - fund : 0;

        decimal factor = 1, target = fund;
        if (over > 0 && overRun == OverRun.Error)
            throw new InfeasibleBoundsException(over, InfeasibleKind.NobodyFunds);
        if (over < 0 && rest == Rest.Error && overRun != OverRun.Report)
            throw new InfeasibleBoundsException(-over, InfeasibleKind.NobodyTakesRest);
        if (over > 0 && overRun == OverRun.Rescale || over < 0 && rest == Rest.Rescale)
        {
            WaterLevel level = WaterFilling.Fill(computed, whole, fund);
            if (level.Short > 0)
                throw new InfeasibleBoundsException(level.Short, InfeasibleKind.FloorsExceedFund);
            if (level.Left > 0)
                throw new InfeasibleBoundsException(level.Left, InfeasibleKind.CapsLeaveMoney);
            bounded = [.. level.Amounts];
            factor = level.Factor!.Value;
        }
        else if (over != 0)
        {
            target = MoneyUnit.Round(OrderFreeSum.Of(bounded), unitYuan);
        }

        decimal reserve = overRun == OverRun.Reserve ? Math.Max(0, target - fund) : 0;
        if (reserve > reserveYuan)
            throw new InfeasibleBoundsException(reserve - reserveYuan, InfeasibleKind.ReserveTooSmall);

        decimal[] amounts = HierarchicalApportionment.Round(bounded, paths, target, unitYuan);
        string[] held = [.. computed.Select((amount, i) => whole[i].RuleHolding(amount * factor))];
        return new FundOutcome(bounded, amounts, held, factor, reserve, fundYuan + reserve - target);
    }

    /// <summary>Rounds amounts that no fund limits, each to the nearest unit within its bounds (rate x area).</summary>
    public static FundOutcome RoundEach(
        IReadOnlyList<decimal> computed,
        IReadOnlyList<BoundInterval> bounds,
        decimal unitYuan,
        IReadOnlyList<IReadOnlyList<string>> paths)
    {
        BoundInterval[] whole = [.. bounds.Select((bound, i) => InUnits(bound, unitYuan, paths[i][^1]))];
        // Without a floor of its own a penalty stays below zero.
        decimal[] bounded =
        [
            .. computed.Select((amount, i) => amount < 0 && whole[i].FloorRule.Length == 0 ? amount : whole[i].Clamp(amount)),
        ];
        decimal[] amounts = [.. bounded.Select(amount => MoneyUnit.Round(amount, unitYuan))];
        return new FundOutcome(
            bounded,
            amounts,
            [.. computed.Select((amount, i) => whole[i].RuleHolding(amount))],
            Factor: 1,
            ReserveYuan: 0,
            UnallocatedYuan: 0);
    }

    private static BoundInterval InUnits(BoundInterval bound, decimal unitYuan, string code)
    {
        BoundInterval whole = bound.InUnits(unitYuan);
        return whole.Floor > whole.Cap
            ? throw new InfeasibleBoundsException(whole.Floor - whole.Cap.Value, InfeasibleKind.NoWholeUnitBetween, code)
            : whole;
    }
}

/// <param name="BoundedYuan">After bounds and scaling, before rounding.</param>
/// <param name="AmountYuan">Multiples of the unit.</param>
/// <param name="Held">Per payee the rule that holds its amount; "" when none.</param>
/// <param name="Factor">What the free amounts were multiplied by; 1 when nothing was scaled.</param>
/// <param name="ReserveYuan">Taken from the reserve.</param>
/// <param name="UnallocatedYuan">Fund and reserve less the amounts; below zero only with <see cref="OverRun.Report"/>.</param>
public sealed record FundOutcome(
    IReadOnlyList<decimal> BoundedYuan, IReadOnlyList<decimal> AmountYuan, IReadOnlyList<string> Held, decimal Factor, decimal ReserveYuan,
    decimal UnallocatedYuan);
