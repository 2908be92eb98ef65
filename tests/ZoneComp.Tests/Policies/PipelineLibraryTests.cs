namespace ZoneComp.Tests.Policies;

/// <summary>The whole job on the shapefiles of policies/layers pays the same as counting square kilometres: reading, CRS, overlay and
/// tables agree to the fen.</summary>
public class PipelineLibraryTests
{
    public static TheoryData<string> Names => [.. GridRun.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pipeline_pays_what_is_written_down(string name)
    {
        RunOutcome outcome = LibraryRun.Of(name);

        Assert.Equal("", string.Join('\n', outcome.Findings.Where(finding => finding.Severity == Severity.Error)));
        string found = PolicyLibraryTests.Text(outcome.Results!.Allocation!);
        string received = Path.Combine(AppContext.BaseDirectory, "received");
        Directory.CreateDirectory(received);
        File.WriteAllText(Path.Combine(received, name + ".csv"), found); // to compare by eye where they differ

        Assert.Equal(File.ReadAllText(Path.Combine(GridRun.Folder, name, "expected.csv")).ReplaceLineEndings("\n"), found);
    }
}
