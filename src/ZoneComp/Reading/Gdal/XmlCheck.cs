using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using static System.FormattableString;

namespace ZoneComp.Reading.Gdal;

/// <summary>KML, GML and GPX walked to the end: GDAL's readers pass over what they do not understand, within coordinates too.</summary>
internal static partial class XmlCheck
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Parse,
        XmlResolver = null,
        MaxCharactersFromEntities = 1 << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static Diagnostic? Examine(string path)
    {
        using FileStream file = File.OpenRead(path);
        using XmlReader reader = Open(file);
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement
                    || reader.LocalName is not ("coordinates" or "posList" or "pos"))
                {
                    continue;
                }

                int line = ((IXmlLineInfo)reader).LineNumber;
                bool isTuples = reader.LocalName == "coordinates";
                if (isTuples && HasSignsOfItsOwn(reader))
                    continue;
                if (reader.Read() && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && Wrong(reader.Value, isTuples) is { } wrong)
                {
                    return GdalFindings.TextNotWhole(Path.GetFileName(path), new LocalText(
                        Invariant($"the coordinates that begin on line {line} hold \"{wrong}\", which is no position"),
                        Invariant($"第 {line} 行开始的坐标中有“{wrong}”，不是坐标")));
                }
            }

            return null;
        }
        catch (XmlException exception)
        {
            return GdalFindings.TextNotWhole(Path.GetFileName(path), new LocalText(
                $"it is no well-formed XML: {exception.Message}", $"不是格式良好的 XML：{exception.Message}"));
        }
    }

    /// <summary>GML 2 may state what separates numbers and positions.</summary>
    private static bool HasSignsOfItsOwn(XmlReader reader) =>
        reader.GetAttribute("cs") is not (null or ",")
        || reader.GetAttribute("ts") is not (null or " ") || reader.GetAttribute("decimal") is not (null or ".");

    /// <summary>The reader knows Unicode alone by itself.</summary>
    private static XmlReader Open(FileStream file)
    {
        Span<byte> head = stackalloc byte[200];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        Match declared = Declared().Match(Encoding.Latin1.GetString(head[..length]));
        return CodePages.TryResolve(declared.Groups[1].Value, out Encoding encoding) && encoding.CodePage != Encoding.UTF8.CodePage
            ? XmlReader.Create(new StreamReader(file, encoding), Settings)
            : XmlReader.Create(file, Settings);
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Declared();

    /// <summary>The first word that is no position (of two or three numbers with commas between them) or no number.</summary>
    private static string? Wrong(string text, bool isTuples)
    {
        foreach (Range range in text.AsSpan().SplitAny(" \t\r\n"))
        {
            ReadOnlySpan<char> word = text.AsSpan(range);
            if (!word.IsEmpty && !(isTuples ? IsTuple(word) : IsNumber(word)))
                return word.Length <= 40 ? word.ToString() : string.Concat(word[..40], "…");
        }

        return null;
    }

    private static bool IsTuple(ReadOnlySpan<char> word)
    {
        int numbers = 0;
        foreach (Range range in word.Split(','))
        {
            if (!IsNumber(word[range]))
                return false;
            numbers++;
        }

        return numbers is 2 or 3;
    }

    private static bool IsNumber(ReadOnlySpan<char> word) => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
