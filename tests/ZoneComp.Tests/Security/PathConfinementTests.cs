namespace ZoneComp.Tests.Security;

/// <summary>A policy reads nothing outside its own folder but what it says so at its top.</summary>
public sealed class PathConfinementTests : IDisposable
{
    private readonly InputRun run = new InputRun().Zone();
    private readonly InputRun elsewhere = new InputRun().Zone();

    public void Dispose()
    {
        run.Dispose();
        elsewhere.Dispose();
    }

    private string Outside => Path.GetDirectoryName(elsewhere.Folder["zone.csv"])!;

    private string Name => Path.GetFileName(Outside);

    [Theory]
    [InlineData("{zone: {source: ../NAME/zone.csv}}")]
    [InlineData("{zone: {source: ./sub/../../NAME/zone.csv}}")]
    [InlineData("{zone: {source: ../NAME/*.csv}}")]
    [InlineData("{zone: {source: OUTSIDE/zone.csv}}")]
    [InlineData("{zone: {source: [zone.csv, {path: ../NAME/nothing-there.csv}]}}")]
    [InlineData("{zone: {source: zone.csv}}\ntables: {t: {source: ../NAME/zone.csv, key: a, columns: {b: number}}}\nindicators: {i: t.b}")]
    [InlineData("{zone: {source: zone.csv}}\nprevious: ../NAME\nfactors: {f: previous(x)}")]
    public void A_path_that_leads_out_is_refused_with_its_place_in_the_file(string layers)
    {
        run.Layers = layers.Replace("NAME", Name, StringComparison.Ordinal).Replace("OUTSIDE", Outside, StringComparison.Ordinal);

        PolicyException refused = Assert.Throws<PolicyException>(() => run.Run());

        Assert.Contains(
            "lies outside the policy's folder; name the folder that it lies in at the top of the policy (outside: [FOLDER]) to allow that",
            refused.Errors[0].Message.En,
            StringComparison.Ordinal);
        Assert.InRange(refused.Errors[0].Place.Line, 5, 9);
    }

