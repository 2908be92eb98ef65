namespace ZoneComp.Tests.Preparation;

public sealed class StatedSeverityTests : IDisposable
{
    private readonly InputRun run = new InputRun().Zone(fields: "a", values: "1");

    public void Dispose() => run.Dispose();

    [Fact] // A CSV of WGS 84 coordinates taken as CGCS2000 is a note, ZC204.
    public void A_note_raised_to_an_error_stops_the_run_and_says_in_whose_words()
    {
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4326;{InputRun.WesternHalf}\"\n");
        Assert.Contains("ZC204 note", InputRun.Codes(run.Run()));

        run.Head = "severity: [{code: ZC204, layer: zone, as: error, reason: 省厅只收 CGCS2000}]";
        RunOutcome raised = run.Run();

        Assert.True(raised.HasErrors);
        Diagnostic finding = Assert.Single(raised.Findings, finding => finding.Code == "ZC204");
        Assert.Equal((Severity.Error, "省厅只收 CGCS2000"), (finding.Severity, finding.RaisedBecause));
        Assert.EndsWith("[raised by the policy: 省厅只收 CGCS2000]", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_raised_warning_of_a_run_that_goes_on_stands_in_the_manifest_with_its_reason()
    {
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4326;{InputRun.WesternHalf}\"\n");
        run.Head = "severity: [{code: ZC204, as: warning, reason: check the epoch}]";

        RunOutcome outcome = run.Run();

        Assert.Contains("ZC204 warning", InputRun.Codes(outcome));
        Assert.Equal(
            ("ZC204", "check the epoch"),
            outcome.Results!.Manifest.Assumptions.Select(entry => (entry.Code, entry.Because)).Single());
    }

    [Fact]
    public void An_error_made_a_note_lets_the_run_go_on_but_what_stops_cannot_be_made_lighter()
    {
        // The zone lies 1 degree east of the region: ZC243. A region code twice, ZC230, stops.
        run.Zone("POLYGON((106 30,106.1 30,106.1 30.1,106 30))");
        run.Head = "severity: [{code: ZC243, as: note, reason: next year's ground}, {code: ZC230, as: note, reason: no reason will do}]";
        RunOutcome light = run.Run();
        Assert.Contains("ZC243 note", InputRun.Codes(light));
        Assert.False(light.HasErrors);
        Assert.Contains("ZC246 note", InputRun.Codes(light)); // ZC230 met nothing

        run.Folder.Write("regions.csv", InputRun.Square + InputRun.Square.Split('\n')[1] + "\n");
        Assert.Contains("ZC230 error", InputRun.Codes(run.Run()));
    }

    [Fact]
    public void Severities_are_read_with_their_places_in_the_file()
    {
        run.Head = "severity: [{code: ZC1, as: grave, reason: ''}, {code: ZC204, layer: zonn, as: error, reason: r}]";

        PolicyException wrong = Assert.Throws<PolicyException>(() => run.Run());

        Assert.Equal(
            [
                "'ZC1' is no finding's code; expected ZC and three digits",
                "'as' is 'grave'; expected error or warning or note",
                "'reason' is empty: say why the finding is taken so",
                "'zonn' is no layer, table or scheme of the policy; did you mean 'zone'?",
            ],
            wrong.Errors.Select(error => error.Message.En));
    }

    [Fact]
    public void Findings_asked_for_are_written_as_a_layer_whatever_comes_of_the_run_and_replace_nothing_else()
    {
        string path = run.Folder["findings.gpkg"];
        Assert.Equal(path, run.Run(path).FindingsFile);
        Assert.Equal(["findings"], FeatureSources.Layers(path));

        run.Folder.Write("zone.csv", "wkt\n\"POLYGON((0 0,1 0,1 1,0 0))\"\n"); // no CRS: an error
        Assert.True(run.Run(path).HasErrors);
        using (IFeatureSource written = FeatureSources.Open(new SourceRequest(path), new DiagnosticLog()))
        using (IFeatureCursor cursor = written.Read(["code"]))
        {
            Assert.True(cursor.MoveNext());
            Assert.Equal("ZC201", cursor.Value(0));
        }

        Assert.Throws<UserErrorException>(() => run.Run(run.Folder["regions.csv"]));
        Assert.Equal(InputRun.Square, File.ReadAllText(run.Folder["regions.csv"]));
    }
}
