namespace ZoneComp.Explanation;

/// <summary>Tells a scheme's expressions for a payee: a region, or a unit whose members' values are added up or must be the same.</summary>
/// <param name="Payee">Index among the scheme's payees.</param>
internal sealed record PayeeStory(SchemeTrace Trace, int Payee, Storyteller Teller)
{
    public SchemeRun Run => Trace.Run!;

    public IReadOnlyList<int> Regions => Run.Payees.Members[Payee];

    /// <summary>An amount in the scheme's unit: yuan, or what its quota counts.</summary>
    public string Amount(decimal amount) => ExactText.Number(amount, Run.Head.Measure);

    /// <summary>The type of the scheme's amounts.</summary>
    public ExpressionType Type => ExpressionType.Of(Run.Head.Quantity);

    public string Unit => Amount(Run.Head.UnitYuan);

    /// <param name="name">What the expression is to the scheme: "share", "fund", "rate".</param>
    public Step Of(string name, Formula formula, MemberRule? rule = null)
    {
        if (Regions.Count == 1 || (rule ?? Run.Payees.Rule) == MemberRule.Same)
            return One(name, formula, Regions[0]);
        int[] there = [.. Regions.Where(region => formula.Value(region).IsValue)];
        Fold members = new(
            name,
            formula.Type,
            [.. there.Select(Run.Payees.Frame.Label)],
            [.. there.Select(region => formula.Value(region))]);
        return members.Step("sum") with
        {
            Name = name,
            Formula = Storyteller.OneLine(formula.Span.Source.Text),
            Place = Storyteller.PlaceOf(formula),
            Parts = [.. there.Take(1).Select(region => One($"{name} of {Run.Payees.Frame.Label(region)}", formula, region))],
        };
    }

    /// <summary>The value for one region, its expression whole.</summary>
    public Step One(string name, Formula formula, int region)
    {
        Step whole = Teller.Whole(name, formula, formula.Type, region);
        return whole.Formula is { Length: > 0 } ? whole : whole with { Formula = null, Arithmetic = null };
    }

    /// <summary>Values of all payees of a group, one of them this one's.</summary>
    /// <param name="name">Tells it from other columns of the group that are called the same.</param>
    public Fold Column(string name, string of, ExpressionType type, IReadOnlyList<int> payees, IReadOnlyList<decimal> values) =>
        Trace.Once(
            (name, of, payees),
            () => new Fold(of, type, [.. payees.Select(Run.Payees.Label)], [.. payees.Select(payee => values[payee])])) with
        {
            Own = Trace.Once(("places", payees), () => payees.Select((payee, at) => (payee, at)).ToDictionary())
                .GetValueOrDefault(Payee, -1),
        };

    /// <summary>By payee.</summary>
    public IReadOnlyList<bool> Eligible => Trace.Once(nameof(Eligible), Run.Eligible);

    /// <summary>By payee.</summary>
    public IReadOnlyList<decimal> Numbers(Formula formula) => Trace.Once((nameof(Numbers), formula), () => Run.Numbers(formula));

    /// <summary>By payee; null where there is none.</summary>
    public IReadOnlyList<decimal?> OptionalNumbers(Formula formula) =>
        Trace.Once((nameof(OptionalNumbers), formula), () => Run.OptionalNumbers(formula));

    /// <summary>By payee; 0 for who takes no part.</summary>
    public IReadOnlyList<decimal> Scores(Formula formula) =>
        Trace.Once((nameof(Scores), formula), () => Run.Scores(formula, Run.Eligible()));

    /// <summary>A payee that the scheme leaves out; null where it takes part.</summary>
    public Step? LeftOut()
    {
        if (Run.Head.Eligible is not Formula eligible || eligible.Value(Regions[0]) is { IsValue: true, Flag: true })
            return null;
        return new Step("computed", Amount(0m))
        {
            Notes = [new LocalText("takes no part: 'eligible' does not hold", "不参与：eligible 条件不成立")],
            Parts = [Of("eligible", eligible, MemberRule.Same)],
        };
    }
}
