namespace ZoneComp.Comparison.Results;

/// <summary>One figure of one region or payee in both runs.</summary>
/// <param name="Code">Region or payee, in a group of codes all of them joined by "+", or the one code that the value belongs to.</param>
/// <param name="Kind">"coverage", "factor", "allocation" or "quota".</param>
/// <param name="Column">Zone class, indicator, factor, or scheme with what of it: "pool.amount".</param>
/// <param name="Unit">"m2", "yuan", ...; "" for numbers without one; "ha > mu" where the two runs differ.</param>
/// <param name="Old">Decimal, string, bool, or null where the first run has no value.</param>
/// <param name="Change">New less old; null where there is none to take.</param>
public sealed record ComparisonRow(
    string Code, string Name, MatchKind Match, string Kind, string Column, string Title, string Unit, object? Old, object? New,
    decimal? Change)
{
    public const string Coverage = "coverage", Factor = "factor", Allocation = "allocation", Quota = "quota";

    /// <summary>Behind a scheme's name: what is paid.</summary>
    public const string Amount = ".amount";
}
