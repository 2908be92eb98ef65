using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Security;

/// <summary>What a hostile file can ask for, and that it does not get it.</summary>
public sealed class HostileContentTests : IDisposable
{
    /// <summary>A guard against hours, or no end at all; not a measure of speed: another test may hold the machine.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public void Dispose() => folder.Dispose();

    [Fact] // Nothing in the library can reach a network: it is not even linked against what would.
    public void The_library_knows_no_network()
    {
        AssemblyName[] references = typeof(Pipeline).Assembly.GetReferencedAssemblies();

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, reference => reference.Name!.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_layer_that_refers_to_other_files_or_servers_is_not_opened()
    {
        folder.Write("secret.csv", "wkt\n\"POLYGON((0 0,1 0,1 1,0 0))\"\n");
        string vrt = folder.Write(
            "layer.vrt",
            $"<OGRVRTDataSource><OGRVRTLayer "
                + $"name=\"secret\"><SrcDataSource>{folder["secret.csv"]}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
        UserErrorException refused = Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(vrt), log));
        Skip.If(refused.Message.Contains("apt install", StringComparison.Ordinal), "libgdal is not installed");

        Assert.Contains("that refers to no other file or server", refused.Message, StringComparison.Ordinal);
        string wfs = folder.Write("wfs.xml", "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>");
        Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(wfs), log));
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/workbook.xml")]
    [InlineData("[Content_Types].xml")]
    public void A_workbook_whose_XML_swells_is_refused(string part)
    {
        using InputRun run = new InputRun().Zone();
        Workbook(run.Folder["t.xlsx"], part);
        run.Layers = "{zone: {source: zone.csv}}\ntables: {t: {source: t.xlsx, key: code, columns: {b: number}}}\nindicators: {i: t.b}";

        Assert.Throws<PolicyException>(() => run.Run());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public void A_policy_whose_YAML_swells_or_nests_without_end_is_refused()
    {
        Assert.Contains("YAML aliases", Refused("zonecomp: 1\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), StringComparison.Ordinal);
        Assert.Contains("nests deeper than", Refused("a: " + new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("nodes", Refused("a: [" + string.Concat(Enumerable.Repeat("x,", 300_000)) + "]"), StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);

        static string Refused(string text) => Assert.Throws<PolicyException>(() => PolicyFile.Parse("policy.yaml", text)).Message;
    }

    [Fact]
    public void A_view_of_rows_without_end_is_stopped()
    {
        string path = folder["a.gpkg"];
        using (SqliteConnection made = new($"Data Source={path};Pooling=False"))
        {
            made.Open();
            Run(made, "CREATE TABLE gpkg_contents(table_name, data_type); INSERT INTO gpkg_contents VALUES ('endless', 'attributes');");
            Run(made, "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS code FROM n;");
        }

        Assert.Contains(
            "cannot be read as a GeoPackage",
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(path), log)).Message,
            StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }

    [Fact]
    public void Names_of_tables_and_columns_are_names_and_no_SQL()
    {
        const string Table = "a\"; DROP TABLE victim; --", Column = "c\" FROM victim; --";
        string path = folder["a.gpkg"];
        using (SqliteConnection made = new($"Data Source={path};Pooling=False"))
        {
            made.Open();
            Run(made, "CREATE TABLE gpkg_contents(table_name, data_type); CREATE TABLE victim(x); INSERT INTO victim VALUES (1);");
            Run(
                made,
                $"CREATE TABLE \"{Table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"(\"{Column.Replace(
                    "\"",
                    "\"\"",
                    StringComparison.Ordinal)}\" TEXT)");
            using SqliteCommand insert = made.CreateCommand();
            insert.CommandText = $"INSERT INTO \"{Table.Replace("\"", "\"\"", StringComparison.Ordinal)}\" VALUES ('v'); INSERT INTO "
                + $"gpkg_contents VALUES ($name, 'attributes')";
            insert.Parameters.AddWithValue("$name", Table);
            insert.ExecuteNonQuery();
        }

        Assert.Equal(["0: None 0/0 0 | v"], Reading.Features.Read(new SourceRequest(path, Table), log, Column));
        using SqliteConnection after = new($"Data Source={path};Pooling=False");
        after.Open();
        using SqliteCommand count = after.CreateCommand();
        count.CommandText = "SELECT count(*) FROM victim";
        Assert.Equal(1L, count.ExecuteScalar());
    }

    [Fact]
    public void A_policy_of_a_formula_nested_without_end_is_refused()
    {
        using InputRun run = new InputRun().Zone();
        run.Layers = "{zone: {source: zone.csv}}\nindicators:\n  i: " + new string('(', 100_000) + "1";

        Assert.Throws<PolicyException>(() => run.Run());
        run.Layers = "{zone: {source: zone.csv}}\nindicators:\n  i: " + string.Concat(Enumerable.Repeat("-", 100_000)) + "1";
        Assert.Throws<PolicyException>(() => run.Run());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }

    /// <summary>A workbook of which one part declares entities that would grow to 10^10 characters.</summary>
    private static void Workbook(string path, string hostile)
    {
        string entities = "<!DOCTYPE x [<!ENTITY e0 \"eeeeeeeeee\">"
            + string.Concat(Enumerable.Range(1, 9).Select(n => $"<!ENTITY e{n} \"{string.Concat(Enumerable.Repeat($"&e{n - 1};", 10))}\">"))
            + "]>";
        (string Name, string Text)[] parts =
        [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
                    + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                        + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override "
                            + "PartName=\"/xl/worksheets/sheet1.xml\" "
                                + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>X</Types>"),
            (
                "_rels/.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                    + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                        + "Target=\"xl/workbook.xml\"/></Relationships>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                    + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
                        + "Target=\"worksheets/sheet1.xml\"/></Relationships>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" "
                        + "sheetId=\"1\" r:id=\"r1\"/></sheets>X</workbook>"),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c "
                    + "t=\"inlineStr\"><is><t>codeX</t></is></c><c t=\"inlineStr\"><is><t>b</t></is></c></row></sheetData></worksheet>"),
        ];
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string text) in parts)
        {
            using StreamWriter writer = new(archive.CreateEntry(name).Open());
            writer.Write(
                name == hostile
                    ? entities + text.Replace("X", "&e9;", StringComparison.Ordinal)
                    : text.Replace("X", "", StringComparison.Ordinal));
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
