namespace ZoneComp.Indicators;

/// <summary>Indicators and tables to factors.</summary>
/// <remarks>Gives: one column for each factor, in the policy's order, values in the regions' order.</remarks>
public static class FactorStage
{
    /// <summary>A factor has no value for a region.</summary>
    public const string NoValue = "ZC501";

    public static IReadOnlyList<Column> Evaluate(PolicyFile policy, ExpressionScope scope, DiagnosticLog log) =>
        NamedColumns.Evaluate(policy.Factors, scope, NoValue, log);
}
