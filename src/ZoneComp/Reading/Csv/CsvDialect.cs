using System.Text;

namespace ZoneComp.Reading.Csv;

/// <summary>How one CSV file is written: its encoding and what separates its columns.</summary>
/// <param name="SaysSeparator">Whether the first line is Excel's <c>sep=;</c>, which is no row.</param>
internal sealed record CsvDialect(string Path, Encoding Encoding, char Delimiter, bool SaysSeparator)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The delimiter is the one of , ; and tab that the header line has most of.</summary>
    public static CsvDialect Of(string path, Encoding encoding)
    {
        using var text = new StreamReader(path, encoding);
        var head = new char[64 * 1024];
        int length = text.ReadBlock(head);
        string line = new string(head, 0, length).Split('\n', 2)[0];
        bool says = line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.TrimEnd('\r').Length == 5;
        return new CsvDialect(path, encoding, says ? line[4] : Delimiters.MaxBy(sign => line.Count(c => c == sign)), says);
    }

    public CsvRows Open()
    {
        CsvRows rows = new(new StreamReader(Path, Encoding), Delimiter);
        if (SaysSeparator)
            _ = rows.Read();
        return rows;
    }

    /// <exception cref="UserErrorException">The file has no header.</exception>
    public string[] ReadHeader()
    {
        using var rows = Open();
        if (!Next(rows))
            throw new UserErrorException($"{Path}: is empty; expected a line of column names", $"{Path}：为空；应有列名行");
        return [.. rows.Row.Select(name => name.Trim())];
    }

    /// <summary>Goes to the next row, a broken one being the user's error.</summary>
    public bool Next(CsvRows rows)
    {
        try
        {
            return rows.Read();
        }
        catch (FormatException exception)
        {
            throw new UserErrorException(
                FormattableString.Invariant(
                    $"{Path}: line {rows.Line}: {exception.Message}; expected CSV, a value with quotes wholly in double quotes"),
                FormattableString.Invariant($"{Path}：第 {rows.Line} 行不符合 CSV 格式：引号未闭合，或右引号后还有字符"),
                exception);
        }
    }
}
