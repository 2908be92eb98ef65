namespace ZoneComp.Policy;

public enum AreaMethod
{
    /// <summary>Area on the CGCS2000 ellipsoid, through the cylindrical equal-area plane.</summary>
    EqualArea,

    /// <summary>The national land survey's way: edges stepped every 70 m in the Gauss-Krueger plane, latitude and longitude in seconds to
    /// six decimals, its trapezoid formula.</summary>
    Survey,

    /// <summary>Edges taken as shortest lines on the ellipsoid, for comparison with PostGIS, GeographicLib and ArcGIS.</summary>
    Geodesic,

    /// <summary>Area in a projected plane, its distortion included: of a named CRS, or of the layers' own, which then must be one and the
    /// same.</summary>
    Planar,
}

/// <param name="ToleranceM">How far a point of a split edge may move, metres; above zero, 0.001 by default.</param>
public sealed record AreaSettings(AreaMethod Method, decimal ToleranceM)
{
    /// <summary>Projected CRS: the plane of a planar run, or the Gauss-Krueger plane in which the survey's way steps the edges of layers
    /// that have none; null for the layers' own.</summary>
    public string? Crs { get; init; }

    /// <summary>As policies and run.json name it.</summary>
    public string MethodName => Method switch
    {
        AreaMethod.EqualArea => "equal-area",
        AreaMethod.Survey => "survey",
        AreaMethod.Geodesic => "geodesic",
        _ => "planar",
    };

    public static readonly AreaSettings Default = new(AreaMethod.EqualArea, 0.001m);
}

/// <summary>A finding that does not stop the run, or that the policy takes otherwise than the program, by the policy's own words.</summary>
/// <param name="Code">Of the finding: "ZC203".</param>
/// <param name="Layer">Only for this layer, "regions" or table; null for all.</param>
/// <param name="Reason">Why; never empty, shown with the finding.</param>
/// <param name="Severity">As what the finding counts; null for one that is accepted.</param>
public sealed record Acceptance(string Code, string? Layer, string Reason, PolicyNode Node, Severity? Severity = null);

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
    PolicyNode Node)
{
    /// <summary>Name of the region set whose ground the formula measures; null for the regions themselves.</summary>
    public PolicyNode? RegionSet { get; init; }

    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    public string? Basis { get; init; }
}

/// <summary>Sum of weight x term, the weights adding up to a total that the policy states.</summary>
public sealed record WeightedSum(decimal Total, IReadOnlyList<WeightedTerm> Terms, PolicyNode Node);

/// <param name="Term">An expression.</param>
public sealed record WeightedTerm(PolicyNode Term, decimal Weight);
