using System.Globalization;

namespace ZoneComp.Allocation.Schemes;

/// <summary>A joint fund by agreement: parties pay in by one ratio and draw by another.</summary>
internal sealed record AgreementScheme(
    SchemeHead Head, Formula Fund, IReadOnlyDictionary<string, Formula> PaysIn, IReadOnlyDictionary<string, Formula> Draws,
    IReadOnlyList<string> Parties) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions)
    {
        Formula? fund = expressions.OneMoney(map.Required("fund"));
        Dictionary<string, Formula> paysIn = Ratios(map, "pays_in", expressions), draws = Ratios(map, "draws", expressions);
        IReadOnlyList<string> parties = map.Texts("parties");
        return fund is null || paysIn.Count == 0 || draws.Count == 0 ? null : new AgreementScheme(head, fund, paysIn, draws, parties);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        foreach (string party in PaysIn.Keys.Union(Draws.Keys))
            LedgerRows.CheckParty(run, party, Head.Name, Parties);
        decimal fund = MoneyUnit.Down(run.Uniform(Fund), Head.UnitYuan);
        string period = run.Year.ToString(CultureInfo.InvariantCulture);
        return LedgerRows.Outcome(
            run,
            Agreement.Settle(Head.Name, Head.Name, period, fund, RatiosOf(run, PaysIn), RatiosOf(run, Draws), Head.UnitYuan));
    }

    /// <summary>The ratios as numbers, each the value of its party; what has none, or lies below zero, is a finding and 0.</summary>
    public IReadOnlyDictionary<string, decimal> RatiosOf(SchemeRun run, IReadOnlyDictionary<string, Formula> ratios)
    {
        Dictionary<string, decimal> numbers = new(StringComparer.Ordinal);
        foreach ((string party, Formula formula) in ratios)
        {
            Cell value = PartyValue.Of(formula, party, run.Table.Regions);
            if (!value.IsValue)
                run.Log.Add(AllocationFindings.NoValue(Head.Name, party, formula, value.Failure?.What ?? value.Absence!.What));
            else if (value.Number < 0)
                run.Log.Add(AllocationFindings.OutOfRange(Head.Name, party, formula.Span.Text, value.Number, "0", "more"));
            numbers[party] = value.IsValue ? Math.Max(0, value.Number) : 0m;
        }

        if (numbers.Values.All(number => number == 0))
            run.Log.Add(AllocationFindings.NoRatios(Head.Name, ratios.Keys));
        return numbers;
    }

    private static Dictionary<string, Formula> Ratios(MapReader map, string key, SchemeExpressions expressions)
    {
        Dictionary<string, Formula> ratios = new(StringComparer.Ordinal);
        if (map.Required(key) is null || map.OptionalMap(key) is not MapReader block)
            return ratios;
        ExpressionType common = ExpressionType.Any;
        foreach ((PolicyNode party, PolicyNode ratio) in block.Node.Entries)
        {
            if (expressions.Score(ratio) is not Formula formula)
                continue;
            ratios[party.Text] = formula;
            if (formula is ConstantFormula { Constant.Number: <= 0 })
                map.Errors.Add(ratio, "a ratio is above zero", "比例须大于零");
            else if (!common.Fits(formula.Type))
                map.Errors.Add(
                    ratio,
                    $"found {formula.Type.Shown}; expected {common.Shown} like the others",
                    $"这里是{formula.Type.ShownZh}；应与其他各项一样是{common.ShownZh}");
            else
                common = common.With(formula.Type);
        }

        // 50% beside 50 is a hundredth of it.
        PolicyNode[] written = [.. block.Node.Entries.Select(entry => entry.Value)];
        if (written.FirstOrDefault(IsPercent) is { } percent
            && written.FirstOrDefault(ratio => !IsPercent(ratio) && ratios.Values.Any(each =>
                each is ConstantFormula { Constant.Number: > 1 } && each.Span.Source == ratio)) is { } plain)
            map.Errors.Add(
                plain,
                $"'{plain.Text}' beside '{percent.Text}': with and without the percent sign, a hundredfold apart; write all alike",
                $"“{plain.Text}”与“{percent.Text}”：有的带百分号有的不带，相差一百倍；请统一写法");
        return ratios;
    }

    private static bool IsPercent(PolicyNode ratio) => ratio.Text.TrimEnd().EndsWith('%');
}
