using ZoneComp.Model;

namespace ZoneComp.Tests.Policies;

/// <summary>The whole job on the shapefiles of policies/layers pays the same as counting square kilometres: reading, CRS, overlay and tables agree to the fen.</summary>
public class PipelineLibraryTests
{
    public static TheoryData<string> Names => [.. GridRun.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pipeline_pays_what_is_written_down(string name)
    {
        RunOutcome outcome = Pipeline.Run(
            new RunSettings { PolicyPath = Path.Combine(GridRun.Folder, name, "policy.yaml"), OutputPath = null },
            new RunFacts(new ToolVersion("zonecomp", "0", null), [], new MachineRecord("", "", "", 1)),
            TimeProvider.System,
            new Progress<StageProgress>(),
            CancellationToken.None);

        Assert.Equal("", string.Join('\n', outcome.Findings.Where(finding => finding.Severity == Diagnostics.Severity.Error)));
        Assert.Equal(
            File.ReadAllText(Path.Combine(GridRun.Folder, name, "expected.csv")).ReplaceLineEndings("\n"),
            PolicyLibraryTests.Text(outcome.Results!.Allocation!));
    }
}
