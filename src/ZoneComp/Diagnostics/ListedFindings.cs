namespace ZoneComp.Diagnostics;

/// <summary>Findings as they are printed: of each kind the first, and what the others come to.</summary>
public static class ListedFindings
{
    /// <summary>Listed of each kind on the page, in the workbook and in the CSV; <c>findings.parquet</c> and the GeoPackages have
    /// all.</summary>
    public const int Listed = 20;

    /// <param name="findings">As <see cref="DiagnosticLog.Sorted"/> gives them.</param>
    public static IReadOnlyList<Diagnostic> Of(IReadOnlyList<Diagnostic> findings) =>
        [.. Kinds(findings).SelectMany(alike => AlikeFindings.First(alike, Listed))];

    /// <summary>Findings of one severity, code, layer and reason together.</summary>
    public static IEnumerable<IReadOnlyList<Diagnostic>> Kinds(IReadOnlyList<Diagnostic> findings) =>
        findings.GroupBy(finding => (finding.Severity, finding.Code, finding.Layer, finding.AcceptedBecause ?? finding.RaisedBecause))
            .Select(kind => (IReadOnlyList<Diagnostic>)[.. kind]);
}
