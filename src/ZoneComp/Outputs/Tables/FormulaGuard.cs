using System.Globalization;

namespace ZoneComp.Outputs.Tables;

/// <summary>Keeps text from data files from being run as a formula by a spreadsheet (a county named "=HYPERLINK(...)").</summary>
internal static class FormulaGuard
{
    /// <summary>Whether a spreadsheet might take the text for a formula or a command when it is typed or imported: also behind blanks and
    /// marks that it drops.</summary>
    public static bool LooksLikeFormula(string text)
    {
        foreach (char sign in text)
        {
            if (sign is '\t' or '\r' or '\n')
                return true;
            if (!char.IsWhiteSpace(sign)
                && char.GetUnicodeCategory(sign) is not (UnicodeCategory.Format or UnicodeCategory.Control)
                && sign != '\uFEFF')
                return sign is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
        }

        return false;
    }

    /// <summary>For CSV, which knows no types: an apostrophe before it makes it text in every spreadsheet.</summary>
    public static string ForCsv(string text) => LooksLikeFormula(text) ? "'" + text : text;
}
