namespace ZoneComp.Outputs.Workbook;

/// <summary>zonecomp.xlsx: a cover, the table that is issued, then a sheet per table, as finance passes it on.</summary>
public static class ResultWorkbook
{
    public const string FileName = "zonecomp.xlsx";

    /// <summary>No cell is for trying out: a fund's balance and the last fen are solved for over all rows, which no cell formula
    /// does.</summary>
    internal static readonly LocalText Locked = new(
        "These are results. Bounds, balance and the last fen are solved over all rows, which a changed cell would not do again. To try "
            + "another fund or rate, change the policy and run again.",
        "表中数据为测算结果。上下限、平衡系数和尾差由程序对全部地区统一求解，改动单元格不会重新求解。试算其他资金额或标准，请修改测算方案后重新运行。");

    public static void Write(string path, RunResults results, Language language)
    {
        IReadOnlyList<PeopleTable> tables = PeopleTables.Of(results);
        LiveAmounts live = new(results, tables, language);
        WorkbookFile.Write(path, styles =>
        [
            new WorkbookSheet(CoverSheet.Write(results, language, styles, live), language == Language.Chinese ? "封面" : "Cover", null),
            .. Issue(results, tables, language, styles),
            .. tables.Select(table => Spoken(table, language)).Select(table => new WorkbookSheet(
                TableSheet.Write(table, Title(results, table, language), language, styles, live.Of(table), Locked),
                SheetName(table, language), table)),
        ]);
    }

    /// <summary>Opens the workbook and compares the rows of each sheet with the tables.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results) =>
        WorkbookFile.Verify(path, PeopleTables.Of(results), firstTable: results.Allocation is null ? 1 : 2);

    /// <summary>The sheet that is issued, where anything is paid.</summary>
    internal static IEnumerable<WorkbookSheet> Issue(
        RunResults results,
        IReadOnlyList<PeopleTable> tables,
        Language language,
        WorkbookStyles styles)
    {
        if (tables.FirstOrDefault(table => table.Name == "allocation") is { } amounts)
            yield return new WorkbookSheet(IssueSheet.Write(results, amounts, language, styles), IssueSheet.Name(language), null)
            {
                Names = IssueSheet.Names(results, amounts, language),
            };
    }

    /// <summary>Without the column of messages in the other language, which would send the sheet over two pages across.</summary>
    private static PeopleTable Spoken(PeopleTable table, Language language)
    {
        string other = language == Language.Chinese ? "message_en" : "message_zh";
        int at = table.Columns.ToList().FindIndex(column => column.Name == other);
        return at < 0 ? table : table with
        {
            Columns = [.. table.Columns.Where((_, column) => column != at)],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Where((_, column) => column != at)])],
        };
    }

    internal static string Title(RunResults results, PeopleTable table, Language language) =>
        language == Language.Chinese
            ? $"{results.Year}年{results.Title}{table.Title.Zh}"
            : $"{results.Title} {results.Year}: {table.Title.En}";

    /// <summary>At most 31 characters, which is Excel's limit; the titles of our tables are shorter.</summary>
    internal static string SheetName(PeopleTable table, Language language) => table.Title.In(language);
}
