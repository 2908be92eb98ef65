using System.Net;

namespace ZoneComp.Outputs.Report;

/// <summary>Text as HTML can hold it; everything that comes from data or policy goes through here.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(XmlText.Clean(text));

    /// <summary>Both languages; the page shows the one that is switched on.</summary>
    public static string Text(LocalText text) =>
        text.En == text.Zh
            ? Text(text.Zh)
            : $"<span class=\"zh\" lang=\"zh-CN\">{Text(text.Zh)}</span><span class=\"en\" lang=\"en\">{Text(text.En)}</span>";

    public static string Both(string zh, string en) => Text(new LocalText(en, zh));

    /// <summary>Columns that an upright A4 page has room for: beyond it numbers would be cut at the edge.</summary>
    private const int MostOnPaper = 9;

    /// <summary>A table with a caption for screen readers; one too wide for paper is left out in print, which says so.</summary>
    /// <param name="head">Cells as HTML.</param>
    /// <param name="rows">Cells as HTML; the first of each row is its head.</param>
    /// <param name="numbersFrom">Index of the first column of numbers.</param>
    public static string Table(
        string caption,
        IReadOnlyList<string> head,
        IEnumerable<IReadOnlyList<string>> rows,
        int numbersFrom = int.MaxValue)
    {
        bool isWide = head.Count > MostOnPaper;
        System.Text.StringBuilder table = new();
        if (isWide)
            table.Append("<p class=\"note paper\">").Append(Both(
                FormattableString.Invariant($"此表有 {head.Count} 栏，宽于 A4 纸，打印时略去：见屏幕上的网页。"),
                FormattableString.Invariant($"This table has {head.Count} columns, more than A4 has room for: it is on the screen only.")))
                .Append("</p>");
        table.Append(isWide ? "<div class=\"scroll wide\"" : "<div class=\"scroll\"")
            .Append(" tabindex=\"0\" role=\"region\" aria-label=\"")
            .Append(Text(caption))
            .Append("\"><table><thead><tr>");
        for (int column = 0; column < head.Count; column++)
            table.Append(column >= numbersFrom ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                .Append(head[column])
                .Append("</th>");
        table.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            table.Append("<tr><th scope=\"row\">").Append(row[0]).Append("</th>");
            for (int column = 1; column < row.Count; column++)
                table.Append(column >= numbersFrom ? "<td class=\"n\">" : "<td>").Append(row[column]).Append("</td>");
            table.Append("</tr>");
        }

        return table.Append("</tbody></table></div>\n").ToString();
    }
}
