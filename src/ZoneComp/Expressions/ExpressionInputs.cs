namespace ZoneComp.Expressions;

/// <summary>What expressions over regions draw on.</summary>
public sealed record ExpressionInputs
{
    public required CombinationTable Combinations { get; init; }

    /// <summary>Areas that ratios are taken from; null for those of <see cref="Combinations"/>.</summary>
    public CombinationTable? RatioCombinations { get; init; }

    /// <summary>Areas of the region sets by name, each over the same regions; empty when the run measured none.</summary>
    public IReadOnlyDictionary<string, CombinationTable> RegionSets { get; init; } = new Dictionary<string, CombinationTable>();

    public IReadOnlyList<PolicyTable> Tables { get; init; } = [];

    /// <summary>Values of indicators and factors that stand in place of their formulas, one a region; null where the formula holds. Empty
    /// but for examples.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Cell?>> GivenColumns { get; init; } = new Dictionary<string, IReadOnlyList<Cell?>>();

    /// <summary>The trace, for functions over single features; null when the run has none.</summary>
    public IReadOnlyList<PieceRow>? Pieces { get; init; }

    /// <summary>Lengths, point counts and attributes by region; null when the run measures none.</summary>
    public IFeatureMeasures? Features { get; init; }

    /// <summary>Last year's results; null when the policy names none.</summary>
    public IPreviousRun? Previous { get; init; }
}

/// <summary>What the features of a layer add up to in each region, beside their areas. A layer may be one of its classes.</summary>
/// <remarks>Only what lies on ground whose combination of zone classes <c>within</c> takes is counted.</remarks>
public interface IFeatureMeasures
{
    /// <summary>Metres of the layer's lines, or number of its points, in each region, in the regions' order; null when the run has none
    /// measured.</summary>
    IReadOnlyList<decimal>? Amounts(string layer, Predicate<ClassSet> within);

    /// <summary>
    /// Sum of a numeric field over the layer's features in each region: points whole, lines and polygons by the part of their length or
    /// area;
    /// null when layer or field is not there.
    /// </summary>
    IReadOnlyList<decimal>? Sums(string layer, string field, Predicate<ClassSet> within);

    /// <summary>
    /// Sum of area in m² times a numeric field over the layer's features in each region, ground of two features counted for both;
    /// null when layer or field is not there.
    /// </summary>
    IReadOnlyList<decimal>? AreaTimes(string layer, string field);

    /// <summary>
    /// How many values of a field the layer's features have in each region, each value counted once that has at least so much ground (m²),
    /// line (m) or a point there;
    /// null when layer or field is not there.
    /// </summary>
    IReadOnlyList<decimal>? Distinct(string layer, string field, Predicate<ClassSet> within, decimal least) => null;

    /// <summary>Sum of the areas (m²) of the layer's features in each region, ground of two features counted for both.</summary>
    IReadOnlyList<decimal>? Areas(string layer, Predicate<ClassSet> within) => null;

    /// <summary>The trace that these measures are taken from; null when the run has none.</summary>
    IReadOnlyList<PieceRow>? Pieces => null;

    /// <summary>The same with every feature of the layer whole in the region that holds most of it; what that moves becomes a
    /// finding.</summary>
    /// <param name="geometry">Of the layer.</param>
    IFeatureMeasures? ByLargestShare(string layer, LayerGeometry geometry) => null;
}

/// <summary>The results of an earlier run, by region code.</summary>
public interface IPreviousRun
{
    int Year { get; }

    /// <summary>An indicator, a factor, or "SCHEME.amount"; null when that run had no such column.</summary>
    PreviousColumn? Find(string name);

    /// <summary>Codes of that run whose values stand under a code of this year.</summary>
    IReadOnlyList<string> CodesBehind(string code) => [code];
}

/// <param name="Unit">As in <see cref="Column"/>.</param>
/// <param name="Values">By region code, as in <see cref="Column"/>; regions that were not there are missing.</param>
public sealed record PreviousColumn(Quantity Quantity, string Unit, IReadOnlyDictionary<string, object?> Values);
