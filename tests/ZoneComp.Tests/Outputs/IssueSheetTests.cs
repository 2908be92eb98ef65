using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Tests.Outputs;

public sealed class IssueSheetTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    // Two cities of the national list, which the data name by code alone: 西宁市 630100 with two counties, 海东市 630200 with one; the city
    // 630100 is also paid itself.
    [Fact]
    public void Cities_come_with_their_sums_and_then_their_counties_by_name()
    {
        using SpreadsheetDocument document = Written(Run());

        Assert.Equal(
            [
                "|合计||6000000.01|5000000.01|1000000",
                "一|西宁市|630100|4500000.01|3500000.01|1000000",
                "1|西宁市（本级）|630100|1000000||1000000",
                "2|城东区|630102|1500000|1500000|",
                "3|城中区|630103|2000000.01|2000000.01|",
                "二|海东市|630200|1500000|1500000|",
                "4|乐都区|630202|1500000|1500000|",
            ],
            Rows(document, "资金下达表", 4, 10).Select(row =>
                string.Join('|', row.Take(3).Concat(row.Skip(3).Take(3).Select(cell => cell.Length == 0 ? "" : Yuan(cell))))));
        Assert.Equal("2025年生态补偿测算（样例）资金下达表", Rows(document, "资金下达表", 1, 1)[0][0]);
        Assert.Equal("单位：万元", Rows(document, "资金下达表", 2, 2)[0][^1]);
        Assert.Equal(["序号", "地区", "代码", "总额", "红线补助", "市级奖励"], Rows(document, "资金下达表", 3, 3)[0]);
    }

    [Fact]
    public void Amounts_are_found_by_code_and_sums_by_key()
    {
        using SpreadsheetDocument document = Written(Run());

        Assert.Equal("SUM('资金分配表'!$C$4:$C$7)/10000", Formula(document, "D4"));
        // Not over its own column, which is a circular reference to Excel: over the payees' amounts, once more in hidden columns.
        Assert.Equal("SUMIFS($H$5:$H$10,$G$5:$G$10,\"city|630100\")", Formula(document, "D5"));
        Assert.Equal("SUMIFS($J$5:$J$10,$G$5:$G$10,\"city|630100\")", Formula(document, "F5"));
        Assert.Equal("D7", Formula(document, "H7"));
        Assert.Equal("INDEX('资金分配表'!$D$4:$D$7,MATCH($C7,'资金分配表'!$A$4:$A$7,0))/10000", Formula(document, "E7"));
        Assert.Equal("city|630100", Rows(document, "资金下达表", 7, 7)[0][6]);
    }

    [Fact] // 15,000,000.01 yuan is no multiple of 0.01 wan yuan.
    public void Rounded_amounts_are_said_to_be_and_the_policy_s_words_stand_below()
    {
        RunResults run = Run();
        using SpreadsheetDocument document = Written(run with
        {
            Issue = run.Issue with
            {
                Title = "分配表",
                PreparedBy = "省财政厅",
                ReviewedBy = "张三",
                Date = new DateOnly(2025, 11, 3),
                Notes = ["数字虚构。"],
            },
        });

        Assert.Equal("分配表", Rows(document, "资金下达表", 1, 1)[0][0]);
        Assert.Equal("注：表中金额四舍五入至 0.01 万元，各项相加与合计可能相差末位；精确到分的金额见“资金分配明细表”。", Rows(document, "资金下达表", 11, 11)[0][0]);
        Assert.Equal("数字虚构。", Rows(document, "资金下达表", 12, 12)[0][0]);
        Assert.Equal("编制单位：省财政厅　　审核：张三　　日期：2025年11月3日", Rows(document, "资金下达表", 13, 13)[0][0]);
    }

    [Fact]
    public void A_sheet_over_several_pages_across_repeats_names_and_has_its_title_over_them()
    {
        RunResults run = SampleRun.Make(3, 1);
        SchemeResult one = run.Allocation!.Schemes[0];
        run = run with
        {
            Allocation = new AllocationTable
            {
                Schemes = [.. Enumerable.Range(0, 30).Select(index => one with { Name = $"fund_{index}", Title = $"第 {index} 项资金" })],
                Rows =
                [
                    .. Enumerable.Range(0, 30).SelectMany(index =>
                        run.Allocation.Rows.Select(row => row with { Scheme = $"fund_{index}" })),
                ],
            },
        };
        using SpreadsheetDocument document = Written(run);

        Assert.Contains(
            "'资金下达表'!$A:$C,'资金下达表'!$1:$3",
            document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Select(name => name.Text));
        string id = document.WorkbookPart.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == "资金下达表").Id!.Value!;
        Assert.Equal(
            "A1:C1", ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet.Descendants<MergeCell>().First().Reference!.Value);
    }

    [Fact] // As in the ministry's own tables; a third section of the format is for nought alone.
    public void Nothing_is_an_empty_cell()
    {
        using SpreadsheetDocument document = Written(Run());

        string id = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == "资金下达表").Id!.Value!;
        Cell cell = ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Cell>()
            .Single(one => one.CellReference == "D7");
        Stylesheet styles = document.WorkbookPart.WorkbookStylesPart!.Stylesheet;
        uint format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value;
        Assert.Equal("#,##0.00;-#,##0.00;", styles.NumberingFormats!.Elements<NumberingFormat>()
            .Single(one => one.NumberFormatId!.Value == format).FormatCode!.Value);
    }

    [Fact] // In yuan with two decimals nothing is rounded.
    public void What_is_shown_whole_needs_no_note()
    {
        RunResults run = Run();
        using SpreadsheetDocument document = Written(run with { Issue = run.Issue with { YuanPerUnit = 1 } });

        Assert.Equal("单位：元", Rows(document, "资金下达表", 2, 2)[0][^1]);
        Assert.Equal("SUM('资金分配表'!$C$4:$C$7)", Formula(document, "D4"));
        Assert.StartsWith("编制单位：　", Rows(document, "资金下达表", 11, 11)[0][0], StringComparison.Ordinal);
    }

    // 100 counties and the total: 101 rows, the notes and signatures with the last three: pages end behind rows 43 and 83 of the sheet
    // (three rows of title and head).
    [Fact]
    public void A_page_has_forty_rows_upright_with_its_head()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make(100, 1));

        Worksheet sheet = Sheet(document, "资金下达表").Worksheet;
        Assert.Equal([43u, 83u], sheet.Descendants<Break>().Select(one => one.Id!.Value));
        Assert.Equal(OrientationValues.Portrait, sheet.GetFirstChild<PageSetup>()!.Orientation!.Value);
        Assert.Equal(9u, sheet.GetFirstChild<PageSetup>()!.PaperSize!.Value);
        Assert.Contains("'资金下达表'!$1:$3", document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Select(name => name.Text));
    }

    [Fact]
    public void An_office_gets_its_own_figures_and_no_other_s()
    {
        RunResults run = Run();
        run = run with { Issue = run.Issue with { Per = ["city", "region"] } };
        OfficeWorkbooks.WriteAll(place.FullPath, run, Language.Chinese, CancellationToken.None);

        Assert.Equal(
            ["city-630100-西宁市.xlsx", "city-630200-海东市.xlsx", "region-630102-城东区.xlsx", "region-630103-城中区.xlsx", "region-630202-乐都区.xlsx"],
            Directory.EnumerateFiles(place.File("offices")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in Directory.EnumerateFiles(place.File("offices")))
            Assert.True(PeopleOutputs.Verify(file, run), file);
        using SpreadsheetDocument document = SpreadsheetDocument.Open(place.File("offices/city-630200-海东市.xlsx"), isEditable: false);
        Assert.Equal(
            ["|合计||1500000", "1|乐都区|630202|1500000"],
            Rows(document, "资金下达表", 4, 5).Select(row => $"{row[0]}|{row[1]}|{row[2]}|{Yuan(row[3])}"));
        string all = string.Concat(document.WorkbookPart!.WorksheetParts.Select(part => part.Worksheet.InnerText));
        Assert.DoesNotContain("63010", all, StringComparison.Ordinal); // neither the other city nor its counties
        Assert.DoesNotContain("城东", all, StringComparison.Ordinal);
        Assert.DoesNotContain("123456789", all, StringComparison.Ordinal); // nor the fund
    }

    [Fact]
    public void Names_of_files_are_plain_whatever_the_names_of_offices()
    {
        RunResults run = Run("../\u202Eexe.=[% 1 %]*|\"\n<a>");
        run = run with { Issue = run.Issue with { Per = ["region"] } };

        Assert.All(OfficeWorkbooks.Files(run).Keys, name => Assert.Matches(@"^[\p{L}\p{Nd}（）_-]+\.xlsx$", name));
        Assert.Equal(3, OfficeWorkbooks.Files(run).Count);
    }

    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(21, "二十一")]
    [InlineData(99, "九十九")]
    [InlineData(100, "一百")]
    [InlineData(101, "一百〇一")]
    [InlineData(110, "一百一十")]
    [InlineData(121, "一百二十一")]
    [InlineData(333, "三百三十三")]
    public void Offices_are_counted_in_chinese(int number, string expected) => Assert.Equal(expected, ChineseNumber.Of(number));

    [Fact]
    public void Wrong_keys_are_told_at_their_place()
    {
        const string text = "zonecomp: 1\ntitle: 甲\nyear: 2025\nregions: {title: 县, source: a.shp, code: x, parents: {city: {prefix: 4}}}\n"
            + "outputs:\n  per: [city, town]\n  issue:\n    unit: wan\n    decimals: 9\n    date: 2025-2-30\n    prepared_bye: 省厅\n";

        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", text));

        Assert.Equal(
            [
                "p.yaml:6:15: 'per' names 'town'; expected a level of regions.parents or 'region': city, region",
                "p.yaml:8:11: 'unit' is 'wan'; expected yuan or wan_yuan or yi_yuan or 元 or 万元 or 亿元",
                "p.yaml:9:15: 'decimals' is 9; expected 0 to 6",
                "p.yaml:10:11: 'date' is '2025-2-30'; expected a day such as 2025-11-30",
                "p.yaml:11:5: unknown key 'prepared_bye'; did you mean 'prepared_by'?",
            ],
            wrong.Errors.Select(error => $"{error.Place}: {error.Message.En}"));
    }

    [Fact]
    public void Right_keys_are_read()
    {
        const string text = "zonecomp: 1\ntitle: 甲\nyear: 2025\nregions: {title: 县, source: a.shp, code: x, parents: {city: {prefix: "
            + "4}}}\nlayers: {z: {source: z.shp}}\nindicators: {r: ratio(z)}\n"
            + "outputs: {per: city, issue: {title: 表, unit: yi_yuan, decimals: 4, prepared_by: 厅, reviewed_by: 李四, date: 2025-02-28, "
                + "notes: [甲, 乙]}}\n";

        IssueSettings read = PolicyFile.Parse("p.yaml", text).Outputs.Issue;

        Assert.Equal(
            ("表", 100_000_000m, 4, "厅", "李四", new DateOnly(2025, 2, 28)),
            (read.Title, read.YuanPerUnit, read.Decimals, read.PreparedBy, read.ReviewedBy, read.Date));
        Assert.Equal(["甲", "乙"], read.Notes);
        Assert.Equal(["city"], read.Per);
    }

    private static RunResults Run(string? name = null)
    {
        RunResults run = SampleRun.Make(3, 1);
        (string Code, string Name, string City)[] counties =
        [
            ("630102", name ?? "城东区", "630100"),
            ("630103", "城中区", "630100"),
            ("630202", "乐都区", "630200"),
        ];
        return run with
        {
            Combinations = new CombinationTable
            {
                Classes = run.Combinations.Classes,
                Regions =
                [
                    .. counties.Select(county =>
                        new Region(county.Code, county.Name, new Dictionary<string, string> { ["city"] = county.City })),
                ],
                Rows = run.Combinations.Rows,
                Repeats = [],
                Levels = [new RegionLevel("city", "市")],
            },
            Allocation = new AllocationTable
            {
                Schemes =
                [
                    new SchemeResult("red", "红线补助", "pool", SampleRun.FundYuan, 0.01m, 5_000_000.01m, SampleRun.FundYuan - 5_000_000.01m),
                    new SchemeResult("prize", "市级奖励", "lump", 1_000_000m, 1m, 1_000_000m, 0m),
                ],
                Rows =
                [
                    Row("630102", name ?? "城东区", "red", 1_500_000m), Row("630103", "城中区", "red", 2_000_000.01m), Row(
                        "630202",
                        "乐都区",
                        "red",
                        1_500_000m),
                    Row("630100", "630100", "prize", 1_000_000m),
                ],
            },
        };

        static AllocationRow Row(string unit, string unitName, string scheme, decimal yuan) =>
            new(unit, unitName, scheme, "", yuan, yuan, yuan, null, "", "");
    }

    private SpreadsheetDocument Written(RunResults run)
    {
        string path = place.File("zonecomp.xlsx");
        ResultWorkbook.Write(path, run, Language.Chinese);
        ResultWorkbook.Verify(path, run);
        SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.Equal(
            [],
            new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document)
                .Select(error => $"{error.Path?.XPath}: {error.Description}"));
        return document;
    }

    /// <summary>An amount in wan yuan as the file holds it, in yuan.</summary>
    private static string Yuan(string wan) =>
        (decimal.Parse(wan, NumberStyles.Float, CultureInfo.InvariantCulture) * 10_000m).ToString("0.##", CultureInfo.InvariantCulture);

    private static string? Formula(SpreadsheetDocument document, string address) =>
        Sheet(document, "资金下达表").Worksheet.Descendants<Cell>().Single(cell => cell.CellReference == address).CellFormula?.Text;

    private static List<string[]> Rows(SpreadsheetDocument document, string sheet, int first, int last) =>
        [.. Sheet(document, sheet).Worksheet.Descendants<Row>().Where(row => row.RowIndex!.Value >= first && row.RowIndex.Value <= last)
            .Select(row => row.Elements<Cell>().Select(cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "").ToArray())];

    private static WorksheetPart Sheet(SpreadsheetDocument document, string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(
            document.WorkbookPart.Workbook.Descendants<Sheet>().Single(entry => entry.Name == name).Id!.Value!);
}
