using System.Text;

namespace ZoneComp.Reading.Csv;

/// <summary>Reads CSV (RFC 4180) row by row: values in double quotes may hold delimiters, line ends and doubled quotes.</summary>
/// <remarks>What is kept in memory is one row.</remarks>
/// <param name="keepsEveryLine">
/// For tables, whose headings may stand in any row: lines without any character are rows of one empty value, and quotes out of place are
/// characters,
/// told by <see cref="HasStrayQuote"/> and <see cref="OpenQuoteLine"/>. Else such lines are passed over, and such quotes refused.
/// </param>
internal sealed class CsvRows(TextReader reader, char delimiter, bool keepsEveryLine = false) : IDisposable
{
    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder value = new();
    private readonly List<string> row = [];
    private readonly List<(long Start, long End)> spans = [];
    private int at;
    private int length;
    private long passed; // characters of buffers before this one

    /// <summary>Line of the file on which the current row begins, from 1.</summary>
    public long Line { get; private set; }

    private long nextLine = 1;

    /// <summary>Line of a quote that the text ends without closing; 0 for none.</summary>
    public long OpenQuoteLine { get; private set; }

    /// <summary>Whether the text, once read to its end, ends without a line end.</summary>
    public bool EndsInLine => last is >= 0 and not ('\r' or '\n');

    private int last = -1;

    /// <summary>Whether the current row holds a quote where RFC 4180 allows none.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>The current row; the same list is used for the next.</summary>
    public IReadOnlyList<string> Row => row;

    /// <summary>Where the values of the current row stand in the text, quotes included.</summary>
    public IReadOnlyList<(long Start, long End)> Spans => spans;

    /// <exception cref="FormatException">A quote is not closed, or something follows the closing one.</exception>
    public bool Read()
    {
        row.Clear();
        spans.Clear();
        HasStrayQuote = false;
        int next;
        while ((next = Peek()) is '\r' or '\n' && !keepsEveryLine)
            Take();
        if (next < 0)
            return false;
        Line = nextLine;
        while (true)
        {
            long start = passed + at;
            row.Add(ReadValue());
            spans.Add((start, passed + at));
            next = Peek();
            if (next == delimiter)
            {
                Take();
                continue;
            }

            if (next == '\r')
            {
                Take();
                nextLine += Peek() == '\n' ? 0 : 1; // lines that end as on old Macintoshes
            }

            if (Peek() == '\n')
                Take();
            return true;
        }
    }

    public void Dispose() => reader.Dispose();

    private string ReadValue()
    {
        value.Clear();
        if (Peek() != '"')
        {
            ReadPlain(afterQuote: false);
            return value.ToString();
        }

        long opened = nextLine;
        Take();
        while (true)
        {
            int c = Take();
            if (c < 0)
            {
                OpenQuoteLine = opened;
                return keepsEveryLine ? value.ToString() : throw new FormatException("a quote is not closed");
            }

            if (c != '"')
            {
                value.Append((char)c);
                continue;
            }

            if (Peek() != '"')
                break;
            value.Append((char)Take());
        }

        if (keepsEveryLine)
            ReadPlain(afterQuote: true);
        else if (Peek() is int after && after >= 0 && after != delimiter && after is not ('\r' or '\n'))
            throw new FormatException("something follows a closing quote");
        return value.ToString();
    }

    private void ReadPlain(bool afterQuote)
    {
        bool isStray = false;
        int next;
        while ((next = Peek()) >= 0 && next != delimiter && next is not ('\r' or '\n'))
        {
            isStray |= next == '"' || (afterQuote && !char.IsWhiteSpace((char)next));
            value.Append((char)Take());
        }

        // ="110105", by which spreadsheets keep a code from becoming a number.
        bool isCode = value.Length > 3
            && value[0] == '='
            && value[1] == '"'
            && value[^1] == '"'
            && !value.ToString(2, value.Length - 3).Contains('"', StringComparison.Ordinal);
        HasStrayQuote |= isStray && !isCode;
    }

    private int Peek()
    {
        if (at == length)
        {
            passed += at;
            at = 0;
            length = reader.Read(buffer, 0, buffer.Length);
        }

        return length == 0 ? -1 : buffer[at];
    }

    private int Take()
    {
        int c = Peek();
        if (c < 0)
            return -1;
        at++;
        last = c;
        nextLine += c == '\n' ? 1 : 0;
        return c;
    }
}
