namespace ZoneComp.WhatIf;

/// <summary>How far a slider goes, and in what steps.</summary>
internal static class KnobRange
{
    public static (decimal Least, decimal Most, decimal Step) Of(
        KnobRole role, IReadOnlyList<string> path, decimal value, string digits, bool isPercent, bool isTerm)
    {
        if (isPercent)
            return (0m, Math.Max(100m, value), Finest(digits, 1m));
        string last = path[^1];
        if (role == KnobRole.Weight)
        {
            decimal most = Math.Max(value, value > 1m ? 100m : 1m);
            return (0m, most, Finest(digits, most / 100m));
        }

        if (last is "low" or "hold_harmless" or "exit_share")
            return (0m, Math.Max(1m, value), Finest(digits, 0.01m));
        if (last == "high" && path[^2] == "corridor")
            return (Math.Min(1m, value), Math.Max(2m, 2m * value - 1m), Finest(digits, 0.01m));
        if (value < 0)
            return (2m * value, -2m * value, Finest(digits, PowerOfTen(-value / 100m)));
        return value == 0
            ? (0m, 1m, 0.01m)
            : (0m, 2m * value, role == KnobRole.Fund ? PowerOfTen(value / 100m) : Finest(digits, PowerOfTen(value / 50m)));
    }

    /// <summary>The finer of a step and one in the last decimal that is written.</summary>
    private static decimal Finest(string digits, decimal step)
    {
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        decimal written = 1m;
        for (int decimals = point < 0 ? 0 : digits.Length - point - 1; decimals > 0; decimals--)
            written /= 10m;
        return Math.Min(step, written);
    }

    /// <summary>The largest 1, 0.1, 10, ... that is not above the value.</summary>
    public static decimal PowerOfTen(decimal value)
    {
        decimal power = 1m;
        while (power > value && power > 0.000_000_000_001m)
            power /= 10m;
        while (power * 10m <= value)
            power *= 10m;
        return power;
    }
}
