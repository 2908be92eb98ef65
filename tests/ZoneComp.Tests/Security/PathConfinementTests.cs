using ZoneComp.Diagnostics;
using ZoneComp.Policy;
using ZoneComp.Tests.Preparation;

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

        Assert.Contains("lies outside the policy's folder; name the folder that it lies in at the top of the policy (outside: [FOLDER]) to allow that", refused.Errors[0].Message.En, StringComparison.Ordinal);
        Assert.InRange(refused.Errors[0].Place.Line, 5, 9);
    }

    [Fact]
    public void A_link_to_a_file_outside_is_refused_and_said_to_be_one()
    {
        File.Delete(run.Folder["zone.csv"]);
        File.CreateSymbolicLink(run.Folder["zone.csv"], elsewhere.Folder["zone.csv"]);

        Assert.Contains($"(a link to {elsewhere.Folder["zone.csv"]}) lies outside", Assert.Throws<PolicyException>(() => run.Run()).Message, StringComparison.Ordinal);
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

        Assert.Contains("this run is confined to it", Assert.Throws<UserErrorException>(() => run.Run(confined: true)).Message, StringComparison.Ordinal);
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
}
