namespace ZoneComp.Expressions.Formulas;

/// <summary>One value and how it came about; the parts behind it are steps of their own.</summary>
/// <param name="Name">Of the indicator, factor or amount, or the part of a formula as the policy writes it.</param>
/// <param name="Value">With its unit; numbers with all their digits.</param>
public sealed record Step(string Name, string Value)
{
    /// <summary>As the policy writes it; null for what is measured, read, or part of a formula.</summary>
    public string? Formula { get; init; }

    /// <summary>file:line:column in the policy; null where nothing there says it.</summary>
    public string? Place { get; init; }

    /// <summary>The formula with values in the places of its names, in the policy's own language: what it gives is <see cref="Value"/>.
    /// Null where nothing is computed.</summary>
    public string? Arithmetic { get; init; }

    /// <summary>What the members make: "sum", "mean", "rank descending min", ...; null without members.</summary>
    public string? Fold { get; init; }

    public IReadOnlyList<Member> Members { get; init; } = [];

    /// <summary>Index of the member that is explained; -1 for none.</summary>
    public int OwnMember { get; init; } = -1;

    public IReadOnlyList<LocalText> Notes { get; init; } = [];

    /// <summary>The cell that the value was read from; null for others.</summary>
    public CellUsed? Cell { get; init; }

    public IReadOnlyList<Step> Parts { get; init; } = [];
}

/// <summary>One of the values that a fold puts together: a region, a row of a table, a piece of ground.</summary>
/// <param name="Arithmetic">The value, or what gives it.</param>
/// <param name="IsOwn">The region that is explained, for folds that give each member another value (rank).</param>
public sealed record Member(string Label, string Arithmetic, bool IsOwn = false)
{
    /// <summary>The zone features behind a piece of ground; empty when the run kept no trace.</summary>
    public IReadOnlyList<PolygonPart> Polygons { get; init; } = [];
}

/// <param name="File">As run.json names it.</param>
/// <param name="FeatureId">As GDAL and QGIS show it.</param>
/// <param name="AreaM2">Of the feature on this ground.</param>
/// <param name="Share">Of this ground, 0 to 1; features of one class may overlap.</param>
public sealed record PolygonPart(string Layer, string Class, string File, long FeatureId, decimal AreaM2, decimal Share);

/// <param name="File">As run.json names it.</param>
/// <param name="Row">Line of a text file or row of a sheet, from 1; 0 where the file has no row for it.</param>
/// <param name="Column">Heading in the file.</param>
public sealed record CellUsed(string Table, string File, int Row, string Column);
