using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Reading;

/// <summary>Files that are half there, or are something else: what each says, in the words that a person gets.</summary>
public sealed class HalfPresentTests : IDisposable
{
    private const string Square = "POLYGON((105 30,105.1 30,105.1 30.1,105 30.1,105 30))";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.shp")]
    [InlineData("a.gpkg")]
    [InlineData("a.geojson")]
    [InlineData("a.geojsonl")]
    [InlineData("a.csv")]
    [InlineData("a.parquet")]
    [InlineData("a.zip")]
    public void A_folder_in_place_of_a_file_is_told(string name)
    {
        Directory.CreateDirectory(folder[name]);

        Assert.Equal($"{folder[name]}: is a folder; expected a file. If the layer lies in it, name the file", Refusal(name));
    }

    [Fact]
    public void A_name_in_another_case_is_told_where_case_counts()
    {
        folder.Write("REDLINE.SHP", "");
        bool caseCounts = !File.Exists(folder["redline.shp"]);

        Assert.Equal(
            caseCounts
                ? $"{folder["redline.shp"]}: there is no such file, but REDLINE.SHP: write the name in the same case"
                : $"{folder["redline.shp"]}: has 0 bytes, a shapefile's header alone has 100: the file is cut or empty",
            Refusal("redline.shp"));
        Assert.Equal($"{folder["other.shp"]}: there is no such file", Refusal("other.shp"));
    }

    [Theory]
    [InlineData("红线.shx")]
    [InlineData("红线.prj")]
    [InlineData("红线.cpg")]
    public void A_lesser_part_of_a_shapefile_names_the_main_one(string name)
    {
        folder.Write(name, "");

        Assert.Equal($"{folder[name]}: is a part of a shapefile; name its .shp (红线.shp), which all parts lie beside", Refusal(name));
    }

    [Theory]
    [InlineData("", "holds no layer (found: nothing)")]
    [InlineData("readme.txt", "holds no layer (found: readme.txt)")]
    [InlineData("inner.zip", "holds no layer (found: inner.zip); an archive inside the archive is not looked into: unpack the outer one "
        + "and name the inner")]
    public void An_archive_without_a_layer_says_what_it_holds(string entry, string expected)
    {
        using (ZipArchive archive = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            if (entry.Length > 0)
                archive.CreateEntry(entry);
        }

        Assert.Equal($"{folder["a.zip"]}: {expected}", Refusal("a.zip"));
        Assert.Throws<UserErrorException>(() => Inspection.Inspect(folder["a.zip"], null, CancellationToken.None));
    }

    [Fact]
    public void GeoJson_that_is_empty_or_in_another_encoding_says_so()
    {
        folder.Write("empty.geojson", "");
        folder.Write("utf16.geojson", "{}", Encoding.Unicode);

        Assert.Equal($"{folder["empty.geojson"]}: is not JSON: the file is empty", Refusal("empty.geojson"));
        Assert.Equal(
            $"{folder["utf16.geojson"]}: is not JSON: it is text in UTF-16, and GeoJSON has to be in UTF-8: save it anew",
            Refusal("utf16.geojson"));
    }

