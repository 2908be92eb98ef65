namespace ZoneComp.Outputs.Tables;

/// <summary>Keeps text from data files from being run as a formula by a spreadsheet (a county named "=HYPERLINK(...)").</summary>
internal static class FormulaGuard
{
    /// <summary>Whether a spreadsheet might take the text for a formula or a command when it is typed or imported.</summary>
    public static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    /// <summary>For CSV, which knows no types: an apostrophe before it makes it text in every spreadsheet.</summary>
    public static string ForCsv(string text) => LooksLikeFormula(text) ? "'" + text : text;
}
