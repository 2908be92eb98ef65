namespace ZoneComp.Model;

/// <summary>The smallest unit of an amount, in yuan.</summary>
public static class MoneyUnit
{
    public const decimal Fen = 0.01m;
    public const decimal Yuan = 1m;

    /// <summary>0.01 wan yuan: what printed tables in wan yuan with two decimals show.</summary>
    public const decimal HundredthWanYuan = 100m;

    public const decimal WanYuan = 10_000m;

    /// <summary>Names as a policy writes them, the finest first, then their Chinese words.</summary>
    public static IReadOnlyDictionary<string, decimal> Names { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["fen"] = Fen,
        ["yuan"] = Yuan,
        ["0.01 wan_yuan"] = HundredthWanYuan,
        ["wan_yuan"] = WanYuan,
        ["分"] = Fen,
        ["元"] = Yuan,
        ["0.01 万元"] = HundredthWanYuan,
        ["万元"] = WanYuan,
    };

    /// <summary>Digits of a unit that are told apart: below them lies what decimals leave over of fractions, so that a third of 0.015 yuan
    /// is half a fen.</summary>
    public const int Digits = 12;

    /// <summary>Units in an amount, without what lies below <see cref="Digits"/>.</summary>
    public static decimal Units(decimal amountYuan, decimal unitYuan) => Math.Round(amountYuan / unitYuan, Digits);

    /// <summary>To the nearest unit, halves away from zero (四舍五入).</summary>
    public static decimal Round(decimal amountYuan, decimal unitYuan) =>
        Math.Round(Units(amountYuan, unitYuan), 0, MidpointRounding.AwayFromZero) * unitYuan;

    /// <summary>The largest whole number of units that is not above the amount.</summary>
    public static decimal Down(decimal amountYuan, decimal unitYuan) => Math.Floor(Units(amountYuan, unitYuan)) * unitYuan;

    /// <summary>The smallest whole number of units that is not below the amount.</summary>
    public static decimal Up(decimal amountYuan, decimal unitYuan) => Math.Ceiling(Units(amountYuan, unitYuan)) * unitYuan;
}
