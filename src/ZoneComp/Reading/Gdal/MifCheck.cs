using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace ZoneComp.Reading.Gdal;

/// <summary>
/// MapInfo's exchange text held against itself: GDAL passes over lines that it does not understand,
/// and the .mif states no number of objects. What tells is the .mid,
/// which has one row for each object and one value for each column, and the numbers of points that objects state.
/// </summary>
/// <remarks>Source: MapInfo Professional User Guide, appendix "MapInfo Data Interchange Format".</remarks>
internal sealed class MifCheck : IDisposable
{
    /// <summary>What may follow an object: how it is drawn.</summary>
    private static readonly HashSet<string> Drawing = new(StringComparer.OrdinalIgnoreCase)
    {
        "PEN", "BRUSH", "SYMBOL", "SMOOTH", "CENTER", "FONT", "SPACING", "JUSTIFY", "ANGLE", "LABEL",
    };

    private readonly StreamReader text;
    private string[] words = [];
    private int word;
    private int line;
    private int columns;
    private char delimiter = '\t';
    private long objects;

    private MifCheck(string path) => text = new StreamReader(path, Encoding.Latin1);

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    /// <param name="path">The .mif; a .mid beside it is found whatever the case of its letters.</param>
    public static Diagnostic? Examine(string path)
    {
        using var check = new MifCheck(path);
        string name = Path.GetFileName(path);
        if ((check.Header() ?? check.Objects()) is { } problem)
            return GdalFindings.TextNotWhole(name, problem);
        string? mid = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!)
            .Where(file => Path.GetFileName(file).Equals(Path.ChangeExtension(name, ".mid"), StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        return mid is null || check.columns == 0 ? null : check.Rows(mid, name);
    }

    public void Dispose() => text.Dispose();

    private LocalText? Header()
    {
        while (Next() is { } keyword)
        {
            if (keyword.Equals("DATA", StringComparison.OrdinalIgnoreCase))
                return null;
            if (keyword.Equals("DELIMITER", StringComparison.OrdinalIgnoreCase) && words is [_, ['"', var sign, '"'], ..])
                delimiter = sign;
            if (!keyword.Equals("COLUMNS", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!Count(out columns))
                return Unlike("a number of columns", "列数");
            for (int column = 0; column < columns; column++)
                _ = Next();
        }

        return new LocalText("the line \"Data\" after the header is missing", "表头之后缺少“Data”行");
    }

    private LocalText? Objects()
    {
        while (Next() is { } keyword)
        {
            if (Drawing.Contains(keyword.Split('(')[0]))
                continue;
            objects++;
            if (!Object(keyword.ToUpperInvariant()))
                return Unlike(Invariant($"the whole of object {objects}"), Invariant($"完整的第 {objects} 个对象"));
        }

        return null;
    }

    private bool Object(string keyword) => keyword switch
    {
        "NONE" => true,
        "POINT" => Numbers(2),
        "LINE" or "RECT" or "ELLIPSE" => Numbers(4),
        "ROUNDRECT" => Numbers(5),
        "ARC" => Numbers(6),
        "TEXT" => Text() && Numbers(4),
        "PLINE" => Line(),
        "REGION" => Count(out int rings) && Sequences(rings),
        "MULTIPOINT" => Count(out int points) && Numbers(2L * points),
        "COLLECTION" => Count(out int parts) && Parts(parts),
        _ => false,
    };

    private bool Line()
    {
        if (word >= words.Length || !words[word].Equals("MULTIPLE", StringComparison.OrdinalIgnoreCase))
            return Sequences(1);
        word++;
        return Count(out int lines) && Sequences(lines);
    }

    private bool Sequences(int count)
    {
        for (int sequence = 0; sequence < count; sequence++)
        {
            if (!Count(out int points) || !Numbers(2L * points))
                return false;
        }

        return true;
    }

    private bool Parts(int count)
    {
        while (count > 0)
        {
            if (Next() is not { } keyword)
                return false;
            if (Drawing.Contains(keyword.Split('(')[0]))
                continue;
            if (!Object(keyword.ToUpperInvariant()))
                return false;
            count--;
        }

        return true;
    }

    /// <summary>Passes over a text in quotes, which stands on this line or on the next.</summary>
    private bool Text()
    {
        bool isHere = word < words.Length || Next() is not null;
        word = words.Length;
        return isHere;
    }

    private bool Count(out int count)
    {
        count = 0;
        return More() && int.TryParse(words[word++], NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    /// <summary>Takes numbers, which may run over lines; the last one ends its line.</summary>
    private bool Numbers(long count)
    {
        for (long number = 0; number < count; number++)
        {
            if (!More() || !double.TryParse(words[word++], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                return false;
        }

        return word == words.Length;
    }

    private bool More()
    {
        if (word < words.Length)
            return true;
        _ = Next();
        word = 0;
        return words.Length > 0;
    }

    /// <summary>First word of the next line that has one; null at the end.</summary>
    private string? Next()
    {
        word = 1;
        while (text.ReadLine() is { } read)
        {
            line++;
            words = read.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                return words[0];
        }

        words = [];
        return null;
    }

    private Diagnostic? Rows(string mid, string name)
    {
        using CsvRows rows = new(new StreamReader(mid, Encoding.Latin1), delimiter, keepsEveryLine: true);
        string subject = Path.GetFileName(mid);
        long count = 0;
        string last = "";
        while (rows.Read())
        {
            if (rows.Row is [""])
                continue;
            count++;
            last = rows.Row[^1];
            int found = rows.Row.Count;
            if (found != columns || rows.OpenQuoteLine > 0)
            {
                return GdalFindings.TextNotWhole(subject, new LocalText(
                    Invariant($"line {rows.Line} has {found} values, or a quote that is not closed, where {name} states {columns} columns"),
                    Invariant($"第 {rows.Line} 行有 {found} 个值或引号未闭合，而 {name} 声明了 {columns} 列")));
            }
        }

        if (count != objects)
        {
            return GdalFindings.TextNotWhole(name, new LocalText(
                Invariant($"it holds {objects} objects, {subject} beside it {count} rows"),
                Invariant($"含 {objects} 个对象，而同名的 {subject} 有 {count} 行")));
        }

        return rows.EndsInLine ? ReadingFindings.NoLineEnd(subject, (int)count, last) : null;
    }

    private LocalText Unlike(string expected, string expectedZh)
    {
        string found = words.Length == 0 ? "" : string.Join(' ', words);
        found = found.Length <= 40 ? found : found[..40] + "…";
        return new LocalText(
            words.Length == 0
                ? $"it ends where {expected} was expected"
                : Invariant($"line {line} is \"{found}\" where {expected} was expected"),
            words.Length == 0 ? $"文件在应有{expectedZh}处结束" : Invariant($"第 {line} 行为“{found}”，此处应有{expectedZh}"));
    }
}