    [Fact]
    public void A_link_to_a_file_outside_is_refused_and_said_to_be_one()
    {
        File.Delete(run.Folder["zone.csv"]);
        File.CreateSymbolicLink(run.Folder["zone.csv"], elsewhere.Folder["zone.csv"]);

        Assert.Contains(
            $"(a link to {elsewhere.Folder["zone.csv"]}) lies outside",
            Assert.Throws<PolicyException>(() => run.Run()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_folder_outside_is_refused_by_name_and_passed_over_by_patterns()
    {
        Directory.CreateSymbolicLink(run.Folder["sub"], Outside);
        run.Layers = "{zone: {source: sub/zone.csv}}";
        Assert.Contains("lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);

        run.Layers = "{zone: {source: sub/*.csv}}";
        Assert.Contains("lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);

        Directory.CreateSymbolicLink(run.Folder["circle"], Path.GetDirectoryName(run.Folder["x"])!);
        run.Layers = "{zone: {source: '**/zone.csv'}}";
        Assert.Single(run.Run().Results!.Manifest.Inputs, input => input.Role == "layer zone");
    }

    [Fact]
    public void A_part_of_a_shapefile_that_is_a_link_outside_is_refused()
    {
        string sample = Path.Combine(TestMaterial.SharedMaterial.RepositoryRoot, "sample-data", "wetland");
        foreach (string ending in new[] { ".shp", ".shx", ".prj", ".dbf", ".cpg" })
            File.Copy(sample + ending, run.Folder["wetland" + ending]);
        File.Move(run.Folder["wetland.dbf"], elsewhere.Folder["wetland.dbf"]);
        File.CreateSymbolicLink(run.Folder["wetland.dbf"], elsewhere.Folder["wetland.dbf"]);
        run.Layers = "{zone: {source: wetland.shp}}";

        Assert.Contains("wetland.dbf) lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_the_policy_names_is_allowed_unless_the_run_is_confined()
    {
        run.Layers = $"{{zone: {{source: ../{Name}/zone.csv}}}}";
        run.Head = $"outside: [../{Name}]";
        Assert.NotNull(run.Run().Results);

        Assert.Contains(
            "this run is confined to it",
            Assert.Throws<UserErrorException>(() => run.Run(confined: true)).Message,
            StringComparison.Ordinal);
        run.Head = "outside: [../another]";
        Assert.Throws<PolicyException>(() => run.Run());
    }

    [Fact]
    public void A_folder_whose_name_begins_like_the_policys_is_another()
    {
        string beside = Path.GetDirectoryName(run.Folder["x"])! + "-2";
        Directory.CreateDirectory(beside);
        try
        {
            File.Copy(run.Folder["zone.csv"], Path.Combine(beside, "zone.csv"));
            run.Layers = $"{{zone: {{source: {beside}/zone.csv}}}}";
            Assert.Throws<PolicyException>(() => run.Run());
        }
        finally
        {
            Directory.Delete(beside, recursive: true);
        }
    }

    [Fact]
    public void A_link_inside_the_folder_is_no_way_out()
    {
        File.Move(run.Folder["zone.csv"], run.Folder["real.csv"]);
        File.CreateSymbolicLink(run.Folder["zone.csv"], "real.csv");

        Assert.NotNull(run.Run().Results);
    }

    [Fact] // zone.csv -> sub/../secret.csv, and sub leads out: to the system that is the folder above the one that sub leads to.
    public void A_step_back_behind_a_link_leaves_the_folder_that_the_link_led_to()
    {
        string deep = Directory.CreateDirectory(Path.Combine(Outside, "deep")).FullName;
        File.Move(run.Folder["zone.csv"], run.Folder["secret.csv"]); // so that the text alone leads inside
        Directory.CreateSymbolicLink(run.Folder["sub"], deep);
        File.CreateSymbolicLink(run.Folder["zone.csv"], Path.Combine("sub", "..", "zone.csv"));

        Assert.Contains(
            $"(a link to {elsewhere.Folder["zone.csv"]}) lies outside",
            Assert.Throws<PolicyException>(() => run.Run()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_lead_nowhere()
    {
        File.Delete(run.Folder["zone.csv"]);
        File.CreateSymbolicLink(run.Folder["zone.csv"], "other.csv");
        File.CreateSymbolicLink(run.Folder["other.csv"], "zone.csv");

        Assert.Contains("lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "mkfifo is asked");
        File.Delete(run.Folder["zone.csv"]);
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start("mkfifo", run.Folder["zone.csv"]))
            made.WaitForExit();

        Assert.Contains("is a pipe or a device", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    // A plain MapInfo table: its four files are inputs; a confined run opens no MapInfo table, and one made of others is never opened.
    [SkippableFact]
    public void A_MapInfo_table_is_all_of_its_files_and_none_when_confined()
    {
        Skip.IfNot(Path.Exists("/usr/bin/ogr2ogr"), "ogr2ogr makes the table");
        string from = run.Folder.Write(
            "zone.geojson",
            """{"type":"Feature","properties":{"a":"x"},"geometry":{"type":"Polygon","coordinates":[[[105,30],[105.05,30],[105.05,30.1],[105,30.1],[105,30]]]}}""");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start(
            "ogr2ogr",
            ["-f", "MapInfo File", run.Folder["zone.tab"], from]))
            made.WaitForExit();
        Skip.IfNot(File.Exists(run.Folder["zone.tab"]), "this GDAL writes no MapInfo tables");
        run.Layers = "{zone: {source: zone.tab, crs: EPSG:4490}}";

        Assert.Equal(
            ["zone.dat", "zone.id", "zone.map", "zone.tab"],
            run.Run().Results!.Manifest.Inputs.Single(input => input.Role == "layer zone").Files
                .Select(file => file.Path)
                .Order(StringComparer.Ordinal));
        Assert.Contains("confined", Assert.Throws<UserErrorException>(() => run.Run(confined: true)).Message, StringComparison.Ordinal);

        File.Move(run.Folder["zone.dat"], elsewhere.Folder["zone.dat"]);
        File.CreateSymbolicLink(run.Folder["zone.dat"], elsewhere.Folder["zone.dat"]);
        Assert.Contains("zone.dat) lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);

        run.Folder.Write(
            "zone.tab",
            $"!Table\n!Version 100\nOpen Table \"{elsewhere.Folder["zone"]}\"\nCreate View zone As Select * From zone\n");
        Assert.Contains("made of other tables", Assert.Throws<UserErrorException>(() => run.Run()).Message, StringComparison.Ordinal);
    }
}
