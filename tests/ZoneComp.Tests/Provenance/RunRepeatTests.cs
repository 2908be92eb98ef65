using System.Text.Json;

namespace ZoneComp.Tests.Provenance;

public sealed class RunRepeatTests
{
    [Fact]
    public void A_run_repeated_from_its_record_gives_the_same_bytes_even_when_the_policy_file_was_edited_since()
    {
        using FolderRun first = new("hainan", copyInputs: true);
        File.AppendAllText(first.PolicyPath, "\n# edited later\n");

        RunSettings settings = RunRepeat.SettingsFor(first.Out, first.Beside("again"), null);
        _ = FolderRun.Run(settings);
        RepeatReport report = RunRepeat.Compare(first.Out, first.Beside("again"));

        Assert.NotNull(settings.PolicyText);
        Assert.True(report.IsIdentical, string.Join("; ", report.Files));
        Assert.Contains(("allocation.parquet", RepeatedFile.Same), report.Files);
        Assert.Null(report.Tool);
    }

    [Fact]
    public void A_policy_with_a_byte_order_mark_keeps_its_digest_when_repeated_from_the_record()
    {
        using FolderRun first = new("hainan", copyInputs: true);
        File.WriteAllText(first.PolicyPath, File.ReadAllText(first.PolicyPath), new System.Text.UTF8Encoding(true));
        _ = FolderRun.Run(new RunSettings { PolicyPath = first.PolicyPath, OutputPath = first.Out });
        File.Delete(first.PolicyPath);

        _ = FolderRun.Run(RunRepeat.SettingsFor(first.Out, first.Beside("again"), null));

        Assert.True(RunRepeat.Compare(first.Out, first.Beside("again")).IsIdentical);
    }

    [Fact]
    public void A_changed_or_missing_input_is_named_and_nothing_is_run()
    {
        using FolderRun first = new("hainan", copyInputs: true);
        string table = Path.Combine(Path.GetDirectoryName(first.PolicyPath)!, "county.csv");
        File.AppendAllText(table, "\n");
        File.Delete(Path.Combine(first.Beside("layers"), "zones.dbf"));

        string said = Assert.Throws<UserErrorException>(() => RunRepeat.SettingsFor(first.Out, first.Beside("again"), null)).Text.En;

        Assert.StartsWith("2 input file(s) are not as they were: ", said, StringComparison.Ordinal);
        Assert.Contains($"{table}: changed since the run", said, StringComparison.Ordinal);
        Assert.Contains("zones.dbf: not there", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_moved_are_found_in_the_folder_that_is_named()
    {
        using FolderRun first = new("hainan", copyInputs: true);
        Directory.CreateDirectory(first.Beside("archive"));
        Directory.Move(first.Beside("hainan"), Path.Combine(first.Beside("archive"), "hainan"));
        Directory.Move(first.Beside("layers"), Path.Combine(first.Beside("archive"), "layers"));

        _ = FolderRun.Run(RunRepeat.SettingsFor(first.Out, first.Beside("again"), Path.Combine(first.Beside("archive"), "hainan")));

        Assert.True(RunRepeat.Compare(first.Out, first.Beside("again")).IsIdentical);
    }

    [Fact]
    public void Another_version_of_the_program_is_told_and_tables_of_the_same_values_are_known_as_such()
    {
        using FolderRun first = new("hainan");
        _ = Pipeline.Run(
            RunRepeat.SettingsFor(first.Out, first.Beside("again"), null),
            new RunFacts(new ToolVersion(RunManifest.ToolName, "0.0.1", null), [], new MachineRecord("test", "X64", ".NET", 1)),
            TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

        RepeatReport report = RunRepeat.Compare(first.Out, first.Beside("again"));

        Assert.Equal("the first run was made by version 0.0.0, this one by 0.0.1", report.Tool!.En);
        Assert.Contains(("allocation.parquet", RepeatedFile.SameValues), report.Files);
        Assert.False(report.IsIdentical);
    }

    [Theory]
    [InlineData(ProvenanceForm.Prov)]
    [InlineData(ProvenanceForm.OpenLineage)]
    public void Standard_forms_name_every_input_and_output_once_and_are_the_same_each_time(ProvenanceForm form)
    {
        using FolderRun run = new("hainan");
        RunManifest manifest = ManifestJson.Read(File.ReadAllText(Path.Combine(run.Out, "run.json")));
        string json = RunProvenance.Json(run.Out, form);
        using JsonDocument document = JsonDocument.Parse(json);

        Assert.Equal(json, RunProvenance.Json(run.Out, form));
        int files = manifest.Inputs.Sum(input => input.Files.Count);
        if (form == ProvenanceForm.Prov)
        {
            Assert.Equal(files + 1, document.RootElement.GetProperty("used").EnumerateObject().Count()); // and the policy
            Assert.Equal(manifest.Outputs!.Count, document.RootElement.GetProperty("wasGeneratedBy").EnumerateObject().Count());
            // Every relation points at entities that are there.
            string[] entities = [.. document.RootElement.GetProperty("entity").EnumerateObject().Select(entity => entity.Name)];
            Assert.All(
                document.RootElement.GetProperty("used").EnumerateObject(),
                use => Assert.Contains(use.Value.GetProperty("prov:entity").GetString(), entities));
        }
        else
        {
            Assert.Equal(files, document.RootElement.GetProperty("inputs").GetArrayLength());
            Assert.Equal(manifest.Outputs!.Count, document.RootElement.GetProperty("outputs").GetArrayLength());
            Assert.Equal("COMPLETE", document.RootElement.GetProperty("eventType").GetString());
            Assert.True(Guid.TryParse(document.RootElement.GetProperty("run").GetProperty("runId").GetString(), out _));
        }
    }
}
