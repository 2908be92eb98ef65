namespace ZoneComp.Comparison;

/// <summary>Provenance of a comparison: which two runs, by the hashes of their run.json, and which code-change table.</summary>
internal static class ComparisonManifest
{
    /// <summary>The setting by which a folder is known as a comparison's.</summary>
    public static NamedValue Mark { get; } = new("command", "compare");

    /// <param name="codeChanges">Different rows of the code-change table.</param>
    public static RunManifest Of(
        ComparisonSettings settings, RunFacts facts, ComparedRun old, ComparedRun current, int codeChanges,
        IReadOnlyList<Diagnostic> findings, TimingRecord timings) => new()
        {
            Tool = facts.Tool,
            Policy = current.Manifest.Policy,
            Settings =
        [
            Mark,
            new("old_year", old.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("new_year", current.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("attribution", "Shapley value over the groups of causes, rounded to the fen by largest remainder"),
        ],
            Inputs =
        [
            RunOf("old run", old),
            RunOf("new run", current),
            .. settings.CodesPath is { } codes ? (InputRecord[])[CodesOf(codes, codeChanges)] : [],
        ],
            Assumptions = [],
            Findings = new FindingCounts(
            0,
            findings.Count(finding => finding.Severity == Severity.Warning),
            findings.Count(finding => finding.Severity == Severity.Note),
            0),
            Packages = facts.Packages,
            Machine = facts.Machine,
            Timings = timings,
        };

    private static InputRecord RunOf(string role, ComparedRun run) => new(
        role, ManifestJson.FileName, null, "run.json", run.Combinations.Regions.Count, null, null, null, null, null, [run.ManifestFile]);

    private static InputRecord CodesOf(string path, int rows) => new(
        "code changes", Path.GetFileName(path), null, Path.GetExtension(path).TrimStart('.').ToUpperInvariant(), rows, null, null, null,
        null, null,
        [FolderContents.Describe(path, Path.GetFileName(path))]);
}
