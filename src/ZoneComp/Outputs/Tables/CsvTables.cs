using System.Buffers;
using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Tables;

/// <summary>csv/NAME.csv: the workbook's tables for programs and for Excel: UTF-8 with BOM (so that Excel reads Chinese), CRLF, no total
/// row.</summary>
public static class CsvTables
{
    public const string Folder = "csv";

    private static readonly SearchValues<char> Quotable = SearchValues.Create("\",\r\n;\t");

    private static readonly string[] UnitsOfArea = ["wan_mu", "mu", "ha", "km2"];

    /// <summary>Writes one file per table.</summary>
    public static void WriteAll(string folder, RunResults results, Language language)
    {
        string target = Path.Combine(folder, Folder);
        Directory.CreateDirectory(target);
        foreach (PeopleTable table in PeopleTables.Of(results))
            TextFile.Write(Path.Combine(target, table.Name + ".csv"), Text(table, language), withBom: true);
    }

    /// <summary>Reads a file back and counts its rows and cells.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        PeopleTable table = PeopleTables.Of(results).FirstOrDefault(table => table.Name == Path.GetFileNameWithoutExtension(path))
            ?? throw new InvalidDataException($"{path}: is none of the run's tables.");
        int rows = 0;
        foreach (int cells in CellsByRow(File.ReadAllText(path, Encoding.UTF8)))
        {
            rows++;
            if (cells != table.Columns.Count)
                throw new InvalidDataException($"{path}: row {rows} does not read back with its {table.Columns.Count} cells.");
        }

        if (rows != table.Rows.Count + 1)
            throw new InvalidDataException($"{path}: does not read back with its {table.Rows.Count} rows.");
    }

    private static IEnumerable<int> CellsByRow(string text)
    {
        int cells = 1;
        bool quoted = false;
        foreach (char sign in text)
        {
            if (sign == '"')
            {
                quoted = !quoted; // a doubled quote turns twice
            }
            else if (!quoted && sign == ',')
            {
                cells++;
            }
            else if (!quoted && sign == '\n')
            {
                yield return cells;
                cells = 1;
            }
        }
    }

    internal static string Text(PeopleTable table, Language language)
    {
        StringBuilder text = new();
        AppendRow(text, table.Columns.Select(column => Header(table, column, language)));
        foreach (IReadOnlyList<object?> row in table.Rows)
            AppendRow(
                text,
                row.Select((value, at) =>
                    value is decimal number ? Number(number, table.Columns[at]) : Cell(value is LocalText own ? own.In(language) : value)));
        return text.ToString();
    }

    /// <summary>The unit stands in the head, since a CSV file has no unit line.</summary>
    private static string Header(PeopleTable table, PeopleColumn column, Language language)
    {
        string unit = column.Name.EndsWith("_yuan", StringComparison.Ordinal) && table.Name != "factors"
            ? (language == Language.Chinese ? "（元）" : " (yuan)")
            : table.Name is "coverage" or "coverage_classes" or "coverage_levels" or "official_areas" && AreaUnitOf(column) is { } area
            ? (language == Language.Chinese ? $"（{area.Zh}）" : $" ({area.En})")
            : "";
        return Quoted(FormulaGuard.ForCsv(column.Title.In(language) + unit));
    }

    private static LocalText? AreaUnitOf(PeopleColumn column) =>
        UnitsOfArea.FirstOrDefault(unit => column.Name.EndsWith($"_{unit}", StringComparison.Ordinal)) is { } found
            ? FigureText.Unit(found) : null;

    private static string Number(decimal number, PeopleColumn column)
    {
        decimal shown = column.Format == PeopleFormat.Share ? ShownDigits.Plain(number, ShownDigits.Share)
            : column.IsScore ? ShownDigits.OfScore(number, column.Decimals)
            : Math.Round(number, column.Decimals, MidpointRounding.AwayFromZero);
        return shown.ToString(CultureInfo.InvariantCulture);
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "TRUE" : "FALSE",
        object other => Quoted(FormulaGuard.ForCsv(XmlText.Clean(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""))),
    };

    /// <summary>RFC 4180; also where a spreadsheet set to another country's list sign would split.</summary>
    internal static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Quotable) ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append("\r\n");
}
