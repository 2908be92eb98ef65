namespace ZoneComp.Explanation;

/// <summary>A total that was rounded by largest remainder, told part by part: the rest of each, its place among the others', who got the
/// last unit.</summary>
/// <param name="Unit">Yuan, or what the quota counts.</param>
/// <param name="Measure">Name of that.</param>
/// <param name="Rounded">Yuan, by part.</param>
/// <param name="Floors">Whole units of each part.</param>
/// <param name="Rests">What is left of each part, in units, 0 to 1.</param>
/// <param name="Order">Parts with a rest, the first to get a unit first.</param>
/// <param name="Left">Units that were left over.</param>
internal sealed record RemainderRounding(
    decimal Unit, string Measure, IReadOnlyList<decimal> Parts, IReadOnlyList<string> Codes, decimal[] Rounded, decimal[] Floors,
    decimal[] Rests, int[] Order, decimal Left)
{
    public static RemainderRounding Of(SchemeHead head, IReadOnlyList<decimal> parts, decimal total, IReadOnlyList<string> codes)
    {
        decimal unit = head.UnitYuan;
        decimal[] exact = [.. parts.Select(part => Math.Round(part / unit, 12))],
            floors = [.. exact.Select(Math.Floor)],
            rests = [.. exact.Zip(floors, (whole, floor) => whole - floor)];
        int[] order = [.. Enumerable.Range(0, parts.Count).Where(i => rests[i] > 0m)
            .OrderByDescending(i => rests[i]).ThenByDescending(i => Math.Abs(parts[i])).ThenBy(i => codes[i], StringComparer.Ordinal)];
        return new RemainderRounding(
            unit, head.Measure, parts, codes, LargestRemainder.Round(parts, total, unit, codes), floors, rests, order,
            (total / unit) - floors.Sum());
    }

    public Step Step(int own)
    {
        decimal given = (Rounded[own] / Unit) - Floors[own];
        int place = Array.IndexOf(Order, own);
        List<string> en =
        [
            $"largest remainder: {N(Left)} unit(s) of {Amount(Unit)} left over for {Order.Length} part(s) with a rest",
        ];
        List<string> zh = [$"最大余数法：余 {N(Left)} 个单位（{Amount(Unit)}），有余数者 {Order.Length} 个"];
        if (place >= 0)
        {
            en.Add($"the rest here is {N(Rests[own])} of a unit, in place {place + 1}: {(given > 0m ? "it gets one" : "it gets none")}");
            zh.Add($"此处余数 {N(Rests[own])}，居第 {place + 1} 位：{(given > 0m ? "得一个单位" : "不得")}");
            if (Left > 0m && Left < Order.Length)
            {
                int last = Order[(int)Left - 1], next = Order[(int)Left];
                en.Add($"last to get one: {Codes[last]} ({N(Rests[last])}), first to get none: {Codes[next]} ({N(Rests[next])})");
                zh.Add($"最后得到者 {Codes[last]}（{N(Rests[last])}），最先未得者 {Codes[next]}（{N(Rests[next])}）");
            }
        }

        string one = Amount(Unit);
        return new Step("", Amount(Rounded[own]))
        {
            Arithmetic = $"floor(round({Amount(Parts[own])} / {one}, 12)) * {one} + {N(given)} * {one}",
            Notes = [new LocalText(string.Join("; ", en), string.Join("；", zh))],
        };
    }

    private string Amount(decimal amount) => ExactText.Number(amount, Measure);

    private static string N(decimal number) => ExactText.Number(number);
}
