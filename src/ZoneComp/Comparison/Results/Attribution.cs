namespace ZoneComp.Comparison.Results;

/// <summary>How the changes in amount split into causes.</summary>
/// <param name="Causes">In a fixed order: boundary, layers, tables, the earlier run, policy, fund, bounds. Empty when the changes could
/// not be split.</param>
/// <param name="Parts">By payee's code, then scheme; only payees and schemes with a change or a part.</param>
public sealed record Attribution(IReadOnlyList<CauseName> Causes, IReadOnlyList<AttributedChange> Parts)
{
    public static Attribution None { get; } = new([], []);
}

/// <summary>The change of one payee's amount in one scheme, in the scheme's measure.</summary>
/// <param name="PartsYuan">By cause; they add up to the change exactly.</param>
public sealed record AttributedChange(
    MatchedUnit Unit, string Name, string Scheme, decimal OldYuan, decimal NewYuan, IReadOnlyList<decimal> PartsYuan)
{
    public decimal ChangeYuan => NewYuan - OldYuan;
}
