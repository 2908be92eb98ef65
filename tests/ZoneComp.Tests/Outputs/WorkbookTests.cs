using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Column = ZoneComp.Model.Column;

namespace ZoneComp.Tests.Outputs;

public sealed partial class WorkbookTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void The_format_s_own_validator_finds_nothing()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal(
            [],
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document)
                .Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Sheets_come_in_the_order_of_reading()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal(
            ["封面", "资金下达表", "分区覆盖情况表", "指标与系数表", "资金分配表", "资金核对表", "资金分配明细表", "检查发现"],
            document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!));
    }

    [Fact]
    public void The_allocation_prints_as_the_ministry_does()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal("2025年生态补偿测算（样例）资金分配表", Text(document, "资金分配表", "A1"));
        Assert.Equal("单位：元", Text(document, "资金分配表", "A2")); // merged to the last column
        Assert.Equal(["单位代码", "地区（单位）", "总额", "生态保护红线补助"], new[] { "A3", "B3", "C3", "D3" }.Select(at => Text(document, "资金分配表", at)));
        Assert.Equal("合计", Text(document, "资金分配表", "B24"));
        Assert.Equal("SUBTOTAL(109,C4:C23)", Cell(document, "资金分配表", "C24").CellFormula!.Text);
        Assert.Equal("123456789.01", Cell(document, "资金分配表", "C24").CellValue!.Text);
        Assert.Equal("632000", Text(document, "资金分配表", "A4")); // text, not a number
    }

    [Fact]
    public void Change_is_a_live_formula_and_missing_last_year_stays_blank()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal("K4-L4", Cell(document, "资金分配明细表", "M4").CellFormula!.Text);
        Assert.Equal("1000", Cell(document, "资金分配明细表", "M4").CellValue!.Text);
        Assert.Null(Cell(document, "资金分配明细表", "M6").CellValue); // county 3 had nothing last year
    }

    [Fact]
    public void Shares_total_as_the_share_of_the_totals()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal("IF(C24=0,\"\",D24/C24)", Cell(document, "分区覆盖情况表", "E24").CellFormula!.Text);
        decimal covered = Number(document, "分区覆盖情况表", "D24"), area = Number(document, "分区覆盖情况表", "C24");
        Assert.Equal(covered / area, Number(document, "分区覆盖情况表", "E24"), precision: 12);
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_is_text_and_stays_so_when_edited()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make(hostileName: "=HYPERLINK(\"http://x\",\"y\")"));

        Cell cell = Cell(document, "资金分配表", "B4");
        Assert.Equal("=HYPERLINK(\"http://x\",\"y\")", cell.InlineString!.Text!.Text);
        Assert.Null(cell.CellFormula);
        CellFormat look = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>()
            .ElementAt((int)cell.StyleIndex!.Value);
        Assert.True(look.QuotePrefix!.Value);
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_are_lettered_as_spreadsheets_do(int index, string letters) => Assert.Equal(letters, WorkbookStyles.Column(index));

    [Fact]
    public void Csv_has_a_bom_units_in_the_head_and_no_total()
    {
        RunResults run = SampleRun.Make(2, 1, hostileName: "=1+1");
        CsvTables.WriteAll(place.FullPath, run, Language.Chinese);

        byte[] bytes = File.ReadAllBytes(place.File("csv/allocation.csv"));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        // 123,456,789.01 / 2 x 0.8, and the rest.
        Assert.Equal("单位代码,地区（单位）,总额（元）,生态保护红线补助（元）\r\n632000,'=1+1,49382715.60,49382715.60\r\n632001,乙山县,74074073.41,74074073.41\r\n",
            System.Text.Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("甘孜", "甘孜")]
    [InlineData("", "")]
    public void Csv_text_never_begins_as_a_formula(string text, string expected) => Assert.Equal(expected, FormulaGuard.ForCsv(text));

    [Fact]
    public void Csv_quotes_what_would_break_a_row()
    {
        RunResults run = SampleRun.Make(1, 1, hostileName: "a\"b,c\nd");
        CsvTables.WriteAll(place.FullPath, run, Language.English);

        CsvTables.Verify(place.File("csv/coverage.csv"), run);
        Assert.Contains("\"a\"\"b,c\nd\"", File.ReadAllText(place.File("csv/coverage.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Money_can_be_followed_from_the_factor_to_the_table_of_amounts()
    {
        RunResults run = SampleRun.Make(4, 1);
        decimal[] scores = [1m, 2m, 3m, 4m];
        AllocationRow[] rows = [.. run.Allocation!.Rows.Select((row, index) =>
        {
            decimal computed = SampleRun.FundYuan * scores[index] / 10m,
                bounded = index == 3 ? computed - 5 : index == 2 ? computed * 1.25m : computed;
            return row with
            {
                ComputedYuan = computed,
                BoundedYuan = bounded,
                AmountYuan = decimal.Round(bounded, 2, MidpointRounding.AwayFromZero) + (index == 1 ? 0.01m : 0),
                FloorYuan = index == 2 ? 100 : null,
                CapYuan = index == 3 ? computed - 5 : null,
                Factor = index == 2 ? 1.25m : 1,
            };
        })];
        run = run with
        {
            Factors = [new Column("score", "得分", Quantity.Number, "", [.. scores.Cast<object?>()])],
            Allocation = new AllocationTable { Schemes = run.Allocation.Schemes, Rows = rows },
        };
        using SpreadsheetDocument document = Written(run);

        // Factors: code, name, redline_share, score in column D; data from row 4. Detail and amounts too, their totals
        // below.
        const string Fund = "INDEX('资金核对表'!$C$4:$C$4,MATCH(\"redline_fund\",'资金核对表'!$A$4:$A$4,0))",
            Basis = "INDEX('资金核对表'!$J$4:$J$4,MATCH(\"redline_fund\",'资金核对表'!$A$4:$A$4,0))";
        Assert.Equal($"{Fund}*INDEX('指标与系数表'!$D$4:$D$7,MATCH($A4,'指标与系数表'!$A$4:$A$7,0))/{Basis}", Formula(document, "资金分配明细表", "E4"));
        Assert.Equal(SampleRun.FundYuan, Number(document, "资金核对表", "C4"));
        Assert.Equal("SUM('指标与系数表'!$D$4:$D$7)", Formula(document, "资金核对表", "J4"));
        Assert.Equal(10m, Number(document, "资金核对表", "J4"));
        Assert.Equal("E4", Formula(document, "资金分配明细表", "I4"));
        Assert.Equal("MAX(F6,E6*H6)", Formula(document, "资金分配明细表", "I6"));
        Assert.Equal("MIN(G7,E7)", Formula(document, "资金分配明细表", "I7"));
        Assert.Equal("ROUND(ROUND(I4/0.01,6),0)*0.01+J4", Formula(document, "资金分配明细表", "K4"));
        Assert.Equal("SUM(D4:D4)", Formula(document, "资金分配表", "C4"));
        Assert.Equal("INDEX('资金分配明细表'!$K$4:$K$7,MATCH($A4&\"|redline_fund|\",'资金分配明细表'!$P$4:$P$7,0))", Formula(document, "资金分配表", "D4"));
        Assert.Equal("632000|redline_fund|", Text(document, "资金分配明细表", "P4"));
        Assert.Null(Cell(document, "资金分配明细表", "J4").CellValue); // nothing was handed on
        Assert.Equal(0.01m, Number(document, "资金分配明细表", "J5")); // a fen of the rounding was handed on
        Assert.Equal(12_345_678.901m, Number(document, "资金分配明细表", "E4"));
    }

    [Fact]
    public void A_bound_that_no_floor_cap_or_factor_explains_is_a_value()
    {
        RunResults run = SampleRun.Make(4, 1);
        AllocationRow[] rows = [.. run.Allocation!.Rows.Select(row => row with { BoundedYuan = row.ComputedYuan - 5 })];
        using SpreadsheetDocument document = Written(
            run with { Allocation = new AllocationTable { Schemes = run.Allocation.Schemes, Rows = rows } });

        Assert.Null(Formula(document, "资金分配明细表", "I4"));
        Assert.Contains("没有公式的测算额", Text(document, "资金分配明细表", "A2"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_by_rate_is_its_ground_times_rate_times_coefficient()
    {
        RunResults run = SampleRun.Make(4, 1);
        AllocationRow first = run.Allocation!.Rows[0];
        // 4,000 m2 are 6 mu; at 15 yuan/mu times 1.2 they make 108 yuan; with 2 posts of 8,000 yuan 16,108, of which the first payer
        // carries 60 %: 9,664.80.
        PaidItemRow[] items =
        [
            new(first.Unit, first.Unit, first.Scheme, "state", "forest.I", 4000m, 15m, 1.2m, 108m),
            new(first.Unit, "", first.Scheme, "posts", "county.posts * 8000 yuan", null, null, null, 16_000m),
        ];
        AllocationRow paid = first with { ComputedYuan = 9_664.8m, BoundedYuan = 9_664.8m, AmountYuan = 9_664.8m };
        using SpreadsheetDocument document = Written(
            run with
            {
                Allocation = new AllocationTable
                {
                    Schemes = [run.Allocation.Schemes[0] with { FundYuan = null }],
                    Rows = [paid],
                    PaidItems = items,
                },
            });

        Assert.Equal("G4*H4*I4", Formula(document, "按标准补偿计算表", "J4"));
        Assert.Equal(6m, Number(document, "按标准补偿计算表", "G4"));
        Assert.Null(Formula(document, "按标准补偿计算表", "J5"));
        Assert.Equal("SUMIFS('按标准补偿计算表'!$J$4:$J$5,'按标准补偿计算表'!$K$4:$K$5,$A4&\"|redline_fund\")*0.6", Formula(document, "资金分配明细表", "E4"));
    }

    [Fact]
    public void An_amount_in_no_column_s_proportion_is_a_value()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Null(Formula(document, "资金分配明细表", "E4"));
    }

    [Fact] // 20 counties; sorted and filtered in LibreOffice by scripts/verify-outputs/sort_sheets.py.
    public void No_formula_finds_another_sheet_s_row_by_where_it_stands()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        List<string> formulas =
        [
            .. document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>())
                .Select(formula => formula.Text),
        ];
        Assert.NotEmpty(formulas);
        Assert.All(formulas, formula => Assert.Empty(RowsElsewhere().Matches(formula)));
        // In its own sheet a formula takes cells of its own row, or a whole column.
        foreach (Cell cell in document.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Cell>())
            .Where(cell => cell.CellFormula is not null))
        {
            string own = OtherSheets().Replace(cell.CellFormula!.Text, "");
            if (!own.StartsWith("SUBTOTAL(", StringComparison.Ordinal) && !own.StartsWith("SUMIFS(", StringComparison.Ordinal))
                Assert.All(
                    OwnCells().Matches(own),
                    match => Assert.Equal(cell.CellReference!.Value!.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), match.Groups[1].Value));
        }
    }

    [Fact]
    public void The_total_stands_outside_the_filter()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        WorksheetPart sheet = SheetOf(document, "资金分配明细表");
        // the head and twenty counties, their keys too
        Assert.Equal("A3:P23", sheet.Worksheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
        Assert.Equal("合计", Text(document, "资金分配明细表", "B24"));
        Assert.Contains(
            "'资金分配明细表'!$A$3:$P$23",
            document.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Select(name => name.Text));
    }

    [Fact] // A text that runs on past the repeated columns is cut on the second page across.
    public void Title_and_unit_lie_within_the_columns_that_each_page_across_repeats()
    {
        using SpreadsheetDocument document = Written(WithClassesNowhere(12));

        Worksheet sheet = SheetOf(document, "分区覆盖情况表").Worksheet;
        Assert.True(sheet.GetFirstChild<PageSetup>()!.FitToWidth!.Value > 1);
        Assert.Equal(["A1:B1", "A2:B2"], sheet.Descendants<MergeCell>().Select(cell => cell.Reference!.Value));
        double[] widths = [.. sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().Take(2).Select(column => column.Width!.Value)];
        // half widths of the title at 16 points in columns measured at 11, each line 24 points high
        double lines = Math.Ceiling(TextWidth.Of(Text(document, "分区覆盖情况表", "A1")!) / (widths.Sum() * 11 / 16));
        Assert.True(sheet.Descendants<Row>().First().Height!.Value >= lines * 24);
    }

    [Fact]
    public void A_class_that_no_region_has_gets_no_map_unless_the_policy_names_it()
    {
        RunResults run = WithClassesNowhere(3);

        Assert.DoesNotContain(MappedFigures.Of(run), map => map.Figure.Name.StartsWith("none_", StringComparison.Ordinal));
        Assert.Equal(3, MappedFigures.Nowhere(run));
        MapSettings named = run.Maps with
        {
            Figures = new Dictionary<string, MapClassSettings> { ["none_1_coverage_ratio"] = MapClassSettings.Default },
        };
        Assert.Contains(MappedFigures.Of(run with { Maps = named }), map => map.Figure.Name == "none_1_coverage_ratio");
        Assert.Equal(2, MappedFigures.Nowhere(run with { Maps = named }));
    }

    private static RunResults WithClassesNowhere(int count)
    {
        RunResults run = SampleRun.Make();
        return run with
        {
            Combinations = new CombinationTable
            {
                Classes =
                [
                    .. run.Combinations.Classes,
                    .. Enumerable.Range(1, count).Select(index => new ZoneClass($"none.{index}", "none", "本省没有的一类分区")),
                ],
                Regions = run.Combinations.Regions,
                Rows = run.Combinations.Rows,
                Repeats = run.Combinations.Repeats,
            },
        };
    }

    [Fact]
    public void A_workbook_speaks_one_language_and_tells_findings_in_it()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal(
            ["代码", "严重程度", "对象", "说明", "接受理由"], new[] { "A3", "B3", "C3", "D3", "E3" }.Select(at => Text(document, "检查发现", at)));
    }

    [Fact]
    public void Each_scheme_has_a_row_that_must_come_to_nought()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        Assert.Equal("SUMPRODUCT(('资金分配明细表'!$C$4:$C$23=B4)*'资金分配明细表'!$K$4:$K$23)", Formula(document, "资金核对表", "F4"));
        Assert.Equal("ROUND(F4+E4-C4-D4,2)", Formula(document, "资金核对表", "G4"));
        Assert.Equal("SUM('资金分配表'!$D$4:$D$23)", Formula(document, "资金核对表", "H4"));
        Assert.Equal("ROUND(H4-F4,2)", Formula(document, "资金核对表", "I4"));
        Assert.Equal([0m, 0m], new[] { "G4", "I4" }.Select(at => Number(document, "资金核对表", at)));
    }

    [Theory] // * ? ~ are signs of a pattern to MATCH, = < > of a comparison to SUMIFS, and neither knows case: such rows have values.
    [InlineData("63*", false)]
    [InlineData("63?000", false)]
    [InlineData("63~", false)]
    [InlineData("a1", false)]
    [InlineData(" 632000", false)]
    [InlineData("0632001", true)]
    [InlineData("=1+1", false)]
    [InlineData(">5", false)]
    public void A_code_that_a_spreadsheet_takes_for_a_pattern_or_for_another_gets_no_formula(string code, bool formula)
    {
        RunResults run = SampleRun.Make(3, 1);
        Region[] regions = [.. run.Combinations.Regions];
        (regions[0], regions[1]) = (regions[0] with { Code = code }, regions[1] with { Code = "A1" });
        AllocationRow[] rows = [.. run.Allocation!.Rows];
        (rows[0], rows[1]) = (rows[0] with { Unit = code }, rows[1] with { Unit = "A1" });
        using SpreadsheetDocument document = Written(run with
        {
            Combinations = new CombinationTable
            {
                Classes = run.Combinations.Classes,
                Regions = regions,
                Rows = run.Combinations.Rows,
                Repeats = run.Combinations.Repeats,
            },
            Allocation = new AllocationTable { Schemes = run.Allocation.Schemes, Rows = rows },
        });

        int row = 4 + new[] { code, "A1", "632002" }.Order(StringComparer.Ordinal).ToList().IndexOf(code);
        Assert.Equal(formula, Formula(document, "资金分配表", $"D{row}") is not null);
    }

    [Fact]
    public void Results_are_not_typed_over_unwarned()
    {
        using SpreadsheetDocument document = Written(SampleRun.Make());

        DataValidation rule = SheetOf(document, "资金核对表").Worksheet.Descendants<DataValidation>().Single();
        Assert.Equal(("A4:J4", "FALSE"), (rule.SequenceOfReferences!.InnerText, rule.Formula1!.Text));
        Assert.InRange(rule.Error!.Value!.Length, 1, 255); // Excel refuses a longer one
    }

    [Fact]
    public void A_text_of_several_lines_has_its_height_written()
    {
        RunResults run = SampleRun.Make(2, 1);
        // 120 half widths in a column of at most 44
        Diagnostic wordy = run.Findings[0] with { Message = new LocalText("short", new string('长', 60)) };
        using SpreadsheetDocument document = Written(run with { Findings = [wordy] });

        Row row = SheetOf(document, "检查发现").Worksheet.Descendants<Row>().Single(one => one.RowIndex?.Value == 4);
        Assert.True(row.CustomHeight!.Value);
        Assert.Equal(4 + (3 * 16.5), row.Height!.Value);
    }

    /// <summary>A reference to another sheet that is not fixed in column and row.</summary>
    [GeneratedRegex(@"'!(?!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?(?![A-Z0-9$:]))")]
    private static partial Regex RowsElsewhere();

    [GeneratedRegex(@"'[^']*'!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?|""[^""]*""")]
    private static partial Regex OtherSheets();

    [GeneratedRegex(@"\$?[A-Z]+(\$?\d+)")]
    private static partial Regex OwnCells();

    private static string? Formula(SpreadsheetDocument document, string sheet, string address) =>
        Cell(document, sheet, address).CellFormula?.Text;

    private SpreadsheetDocument Written(RunResults run)
    {
        string path = place.File("zonecomp.xlsx");
        ResultWorkbook.Write(path, run, Language.Chinese);
        ResultWorkbook.Verify(path, run);
        return SpreadsheetDocument.Open(path, isEditable: false);
    }

    private static Cell Cell(SpreadsheetDocument document, string sheet, string address) =>
        SheetOf(document, sheet).Worksheet.Descendants<Cell>().Single(cell => cell.CellReference == address);

    private static WorksheetPart SheetOf(SpreadsheetDocument document, string sheet) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(
            document.WorkbookPart.Workbook.Descendants<Sheet>().Single(entry => entry.Name == sheet).Id!.Value!);

    private static string Text(SpreadsheetDocument document, string sheet, string address) =>
        Cell(document, sheet, address).InlineString!.Text!.Text;

    private static decimal Number(SpreadsheetDocument document, string sheet, string address) =>
        decimal.Parse(Cell(document, sheet, address).CellValue!.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [Fact] // spreadsheets know no case and some no width, and take * ? ~ as signs of a pattern
    public void Keys_that_a_spreadsheet_may_take_for_others_are_no_keys() => Assert.Equal(
        ["61|x", "6１ ２"],
        ZoneComp.Outputs.Workbook.KeyedRanges.Plain(["61|x", "a1", "A1", "Ｂ1", "B1", "c*", "=1", "6１ ２"]).Order(StringComparer.Ordinal));

    [Fact] // a text in a formula may have 255 characters, and a quote counts twice
    public void Keys_too_long_for_a_formula_are_none() => Assert.Equal(
        [120],
        ZoneComp.Outputs.Workbook.KeyedRanges.Plain([new string('a', 120), new string('b', 121), new string('c', 256)])
            .Select(key => key.Length));
}
