using System.IO.Compression;

namespace ZoneComp.Tests.Tables;

/// <summary>Codes as spreadsheets and pandas write them, and workbooks that show less than they hold, over the three counties 6101, 6102
/// and 6201.</summary>
public sealed class TablesAsPeopleKeepThemTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-kept").FullName;
    private IReadOnlyList<Diagnostic> told = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("code,v\n\"=\"\"6101\"\"\",1\n\"=\"\"6102\"\"\",2\n\"=\"\"6201\"\"\",3\n")]
    [InlineData("code,v\n=\"6101\",1\n=\"6102\",2\n=\"6201\",3\n")]
    [InlineData("code,v\n6101.0,1\n6102.0,2\n6201.00,3\n")]
    [InlineData("code,v\n６１０１,1\n\u200B6102,2\n62\u200D01\uFEFF,3\n")]
    [InlineData("code,v\n'6101,1\n 6102 ,2\n\u30006201\u00A0,3\n")]
    public void Codes_are_cleaned_as_in_layers(string text)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), text);

        Assert.Equal(["ZC434", "v: 1 2 3"], Read("{source: t.csv, key: code, columns: {v: number}}"));
    }

    [Fact]
    public void A_first_line_that_says_the_separator_is_no_row()
    {
        File.WriteAllText(
            Path.Combine(folder, "t.csv"),
            "sep=;\r\ncode;v\r\n6101;1\r\n6102;2\r\n6201;3,5\r\n".Replace("3,5", "3", StringComparison.Ordinal));

        Assert.Equal(["v: 1 2 3"], Read("{source: t.csv, key: code, columns: {v: number}}"));
    }

    // 3000, cut short after its first two digits, and after all of them: only the line end tells.
    [Theory]
    [InlineData("code,v\n6101,1\n6102,2\n6201,30", "ZC436 v: 1 2 30")]
    [InlineData("code,v\n6101,1\n6102,2\n6201,3000\n", "v: 1 2 3000")]
    [InlineData("code,v\r6101,1\r6102,2\r6201,3000\r", "v: 1 2 3000")]
    public void A_table_that_ends_without_a_line_end_is_told(string text, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), text);

        Assert.Equal(expected, string.Join(' ', Read("{source: t.csv, key: code, columns: {v: number}}")));
    }

    [Fact]
    public void One_code_in_two_spellings_is_one_key_twice()
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), "code,v\n6101,1\n6101.0,2\n6102,2\n6201,3\n");

        Assert.Contains("ZC413", Read("{source: t.csv, key: code, columns: {v: number}}"));
    }

    [Theory]
    [InlineData("", "ZC416 ZC430")]
    [InlineData("merged: fill, ", "v: 1 1 3")]
    [InlineData("merged: first, missing: zero, ", "v: 1 0 3")]
    [InlineData("missing: zero, ", "ZC430")]
    [InlineData("where: \"code <> '6102'\", missing: zero, ", "v: 1 0 3")]
    public void Merged_cells_where_values_are_read_are_named_or_filled_on_request(string keys, string expected)
    {
        Workbook(
            "<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row><row r='2'><c r='A2'><v>6101</v></c><c "
            + "r='B2'><v>1</v></c></row>"
            + "<row r='3'><c r='A3'><v>6102</v></c></row><row r='4'><c r='A4'><v>6201</v></c><c r='B4'><v>3</v></c></row>",
            "",
            "<mergeCells><mergeCell ref='B2:B3'/></mergeCells>");

        Assert.Equal(
            expected,
            string.Join(' ', Read($"{{source: t.xlsx, key: code, {keys}columns: {{v: number}}}}").Where(each => each is not "ZC412")));
    }

    [Theory]
    [InlineData("<cols><col min='2' max='2' hidden='1'/></cols>", "", "", "ZC432 v: 1 2 3")]
    [InlineData("", "hidden='1'", "", "ZC431 v: 1 2 3")]
    [InlineData("", "hidden='1'", "<autoFilter ref='A1:B4'/>", "ZC431 v: 1 2 3")]
    [InlineData("", "", "", "v: 1 2 3")]
    public void What_nobody_sees_is_read_and_told(string columns, string row, string behind, string expected)
    {
        Workbook(
            $"<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row><row r='2' {row}><c "
            + $"r='A2'><v>6101</v></c><c r='B2'><v>1</v></c></row>"
            + "<row r='3'><c r='A3'><v>6102</v></c><c r='B3'><v>2</v></c></row><row r='4'><c r='A4'><v>6201</v></c><c "
                + "r='B4'><v>3</v></c></row>",
            columns,
            behind);

        Assert.Equal(expected, string.Join(' ', Read("{source: t.xlsx, key: code, columns: {v: number}}")));
    }

    [Fact]
    public void A_hidden_sheet_is_told()
    {
        Workbook(
            "<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row><row r='2'><c r='A2'><v>6101</v></c><c "
                + "r='B2'><v>1</v></c></row>",
            "",
            "",
            "state='veryHidden'");

        Assert.Equal(["ZC412", "ZC433", "v: 1 0 0"], Read("{source: t.xlsx, key: code, missing: zero, columns: {v: number}}"));
    }

    // A number's empty decimals, full-width digits: what they say is plain. Two values in one cell are none.
    [Theory]
    [InlineData("１２３", "v: 123 2 3")]
    [InlineData("=\"12.5\"", "v: 12.5 2 3")]
    [InlineData("1 2", "ZC415")]
    public void Numbers_are_cleaned_as_codes_are(string cell, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), $"code,v\n6101,{cell}\n6102,2\n6201,3\n");

        Assert.Equal(expected, string.Join(' ', Read("{source: t.csv, key: code, columns: {v: number}}")));
    }

    [Theory] // amounts to the fen stay; of 16 digits Excel has kept 15
    [InlineData("12345678901234.56", "ZC412 v: 12345678901234.56 0 0")]
    [InlineData("12345678901234.561", "ZC412 v: 12345678901234.56 0 0")]
    [InlineData("0.30000000000000004", "ZC412 v: 0.3 0 0")]
    [InlineData("123456789012345", "ZC412 v: 123456789012345 0 0")]
    [InlineData("1234567890123450", "ZC277 ZC412 v: 1234567890123450 0 0")]
    [InlineData("1.23456789012345E+15", "ZC277 ZC412 v: 1234567890123450 0 0")]
    public void Digits_of_numbers_are_kept_or_told(string number, string expected)
    {
        Workbook(
            $"<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row><row r='2'><c r='A2'><v>6101</v></c><c "
                + $"r='B2'><v>{number}</v></c></row>",
            "",
            "");

        Assert.Equal(expected, string.Join(' ', Read("{source: t.xlsx, key: code, missing: zero, columns: {v: number}}")));
    }

    // B1:B2 makes 6101's cell part of the heading: it has no value, whatever is asked of merged cells below.
    [Theory]
    [InlineData("", "ZC430")]
    [InlineData("merged: fill, ", "ZC430")]
    [InlineData("merged: first, ", "v: 0 2 3")]
    public void A_cell_merged_with_its_heading_is_named(string keys, string expected)
    {
        Workbook(
            "<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row><row r='2'><c r='A2'><v>6101</v></c></row>"
            + "<row r='3'><c r='A3'><v>6102</v></c><c r='B3'><v>2</v></c></row><row r='4'><c r='A4'><v>6201</v></c><c "
                + "r='B4'><v>3</v></c></row>",
            "",
            "<mergeCells><mergeCell ref='B1:B2'/></mergeCells>");

        Assert.Equal(expected, string.Join(' ', Read($"{{source: t.xlsx, key: code, missing: zero, {keys}columns: {{v: number}}}}")));
    }

    [Theory]
    [InlineData("补助（元）", "money wan_yuan", "ZC435")]
    [InlineData("补助(单位：万元)", "money yuan", "ZC435")]
    [InlineData("面积[公顷]", "area mu", "ZC435")]
    [InlineData("area (km2)", "area ha", "ZC435")]
    [InlineData("补助，万元", "money yuan", "ZC435")]
    [InlineData("补助/万元", "money yuan", "ZC435")]
    [InlineData("补助 单位：万元", "money yuan", "ZC435")]
    [InlineData("上年补助万元", "money yuan", "ZC435")]
    [InlineData("补助_元", "money wan_yuan", "ZC435")]
    [InlineData("面积_亩", "area ha", "ZC435")]
    [InlineData("补助万元", "money wan_yuan", "v: 1 2 3")]
    [InlineData("补助 元/亩", "money yuan", "v: 1 2 3")]
    [InlineData("补助/亩", "money yuan", "v: 1 2 3")]
    [InlineData("管理单元", "money wan_yuan", "v: 1 2 3")]
    [InlineData("补助（万元）", "money wan_yuan", "v: 1 2 3")]
    [InlineData("补助（年末）", "money wan_yuan", "v: 1 2 3")]
    [InlineData("人数（万元户）", "number", "v: 1 2 3")]
    public void A_heading_that_states_another_unit_is_an_error(string heading, string type, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), $"code,{heading}\n6101,1\n6102,2\n6201,3\n");

        Assert.Equal(
            expected,
            string.Join(' ', Read($"{{source: t.csv, key: code, columns: {{v: {{type: {type}, field: '{heading}'}}}}}}")));
    }

    [Theory]
    [InlineData("某表,\n单位：万元,", "money yuan", "ZC435")]
    [InlineData("某表,金额单位：万元、面积单位：亩", "money yuan", "ZC435")]
    [InlineData("某表（单位：公顷）,", "area mu", "ZC435")]
    [InlineData("某表,金额单位：万元、面积单位：亩", "area mu", "v: 1 2 3")]
    [InlineData("单位：元、万元,", "money yuan", "v: 1 2 3")]
    [InlineData("单位：元/亩,", "money yuan", "v: 1 2 3")]
    [InlineData("编制单位：元谋县财政局,", "money wan_yuan", "v: 1 2 3")]
    [InlineData("单位：万元,", "number", "v: 1 2 3")]
    public void A_line_above_the_headings_that_states_another_unit_is_an_error(string above, string type, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), $"{above}\ncode,v\n6101,1\n6102,2\n6201,3\n");
        int heading = above.Split('\n').Length + 1;

        Assert.Equal(
            expected,
            string.Join(' ', Read($"{{source: t.csv, header_row: {heading}, key: code, columns: {{v: {type}}}}}")));
    }

    [Fact]
    public void A_heading_of_per_cent_over_plain_numbers_is_an_error()
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), "code,占比（%）\n6101,0.3\n6102,0\n6201,1\n");
        const string table = "{source: t.csv, key: code, columns: {v: {type: ratio, field: '占比（%）'}}}";
        Assert.Equal(["ZC435"], Read(table));
        File.WriteAllText(Path.Combine(folder, "t.csv"), "code,占比（%）\n6101,30%\n6102,0\n6201,100%\n");
        Assert.Equal(["v: 0.3 0 1"], Read(table));
    }

    [Theory]
    [InlineData("area ha", "ZC456 v: 1 -2 3")]
    [InlineData("length km", "ZC456 v: 1 -2 3")]
    [InlineData("money yuan", "v: 1 -2 3")]
    public void An_area_below_zero_is_told(string type, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), "code,v\n6101,1\n6102,-2\n6201,3\n");

        Assert.Equal(expected, string.Join(' ', Read($"{{source: t.csv, key: code, columns: {{v: {type}}}}}")));
    }

    // 10 shown as 10.00万元 is 100,000 yuan; 123456 shown by thousands and a point that is a letter, as 12.3万元, is 123,456 yuan.
    [Theory]
    [InlineData("0.00&quot;万元&quot;", "money yuan", "ZC435")]
    [InlineData("0.00&quot;万元&quot;", "money wan_yuan", "v: 1 2 3")]
    [InlineData("0.00\\万\\元", "money yuan", "ZC435")]
    [InlineData("0!.0,&quot;万元&quot;", "money yuan", "v: 1 2 3")]
    [InlineData("0!.0,&quot;万元&quot;", "money wan_yuan", "ZC435")]
    [InlineData("0\\.0000&quot;万元&quot;", "money yuan", "v: 1 2 3")]
    [InlineData("#,##0.00_ &quot;公顷&quot;", "area mu", "ZC435")]
    [InlineData("#,##0.00_ &quot;公顷&quot;", "money yuan", "v: 1 2 3")]
    [InlineData("#,##0.00&quot;人&quot;", "money yuan", "v: 1 2 3")]
    public void A_number_format_that_shows_another_unit_is_an_error(string format, string type, string expected)
    {
        Workbook(
            "<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c></row>"
                + "<row r='2'><c r='A2'><v>6101</v></c><c r='B2' s='1'><v>1</v></c></row>"
                + "<row r='3'><c r='A3'><v>6102</v></c><c r='B3' s='1'><v>2</v></c></row>"
                + "<row r='4'><c r='A4'><v>6201</v></c><c r='B4' s='1'><v>3</v></c></row>",
            "",
            "",
            styles: $"<numFmts count='1'><numFmt numFmtId='170' formatCode='{format}'/></numFmts><cellXfs count='2'><xf numFmtId='0'/><xf "
                + "numFmtId='170'/></cellXfs>");

        Assert.Equal(expected, string.Join(' ', Read($"{{source: t.xlsx, key: code, columns: {{v: {type}}}}}")));
    }

    [Theory]
    [InlineData("<strike/>", "ZC451 v: 1 2 3")]
    [InlineData("<strike val='0'/>", "v: 1 2 3")]
    public void Rows_that_are_crossed_out_are_read_and_told(string font, string expected)
    {
        Workbook(
            "<row r='1'><c r='A1' t='str'><v>code</v></c><c r='B1' t='str'><v>v</v></c><c r='C1' t='str'><v>w</v></c></row>"
                + "<row r='2'><c r='A2'><v>6101</v></c><c r='B2'><v>1</v></c><c r='C2' s='1'><v>1</v></c></row>"
                + "<row r='3'><c r='A3'><v>6102</v></c><c r='B3' s='1'><v>2</v></c></row>"
                + "<row r='4'><c r='A4'><v>6201</v></c><c r='B4'><v>3</v></c></row>",
            "",
            "",
            styles: $"<fonts count='2'><font/><font>{font}</font></fonts><cellXfs count='2'><xf fontId='0'/><xf fontId='1'/></cellXfs>");

        Assert.Equal(expected, string.Join(' ', Read("{source: t.xlsx, key: code, columns: {v: number}}")));
        // Row 2 is crossed out where nothing is read.
        Assert.All(told.Where(finding => finding.Code == "ZC451"), finding =>
            Assert.StartsWith("1 row is read though crossed out in the sheet: 3;", finding.Message.En, StringComparison.Ordinal));
    }

    // A region's code in a free table, as key or in a text column, is that code; other texts stay as they are.
    [Fact]
    public void Codes_of_regions_in_free_tables_are_cleaned()
    {
        File.WriteAllText(Path.Combine(folder, "t.csv"), "k,payer,grade\n6101.0,６１０２,1.0\nother,\u200B62,Ａ\n");
        DiagnosticLog log = new();
        PolicyFile policy = PolicyFile.Parse(
            Path.Combine(folder, "policy.yaml"),
            Sample.Head + "tables:\n  t: {source: t.csv, rows: free, key: k, columns: {payer: text, grade: text}}\n");
        PolicyTable read = TableStage.ReadAll(policy, Sample.Regions, log, new List<string>())[0];

        Assert.Equal(["6101", "other"], read.Keys!);
        Assert.Equal(["6102", "62", "1.0", "Ａ"], read.Columns.SelectMany(column => column.Values));
        Assert.Contains(
            "3 codes read without what programs added to them",
            Assert.Single(log.Sorted(), finding => finding.Code == "ZC434").Message.En,
            StringComparison.Ordinal);
    }

    private void Workbook(string rows, string columns, string behind, string state = "", string styles = "")
    {
        using ZipArchive archive = ZipFile.Open(Path.Combine(folder, "t.xlsx"), ZipArchiveMode.Create);
        void Add(string name, string text)
        {
            using StreamWriter writer = new(archive.CreateEntry(name).Open());
            writer.Write("<?xml version='1.0'?>" + text);
        }

        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            package = "http://schemas.openxmlformats.org/package/2006/",
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Add(
            "[Content_Types].xml",
            $"<Types xmlns='{package}content-types'><Default Extension='rels' "
            + $"ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + "<Override PartName='/w.xml' "
                + "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/><Override PartName='/s.xml' "
                    + "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'/><Override PartName='/st.xml' "
                        + "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'/></Types>");
        Add(
            "_rels/.rels",
            $"<Relationships xmlns='{package}relationships'><Relationship Id='r1' Type='{office}/officeDocument' "
                + $"Target='w.xml'/></Relationships>");
        Add(
            "_rels/w.xml.rels",
            $"<Relationships xmlns='{package}relationships'><Relationship Id='r1' Type='{office}/worksheet' "
                + $"Target='s.xml'/><Relationship Id='r2' Type='{office}/styles' Target='st.xml'/></Relationships>");
        Add("st.xml", $"<styleSheet xmlns='{main}'>{styles}</styleSheet>");
        Add(
            "w.xml",
            $"<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='a' sheetId='1' {state} r:id='r1'/></sheets></workbook>");
        Add("s.xml", $"<worksheet xmlns='{main}'>{columns}<sheetData>{rows}</sheetData>{behind}</worksheet>");
    }

    /// <summary>The findings' codes but for how the text was decoded, then the column where no error is.</summary>
    private string[] Read(string table)
    {
        DiagnosticLog log = new();
        PolicyFile policy = PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Sample.Head + $"tables:\n  t: {table}\n");
        PolicyTable read = TableStage.ReadAll(policy, Sample.Regions, log, new List<string>())[0];
        told = log.Sorted();
        string[] codes = [.. told.Select(finding => finding.Code).Where(code => code != "ZC424").Order(StringComparer.Ordinal)];
        return log.HasErrors
            ? codes
            : [
                .. codes,
                $"v: {string.Join(
                    ' ',
                    read.Columns[0].Values.Select(value =>
                        ((decimal)value!).ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)))}",
            ];
    }
}
