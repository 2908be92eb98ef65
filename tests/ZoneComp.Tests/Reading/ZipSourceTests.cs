using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Reading;

public sealed class ZipSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    private string Zip => folder["a.zip"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Layers_are_named_and_read_and_nothing_is_left_behind()
    {
        Make("2025/红线.shp", "2025/forest.shp");

        Assert.Equal(["红线", "forest"], FeatureSources.Layers(Zip));
        Assert.Equal(["0: Polygon 1/4 0.5 | I"], Features.Read(new SourceRequest(Zip, "红线"), log, "CODE"));
        Assert.Contains("holds 2 layers", Refusal(new SourceRequest(Zip)), StringComparison.Ordinal);
        using var source = FeatureSources.Open(new SourceRequest(Zip, "forest"), log);
        Assert.Equal([Zip], source.Info.Files);
        Assert.Equal((Zip, "forest"), (source.Info.Path, source.Info.LayerName));
    }

    [Theory]
    [InlineData("../../outside.shp")]
    [InlineData("..\\..\\outside.shp")]
    [InlineData("/etc/outside.shp")]
    public void A_name_that_climbs_out_stays_inside(string name)
    {
        Make(name);

        Assert.Equal(["outside"], FeatureSources.Layers(Zip));
        Assert.Single(Features.Read(new SourceRequest(Zip), log));
        Assert.False(File.Exists(folder["outside.shp"]));
        Assert.False(File.Exists("/etc/outside.shp"));
    }

    [Theory]
    [InlineData("木", "GBK", "木", true)] // C4 BE is "ľ" in UTF-8
    [InlineData("2025木墓", "GBK", "2025木墓", true)]
    [InlineData("红线", "GBK", "红线", false)] // no UTF-8
    [InlineData("ľ", "UTF-8 with its mark", "ľ", false)]
    [InlineData("müller", "UTF-8", "müller", true)] // C3 BC beside letters
    [InlineData("A茅山", "GBK", "Aéɽ", true)] // taken for UTF-8, and told
    [InlineData("红线", "UTF-8", "红线", false)]
    public void Names_that_read_both_ways_are_told(string name, string encoding, string expected, bool isTold)
    {
        Make(encoding == "UTF-8 with its mark" ? name + ".shp" : "@@@@@@@@@@.shp"[^(Encoded(name, encoding).Length + 4)..]);
        if (encoding != "UTF-8 with its mark")
        {
            byte[] bytes = File.ReadAllBytes(Zip), encoded = Encoded(name, encoding);
            for (int at = 0; at < bytes.Length - encoded.Length; at++)
            {
                if (bytes.AsSpan(at, encoded.Length).IndexOfAnyExcept((byte)'@') < 0)
                    encoded.CopyTo(bytes.AsSpan(at));
            }

            File.WriteAllBytes(Zip, bytes);
        }

        Assert.Equal([expected], FeatureSources.Layers(Zip));
        Assert.Single(Features.Read(new SourceRequest(Zip), log));
        Assert.Equal(isTold, log.Sorted().Any(finding => finding is { Code: "ZC114", Subject: "a.zip" }));

        static byte[] Encoded(string name, string encoding) => (encoding == "GBK" ? CodePages.Gbk : CodePages.Utf8).GetBytes(name);
    }

    [Theory]
    [InlineData(".shp")]
    [InlineData(".dbf")]
    [InlineData(".cpg")]
    public void An_archive_that_holds_a_file_twice_is_refused(string ending)
    {
        Make("a/x.shp");
        using (ZipArchive archive = ZipFile.Open(Zip, ZipArchiveMode.Update))
            archive.CreateEntryFromFile(folder["x" + ending], "a/x" + ending);

        Assert.Contains($"holds a/x{ending} more than once", Refusal(new SourceRequest(Zip, "x")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        // 200 MB of zeros deflate to about 200 kB: beyond 64 MB and 250 times the archive.
        using (var archive = ZipFile.Open(Zip, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("bomb.shp", CompressionLevel.Optimal).Open())
        {
            var zeros = new byte[1 << 20];
            for (int block = 0; block < 200; block++)
                entry.Write(zeros);
        }

        Assert.Contains(
            "bomb.shp unpacks to more than 250 times the archive's size",
            Refusal(new SourceRequest(Zip)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_GeoPackage_of_several_layers_inside_has_them_all()
    {
        using (SqliteConnection made = new($"Data Source={folder["三调.gpkg"]};Pooling=False"))
        {
            made.Open();
            using SqliteCommand command = made.CreateCommand();
            command.CommandText =
                "CREATE TABLE gpkg_contents(table_name, data_type); CREATE TABLE one(c TEXT); CREATE TABLE two(c TEXT); INSERT INTO one "
                + "VALUES ('1'); INSERT INTO two VALUES ('2');"
                + "INSERT INTO gpkg_contents VALUES ('one', 'attributes'); INSERT INTO gpkg_contents VALUES ('two', 'attributes')";
            command.ExecuteNonQuery();
        }

        Make("forest.shp");
        using (var archive = ZipFile.Open(Zip, ZipArchiveMode.Update))
            archive.CreateEntryFromFile(folder["三调.gpkg"], "三调.gpkg");

        Assert.Equal(["forest", "三调/one", "三调/two"], FeatureSources.Layers(Zip));
        Assert.Equal(["0: None 0/0 0 | 2"], Features.Read(new SourceRequest(Zip, "三调/two"), log, "c"));
        Assert.Equal(["0: None 0/0 0 | 1"], Features.Read(new SourceRequest(Zip, "one"), log, "c")); // no other has one
        Assert.Equal(["0: Polygon 1/4 0.5 | I"], Features.Read(new SourceRequest(Zip, "forest"), log, "CODE"));
        Assert.Contains(
            "holds 3 layers; name one of them: forest, 三调/one, 三调/two",
            Refusal(new SourceRequest(Zip)),
            StringComparison.Ordinal);
    }

    [Fact] // what a Mac leaves is no layer; a .kml counts where there is no other
    public void What_only_GDAL_reads_counts_where_nothing_else_is()
    {
        folder.Write("doc.kml", "<kml/>");
        File.WriteAllBytes(folder["._forest.shp"], [0x00, 0x05, 0x16, 0x07, .. new byte[120]]);
        Make("forest.shp");
        using (var archive = ZipFile.Open(Zip, ZipArchiveMode.Update))
        {
            archive.CreateEntryFromFile(folder["doc.kml"], "doc.kml");
            archive.CreateEntryFromFile(folder["._forest.shp"], "._forest.shp");
        }

        Assert.Equal(["forest"], FeatureSources.Layers(Zip));
    }

    [Fact]
    public void Layers_of_one_name_are_named_with_their_folders()
    {
        Make("2024/forest.shp", "2025/forest.shp");

        Assert.Equal(["2024/forest.shp", "2025/forest.shp"], FeatureSources.Layers(Zip));
        Assert.Equal(["0: Polygon 1/4 0.5 | I"], Features.Read(new SourceRequest(Zip, "2025/forest.shp"), log, "CODE"));
        Assert.Contains(
            "there is no layer \"forest\"; it has: 2024/forest.shp, 2025/forest.shp",
            Refusal(new SourceRequest(Zip, "forest")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no zip at all")]
    [InlineData("PK\u0003\u0004 and then nothing")]
    public void What_is_no_zip_is_refused(string text)
    {
        folder.Write("a.zip", text);

        Assert.Contains("cannot be read as a .zip", Refusal(new SourceRequest(Zip)), StringComparison.Ordinal);
    }

    private string Refusal(SourceRequest request) => Assert.Throws<UserErrorException>(() => FeatureSources.Open(request, log)).Message;

    private void Make(params string[] names)
    {
        using (var writer = new ShapefileWriter(folder["x.shp"], ShapeType.Polygon, [new("CODE", 'C', 4)]))
            writer.Add([new(0, 0), new(0, 1), new(1, 1), new(0, 0)], [], "I");
        using var archive = ZipFile.Open(Zip, ZipArchiveMode.Create);
        foreach (string name in names)
        {
            foreach (string ending in new[] { ".shp", ".shx", ".dbf", ".cpg" })
                archive.CreateEntryFromFile(folder["x" + ending], Path.ChangeExtension(name, ending));
        }
    }
}
