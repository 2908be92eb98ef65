using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Data.Sqlite;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Column = ZoneComp.Model.Column;

namespace ZoneComp.Tests.Policies;

/// <summary>Every amount of every policy: in Parquet, GeoPackage, GeoParquet, workbook, CSV and on the page.</summary>
public sealed class SameAmountsInEveryFileTests : IDisposable
{
    private static readonly string[] Money = ["computed_yuan", "bounded_yuan", "amount_yuan", "last_year_yuan", "change_yuan"];

    private readonly TemporaryFolder place = new();

    public static TheoryData<string> Names => [.. GridRun.Names];

    public void Dispose() => place.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_amount_and_figure_is_the_same_wherever_it_stands(string policy)
    {
        RunResults run = Written(policy);
        AllocationTable allocation = run.Allocation!;
        Assert.NotEmpty(allocation.Rows);

        foreach (string column in Money)
        {
            decimal?[] expected = [.. allocation.Rows.Select(row => Of(row, column))];
            // Parquet holds ten decimals; doubles hold amounts of these sizes to a millionth of a yuan; people are shown the fen.
            Same(expected, InParquet("allocation.parquet", column), 0.00000000005m, column);
            Same(expected, InGeoPackage($"SELECT {column} FROM allocation ORDER BY fid"), 0.000001m, column);
            Same(expected, InWorkbook("资金分配明细表", Heading(column)), 0.000001m, column);
            Same(expected, InCsv("allocation_detail", Heading(column) + "（元）"), 0.005m, column);
        }

        foreach (SchemeResult scheme in allocation.Schemes)
        {
            decimal?[] byUnit = [.. Units(allocation).Select(unit => Sum(allocation, unit, scheme.Name))];
            Same(byUnit, InWorkbook("资金分配表", scheme.Title), 0.000001m, scheme.Name);
            Same(byUnit, InCsv("allocation", scheme.Title + "（元）"), 0m, scheme.Name);
            decimal?[] byRegion = [.. run.Combinations.Regions.Select(region => Sum(allocation, region.Code, scheme.Name))];
            Same(byRegion, InGeoPackage($"SELECT {scheme.Name}_yuan FROM regions ORDER BY fid"), 0.000001m, scheme.Name);
            Same(byRegion, InParquet("coverage.geo.parquet", scheme.Name + "_yuan"), 0m, scheme.Name);
        }

        Assert.Equal(Shown(run), OnPage());
        SameFigures(run);
    }

    private void SameFigures(RunResults run)
    {
        IEnumerable<Column> columns = run.Indicators.Concat(run.Factors)
            .Where(column => column.Quantity is not (Quantity.Text or Quantity.Flag));
        foreach (Column column in columns)
        {
            decimal?[] expected = [.. column.Values.Select(value => (decimal?)value)];
            Same(expected, InParquet("factors.parquet", column.Name), 0.0000000000000000005m, column.Name);
            Same(expected, InParquet("coverage.geo.parquet", column.Name), 0.0000000000000000005m, column.Name);
            Same(expected, InGeoPackage($"SELECT \"{column.Name}\" FROM regions ORDER BY fid"), Bit(expected), column.Name);
            Same(expected, InWorkbook("指标与系数表", null, At(run, column)), Bit(expected), column.Name);
            Same(expected, InCsv("factors", null, At(run, column)), Shown(column, expected), column.Name);
        }
    }

    private static int At(RunResults run, Column column) =>
        2 + run.Indicators.Concat(run.Factors).Select(one => one.Name).ToList().IndexOf(column.Name);

    /// <summary>Half of the last digit that people are shown: the sixth of a number, 1 m², 0.01 of larger units and of money.</summary>
    private static decimal Shown(Column column, decimal?[] values) =>
        column.Quantity is Quantity.Number ? values.Max(value => Math.Abs(value ?? 0)) * 0.000005m : column.Unit == "m2" ? 0.5m : 0.005m;

    /// <summary>What a double may lose of the largest value: 2^-53 of it, with room for the last digit of a text.</summary>
    private static decimal Bit(decimal?[] values) => values.Max(value => Math.Abs(value ?? 0)) * 0.0000000000000005m;

    private static decimal? Of(AllocationRow row, string column) => column switch
    {
        "computed_yuan" => row.ComputedYuan,
        "bounded_yuan" => row.BoundedYuan,
        "amount_yuan" => row.AmountYuan,
        "last_year_yuan" => row.LastYearYuan,
        _ => row.ChangeYuan,
    };

    private static string Heading(string column) => column switch
    {
        "computed_yuan" => "测算额",
        "bounded_yuan" => "调整后",
        "amount_yuan" => "下达额",
        "last_year_yuan" => "上年数",
        _ => "增减",
    };

