namespace ZoneComp.Comparison.Outputs;

/// <summary>comparison.xlsx: a sheet per table.</summary>
internal static class ComparisonWorkbook
{
    public const string FileName = "comparison.xlsx";

    public static void Write(string path, ComparisonResults results, Language language) =>
        WorkbookFile.Write(path, styles =>
        [
            .. ComparisonTables.Of(results, language)
                .Select(table =>
                    new WorkbookSheet(
                        TableSheet.Write(table, Title(results, table, language), language, styles),
                        table.Title.In(language),
                        table)),
        ]);

    /// <summary>Opens the workbook and counts the rows of each sheet.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, ComparisonResults results, Language language) =>
        WorkbookFile.Verify(path, [.. ComparisonTables.Of(results, language)], firstTable: 0);

    private static string Title(ComparisonResults results, PeopleTable table, Language language) => language == Language.Chinese
        ? $"{results.Title} {results.Labels.Between.Zh} {table.Title.Zh}"
        : $"{results.Title} {results.Labels.Between.En}: {table.Title.En}";
}
