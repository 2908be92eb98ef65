using System.Text;

namespace ZoneComp.Reading;

/// <summary>Reads CSV (RFC 4180) row by row: values in double quotes may hold delimiters, line ends and doubled quotes.</summary>
/// <remarks>Lines without any character are passed over. What is kept in memory is one row.</remarks>
internal sealed class CsvRows(TextReader reader, char delimiter) : IDisposable
{
    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder value = new();
    private readonly List<string> row = [];
    private int at;
    private int length;

    /// <summary>Line of the file on which the current row begins, from 1.</summary>
    public long Line { get; private set; }

    private long nextLine = 1;

    /// <summary>The current row; the same list is used for the next.</summary>
    public IReadOnlyList<string> Row => row;

    /// <exception cref="FormatException">A quote is not closed, or something follows the closing one.</exception>
    public bool Read()
    {
        row.Clear();
        int next;
        while ((next = Peek()) is '\r' or '\n')
            Take();
        if (next < 0)
            return false;
        Line = nextLine;
        while (true)
        {
            row.Add(ReadValue());
            next = Peek();
            if (next == delimiter)
            {
                Take();
                continue;
            }

            if (next == '\r')
                Take();
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
            int next;
            while ((next = Peek()) >= 0 && next != delimiter && next is not ('\r' or '\n'))
                value.Append((char)Take());
            return value.ToString();
        }

        Take();
        while (true)
        {
            int c = Take();
            if (c < 0)
                throw new FormatException("a quote is not closed");
            if (c != '"')
            {
                value.Append((char)c);
                continue;
            }

            if (Peek() != '"')
                break;
            value.Append((char)Take());
        }

        if (Peek() is int after && after >= 0 && after != delimiter && after is not ('\r' or '\n'))
            throw new FormatException("something follows a closing quote");
        return value.ToString();
    }

    private int Peek()
    {
        if (at == length)
        {
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
        nextLine += c == '\n' ? 1 : 0;
        return c;
    }
}
