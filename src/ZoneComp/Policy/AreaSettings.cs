namespace ZoneComp.Policy;

public enum AreaMethod
{
    /// <summary>Area on the CGCS2000 ellipsoid, through the cylindrical equal-area plane.</summary>
    EqualArea,

    /// <summary>Area in the plane of the layers' own projected CRS, which must be one and the same.</summary>
    Planar,
}

/// <param name="ToleranceM">How far a point of a split edge may move, metres; above zero, 0.001 by default.</param>
public sealed record AreaSettings(AreaMethod Method, decimal ToleranceM)
{
    public static readonly AreaSettings Default = new(AreaMethod.EqualArea, 0.001m);
}

/// <summary>A finding that does not stop the run, by the policy's own words.</summary>
/// <param name="Code">Of the finding: "ZC203".</param>
/// <param name="Layer">Only for this layer, "regions" or table; null for all.</param>
/// <param name="Reason">Why; never empty, shown with the finding.</param>
public sealed record Acceptance(string Code, string? Layer, string Reason, PolicyNode Node);

/// <summary>A named column and how it comes about.</summary>
/// <param name="Expression">The formula; null when <paramref name="Weights"/> stand in its place.</param>
/// <param name="Unit">Unit of the numbers written out, "" for none; null to take that of the expression.</param>
/// <param name="Decimals">Decimals that people are shown; null for the unit's own.</param>
public sealed record NamedExpression(
    string Name,
    string Title,
    PolicyNode? Expression,
    WeightedSum? Weights,
    string? Unit,
    int? Decimals,
    PolicyNode Node);

/// <summary>Sum of weight x term, the weights adding up to a total that the policy states.</summary>
public sealed record WeightedSum(decimal Total, IReadOnlyList<WeightedTerm> Terms, PolicyNode Node);

/// <param name="Term">An expression.</param>
public sealed record WeightedTerm(PolicyNode Term, decimal Weight);
