namespace ZoneComp.Expressions;

/// <summary>Where the policy itself cuts a column into bands: <c>band(NAME, [0: 0.5, 0.1: 1], closed: left)</c> in any factor.</summary>
internal static class BandThresholds
{
    /// <summary>
    /// By name of the column; the first factor that cuts it counts. Thresholds with a unit are left out: they are not in the column's own.
    /// </summary>
    public static IReadOnlyDictionary<string, MapClassSettings> Of(PolicyFile policy)
    {
        Dictionary<string, MapClassSettings> bands = new(StringComparer.Ordinal);
        PolicyErrors errors = new();
        foreach (NamedExpression factor in policy.Indicators.Concat(policy.Factors))
        {
            if (factor.Expression is { } expression && Parser.Read(expression, errors) is { } syntax)
                Add(syntax, bands);
        }

        return bands;
    }

    private static void Add(Syntax syntax, Dictionary<string, MapClassSettings> bands)
    {
        if (syntax is CallSyntax { Function: "band", Arguments: [{ Value: NameSyntax name }, { Value: PairsSyntax pairs }, ..] } call)
        {
            decimal[] breaks = [.. pairs.Pairs.Select(pair => pair.Key).OfType<NumberSyntax>().Where(number => number.Unit is null)
                .Select(number => number.Value).Order()];
            bool lowerIn = !call.Arguments.Any(argument => argument is { Name: "closed", Value: NameSyntax { Name: "right" } });
            if (breaks.Length == pairs.Pairs.Count && breaks.Length is > 1 and < MapClassSettings.MostClasses)
                bands.TryAdd(name.Name, new MapClassSettings(ClassMethod.Bands, breaks.Length, breaks, lowerIn));
        }

        foreach (Syntax inner in Inside(syntax))
            Add(inner, bands);
    }

    private static IEnumerable<Syntax> Inside(Syntax syntax) => syntax switch
    {
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        CallSyntax call => call.Arguments.Select(argument => argument.Value),
        _ => [],
    };
}