    private static IEnumerable<string> Units(AllocationTable allocation) =>
        allocation.Rows.Select(row => row.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static decimal? Sum(AllocationTable allocation, string unit, string scheme)
    {
        AllocationRow[] rows = [.. allocation.Rows.Where(row => row.Unit == unit && row.Scheme == scheme)];
        return rows.Length == 0 ? null : rows.Sum(row => row.AmountYuan);
    }

    private static void Same(decimal?[] expected, IReadOnlyList<decimal?> found, decimal tolerance, string what)
    {
        Assert.Equal(expected.Length, found.Count);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.True(expected[row] is null == found[row] is null, $"{what}, row {row}: {expected[row]} and {found[row]}");
            Assert.True(
                Math.Abs((expected[row] ?? 0) - (found[row] ?? 0)) <= tolerance,
                $"{what}, row {row}: {expected[row]} and {found[row]}");
        }
    }

    private static string[] Shown(RunResults run)
    {
        List<string> codes = [.. run.Combinations.Regions.Select(region => region.Code)];
        return
        [
            .. run.Allocation!.Rows.Where(row => codes.Contains(row.Unit)).Select(row => string.Join(' ',
                codes.IndexOf(row.Unit), Fen(row.ComputedYuan), Fen(row.BoundedYuan), Fen(row.AmountYuan), Fen(row.LastYearYuan),
                Fen(row.ChangeYuan))),
        ];

        static string Fen(decimal? yuan) =>
            yuan is { } value
                ? decimal.Round(value, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", CultureInfo.InvariantCulture)
                : "–";
    }

    /// <summary>All files that hold numbers; pictures of maps hold none.</summary>
    private RunResults Written(string policy)
    {
        RunResults run = LibraryRun.Of(policy).Results!;
        string folder = Directory.CreateDirectory(place.File("out")).FullName;
        _ = ParquetOutputs.Write(folder, run);
        RegionGeoPackage.Write(Path.Combine(folder, RegionGeoPackage.FileName), run, QgisStyle.ForPackage(run));
        ResultWorkbook.Write(Path.Combine(folder, ResultWorkbook.FileName), run, Language.Chinese);
        CsvTables.WriteAll(folder, run, Language.Chinese);
        ReportPage.Write(Path.Combine(folder, ReportPage.FileName), run, MapShapes.Of(run), Language.Chinese);
        return run;
    }

    private List<decimal?> InParquet(string name, string column)
    {
        using ParquetFile file = ParquetFile.Open(place.File("out/" + name));
        return [.. file.Column(column).Decimals()];
    }

    private List<decimal?> InGeoPackage(string sql)
    {
        using SqliteConnection database = new($"Data Source={place.File("out/zonecomp.gpkg")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<decimal?> values = [];
        while (reader.Read())
            values.Add(reader.IsDBNull(0) ? null : Number(reader.GetDouble(0).ToString("R", CultureInfo.InvariantCulture)));
        return values;
    }

    private List<decimal?> InWorkbook(string sheet, string? heading, int column = -1)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(place.File("out/zonecomp.xlsx"), isEditable: false);
        string id = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        Row[] rows = [.. ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>()];
        int at = heading is null ? column : rows[2].Elements<Cell>().Select(cell => cell.InnerText).ToList().IndexOf(heading);
        return [
            .. rows.Skip(3).Where(row => row.Elements<Cell>().All(cell => cell.InnerText != "合计"))
                .Select(row => row.Elements<Cell>().ElementAt(at).CellValue is { } value ? Number(value.Text) : null),
        ];
    }

    private List<decimal?> InCsv(string name, string? heading, int column = -1)
    {
        string[][] rows = [.. File.ReadLines(place.File($"out/csv/{name}.csv")).Select(Cells)];
        int at = heading is null ? column : rows[0].ToList().IndexOf(heading);
        return [.. rows.Skip(1).Select(row => row[at].Length == 0 ? (decimal?)null : decimal.Parse(row[at], CultureInfo.InvariantCulture))];
    }

    private string[] OnPage()
    {
        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(
                File.ReadAllText(place.File("out/report.html")),
                "id=\"data\">(.*?)</script>",
                RegexOptions.Singleline).Groups[1].Value);
        return [.. data.RootElement.GetProperty("paid").EnumerateArray().Select(row => string.Join(' ',
            row[0].GetInt32(), row[3].GetString(), row[4].GetString() ?? row[3].GetString(), row[5].GetString()
                ?? row[4].GetString() ?? row[3].GetString(),
            OrDash(row[6]), OrDash(row[7])))];

        static string OrDash(JsonElement yuan) => yuan.ValueKind == JsonValueKind.Number ? "–" : yuan.GetString()!;
    }

    private static decimal? Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string[] Cells(string line) =>
    [
        .. Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
            .Select(cell => cell.Groups[1].Success ? cell.Groups[1].Value : cell.Groups[2].Value),
    ];
}
