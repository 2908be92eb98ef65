namespace ZoneComp.Expressions.Formulas;

/// <summary>How the numbers of one region, paid unit or party came about.</summary>
/// <param name="Code">Of the region, unit or party.</param>
/// <param name="Results">The folder, as it was named.</param>
/// <param name="HasPolygons">Whether the polygons behind each piece of ground are told.</param>
public sealed record Explained(
    string Code, string Name, int Year, string Results, bool HasPolygons, IReadOnlyList<SourceUsed> Sources,
    IReadOnlyList<ExplainedColumn> Columns)
{
    /// <summary>Titles by name: of indicators, factors, schemes, classes and layers.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();
}

/// <summary>A file that the numbers come from.</summary>
public sealed record SourceUsed(string Role, string Path, string Sha256);

/// <param name="Table">coverage, factors, allocation or ledger.</param>
/// <param name="Column">Name to ask for with --column; several steps may share it.</param>
public sealed record ExplainedColumn(string Table, string Column, Step Step);
