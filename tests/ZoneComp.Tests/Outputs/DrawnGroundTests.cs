using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Outputs;

/// <summary>On the rectangles of policies/layers, whose areas are counted in whole square kilometres.</summary>
public sealed class DrawnGroundTests
{
    [Fact]
    public void Chosen_ground_is_drawn_in_each_region_that_has_some()
    {
        DrawnGround drawn = Run("""
            outputs:
              ground:
                inside: {title: 红线内公益林, set: forest & redline}
                elsewhere: forest - redline
            """, out RunResults results).Drawn;

        Assert.Empty(drawn.Zones);
        // Forest 1..3 x 1..5, 5..7 x 3..7 and 9..11 x 0..2; red line 2..6 x 2..6 and 9..11 x 5..7; counties of 4 x 4 km, three across.
        Assert.Equal(
            [
                "inside 990101 2", "inside 990102 1", "inside 990201 1", "inside 990202 2", "elsewhere 990101 4", "elsewhere 990102 1",
                "elsewhere 990103 4", "elsewhere 990201 1", "elsewhere 990202 4",
            ],
            drawn.Ground.Select(ground =>
                $"{ground.Name} {results.Combinations.Regions[ground.Region].Code} {ground.AreaM2 / 1_000_000m:0.######}"));
        // planar run: the shapes are in metres
        Assert.All(drawn.Ground, ground => Assert.Equal((double)ground.AreaM2, ground.Shape.Area, tolerance: 1));
        Assert.Equal("红线内公益林", drawn.Ground[0].Title);
        Assert.DoesNotContain(results.Findings, finding => finding.Code == "ZC701");
    }

    [Fact]
    public void Zones_are_drawn_whole_or_cut_to_the_regions()
    {
        DrawnGround whole = Run("outputs: {zones: as_used}", out RunResults results).Drawn,
            clipped = Run("outputs: {zones: clipped}", out _).Drawn;

        Assert.Equal(["redline 16 ", "redline 4 ", "forest 8 ", "forest 8 ", "forest 4 "], whole.Zones.Select(Text));
        Assert.Equal(
            [
                "redline 4 990101", "redline 4 990102", "redline 4 990201", "redline 4 990202", "redline 4 990203", "forest 6 990101",
                "forest 2 990201", "forest 2 990102", "forest 6 990202", "forest 4 990103",
            ],
            clipped.Zones.Select(Text));
        Assert.All(whole.Zones, zone => Assert.EndsWith("zones.shp", zone.Source, StringComparison.Ordinal));

        string Text(ZoneShape zone) =>
            $"{results.Combinations.Classes[zone.Class].Name} {zone.AreaM2 / 1_000_000m:0.######} "
                + $"{(zone.Region is { } region ? results.Combinations.Regions[region].Code : "")}";
    }

