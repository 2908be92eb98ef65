using System.Globalization;

namespace ZoneComp.Allocation.Schemes;

/// <summary>A joint fund by agreement: parties pay in by one ratio and draw by another.</summary>
internal sealed record AgreementScheme(SchemeHead Head, Formula Fund, IReadOnlyDictionary<string, decimal> PaysIn, IReadOnlyDictionary<string, decimal> Draws, IReadOnlyList<string> Parties) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions)
    {
        Formula? fund = expressions.OneMoney(map.Required("fund"));
        Dictionary<string, decimal> paysIn = Ratios(map, "pays_in"), draws = Ratios(map, "draws");
        IReadOnlyList<string> parties = map.Texts("parties");
        return fund is null || paysIn.Count == 0 || draws.Count == 0 ? null : new AgreementScheme(head, fund, paysIn, draws, parties);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        foreach (string party in PaysIn.Keys.Union(Draws.Keys))
            LedgerRows.CheckParty(run, party, Head.Name, Parties);
        decimal fund = MoneyUnit.Down(run.Uniform(Fund), Head.UnitYuan);
        string period = run.Year.ToString(CultureInfo.InvariantCulture);
        return LedgerRows.Outcome(run, Agreement.Settle(Head.Name, Head.Name, period, fund, PaysIn, Draws, Head.UnitYuan));
    }

    private static Dictionary<string, decimal> Ratios(MapReader map, string key)
    {
        Dictionary<string, decimal> ratios = new(StringComparer.Ordinal);
        if (map.Required(key) is null || map.OptionalMap(key) is not MapReader block)
            return ratios;
        foreach ((PolicyNode party, PolicyNode ratio) in block.Node.Entries)
        {
            decimal value = block.Number(ratio) ?? 0m;
            if (value <= 0)
                map.Errors.Add(ratio, "a ratio is above zero", "比例须大于零");
            else
                ratios[party.Text] = value;
        }

        return ratios;
    }
}
