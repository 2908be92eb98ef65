using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Tables;

/// <summary>
/// One sheet of an XLSX workbook. Numbers are taken as they were typed, so that 0.1 + 0.2 saved by Excel reads 0.3
/// and a code typed as a number reads as its digits; dates and percentages as they are shown; formulas by the value that was last saved.
/// </summary>
internal static class WorkbookTable
{
    /// <summary>Times its own size that an honest workbook asks for.</summary>
    private const long TimesItsSize = 250;

    private const int MostColumns = 16_384;

    /// <summary>The first number of 16 digits; Excel keeps 15 and puts zeros for the others.</summary>
    private const decimal BeyondExcel = 1_000_000_000_000_000m;

    public static RawTable Read(string path, SourceSettings source, int headerRow, DiagnosticLog log)
    {
        try
        {
            ReadBudget budget = new(path, TimesItsSize);
            WorkbookSize.Require(path, budget);
            using SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
            WorkbookPart workbook = document.WorkbookPart ?? throw RawTables.Wrong(source, $"{path} holds no workbook", $"{path} 中没有工作簿");
            WorksheetPart sheet = SheetOf(workbook, path, source);
            string[] shared = [.. workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(TextOf) ?? []];
            NumberFormats formats = new(workbook);
            List<string?> headings = [];
            List<RawRow> rows = [];
            List<string> above = [];
            HashSet<int> hidden = [];
            List<CellUnit> units = [];
            HashSet<(int Row, int Column)> struck = [];
            SheetLook look = SheetLook.Plain with
            {
                HiddenRows = hidden,
                Units = units,
                Struck = struck,
                IsHidden = SheetNamed(workbook, source)!.State?.Value is { } state && state != SheetStateValues.Visible,
            };
            int number = 0;
            using OpenXmlReader reader = OpenXmlReader.Create(sheet);
            while (reader.Read())
            {
                if (!reader.IsStartElement)
                    continue;
                if (reader.ElementType == typeof(MergeCell)
                    || reader.ElementType == typeof(DocumentFormat.OpenXml.Spreadsheet.Column)
                    || reader.ElementType == typeof(AutoFilter))
                    look = look.With(reader.LoadCurrentElement()!);
                if (reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row)
                    continue;
                number = row.RowIndex is { HasValue: true } index ? checked((int)index.Value) : number + 1;
                List<string?> cells = CellsOf(row, shared, formats, path, number, log);
                budget.Take(RawTables.SizeOf(cells));
                if (number == headerRow)
                    headings = cells;
                else if (number > headerRow)
                    rows.Add(new RawRow(number, cells));
                else
                    above.AddRange(cells.OfType<string>());
                if (number > headerRow)
                    LookAt(row, number, formats, units, struck);
                if (row.Hidden?.Value == true)
                    hidden.Add(number);
            }

            return RawTables.Shape(path, headings, rows, null, source, log) with
            {
                Above = above,
                Look = look with { Merged = [.. look.Merged.Where(merged => merged.LastRow > headerRow)] },
            };
        }
        catch (Exception wrong) when (wrong is OpenXmlPackageException or InvalidDataException or FormatException
            or System.Xml.XmlException or FileFormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw RawTables.Wrong(
                source,
                $"{path} is not a readable .xlsx workbook: {wrong.Message}",
                $"{path} 不是可读的 .xlsx 工作簿：{wrong.Message}");
        }
    }

    private static WorksheetPart SheetOf(WorkbookPart workbook, string path, SourceSettings source)
    {
        Sheet? sheet = SheetNamed(workbook, source);
        if (sheet?.Id?.Value is string id && workbook.GetPartById(id) is WorksheetPart part)
            return part;
        string[] names = [.. workbook.Workbook.Descendants<Sheet>().Select(one => one.Name?.Value ?? "")];
        LocalText hint = NearestName.Hint(source.Layer ?? "", names);
        throw source.Layer is null
            ? RawTables.Wrong(
                source,
                $"{path} holds {names.Length} sheets; say which by 'sheet': {string.Join(", ", names)}",
                $"{path} 有 {names.Length} 个工作表；请用 sheet 写明：{string.Join("、", names)}")
            : RawTables.Wrong(source, $"{path} has no sheet '{source.Layer}'{hint.En}", $"{path} 没有工作表“{source.Layer}”{hint.Zh}");
    }