    [Fact]
    public void Both_are_layers_of_the_package_with_a_style_of_their_own()
    {
        using TemporaryFolder place = new();
        _ = Run("outputs: {zones: as_used, ground: {inside: forest & redline}}", out _, place.File("out"));

        Assert.Equal(5, Scalar("SELECT COUNT(*) FROM zones"));
        Assert.Equal(4, Scalar("SELECT COUNT(*) FROM ground WHERE geom IS NOT NULL"));
        Assert.Equal(9000, Scalar("SELECT SUM(area_mu) FROM ground")); // 6 km² = 6,000,000 m² = 9,000 mu
        Assert.Equal(2, Scalar("SELECT COUNT(*) FROM layer_styles WHERE f_table_name IN ('zones', 'ground') AND useAsDefault = 1"));
        Assert.Equal(
            2,
            Scalar("SELECT COUNT(*) FROM gpkg_extensions WHERE table_name IN ('zones', 'ground') AND extension_name = 'gpkg_rtree_index'"));

        double Scalar(string sql)
        {
            using SqliteConnection database = new($"Data Source={place.File("out/zonecomp.gpkg")};Mode=ReadOnly;Pooling=False");
            database.Open();
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = sql;
            return Convert.ToDouble(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void A_set_that_names_no_layer_is_refused_before_anything_is_read()
    {
        PolicyException error = Assert.Throws<PolicyException>(() => Run("outputs: {ground: {inside: forrest & redline}}", out _));

        Assert.Contains("'forrest' is no layer or class; did you mean 'forest'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_from_earlier_results_takes_what_they_drew()
    {
        const string outputs = "outputs: {zones: clipped, ground: {both: {title: 林湿, set: forest & redline}}}";
        using TemporaryFolder place = new();
        DrawnGround first = Run(outputs, out _, place.File("out")).Drawn;

        RunResults again = Run(outputs, out _, place.File("again"), from: place.File("out"));

        Assert.NotEmpty(first.Zones);
        Assert.Equal(
            first.Zones.Select(zone => (zone.Class, zone.Source, zone.Feature, zone.Region, (double)zone.AreaM2, zone.Shape.AsText())),
            again.Drawn.Zones.Select(zone => (zone.Class, zone.Source, zone.Feature, zone.Region, (double)zone.AreaM2,
                zone.Shape.AsText())));
        Assert.Equal(
            first.Ground.Select(ground => (ground.Name, ground.Title, ground.Region, (double)ground.AreaM2, ground.Shape.AsText())),
            again.Drawn.Ground.Select(ground => (ground.Name, ground.Title, ground.Region, (double)ground.AreaM2, ground.Shape.AsText())));
        Assert.DoesNotContain(again.Findings, finding => finding.Code == "ZC702");
    }

    [Fact]
    public void A_start_from_earlier_results_that_drew_otherwise_says_that_it_cannot_draw()
    {
        using TemporaryFolder place = new();
        _ = Run("outputs: {zones: as_used}", out _, place.File("out"));

        RunResults again = Run("outputs: {zones: clipped}", out _, place.File("again"), from: place.File("out"));

        Assert.Empty(again.Drawn.Zones);
        Assert.Contains(again.Findings, finding => finding is { Code: "ZC702", Severity: Severity.Note });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_start_from_earlier_results_draws_the_same_maps(bool fromOverlay)
    {
        using TemporaryFolder place = new();
        RunResults first = Run("", out _, place.File("out"));
        _ = Run("", out _, place.File("areas"), overlayOnly: fromOverlay);

        RunResults again = Run("", out _, place.File("again"), from: place.File("areas"));

        Assert.Equal(first.Shapes.Select(shape => shape!.AsText()), again.Shapes.Select(shape => shape!.AsText()));
        string[] files = [.. Directory.GetFiles(place.File("out"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(place.File("out"), file)).Order()];
        Assert.Contains("zonecomp.gpkg", files);
        Assert.Equal(files, Directory.GetFiles(place.File("again"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(place.File("again"), file)).Order());
        string[] maps = [.. files.Where(file => file.StartsWith("maps", StringComparison.Ordinal))];
        Assert.Equal(4, maps.Length); // the shares of redline and forest, each as SVG and PNG
        Assert.All(maps, map => Assert.Equal(File.ReadAllBytes(Path.Combine(place.File("out"), map)),
            File.ReadAllBytes(Path.Combine(place.File("again"), map))));
    }

    private static RunResults Run(string outputs, out RunResults results, string? to = null, string? from = null, bool overlayOnly = false)
    {
        using TemporaryFolder place = new();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(GridRun.Folder, "layers"))
            .Where(file => Path.GetFileNameWithoutExtension(file) is "county" or "zones"))
            File.Copy(file, place.File(Path.GetFileName(file)));
        File.WriteAllText(place.File("policy.yaml"), $$"""
            zonecomp: 1
            title: 测试
            year: 2025
            area: {method: planar}
            regions: {source: county.shp, code: code, name: name}
            layers:
              redline: {source: zones.shp, where: zone = 'redline'}
              forest: {source: zones.shp, where: zone = 'forest'}
            {{outputs}}
            """);
        RunOutcome outcome = Pipeline.Run(
            new RunSettings
            {
                PolicyPath = place.File("policy.yaml"),
                OutputPath = to ?? place.File("out"),
                CombinationsFrom = from,
                OverlayOnly = overlayOnly
            },
            new RunFacts(new ToolVersion(RunManifest.ToolName, "0", null), [], new MachineRecord("", "", "", 1)),
            TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
        Assert.Equal(
            "",
            string.Join('\n', outcome.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message.En)));
        results = outcome.Results!;
        return results;
    }
}
