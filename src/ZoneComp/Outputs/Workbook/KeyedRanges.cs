using System.Globalization;

namespace ZoneComp.Outputs.Workbook;

/// <summary>How formulas find a row of another sheet: by what it is called, never by where it stands, so that any sheet may be sorted or
/// filtered.</summary>
/// <remarks>
/// MATCH with 0 finds text exactly, "01" apart from "1", in Excel, WPS and LibreOffice alike, but takes * ? ~ as signs of a pattern
/// (SUMIFS also = &lt; &gt; in front) and knows no case: a key for which that
/// matters is <see cref="IsPlain"/> no key, and its row gets values in place of formulas. Spreadsheets keep an index of a column that is
/// searched so: a sheet of n rows costs n.
/// </remarks>
internal static class KeyedRanges
{
    /// <summary>Texts in formulas may have 255 characters.</summary>
    private const int MostCharacters = 120;

    /// <summary>The cells of a column below the head, fixed: 'sheet'!$D$5:$D$24.</summary>
    public static string Column(PeopleTable table, int column, Language language)
    {
        int first = TableSheet.FirstDataRow;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Sheet(table, language)}${WorkbookStyles.Column(column)}${first}:${WorkbookStyles.Column(column)}${first
                + Math.Max(1, table.Rows.Count) - 1}");
    }

    /// <summary>The table's own keys, behind its last column; see <see cref="PeopleTable.Keys"/>.</summary>
    public static string Keys(PeopleTable table, Language language) => Column(table, table.Columns.Count, language);

    /// <summary>The cell of a column in the row whose key is the one given: both ranges of one table.</summary>
    public static string Find(string column, string keys, string key) => $"INDEX({column},MATCH({key},{keys},0))";

    /// <summary>A text within a formula.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Those keys that every spreadsheet tells apart from all others.</summary>
    public static HashSet<string> Plain(IEnumerable<string> keys) =>
        [
            .. keys.Where(IsPlain)
                .GroupBy(key => ChineseSigns.Narrow(key).ToUpperInvariant(), StringComparer.Ordinal)
                .Where(same => same.Count() == 1)
                .Select(same => same.First()),
        ];

    private static bool IsPlain(string key) =>
        key.Length is > 0 and <= MostCharacters
        && key.IndexOfAny(['*', '?', '~']) < 0
        && key[0] is not ('=' or '<' or '>')
        && key == key.Trim()
        && !key.Any(char.IsControl)
        && key == XmlText.Clean(key);

    private static string Sheet(PeopleTable table, Language language) => $"'{table.Title.In(language)}'!";
}
