namespace ZoneComp.Tables;

/// <summary>A table as its file holds it: headings and rows of cells, nothing typed yet.</summary>
/// <param name="Path">The file; the findings' subject starts with it.</param>
/// <param name="Encoding">How the text was decoded, and how that was decided: "GB18030 (detected)"; null for workbooks.</param>
internal sealed record RawTable(string Path, IReadOnlyList<string> Headings, IReadOnlyList<RawRow> Rows, string? Encoding)
{
    /// <summary>What a workbook's sheet does not show, or shows otherwise than it holds it; nothing for text files.</summary>
    public SheetLook Look { get; init; } = SheetLook.Plain;

    /// <summary>Texts in the lines above the headings.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];
}

/// <param name="Number">Line of a text file or row of a sheet, from 1, where the row starts.</param>
/// <param name="Cells">One for each heading; null for an empty cell.</param>
internal sealed record RawRow(int Number, IReadOnlyList<string?> Cells);

/// <summary>Opens a table by its ending.</summary>
internal static class RawTables
{
    /// <summary>A cell's place in its row, and what a text takes beside its characters.</summary>
    private const long CellBytes = 8, TextBytes = 24;

    /// <summary>Times its own size that an honest table asks for: eight bytes for each cell, of which an empty one takes one byte in the
    /// file.</summary>
    private const long TimesItsSize = 250;

    /// <summary>Bytes that a row takes in memory.</summary>
    internal static long SizeOf(IReadOnlyList<string?> cells) =>
        (cells.Count * CellBytes) + cells.Sum(cell => cell is null ? 0 : TextBytes + (2L * cell.Length));

    /// <param name="instead">What is read in the place of a text file; null for the file.</param>
    public static RawTable Read(string path, SourceSettings source, int headerRow, DiagnosticLog log, byte[]? instead = null)
    {
        if (instead is null && !File.Exists(path))
            throw Wrong(source, $"the table {path} does not exist", $"表文件 {path} 不存在");
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSV" or ".TXT" or ".TSV" => CsvTable.Read(path, source, headerRow, log, instead),
                ".XLSX" or ".XLSM" => WorkbookTable.Read(path, source, headerRow, log),
                ".XLS" => OldWorkbookTable.Read(path, source, headerRow, log),
                ".DBF" or ".GPKG" or ".GEOJSON" or ".JSON" => FeatureTable.Read(path, source, log),
                string ending => throw Wrong(
                    source,
                    $"{path}: a table is .csv, .txt, .tsv, .xlsx, .xls, .dbf, .gpkg or .geojson, not '{ending}'",
                    $"{path}：表应为 .csv、.txt、.tsv、.xlsx、.xls、.dbf、.gpkg 或 .geojson，而不是“{ending}”"),
            };
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw Wrong(source, $"{path} cannot be read: {unread.Message}", $"无法读取 {path}：{unread.Message}");
        }
    }

    internal static PolicyException Wrong(SourceSettings source, string en, string zh) =>
        new([new PolicyError(source.Node.Place, new LocalText(en, zh))]);

    /// <summary>Headings trimmed, line breaks inside them to one space; rows cut or filled to their number.</summary>
    /// <param name="size">Bytes that were read in the file's place; null where the file was read.</param>
    internal static RawTable Shape(
        string path, List<string?> headings, List<RawRow> rows, string? encoding, SourceSettings source, DiagnosticLog log,
        long? size = null)
    {
        while (headings.Count > 0 && string.IsNullOrWhiteSpace(headings[^1]))
            headings.RemoveAt(headings.Count - 1);
        if (headings.Count == 0)
            throw Wrong(
                source,
                $"{path}: the heading row is empty; 'header_row' says which row holds the headings",
                $"{path}：表头行为空；请用 header_row 写明表头在第几行");
        string[] names =
        [
            .. headings.Select(heading => string.Join(' ', (heading ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
        if (names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)
            is { } twice)
            throw Wrong(source, $"{path}: the heading '{twice.Key}' stands twice", $"{path}：表头“{twice.Key}”重复");
        // Every row gets a cell under every heading: a long heading line over many short rows grows without measure.
        new ReadBudget(path, TimesItsSize, size).Require((long)names.Length * rows.Count * CellBytes);
        List<RawRow> shaped = [];
        foreach (RawRow row in rows)
        {
            if (row.Cells.Skip(names.Length).Any(cell => cell is not null))
                log.Add(TableFindings.RowTooLong(path, row.Number, names.Length, row.Cells.Count));
            if (row.Cells.Any(cell => cell is not null))
                shaped.Add(
                    row with
                    {
                        Cells = [.. Enumerable.Range(0, names.Length).Select(index => index < row.Cells.Count ? row.Cells[index] : null)],
                    });
        }

        return new RawTable(path, names, shaped, encoding);
    }
}
