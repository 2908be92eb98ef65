using System.IO.Compression;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Security;

/// <summary>By themselves: what is allocated is counted for the whole process.</summary>
[CollectionDefinition(nameof(MemoryLimitTests), DisableParallelization = true)]
public static class AloneWithMemory;

/// <summary>Small files that ask for much memory: refused with the file's name, the limit and how to raise it, before more than a few
/// times the limit was allocated.</summary>
[Collection(nameof(MemoryLimitTests))]
public sealed class MemoryLimitTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Theory] // Each: a table of one polygon of 1 MB, or none, and a view that gives far more.
    [InlineData("SELECT n AS code, geom FROM one, n")] // 1 MB in each of 100,000 rows
    [InlineData("SELECT n AS code, zeroblob(900000000) AS geom FROM n")]
    [InlineData("SELECT n AS code, (SELECT group_concat(hex(zeroblob(1000000))) FROM n) AS geom FROM n")]
    public void A_view_that_multiplies_its_rows_is_refused(string view)
    {
        string path = folder["a.gpkg"];
        using (SqliteConnection made = new($"Data Source={path};Pooling=False"))
        {
            made.Open();
            using SqliteCommand command = made.CreateCommand();
            command.CommandText = $"""
                CREATE TABLE gpkg_contents(table_name, data_type); CREATE TABLE gpkg_geometry_columns(table_name, column_name, geometry_type_name, srs_id);
                INSERT INTO gpkg_contents VALUES ('v', 'features'); INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'POLYGON', 4326);
                CREATE TABLE one(geom); INSERT INTO one VALUES (zeroblob(1000000));
                CREATE VIEW n AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) SELECT n FROM c;
                CREATE VIEW v AS {view};
                """;
            command.ExecuteNonQuery();
        }

        Refused(path, () =>
        {
            using IFeatureSource source = FeatureSources.Open(new SourceRequest(path), log);
            using IFeatureCursor cursor = source.Read([]);
            while (cursor.MoveNext())
                _ = cursor.Shape.Kind;
        });
    }

    [Theory] // A sheet of rows with one cell in the last column; one row of cells without end; strings without end.
    [InlineData("xl/worksheets/sheet1.xml", "<row><c r=\"XFD1\"><v>1</v></c></row>", 30_000)]
    [InlineData("xl/worksheets/sheet1.xml", "<c/>", 4_000_000)]
    [InlineData("xl/sharedStrings.xml", "<si><t>a</t></si>", 2_000_000)]
    public void A_workbook_that_unpacks_to_much_is_refused(string part, string repeated, int times)
    {
        using InputRun run = new InputRun().Zone();
        string path = run.Folder["t.xlsx"];
        Workbook(path, part, repeated, times);
        run.Layers = "{zone: {source: zone.csv}}\ntables: {t: {source: t.xlsx, key: code, columns: {b: number}}}\nindicators: {i: t.b}";

        Refused(path, () => run.Run());
    }

    [Fact] // 20,000 headings over 20,000 rows of one cell: 0.2 MB, and 400 million places.
    public void A_table_of_many_headings_over_short_rows_is_refused()
    {
        using InputRun run = new InputRun().Zone();
        string path = run.Folder.Write(
            "t.csv",
            "code," + string.Join(',', Enumerable.Range(0, 20_000)) + "\n" + string.Concat(Enumerable.Repeat("1\n", 20_000)));
        run.Layers = "{zone: {source: zone.csv}}\ntables: {t: {source: t.csv, key: code, columns: {b: number}}}\nindicators: {i: t.b}";

        Refused(path, () => run.Run());
    }

    /// <summary>The limit is 64 MB and at most 250 times the file; lists grow by doubling and texts are copied on the way, so eight times
    /// that is the bound here, where all of it would be gigabytes.</summary>
    private static void Refused(string path, Action read)
    {
        long limit = (64L << 20) + (250 * new FileInfo(path).Length), before = GC.GetTotalAllocatedBytes();
        UserErrorException refused = Assert.Throws<UserErrorException>(read);
        long allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.Contains($"{path}: asks for more than ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ZONECOMP_READ_LIMIT", refused.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 8 * limit);
    }

    private static void Workbook(string path, string swollen, string repeated, int times)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006",
            Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        bool isRow = repeated == "<c/>";
        (string Name, string Before, string After)[] parts =
        [
            ("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" "
                + $"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Default Extension=\"xml\" ContentType=\"{Type}.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" "
                    + $"ContentType=\"{Type}.worksheet+xml\"/>"
                + $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Type}.sharedStrings+xml\"/>", "</Types>"),
            (
                "_rels/.rels",
                $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" "
                    + $"Target=\"xl/workbook.xml\"/>",
                "</Relationships>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" "
                + $"Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r2\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/>", "</Relationships>"),
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets>",
                "</workbook>"),
            ("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">", "</sst>"),
            ("xl/worksheets/sheet1.xml",
                $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>code</t></is></c><c "
                    + $"t=\"inlineStr\"><is><t>b</t></is></c></row>{(isRow ? "<row r=\"2\">" : "")}",
                $"{(isRow ? "</row>" : "")}</sheetData></worksheet>"),
        ];
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string before, string after) in parts)
        {
            using StreamWriter writer = new(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
            writer.Write(before);
            for (int n = 0; name == swollen && n < times; n++)
                writer.Write(repeated);
            writer.Write(after);
        }
    }
}
