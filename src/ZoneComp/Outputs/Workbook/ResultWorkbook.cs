using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Outputs.Files;
using ZoneComp.Outputs.Tables;

namespace ZoneComp.Outputs.Workbook;

/// <summary>zonecomp.xlsx: a cover, then a sheet per table, as finance passes it on.</summary>
public static class ResultWorkbook
{
    public const string FileName = "zonecomp.xlsx";

    public static void Write(string path, RunResults results, Language language)
    {
        using MemoryStream package = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(package, SpreadsheetDocumentType.Workbook))
            Fill(document, results, language);
        // Packed anew: the packaging library stamps every entry with the time of day.
        package.Position = 0;
        using ZipArchive archive = new(package, ZipArchiveMode.Read);
        FixedZip.Write(path, archive.Entries
            .OrderBy(entry => entry.FullName == "[Content_Types].xml" ? 0 : 1).ThenBy(entry => entry.FullName, StringComparer.Ordinal)
            .Select(entry => (entry.FullName, Content(entry))));
    }

    /// <summary>Opens the workbook and compares the rows of each sheet with the tables.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        try
        {
            using SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
            WorkbookPart book = document.WorkbookPart ?? throw new InvalidDataException($"{path}: holds no workbook.");
            IReadOnlyList<PeopleTable> tables = PeopleTables.Of(results);
            for (int index = 0; index < tables.Count; index++)
            {
                int rows = ((WorksheetPart)book.GetPartById(SheetId(index + 1))).Worksheet.Descendants<Row>().Count();
                if (rows != tables[index].Rows.Count + (tables[index].HasTotal ? 4 : 3))
                    throw new InvalidDataException($"{path}: sheet {tables[index].Name} does not read back with its {tables[index].Rows.Count} rows.");
            }
        }
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or ArgumentOutOfRangeException or System.Xml.XmlException)
        {
            throw new InvalidDataException($"{path}: does not read back as a workbook ({error.Message}).", error);
        }
    }

    private static void Fill(SpreadsheetDocument document, RunResults results, Language language)
    {
        WorkbookPart book = document.AddWorkbookPart();
        document.ChangeIdOfPart(book, "workbook"); // the library gives a random one
        WorkbookStyles styles = new();
        Sheets sheets = new();
        DefinedNames names = new();
        Add(CoverSheet.Write(results, language, styles), language == Language.Chinese ? "封面" : "Cover", null);
        foreach (PeopleTable table in PeopleTables.Of(results))
        {
            string name = SheetName(table, language);
            Add(TableSheet.Write(table, Title(results, table, language), language, styles), name, table);
        }

        book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = styles.Write();
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new BookViews(new WorkbookView { ActiveTab = 0 }), sheets, names, new CalculationProperties { FullCalculationOnLoad = false });

        void Add(Worksheet sheet, string name, PeopleTable? table)
        {
            uint number = (uint)sheets.Count();
            string id = SheetId((int)number);
            book.AddNewPart<WorksheetPart>(id).Worksheet = sheet;
            sheets.Append(new Sheet { Id = id, SheetId = number + 1, Name = name });
            if (table is { Rows.Count: > 0 })
            {
                string last = WorkbookStyles.Column(table.Columns.Count - 1);
                int lastRow = table.Rows.Count + (table.HasTotal ? 4 : 3);
                names.Append(new DefinedName($"'{name}'!$A$3:${last}${lastRow}") { Name = "_xlnm._FilterDatabase", LocalSheetId = number, Hidden = true });
            }

            if (table is not null)
                names.Append(new DefinedName(TableSheet.PrintTitles(name)) { Name = "_xlnm.Print_Titles", LocalSheetId = number });
        }
    }

    private static string Title(RunResults results, PeopleTable table, Language language) =>
        language == Language.Chinese ? $"{results.Year}年{results.Title}{table.Title.Zh}" : $"{results.Title} {results.Year}: {table.Title.En}";

    private static string SheetId(int number) => "sheet" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>At most 31 characters, which is Excel's limit; the titles of our tables are shorter.</summary>
    private static string SheetName(PeopleTable table, Language language) => table.Title.In(language);

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using Stream source = entry.Open();
        using MemoryStream content = new();
        source.CopyTo(content);
        return content.ToArray();
    }
}
