namespace ZoneComp.Provenance;

/// <summary>Whether a results' folder is as the run left it.</summary>
/// <param name="Seal">SHA-256 of SHA256SUMS as it is now: the one digest that stands for the whole folder. "" when the file is not
/// there.</param>
/// <param name="Files">Number of files whose digest was recomputed.</param>
/// <param name="Touched">What differs from what the run wrote; empty when nothing does.</param>
/// <param name="Laws">The sums that must hold, each recomputed from the tables.</param>
/// <param name="Inputs">Where the recorded inputs were looked for: those that changed or are gone since. No fault of the results.</param>
public sealed record VerificationReport(
    string Seal, int Files, IReadOnlyList<TouchedFile> Touched, IReadOnlyList<LawResult> Laws, IReadOnlyList<TouchedFile> Inputs)
{
    public bool IsIntact => Touched.Count == 0 && Laws.All(law => law.Holds);
}