    [Fact]
    public void Nested_collections_of_polygons_are_polygons()
    {
        const string Ring = "[[[105,30],[105.1,30],[105.1,30.1],[105,30]]]";
        folder.Write("a.geojson", $$$"""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[
            {"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":{{{Ring}}}}]},{"type":"MultiPolygon","coordinates":[{{{Ring}}}]}]}}]}
            """.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        using IFeatureSource source = FeatureSources.Open(new SourceRequest(folder["a.geojson"]), new DiagnosticLog());
        using IFeatureCursor cursor = source.Read([]);

        Assert.Equal(GeometryKind.Polygon, source.Info.Kind);
        Assert.True(cursor.MoveNext());
        Assert.Equal((GeometryKind.Polygon, 2), (cursor.Shape.Kind, cursor.Shape.PartCount));
    }

    [Fact]
    public void An_empty_prj_is_told_beside_the_missing_crs()
    {
        WriteShapefile(folder);
        folder.Write("a.prj", " \r\n");

        Assert.Equal(
            ["ZC201 error", "ZC272 warning"],
            Inspect("a.shp").Findings.Select(finding => $"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()}"));
    }

    [Fact]
    public void A_shapefile_without_dbf_says_what_is_lost_and_what_to_do()
    {
        using var run = new InputRun { Regions = "{source: {path: a.shp, crs: 'EPSG:4490'}, code: CODE}" };
        run.Zone();
        WriteShapefile(run.Folder);
        File.Delete(run.Folder["a.dbf"]);

        var told = Assert.ThrowsAny<UserErrorException>(() => run.Run());

        Assert.Contains(
            "a.shp has no fields: its .dbf is missing or cannot be read, and with it all codes, names and classes; get a.dbf from "
                + "whoever gave the layer and put it beside the .shp",
            told.Message, StringComparison.Ordinal);

        run.Regions = "{source: regions.csv, code: code}";
        run.Layers = "{zone: {source: {path: a.shp, crs: 'EPSG:4490'}, where: KIND = 'a'}}";
        Assert.Contains("its .dbf is missing", Assert.ThrowsAny<UserErrorException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_alone_lacks_no_crs()
    {
        WriteShapefile(folder);
        foreach (string part in (string[])["a.shp", "a.shx", "a.prj"])
            File.Delete(folder[part]);

        Assert.DoesNotContain(Inspect("a.dbf").Findings, finding => finding.Code == "ZC201");
    }

    [Fact]
    public void Csv_in_another_encoding_is_read_by_its_mark_and_what_does_not_decode_is_told()
    {
        folder.Write("marked.csv", $"name,wkt\n陕西,\"SRID=4490;{Square}\"\n", Encoding.Unicode);
        LayerInspection marked = Inspect("marked.csv");
        Assert.Equal(("utf-16", "byte order mark", "陕西"), (marked.Info.Encoding, marked.Info.EncodingOrigin, marked.Examples[0][0]));

        File.WriteAllBytes(
            folder["wrong.csv"],
            [.. "name,wkt\n"u8, 0xC9, 0xC2, 0xCE, .. Encoding.ASCII.GetBytes($",\"SRID=4490;{Square}\"\n")]);
        using IFeatureSource source = FeatureSources.Open(
            new SourceRequest(folder["wrong.csv"], null, "UTF-8"),
            Log(out DiagnosticLog log));
        using IFeatureCursor cursor = source.Read(["name"]);
        Assert.True(cursor.MoveNext());
        _ = cursor.Value(0);
        Assert.Equal("ZC110", Assert.Single(log.Sorted()).Code);
    }

    [Fact]
    public void Text_of_a_GeoPackage_that_is_not_UTF8_is_told()
    {
        using (var connection = new SqliteConnection($"Data Source={folder["a.gpkg"]};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT); INSERT INTO gpkg_contents VALUES ('t', 'attributes');
                CREATE TABLE t (fid INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, CAST(x'C9C2' AS TEXT));
                """;
            command.ExecuteNonQuery();
        }

        Diagnostic told = Assert.Single(Inspect("a.gpkg").Findings);
        Assert.Equal(("ZC110", "a.gpkg|t#1"), (told.Code, told.Subject));
    }

    private static DiagnosticLog Log(out DiagnosticLog log) => log = new DiagnosticLog();

    private string Refusal(string name) =>
        Assert.ThrowsAny<UserErrorException>(() => FeatureSources.Open(new SourceRequest(folder[name]), new DiagnosticLog())).Message;

    private LayerInspection Inspect(string name) => Assert.Single(Inspection.Inspect(folder[name], null, CancellationToken.None));

    private static void WriteShapefile(TempFolder folder)
    {
        using var writer = new ShapefileWriter(folder["a.shp"], ShapeType.Polygon, [new DbfField("CODE", 'C', 10)]);
        writer.Add([new(105, 30), new(105, 30.1), new(105.1, 30.1), new(105.1, 30), new(105, 30)], [], "A");
    }
}
