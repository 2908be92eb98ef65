using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ZoneComp.Tests.Tables;

/// <summary>Tables of the three counties 6101, 6102 (city 61) and 6201 (city 62), read from real files.</summary>
public sealed class TableTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-tables").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_table_is_decoded_whatever_excel_or_wps_saved_it_as(string encoding)
    {
        const string text = "代码,名称,上年补助\r\n6101,甲县,\"1,234.56\"\r\n6102,\"乙县, 东\",7.1\r\n6201,丙县,1.5e2\r\n";
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(text),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            _ => CodePages.Gbk.GetBytes(text),
        };
        File.WriteAllBytes(Path.Combine(folder, "t.csv"), bytes);

        Assert.Equal(
            "last: 1234.56 7.1 150 | name: 甲县 乙县, 东 丙县",
            Read("{source: t.csv, key: 代码, columns: {last: {type: money wan_yuan, field: 上年补助}, name: {type: text, field: 名称}}}"));
    }

    [Fact]
    public void A_workbook_written_by_libreoffice_gives_codes_as_text_and_numbers_as_typed()
    {
        // fiscal.xlsx: two sheets, a title row, codes as number and as text, a formula 0.1 + 0.2, an empty cell, a total row.
        File.Copy(
            Path.Combine(TestMaterial.SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "Tables", "fiscal.xlsx"),
            Path.Combine(folder, "t.xlsx"));
        const string table =
            "{source: t.xlsx, sheet: 财力, header_row: 2, key: 代码, where: \"代码 <> '合计'\", columns: {last: {type: money wan_yuan, field: "
                + "上年补助, missing: zero}, gap: {type: number, field: 缺口}, poor: {type: flag, field: 贫困县}}}";

        Assert.Equal("last: 1234.56 7.1 0 | gap: 0.3 250 1.5 | poor: True False True", Read(table));
        Assert.Contains(
            "t.xlsx holds 2 sheets; say which by 'sheet': 说明, 财力",
            Assert.Throws<PolicyException>(() => Read(table.Replace("sheet: 财力, ", "", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "no sheet '财务'",
            Assert.Throws<PolicyException>(() => Read(table.Replace("财力", "财务", StringComparison.Ordinal))).Message,
            StringComparison.Ordinal);
    }

    /// <summary>office.xls, written by LibreOffice: codes and amounts as numbers, an empty day, a day as a date.</summary>
    [SkippableFact]
    public void An_old_workbook_reads_through_GDAL_as_it_is_typed()
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        File.Copy(
            Path.Combine(TestMaterial.SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "Tables", "office.xls"),
            Path.Combine(folder, "t.xls"));
        const string table =
            "{source: t.xls, key: 代码, columns: {money: {type: money yuan, field: 金额}, day: {type: text, field: 日期, missing: 'null'}}}";

        Assert.Equal("money: 12.5 1234567.89 -3 | day: 2024-02-29  2023-12-31", Read(table));
        Assert.Contains("ZC157 Note", string.Join('\n', Findings(table)), StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_shown_as_dates_and_percentages_read_as_they_are_shown()
    {
        // formats.xlsx, written by openpyxl; day and time hold days since 1900 under formats such as yyyy"年"m"月"d"日", part 0.35 as 0%,
        // money 1.5 as 0.00"万元 (ymd)", long 45717 as [Blue]General.
        File.Copy(
            Path.Combine(TestMaterial.SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "Tables", "formats.xlsx"),
            Path.Combine(folder, "t.xlsx"));

        Assert.Equal(
            "day: 2025-03-01 1949-10-01 2024-12-31 | time: 2025-03-01 08:30:00 07:05:00 2024-02-29 23:59:59 | part: 0.35 0.125 1 | "
                + "money: 1.5 2 3 | long: 45717 45717 1",
            Read("{source: t.xlsx, key: code, columns: {day: text, time: text, part: ratio, money: money wan_yuan, long: number}}"));
        Assert.Contains(
            "ZC415 Error t (t.xlsx): row 2, day: '2025-03-01' is no number",
            Findings("{source: t.xlsx, key: code, columns: {day: number}}"));
    }

    [Fact]
    public void A_cell_that_holds_an_error_is_a_finding()
    {
        File.Copy(
            Path.Combine(TestMaterial.SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "Tables", "fiscal-error-cell.xlsx"),
            Path.Combine(folder, "t.xlsx"));

        Assert.Contains(
            "ZC423 Error t.xlsx: cell D3 holds the error #VALUE!",
            Findings(
                "{source: t.xlsx, sheet: 财力, header_row: 2, key: 代码, where: \"代码 <> '合计'\", columns: {gap: {type: number, field: 缺口}}}"));
    }

    [Fact]
    public void A_percentage_beside_a_plain_number_is_told()
    {
        Write("t.csv", "code,part\n6101,30%\n6102,25\n6201,0.5\n");

        Assert.Contains(
            "ZC428 Error t (t.csv): part is '30%' in row 2 and '25' in row 3: with and without the percent sign, a hundredfold apart; "
                + "write all alike",
            Findings("{source: t.csv, key: code, columns: {part: number}}"));
    }

    [Fact] // 35% in a column of money would be 0.35 wan yuan
    public void A_percentage_is_no_amount_of_money()
    {
        Write("t.csv", "code,fund\n6101,35%\n6102,25\n6201,0.5\n");

        Assert.Contains(
            "ZC415 Error t (t.csv): row 2, fund: '35%' is no number",
            Findings("{source: t.csv, key: code, columns: {fund: money wan_yuan}}"));
    }

    [Fact]
    public void A_ratio_is_0_to_1_and_what_does_not_read_is_told_once()
    {
        Write("t.csv", "code,part\n6101,30%\n6102,30\n6201,many\n");

        Assert.Equal(
            [
                "ZC415 Error t (t.csv): row 3, part: '30' is no ratio from 0 to 1: a percentage is written 30% or 0.3",
                "ZC415 Error t (t.csv): row 4, part: 'many' is no number",
                "ZC424 Note t (t.csv): 3 rows read as UTF-8 (detected)",
            ],
            Findings("{source: t.csv, key: code, columns: {part: ratio}}").Where(finding => !finding.StartsWith(
                "ZC428",
                StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_of_another_year_is_told_and_one_filtered_away_is_an_error()
    {
        Write("t.csv", "code,年份,people\n6101,2024,5\n6102,2024,7\n6201,2025,9\n");

        Assert.Contains(
            "ZC427 Warning t (t.csv): 年份 is '2024' in row 2 (2 rows not of 2025); take this year's rows with where: 年份 = year",
            Findings("{source: t.csv, key: code, columns: {people: number}}"));
        Assert.Contains(
            "ZC425 Error t (t.csv): none of its 3 rows is used: check 'where'",
            Findings("{source: t.csv, key: code, where: 年份 = 2026, columns: {people: {type: number, missing: zero}}}"));
    }

    [Fact]
    public void A_row_pasted_twice_is_told()
    {
        Write("t.csv", "code,title,amount\n6101,a,5.0\n6102,b,7\n6101,a,5\n");

        Assert.Contains(
            "ZC426 Warning t (t.csv): row 4 is the same as row 2 in everything that the policy reads; if it was pasted twice it counts "
                + "twice",
            Findings("{source: t.csv, key: code, rows: many, columns: {title: text, amount: number}}"));
    }

    [Fact]
    public void A_code_twice_is_no_merger()
    {
        Write("t.csv", "code,people\n6101,5\n6101,6\n6102,7\n6201,9\n6109,1\n");
        Write("c.csv", "old,new\n6109,6101\n");

        Assert.Contains(
            "ZC413 Error t (t.csv): key '6101' in row 2 and again in row 3; a table with rows: regions has one row for each",
            Findings(
                "{source: t.csv, key: code, codes: {source: c.csv, old: old, new: new}, columns: {people: {type: number, adds: true}}}"));
    }

    [Fact]
    public void Codes_that_match_nothing_are_listed_both_ways()
    {
        Write("t.csv", "code,people\n6101,5\n6103,7\n,9\n610200,8\n6101,6\n");

        Assert.Equal(
            [
                "ZC411 Error t (t.csv): 2 rows whose code is no region: '6103' (row 3), '610200' (row 5); correct the codes, filter with "
                    + "'where', or give a code-change table ('codes')",
                "ZC412 Error t (t.csv): 2 regions have no row: 6102 乙县, 6201 丙县; add them, or say 'missing: zero' or 'missing: null'",
                "ZC413 Error t (t.csv): key '6101' in row 2 and again in row 6; a table with rows: regions has one row for each",
                "ZC414 Error t (t.csv): 1 row without a key: row 4; a total row is left out with 'where'",
                "ZC424 Note t (t.csv): 5 rows read as UTF-8 (detected)",
            ],
            Findings("{source: t.csv, key: code, columns: {people: number}}"));
    }

    [Fact]
    public void Cells_that_do_not_read_and_cells_that_are_empty_are_findings()
    {
        Write("t.csv", "code,people,poor\n6101,5人,maybe\n6102,,是\n6201,1\u00a0,否,9\n");

        Assert.Equal(
            [
                "ZC415 Error t (t.csv): row 2, people: '5人' is no number",
                "ZC415 Error t (t.csv): row 2, poor: 'maybe' is no flag (true/false, 1/0, 是/否)",
                "ZC416 Error t (t.csv): people is empty for 1: 6102 (row 3); fill it in, or say 'missing: zero' or 'missing: null'",
                "ZC420 Error t.csv: row 4 holds 4 cells under 3 headings; a comma inside a cell needs quotes around it",
                "ZC424 Note t (t.csv): 3 rows read as UTF-8 (detected)",
            ],
            Findings("{source: t.csv, key: code, columns: {people: number, poor: flag}}"));
    }

    [Fact]
    public void A_row_that_ends_before_its_last_heading_is_told_with_the_cells_it_lacks()
    {
        Write("t.csv", "code,people,gap,note\n6101,5,1,a\n6102 7,2\n\n6201,9,3,\n");

        Assert.Contains(
            "ZC141 Warning t.csv: row 3 ends after 2 of 4 cells: there is none under gap, note; they are read as empty. See that no "
                + "delimiter is lost before them, and that the row is whole",
            Findings("{source: t.csv, key: code, columns: {people: number, gap: {type: number, missing: zero}}}"));
        Write("t.csv", "code,people,gap,note\n6101,5,1,a\n6102,7,,\n\n,,\n6201,9,3,\n");
        Assert.DoesNotContain(
            Findings("{source: t.csv, key: code, columns: {people: number, gap: {type: number, missing: zero}}}"),
            finding => finding.StartsWith("ZC141", StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_that_the_file_lacks_is_told_at_the_column_with_the_nearest_name()
    {
        Write("t.csv", "code,population\n6101,5\n");

        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            Read("{source: t.csv, key: code, columns: {people: {type: number, field: poplation}}}"));

        Assert.Contains("t.csv has no field 'poplation'; did you mean 'population'?", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("policy.yaml:9:43: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_by_year_is_filtered_by_the_policys_year_or_the_one_before()
    {
        Write("t.csv", "code,年份,people\n6101,2024,1\n6101,2025,2\n6102,2024,3\n6102,2025,4\n6201,2024,5\n6201,2025,6\n");

        Assert.Equal("people: 2 4 6", Read("{source: t.csv, key: code, where: 年份 = year, columns: {people: number}}"));
        Assert.Equal("people: 1 3 5", Read("{source: t.csv, key: code, where: 年份 = year - 1, columns: {people: number}}"));
    }

    [Fact]
    public void A_table_by_city_gives_each_region_its_citys_value()
    {
        Write("t.csv", "city,rate\n61,1.5\n62,2\n");

        Assert.Equal("rate: 1.5 1.5 2", Read("{source: t.csv, key: city, level: city, columns: {rate: number}}"));
    }

    [Fact]
    public void Old_codes_become_new_ones_by_rename_merge_and_split()
    {
        // 6109 was renamed 6101; 6110 and 6111 became 6102; 6299 gave 40 % to 6101 and 60 % to 6201.
        Write("t.csv", "code,people,grant,name\n6109,10,100,a\n6110,20,200,b\n6111,30,300,b\n6299,50,500,\n6201,1,1,c\n");
        Write("changes.csv", "old,new,part\n6109,6101,1\n6110,6102,1\n6111,6102,1\n6299,6101,0.4\n6299,6201,0.6\n");
        const string table =
            "{source: t.csv, key: code, codes: {source: changes.csv, old: old, new: new, share: part}, columns: {people: {type: number, "
                + "adds: true}, grant: money yuan}}";

        // people: 10 + 0.4 x 50 = 30; 20 + 30 = 50; 1 + 0.6 x 50 = 31
        Assert.Equal("people: 30 50 31 | grant: 300 500 301", Read(table));
        Assert.Contains(
            "ZC418 Error t (t.csv): people cannot be split or added up for the changed code '6299': only money, areas, lengths, and "
                + "numbers with 'adds: true' can",
            Findings(table.Replace(", adds: true", "", StringComparison.Ordinal)));
        Write("changes.csv", "old,new,part\n6109,6101,1\n6110,6102,1\n6111,6102,1\n6299,6101,0.4\n6299,6201,0.5\n");
        Assert.Contains("ZC417 Error t (changes.csv): the parts of old code '6299' add up to 0.9, not 1", Findings(table));
    }

    [Fact]
    public void Rows_of_projects_sections_and_rates_are_used_by_functions_over_rows()
    {
        Write("projects.csv", "code,kind,amount,done\n6101,dam,100,是\n6101,tree,50,是\n6201,tree,70,否\n");
        Write("rates.csv", "grade,rate\nI,15\nII,10\n");
        Write("parameters.csv", "name,value\nfund,1000000\nreserve,5\n");
        const string tables = """
            tables:
              projects: {source: projects.csv, rows: many, key: code, columns: {kind: text, amount: money wan_yuan, done: flag}}
              rates: {source: rates.csv, rows: free, key: grade, columns: {rate: number}}
              settings: {source: parameters.csv, rows: parameters, key: name, columns: {value: number}}
            factors:
              amount: sum_rows(projects.amount)
              done: 'sum_rows(projects.amount, where: done and kind <> ''dam'')'
              projects_n: count_rows(projects)
              largest: 'max_rows(projects.amount, where: done) else 0'
              rate: lookup(if(projects_n > 1, 'I', 'II'), rates.rate)
              all_rates: sum_rows(rates.rate)
              fund: settings.fund / settings.reserve
            """;

        Assert.Equal(
            [
                "amount: 150 0 70 wan_yuan", "done: 50 0 0 wan_yuan", "projects_n: 2 0 1 ", "largest: 100 0 0 wan_yuan",
                "rate: 15 10 10 ", "all_rates: 25 25 25 ", "fund: 200000 200000 200000 ",
            ],
            Factors(tables));
    }

    [Fact]
    public void Csv_records_keep_quotes_line_breaks_and_their_first_line()
    {
        using CsvRows records = new(new StringReader("a;\"b;\n\"\"c\"\"\"\r\n\r\nd;e\n"), ';', keepsEveryLine: true);

        Assert.True(records.Read());
        Assert.Equal((1L, "a|b;\n\"c\""), (records.Line, string.Join("|", records.Row)));
        Assert.True(records.Read());
        Assert.Equal((3L, ""), (records.Line, Assert.Single(records.Row)));
        Assert.True(records.Read());
        Assert.Equal((4L, "d|e"), (records.Line, string.Join("|", records.Row)));
        Assert.False(records.HasStrayQuote);
        Assert.False(records.Read());
    }

    [Theory]
    [InlineData("a\"b,c", "a\"b|c", true, 0)]
    [InlineData("\"a\"b,c", "ab|c", true, 0)]
    [InlineData("\"a\" ,c", "a |c", false, 0)]
    [InlineData("a,\"b\nc", "a|b\nc", false, 1)]
    public void Quotes_out_of_place_are_kept_and_told(string text, string cells, bool stray, long open)
    {
        using CsvRows records = new(new StringReader(text), ',', keepsEveryLine: true);

        Assert.True(records.Read());
        Assert.Equal((cells, stray, open), (string.Join("|", records.Row), records.HasStrayQuote, records.OpenQuoteLine));
    }

    [Theory]
    [InlineData("1,234,567.5", "1234567.5")]
    [InlineData("12.5%", "0.125")]
    [InlineData("1.2E+08", "120000000")]
    [InlineData("-7", "-7")]
    [InlineData("1,23", null)]
    [InlineData("—", null)]
    [InlineData("", null)]
    public void Numbers_are_read_as_offices_write_them(string text, string? expected) =>
        Assert.Equal(expected, CellReading.Number(text)?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Hostile_files_are_refused_with_a_message()
    {
        Write("t.csv", "code,people\n6101,\"5\n");
        Assert.Contains(
            "the quote opened on line 2 is not closed",
            Assert.Throws<PolicyException>(() => Read("{source: t.csv, key: code, columns: {people: number}}")).Message,
            StringComparison.Ordinal);

        File.WriteAllBytes(Path.Combine(folder, "t.xlsx"), [1, 2, 3]);
        Assert.Contains(
            "not a readable .xlsx workbook",
            Assert.Throws<PolicyException>(() => Read("{source: t.xlsx, key: code, columns: {people: number}}")).Message,
            StringComparison.Ordinal);

        using (ZipArchive archive = ZipFile.Open(Path.Combine(folder, "u.xlsx"), ZipArchiveMode.Create))
            _ = archive.CreateEntry("hello.txt");
        Assert.Contains(
            "workbook",
            Assert.Throws<PolicyException>(() => Read("{source: u.xlsx, key: code, columns: {people: number}}")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "does not exist",
            Assert.Throws<PolicyException>(() => Read("{source: none.csv, key: code, columns: {people: number}}")).Message,
            StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private PolicyFile Policy(string blocks) =>
        PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Sample.Head + blocks.ReplaceLineEndings("\n"));

    private string Read(string table)
    {
        DiagnosticLog log = new();
        PolicyTable read = TableStage.ReadAll(Policy($"tables:\n  t: {table}\n"), Sample.Regions, log, new List<string>())[0];
        Assert.False(log.HasErrors, string.Join("\n", log.Sorted()));
        return string.Join(
            " | ",
            read.Columns.Select(column =>
                $"{column.Name}: {string.Join(" ", column.Values.Select(value => value is decimal number ? Plain(number) : value))}"));
    }

    private IReadOnlyList<string> Findings(string table)
    {
        DiagnosticLog log = new();
        _ = TableStage.ReadAll(Policy($"tables:\n  t: {table}\n"), Sample.Regions, log, new List<string>());
        return [.. log.Sorted().Select(finding => $"{finding.Code} {finding.Severity} {finding.Subject}: {finding.Message.En}")];
    }

    private IReadOnlyList<string> Factors(string blocks)
    {
        DiagnosticLog log = new();
        PolicyFile policy = Policy(blocks);
        ExpressionScope scope = ExpressionScope.Create(policy, new ExpressionInputs
        {
            Combinations = Sample.Combinations,
            Tables = TableStage.ReadAll(policy, Sample.Regions, log, new List<string>()),
        });
        IReadOnlyList<Column> columns = FactorStage.Evaluate(policy, scope, log);
        Assert.False(log.HasErrors, string.Join("\n", log.Sorted()));
        return [
            .. columns.Select(column =>
                $"{column.Name}: {string.Join(" ", column.Values.Select(value => Plain((decimal)value!)))} {column.Unit}"),
        ];
    }

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
