namespace ZoneComp.Tests.Provenance;

/// <summary>A real run of a policy of policies/ into a folder of its own, removed at the end.</summary>
internal sealed class FolderRun : IDisposable
{
    private static readonly RunFacts Facts = new(
        new ToolVersion(RunManifest.ToolName, "0.0.0", null),
        [new NamedValue("Library", "1.0")],
        new MachineRecord("test", "X64", ".NET", 1));

    private readonly TemporaryFolder place = new();

    public FolderRun(string policy, bool pieces = true, bool copyInputs = false)
    {
        string library = Path.Combine(SharedMaterial.RepositoryRoot, "policies");
        if (copyInputs)
        {
            foreach (string folder in new[] { policy, "layers" })
            {
                string from = Path.Combine(library, folder);
                foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
                {
                    string to = Path.Combine(place.File(folder), Path.GetRelativePath(from, file));
                    _ = Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                    File.Copy(file, to);
                }
            }

            library = place.File(".");
        }

        PolicyPath = Path.GetFullPath(Path.Combine(library, policy, "policy.yaml"));
        Outcome = Run(new RunSettings { PolicyPath = PolicyPath, OutputPath = Out, WithPieces = pieces, Threads = 1 });
        Assert.DoesNotContain(Outcome.Findings, finding => finding.Severity == Severity.Error && finding.AcceptedBecause is null);
    }

    public string PolicyPath { get; }

    public string Out => place.File("out");

    public RunOutcome Outcome { get; }

    public static RunOutcome Run(RunSettings settings) =>
        Pipeline.Run(settings, Facts, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

    public string Beside(string name) => place.File(name);

    public void Dispose() => place.Dispose();
}
