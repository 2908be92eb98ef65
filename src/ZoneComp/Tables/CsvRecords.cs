using System.Text;

namespace ZoneComp.Tables;

/// <summary>Cuts CSV text (RFC 4180) into records, keeping the line where each starts.</summary>
internal sealed class CsvRecords(string text, char delimiter)
{
    private int at;
    private int line = 1;

    /// <summary>Line where the last record started, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Line of a quote that the text ends without closing; 0 for none.</summary>
    public int OpenQuoteLine { get; private set; }

    /// <summary>Whether the last record holds a quote where RFC 4180 allows none: kept as a character.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>The next record's cells; false at the end.</summary>
    public bool Next(List<string> cells)
    {
        cells.Clear();
        HasStrayQuote = false;
        Line = line;
        if (at >= text.Length)
            return false;
        StringBuilder cell = new();
        while (true)
        {
            _ = cell.Clear();
            if (at < text.Length && text[at] == '"')
                ReadQuoted(cell);
            ReadPlain(cell);
            cells.Add(cell.ToString());
            if (at >= text.Length)
                return true;
            char end = text[at++];
            if (end == delimiter)
                continue;
            if (end == '\r' && at < text.Length && text[at] == '\n')
                at++;
            line++;
            return true;
        }
    }

    private void ReadQuoted(StringBuilder cell)
    {
        int opened = line;
        at++;
        while (at < text.Length)
        {
            char next = text[at++];
            if (next != '"')
            {
                line += next == '\n' ? 1 : 0;
                _ = cell.Append(next);
            }
            else if (at < text.Length && text[at] == '"')
            {
                _ = cell.Append('"');
                at++;
            }
            else
            {
                return;
            }
        }

        OpenQuoteLine = opened;
    }

    // What stands behind a closing quote, or a cell without quotes.
    private void ReadPlain(StringBuilder cell)
    {
        bool afterQuote = cell.Length > 0;
        int start = at;
        while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
        {
            HasStrayQuote |= text[at] == '"' || (afterQuote && !char.IsWhiteSpace(text[at]));
            at++;
        }

        _ = cell.Append(text, start, at - start);
    }
}
