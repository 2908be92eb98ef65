namespace ZoneComp.Tests.Provenance;

/// <summary>Nothing is computed from results that are not as their run wrote them.</summary>
public sealed class UntouchedResultsTests : IDisposable
{
    private readonly FolderRun run = new("hainan");

    public void Dispose() => run.Dispose();

    [Theory] // One bit in the middle of a table, or one line end more in the record.
    [InlineData("combinations.parquet")]
    [InlineData("run.json")]
    public void A_changed_file_is_named_and_nothing_is_computed(string name)
    {
        string path = Path.Combine(run.Out, name);
        byte[] bytes = File.ReadAllBytes(path);
        if (name == "run.json")
            bytes = [.. bytes, (byte)'\n']; // reads as before
        else
            bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        foreach (Action take in (Action[])[Allocate, Explain, Compare])
            Assert.Contains(
                $"{path}: is not as the run wrote it",
                Assert.Throws<UserErrorException>(take).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Results_without_a_record_of_their_record_are_taken_only_where_the_user_says_so()
    {
        File.SetLastWriteTimeUtc(Path.Combine(run.Out, "combinations.parquet"), DateTime.UnixEpoch); // times prove nothing either way
        Allocate();
        string sums = Path.Combine(run.Out, "SHA256SUMS");
        File.Delete(sums);

        Assert.Contains($"{sums}: is gone", Assert.Throws<UserErrorException>(Allocate).Message, StringComparison.Ordinal);
        Assert.NotNull(FolderRun.Run(Settings with { AcceptTouched = true }).Results);
        Assert.Throws<UserErrorException>(() => RunRepeat.SettingsFor(run.Out, run.Beside("again"), null));
    }

    [Fact]
    public void A_table_that_is_gone_is_named()
    {
        File.Delete(Path.Combine(run.Out, "allocation.parquet"));

        Assert.Contains("allocation.parquet: is gone", Assert.Throws<UserErrorException>(Compare).Message, StringComparison.Ordinal);
    }

    private RunSettings Settings => new() { PolicyPath = run.PolicyPath, OutputPath = null, CombinationsFrom = run.Out };

    private void Allocate() => Assert.NotNull(FolderRun.Run(Settings).Results);

    private void Explain() =>
        RunExplanation.Open(run.Out, null, false, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

    private void Compare() => RunComparison.Run(
        new ComparisonSettings { OldPath = run.Out, NewPath = run.Out, OutputPath = null },
        new RunFacts(new ToolVersion("ZoneComp", "0", null), [], new MachineRecord("", "", "", 1)), TimeProvider.System,
        new Progress<StageProgress>(), CancellationToken.None);
}