    private static Sheet? SheetNamed(WorkbookPart workbook, SourceSettings source)
    {
        Sheet[] sheets = [.. workbook.Workbook.Descendants<Sheet>()];
        return source.Layer is string name ? Array.Find(sheets, one => one.Name?.Value == name) : sheets.Length == 1 ? sheets[0] : null;
    }

    /// <summary>Takes down what the formats of a row's cells say beside their values; of each column a unit once.</summary>
    private static void LookAt(Row row, int number, NumberFormats formats, List<CellUnit> units, HashSet<(int Row, int Column)> struck)
    {
        int next = 0;
        foreach (Cell cell in row.Elements<Cell>())
        {
            int column = cell.CellReference?.Value is string reference ? ColumnOf(reference) : next;
            next = column + 1;
            uint style = cell.StyleIndex?.Value ?? 0;
            if (formats.IsStruck(style) && (cell.CellValue is not null || cell.InlineString is not null))
                struck.Add((number, column));
            if (formats.UnitOf(style) is var (unit, scale, code) && !units.Exists(shown => shown.Column == column && shown.Code == code))
                units.Add(new CellUnit(number, column, unit, scale, code));
        }
    }

    private static List<string?> CellsOf(Row row, string[] shared, NumberFormats formats, string path, int number, DiagnosticLog log)
    {
        List<string?> cells = [];
        foreach (Cell cell in row.Elements<Cell>())
        {
            int column = cell.CellReference?.Value is string reference ? ColumnOf(reference) : cells.Count;
            if (column >= MostColumns)
                throw new InvalidDataException($"a cell in column {column + 1}");
            while (cells.Count <= column)
                cells.Add(null);
            cells[column] = TextOf(cell, shared, formats, path, number, log);
        }

        return cells;
    }

    private static string? TextOf(Cell cell, string[] shared, NumberFormats formats, string path, int row, DiagnosticLog log)
    {
        string raw = cell.CellValue?.Text ?? "";
        CellValues type = cell.DataType?.Value ?? CellValues.Number;
        string where = cell.CellReference?.Value ?? $"row {row}";
        if (cell.CellFormula is not null && raw.Length == 0 && type != CellValues.InlineString)
            log.Add(TableFindings.FormulaWithoutValue(path, where));
        if (type == CellValues.Error)
            log.Add(TableFindings.CellError(path, where, raw));
        string text = type == CellValues.SharedString ? shared[int.Parse(raw, NumberStyles.None, CultureInfo.InvariantCulture)]
            : type == CellValues.InlineString ? TextOf(cell.InlineString)
            : type == CellValues.Boolean ? (raw == "1" ? "true" : "false")
            : type == CellValues.Error ? ""
            : type == CellValues.Number ? NumberText(raw, formats, cell.StyleIndex?.Value ?? 0, path, where, log)
            : raw;
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    // Whole numbers up to 28 digits stay as written, others as they were typed.
    private static string NumberText(string raw, NumberFormats formats, uint style, string path, string where, DiagnosticLog log)
    {
        if (raw.Length == 0)
            return raw;
        bool isWhole = decimal.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal whole);
        if ((isWhole ? whole : TypedNumber.Of(double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture))) is not { } number)
            return raw;
        string text = formats.Shown(number, style) ?? (isWhole ? raw : number.ToString(CultureInfo.InvariantCulture));
        if (decimal.IsInteger(number) && Math.Abs(number) >= BeyondExcel)
            log.Add(TableFindings.DigitsLost(path, where, text));
        return text;
    }

    // Phonetic runs (rPh) belong to the display only.
    private static string TextOf(OpenXmlElement? rich) =>
        rich is null ? "" : string.Concat(rich.ChildElements.Select(child => child switch
        {
            Text text => text.Text,
            Run run => run.Text?.Text ?? "",
            _ => "",
        }));

    /// <summary>Index of a cell's column, from 0.</summary>
    internal static int ColumnOf(string reference)
    {
        int column = 0;
        foreach (char letter in reference)
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = checked((column * 26) + (letter - 'A' + 1));
        }

        return column - 1;
    }
}
