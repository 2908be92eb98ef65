using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Data.Sqlite;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Tests.Outputs;

/// <summary>Whoever opens whichever file reads the same amount.</summary>
public sealed class SameNumbersTests
{
    [Fact]
    public void Every_county_s_amount_is_the_same_in_every_file()
    {
        using TemporaryFolder place = new();
        RunResults run = SampleRun.Make();
        PeopleOutputs.Write(place.FullPath, run, Language.Chinese);
        _ = ParquetOutputs.Write(place.FullPath, run);
        decimal[] expected = [.. run.Allocation!.Rows.Select(row => row.AmountYuan)];
        Assert.Equal(4_938_271.56m, expected[0]); // 123,456,789.01 / 20 x 0.8, to the fen

        Assert.Equal(expected, InParquet(place.File("allocation.parquet")));
        Assert.Equal(expected, InGeoPackage(place.File("zonecomp.gpkg"), "SELECT amount_yuan FROM allocation ORDER BY fid"));
        Assert.Equal(expected, InGeoPackage(place.File("zonecomp.gpkg"), "SELECT redline_fund_yuan FROM regions ORDER BY fid"));
        Assert.Equal(expected, InWorkbook(place.File("zonecomp.xlsx")));
        Assert.Equal(
            expected,
            File.ReadLines(place.File("csv/allocation.csv"))
                .Skip(1)
                .Select(line => decimal.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)));
        Assert.Equal(expected, OnPage(place.File("report.html")));
    }

    [Fact]
    public void A_run_without_polygons_still_has_its_workbook_and_page()
    {
        using TemporaryFolder place = new();
        RunResults run = SampleRun.Make();
        run = run with { Shapes = new NetTopologySuite.Geometries.Geometry?[run.Shapes.Count] };
        PeopleOutputs.Write(place.FullPath, run, Language.Chinese);

        Assert.False(File.Exists(place.File("zonecomp.gpkg")));
        Assert.True(PeopleOutputs.Verify(place.File("report.html"), run));
        Assert.True(PeopleOutputs.Verify(place.File("zonecomp.xlsx"), run));
    }

    private static IEnumerable<decimal> InParquet(string path)
    {
        using ParquetFile file = ParquetFile.Open(path);
        return [.. file.Column("amount_yuan").Decimals().Select(value => value!.Value)];
    }

    private static IEnumerable<decimal> InGeoPackage(string path, string sql)
    {
        using SqliteConnection database = new($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            yield return (decimal)reader.GetDouble(0);
    }

    private static List<decimal> InWorkbook(string path)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
        string id = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == "资金分配表").Id!.Value!;
        return [.. ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>().Skip(3).SkipLast(1)
            .Select(row =>
                decimal.Parse(row.Elements<Cell>().ElementAt(2).CellValue!.Text, NumberStyles.Float, CultureInfo.InvariantCulture))];
    }

    private static List<decimal> OnPage(string path)
    {
        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(File.ReadAllText(path), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        return [
            .. data.RootElement.GetProperty("paid")
                .EnumerateArray()
                .Select(row =>
                    decimal.Parse(
                        (row[5].GetString() ?? row[4].GetString() ?? row[3].GetString())!,
                        NumberStyles.Number,
                        CultureInfo.InvariantCulture)),
        ];
    }
}
