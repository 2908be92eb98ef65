namespace ZoneComp.Allocation.Rules;

/// <summary>What a fund takes from what earlier schemes paid, by its expression: `paid.cities`, a share of it (`0.8 * paid.cities`), or a
/// sum with it.</summary>
/// <param name="Terms">Scheme, and the part of its amount that the fund takes; 1 where the part is no plain number and the fund is nothing
/// else, so that the fund itself bounds it.</param>
/// <param name="Unclear">Schemes that are named otherwise: in a condition, in max(), in a share by a column beside other terms.</param>
internal sealed record FundOrigin(IReadOnlyList<(string Scheme, decimal Part)> Terms, IReadOnlyList<string> Unclear)
{
    private const string Prefix = "paid.";

    public static FundOrigin Of(Formula? fund)
    {
        if (fund is null || Parser.Read(fund.Span.Source, new PolicyErrors()) is not Syntax syntax)
            return new FundOrigin([], []);
        List<(string Scheme, decimal Part)> terms = [];
        SortedSet<string> unclear = new(StringComparer.Ordinal);
        Syntax[] summands = [.. Summands(syntax)];
        foreach (Syntax summand in summands)
        {
            if (Share(summand, summands.Length == 1) is { } term)
                terms.Add(term);
            else
                unclear.UnionWith(Named(summand));
        }

        return new FundOrigin(terms, [.. unclear]);
    }

    // What stands behind a minus is taken off the fund: it is not in it.
    private static IEnumerable<Syntax> Summands(Syntax syntax) => syntax switch
    {
        BinarySyntax { Operator: "+" } sum => Summands(sum.Left).Concat(Summands(sum.Right)),
        BinarySyntax { Operator: "-" } difference => Summands(difference.Left),
        _ => [syntax],
    };

    private static (string Scheme, decimal Part)? Share(Syntax syntax, bool alone)
    {
        switch (syntax)
        {
            case NameSyntax name when SchemeOf(name) is string scheme:
                return (scheme, 1m);
            case BinarySyntax { Operator: "else" } stated when !Named(stated.Right).Any():
                return Share(stated.Left, alone);
            case BinarySyntax { Operator: "*" } product:
                return Named(product.Right).Any() ? Times(product.Right, product.Left) : Times(product.Left, product.Right);
            case BinarySyntax { Operator: "/" } quotient when !Named(quotient.Right).Any():
                return Share(quotient.Left, alone) is { } whole
                    ? Number(quotient.Right) is { } divisor and not 0
                    ? (whole.Scheme, whole.Part / divisor)
                    : alone ? (whole.Scheme, 1m) : null
                    : null;
            default:
                return null;
        }

        (string, decimal)? Times(Syntax paid, Syntax factor) =>
            Named(factor).Any() || Share(paid, alone) is not { } whole ? null
            : Number(factor) is { } part ? (whole.Scheme, whole.Part * part)
            : alone ? (whole.Scheme, 1m) : null;
    }

    /// <summary>The value of a number as written, or of several with signs between; null for anything else.</summary>
    private static decimal? Number(Syntax syntax) => syntax switch
    {
        NumberSyntax { Unit: null } number => number.Value,
        NumberSyntax { Unit: "%" } percent => percent.Value / 100m,
        BinarySyntax { Operator: "+" } sum => Number(sum.Left) + Number(sum.Right),
        BinarySyntax { Operator: "-" } difference => Number(difference.Left) - Number(difference.Right),
        BinarySyntax { Operator: "*" } product => Number(product.Left) * Number(product.Right),
        BinarySyntax { Operator: "/" } quotient when Number(quotient.Right) is not 0 => Number(quotient.Left) / Number(quotient.Right),
        _ => null,
    };

    private static IEnumerable<string> Named(Syntax syntax) => syntax switch
    {
        NameSyntax name => SchemeOf(name) is string scheme ? [scheme] : [],
        UnarySyntax unary => Named(unary.Operand),
        BinarySyntax binary => Named(binary.Left).Concat(Named(binary.Right)),
        IsNullSyntax missing => Named(missing.Operand),
        InSyntax choice => Named(choice.Operand).Concat(choice.Choices.SelectMany(Named)),
        CallSyntax call => call.Arguments.SelectMany(argument => Named(argument.Value)),
        PairsSyntax pairs => pairs.Pairs.SelectMany(pair => Named(pair.Key).Concat(Named(pair.Value))),
        _ => [],
    };

    private static string? SchemeOf(NameSyntax name) =>
        name.Name.StartsWith(Prefix, StringComparison.Ordinal) ? name.Name[Prefix.Length..] : null;
}
