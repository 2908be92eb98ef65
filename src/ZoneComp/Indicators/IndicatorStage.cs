namespace ZoneComp.Indicators;

/// <summary>Areas to indicators: the policy's named expressions over the ground of each region.</summary>
/// <remarks>Takes: the scope over the combination table. Gives: one column for each indicator, in the policy's order, values in the
/// regions' order.</remarks>
public static class IndicatorStage
{
    /// <summary>An indicator has no value for a region.</summary>
    public const string NoValue = "ZC401";

    public static IReadOnlyList<Column> Evaluate(PolicyFile policy, ExpressionScope scope, DiagnosticLog log) =>
        NamedColumns.Evaluate(policy.Indicators, scope, NoValue, log);
}
