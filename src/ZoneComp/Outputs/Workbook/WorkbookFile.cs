using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Outputs.Workbook;

/// <param name="Name">At most 31 characters, which is Excel's limit.</param>
/// <param name="Table">What the sheet shows; null for a cover.</param>
internal sealed record WorkbookSheet(Worksheet Sheet, string Name, PeopleTable? Table)
{
    /// <summary>Print area and titles of a sheet without table.</summary>
    public IEnumerable<(string Name, string Range)> Names { get; init; } = [];
}

/// <summary>Sheets as an .xlsx file whose bytes depend on their content alone.</summary>
internal static class WorkbookFile
{
    /// <param name="sheets">Makes the sheets in order; looks that they ask for are gathered on the way.</param>
    public static void Write(string path, Func<WorkbookStyles, IReadOnlyList<WorkbookSheet>> sheets)
    {
        using MemoryStream package = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
            Fill(document, sheets);
        // Packed anew: the packaging library stamps every entry with the time of day.
        package.Position = 0;
        using ZipArchive archive = new(package, ZipArchiveMode.Read);
        FixedZip.Write(path, archive.Entries
            .OrderBy(entry => entry.FullName == "[Content_Types].xml" ? 0 : 1).ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            .Select(entry => (entry.FullName, Content(entry))));
    }

    /// <summary>Opens a workbook and compares the rows of each sheet with its table.</summary>
    /// <param name="firstTable">Index of the first table's sheet: 1 behind a cover alone.</param>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, IReadOnlyList<PeopleTable> tables, int firstTable)
    {
        try
        {
            using SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
            WorkbookPart book = document.WorkbookPart ?? throw new InvalidDataException($"{path}: holds no workbook.");
            for (int index = 0; index < tables.Count; index++)
            {
                int rows = Rows((WorksheetPart)book.GetPartById(SheetId(index + firstTable)));
                if (rows != tables[index].Rows.Count + (tables[index].HasTotal ? 4 : 3))
                    throw new InvalidDataException(
                        $"{path}: sheet {tables[index].Name} does not read back with its {tables[index].Rows.Count} rows.");
            }
        }
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or ArgumentOutOfRangeException
            or System.Xml.XmlException)
        {
            throw new InvalidDataException($"{path}: does not read back as a workbook ({error.Message}).", error);
        }
    }

    private static int Rows(WorksheetPart sheet)
    {
        int rows = 0;
        using OpenXmlReader reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
            rows += reader.IsStartElement && reader.ElementType == typeof(Row) ? 1 : 0;
        return rows;
    }

    private static void Fill(SpreadsheetDocument document, Func<WorkbookStyles, IReadOnlyList<WorkbookSheet>> make)
    {
        WorkbookPart book = document.AddWorkbookPart();
        document.ChangeIdOfPart(book, "workbook"); // the library gives a random one
        WorkbookStyles styles = new();
        Sheets sheets = new();
        DefinedNames names = new();
        foreach (WorkbookSheet sheet in make(styles))
            Add(book, sheets, names, sheet);
        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = styles.Write();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new BookViews(new WorkbookView { ActiveTab = 0 }), sheets, names, new CalculationProperties { FullCalculationOnLoad = false });
    }

    private static void Add(WorkbookPart book, Sheets sheets, DefinedNames names, WorkbookSheet sheet)
    {
        uint number = (uint)sheets.Count();
        string id = SheetId((int)number);
        book.AddNewPart<WorksheetPart>(id).Worksheet = sheet.Sheet;
        sheets.Append(new Sheet { Id = id, SheetId = number + 1, Name = sheet.Name });
        if (sheet.Table is { Rows.Count: > 0 } table)
        {
            names.Append(new DefinedName($"'{sheet.Name}'!{TableSheet.FilterRange(table, absolute: true)}")
            {
                Name = "_xlnm._FilterDatabase",
                LocalSheetId = number,
                Hidden = true,
            });
            if (table.Keys.Count > 0)
                names.Append(new DefinedName(TableSheet.PrintArea(sheet.Name, table)) { Name = "_xlnm.Print_Area", LocalSheetId = number });
        }

        foreach ((string name, string range) in sheet.Names)
            names.Append(new DefinedName(range) { Name = name, LocalSheetId = number });
        if (sheet.Table is not null)
            names.Append(new DefinedName(TableSheet.PrintTitles(sheet.Name, sheet.Table))
            {
                Name = "_xlnm.Print_Titles",
                LocalSheetId = number,
            });
    }

    private static string SheetId(int number) => "sheet" + number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream source = entry.Open();
        using MemoryStream content = new();
        source.CopyTo(content);
        return content.ToArray();
    }
}
