using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Outputs.Tables;

namespace ZoneComp.Outputs.Workbook;

/// <summary>zonecomp.xlsx: a cover, then a sheet per table, as finance passes it on.</summary>
public static class ResultWorkbook
{
    public const string FileName = "zonecomp.xlsx";

    public static void Write(string path, RunResults results, Language language)
    {
        IReadOnlyList<PeopleTable> tables = PeopleTables.Of(results);
        WorkbookFile.Write(path, styles =>
        [
            new WorkbookSheet(CoverSheet.Write(results, language, styles), language == Language.Chinese ? "封面" : "Cover", null),
            .. tables.Select(table => new WorkbookSheet(
                TableSheet.Write(table, Title(results, table, language), language, styles, LiveAmounts.Of(table, results, tables, language)), SheetName(table, language), table)),
        ]);
    }

    /// <summary>Opens the workbook and compares the rows of each sheet with the tables.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results) => WorkbookFile.Verify(path, PeopleTables.Of(results), firstTable: 1);

    private static string Title(RunResults results, PeopleTable table, Language language) =>
        language == Language.Chinese ? $"{results.Year}年{results.Title}{table.Title.Zh}" : $"{results.Title} {results.Year}: {table.Title.En}";

    /// <summary>At most 31 characters, which is Excel's limit; the titles of our tables are shorter.</summary>
    private static string SheetName(PeopleTable table, Language language) => table.Title.In(language);
}
