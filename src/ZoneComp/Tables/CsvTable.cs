using System.Text;

namespace ZoneComp.Tables;

/// <summary>CSV as RFC 4180 and as Excel writes it: UTF-8 with or without BOM, UTF-16 with BOM, or GB18030 (GBK); comma, tab or
/// semicolon.</summary>
internal static class CsvTable
{
    /// <param name="instead">What is read in the place of the file; null for the file.</param>
    public static RawTable Read(string path, SourceSettings source, int headerRow, DiagnosticLog log, byte[]? instead = null)
    {
        byte[] bytes = instead ?? File.ReadAllBytes(path);
        (string text, string encoding, _) = Decode(path, bytes, source);
        using CsvRows records = Records(text, headerRow);
        List<string?> headings = [];
        List<RawRow> rows = [];
        List<string> above = [];
        for (int record = 1; records.Read(); record++)
        {
            if (records.HasStrayQuote)
                log.Add(TableFindings.BadQuotes(path, (int)records.Line));
            List<string?> row = [.. records.Row.Select(cell => string.IsNullOrWhiteSpace(cell) ? null : cell.Trim())];
            if (record == headerRow)
                headings = row;
            else if (record > headerRow)
                rows.Add(new RawRow((int)records.Line, row));
            else
                above.AddRange(row.OfType<string>());
        }

        if (records.OpenQuoteLine > 0)
            throw RawTables.Wrong(
                source,
                $"{path}: the quote opened on line {records.OpenQuoteLine} is not closed",
                $"{path}：第 {records.OpenQuoteLine} 行开始的引号没有闭合");
        if (rows is [.., var last] && records.EndsInLine)
            log.Add(ReadingFindings.NoLineEnd(path, last.Number, last.Cells.LastOrDefault(cell => cell is not null) ?? ""));
        RawTable table = RawTables.Shape(path, headings, rows, encoding, source, log, instead?.Length) with { Above = above };
        foreach (RawRow row in rows.Where(row => row.Cells.Count < table.Headings.Count && row.Cells.Any(cell => cell is not null)))
            log.Add(TableFindings.RowTooShort(path, row.Number, row.Cells.Count, table.Headings));
        return table;
    }

    /// <summary>The records of a text, behind Excel's own first line where it stands there.</summary>
    internal static CsvRows Records(string text, int headerRow)
    {
        // Excel's own first line, which it does not show: sep=; before the headings.
        bool hasSeparator = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n';
        CsvRows records = new(new StringReader(text), hasSeparator ? text[4] : DelimiterOf(text, headerRow), keepsEveryLine: true);
        if (hasSeparator)
            _ = records.Read();
        return records;
    }

    /// <summary>The text behind its byte order mark, how it was decoded, and what writes it again.</summary>
    internal static (string Text, string Encoding, Encoding Coding) Decode(string path, byte[] bytes, SourceSettings source)
    {
        if (source.Encoding is string stated)
        {
            if (!CodePages.TryResolve(stated, out Encoding chosen))
                throw RawTables.Wrong(
                    source,
                    $"unknown encoding '{stated}'; known: UTF-8, GBK, GB18030, Big5 and others by name or code page",
                    $"未知的编码“{stated}”；可用 UTF-8、GBK、GB18030、Big5 等");
            return (Strictly(chosen, bytes) ?? throw NotIn(path, stated, source), $"{stated} (policy)", chosen);
        }

        if (bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble))
            return (Encoding.Unicode.GetString(bytes.AsSpan(2)), "UTF-16 (BOM)", Encoding.Unicode);
        if (Strictly(Encoding.UTF8, bytes) is string utf8)
            return (utf8.TrimStart('\uFEFF'), utf8.StartsWith('\uFEFF') ? "UTF-8 (BOM)" : "UTF-8 (detected)", Encoding.UTF8);
        string gbk = Strictly(CodePages.Gbk, bytes) ?? throw NotIn(path, "UTF-8 nor GB18030", source);
        return (gbk, "GB18030 (detected)", CodePages.Gbk);
    }

    private static string? Strictly(Encoding encoding, byte[] bytes)
    {
        try
        {
            return Strict(encoding).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        Encoding strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static PolicyException NotIn(string path, string encoding, SourceSettings source) =>
        RawTables.Wrong(source, $"{path} is not {encoding} text; say its 'encoding'", $"{path} 不是 {encoding} 文本；请写明 encoding");

    // The sign that the heading line holds most often; a heading seldom holds any of them.
    private static char DelimiterOf(string text, int headerRow)
    {
        int from = 0;
        for (int line = 1; line < headerRow && from >= 0; line++)
            from = text.IndexOf('\n', from) + 1;
        int end = text.IndexOf('\n', from);
        ReadOnlySpan<char> heading = text.AsSpan(from, (end < 0 ? text.Length : end) - from);
        int commas = heading.Count(','), tabs = heading.Count('\t'), semicolons = heading.Count(';');
        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }
}
