namespace ZoneComp.Allocation.Rules;

/// <summary>Why a fund and its bounds cannot both be kept.</summary>
public enum InfeasibleKind
{
    FloorsExceedFund,

    /// <summary>What the fund is reduced by exceeds it.</summary>
    FundBelowZero,
    CapsLeaveMoney,
    ReserveTooSmall,

    /// <summary>The bounds raise the sum and the policy names nobody who pays for it.</summary>
    NobodyFunds,

    /// <summary>The bounds lower the sum and the policy does not say what becomes of the rest.</summary>
    NobodyTakesRest,

    /// <summary>Floor and cap of one payee lie so close that no whole unit is between them.</summary>
    NoWholeUnitBetween,
}

/// <summary>The bounds of a scheme contradict its fund; the stage turns it into a finding that names the scheme.</summary>
/// <param name="byYuan">By how much.</param>
/// <param name="code">The payee where it is one; "" when it is the scheme as a whole.</param>
public sealed class InfeasibleBoundsException(decimal byYuan, InfeasibleKind kind, string code = "")
    : Exception($"{kind} by {byYuan} yuan {code}".TrimEnd())
{
    public decimal ByYuan { get; } = byYuan;

    public InfeasibleKind Kind { get; } = kind;

    public string PayeeCode { get; } = code;
}
