using System.Globalization;

namespace ZoneComp.WhatIf;

/// <summary>Keeps a group of weights at its sum: what one gains or loses, the others lose or gain in proportion.</summary>
internal static class WeightLock
{
    private const int LeastDecimals = 2;

    /// <summary>The edits with the group's other weights moved; they as written where they come back to what the policy says.</summary>
    /// <param name="held">Weights that stay as they are, besides the one that was moved.</param>
    /// <exception cref="UserErrorException">No weight is left that could give way.</exception>
    public static Dictionary<string, string> Apply(
        IReadOnlyDictionary<string, Knob> knobs, KnobGroup group, IReadOnlyDictionary<string, string> edits, string moved,
        IReadOnlyCollection<string> held)
    {
        decimal Now(string id) =>
            decimal.Parse(edits.GetValueOrDefault(id, Digits(knobs[id])), NumberStyles.Number, CultureInfo.InvariantCulture);
        string[] others = [.. group.Knobs.Where(id => id != moved && !held.Contains(id))];
        decimal left = group.Total - group.Knobs.Except(others).Sum(Now), before = others.Sum(Now);
        if (others.Length == 0 || left < 0)
        {
            string total = group.Total.ToString("0.####", CultureInfo.InvariantCulture);
            throw new UserErrorException($"the weights add up to {total}, and no other is left to give way", $"权重合计为 {total}，没有其他权重可以相应调整");
        }

        int decimals = Math.Max(LeastDecimals, group.Knobs.Max(id => Decimals(edits.GetValueOrDefault(id, Digits(knobs[id])))));
        decimal unit = 1m / (decimal)Math.Pow(10, decimals);
        Dictionary<string, string> locked = new(edits, StringComparer.Ordinal);
        // By largest remainder in the last decimal; all alike where all were 0.
        decimal[] exact = [.. others.Select(id => before == 0 ? left / others.Length : Now(id) * left / before)];
        decimal[] whole = [.. exact.Select(share => Math.Floor(share / unit) * unit)];
        int missing = (int)Math.Round((left - whole.Sum()) / unit);
        foreach (int at in Enumerable.Range(0, others.Length).OrderByDescending(at => exact[at] - whole[at]).ThenBy(at => at).Take(missing))
            whole[at] += unit;
        for (int at = 0; at < others.Length; at++)
            Set(locked, knobs[others[at]], whole[at]);
        return locked;
    }

    private static void Set(Dictionary<string, string> edits, Knob knob, decimal value)
    {
        if (value == knob.Value)
            _ = edits.Remove(knob.Id);
        else
            edits[knob.Id] = value.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static string Digits(Knob knob) => knob.Value.ToString(CultureInfo.InvariantCulture);

    private static int Decimals(string number) =>
        number.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? number.Length - point - 1 : 0;
}
