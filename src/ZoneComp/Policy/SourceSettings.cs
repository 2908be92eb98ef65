namespace ZoneComp.Policy;

/// <summary>Files of one layer, of the regions or of a table, as the policy names them.</summary>
/// <param name="Pattern">As written: one path, or a pattern with * and ? in names and ** for folders; '/' between folders.</param>
/// <param name="Layer">Layer in a container or sheet in a workbook; null when it holds just one.</param>
/// <param name="Crs">CRS definition that overrides the file's own: "EPSG:4490", WKT; null for the file's own.</param>
/// <param name="Encoding">Text encoding that overrides the file's own; null to let the reader decide.</param>
/// <param name="Where">Filter on features, an expression over fields; null for all.</param>
/// <param name="Datum">What to do where the CRS is not CGCS2000's; null for nothing stated.</param>
public sealed record SourceSettings(
    string Pattern,
    string? Layer,
    string? Crs,
    string? Encoding,
    PolicyNode? Where,
    DatumSettings? Datum,
    PolicyNode Node)
{
    /// <summary>The files, full paths, in ordinal order; a plain path is given back whether or not it exists.</summary>
    /// <exception cref="UserErrorException">A pattern that matches no file.</exception>
    public IReadOnlyList<string> Files() => SourcePattern.Files(this);
}

/// <summary>How coordinates of another datum come to CGCS2000.</summary>
/// <param name="ShiftM">x, y, z, metres; empty when <paramref name="AssumeCgcs2000Because"/> stands.</param>
/// <param name="RotationArcsec">About x, y, z, seconds of arc.</param>
/// <param name="ScalePpm">Parts per million.</param>
/// <param name="IsPositionVector">Sign convention of the rotations: position vector (EPSG 9606), else coordinate frame (EPSG 9607).</param>
/// <param name="AssumeCgcs2000Because">The reason for which the difference of the datums is neglected; null when parameters stand.</param>
public sealed record DatumSettings(
    IReadOnlyList<decimal> ShiftM,
    IReadOnlyList<decimal> RotationArcsec,
    decimal ScalePpm,
    bool IsPositionVector,
    string? AssumeCgcs2000Because,
    PolicyNode Node)
{
    /// <summary>The reason to use the parameters that the layer's own CRS definition carries (TOWGS84); null when they are not
    /// used.</summary>
    public string? DefinitionBecause { get; init; }
}
