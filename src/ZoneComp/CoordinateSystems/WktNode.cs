using System.Buffers;
using System.Globalization;

namespace ZoneComp.CoordinateSystems;

/// <summary>One KEYWORD[...] of a WKT text: its plain values in order and the nodes inside.</summary>
internal sealed class WktNode(string keyword)
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<char> MoreWkt = SearchValues.Create("[](){}\",");

    public string Keyword { get; } = keyword;

    public List<string> Values { get; } = [];

    public List<WktNode> Children { get; } = [];

    public string Name => Values.Count > 0 ? Values[0] : "";

    public WktNode? Child(params ReadOnlySpan<string> keywords)
    {
        foreach (WktNode child in Children)
        {
            foreach (string wanted in keywords)
            {
                if (child.Keyword == wanted)
                    return child;
            }
        }

        return null;
    }

    public double Number(int index)
    {
        if (index < Values.Count
            && double.TryParse(Values[index], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value))
            return value;
        throw new CrsTextException(
            $"{Keyword}[\"{Name}\"] has no number at position {index + 1}",
            $"{Keyword}[\"{Name}\"] 的第 {index + 1} 项不是数");
    }

    /// <summary>
    /// Parses a whole text. After the CRS may follow, with a comma, the vertical CRS that Esri's programs write for layers with heights,
    /// which areas do not
    /// ask for; and behind ';' the domain that geodatabases append, numbers only.
    /// </summary>
    public static WktNode Parse(string text)
    {
        int at = 0;
        WktNode root = ParseNode(text, ref at, 0);
        Blank(text, ref at);
        while (at < text.Length && text[at] == ',' && root.IsHorizontal)
        {
            int comma = at++;
            Blank(text, ref at);
            if (at == text.Length || !IsVertical(ParseNode(text, ref at, 0)))
                throw Surplus(text[comma..]);
            Blank(text, ref at);
        }

        string rest = text[at..];
        return rest.Length == 0 || (rest[0] == ';' && !rest.AsSpan().ContainsAny(MoreWkt)) ? root : throw Surplus(rest);
    }

    /// <summary>Whether it is a CRS of longitude and latitude or of a plane, or one of these with a transformation.</summary>
    public bool IsHorizontal =>
        Keyword is "PROJCS" or "PROJCRS" or "PROJECTEDCRS" or "GEOGCS" or "GEOGCRS" or "GEOGRAPHICCRS" or "GEODCRS" or "GEODETICCRS"
            or "BOUNDCRS";

    private static bool IsVertical(WktNode node) => node.Keyword is "VERTCS" or "VERT_CS" or "VERTCRS" or "VERTICALCRS";

    private static CrsTextException Surplus(string rest) =>
        new($"unexpected \"{CrsText.Start(rest)}\" after the WKT", $"WKT 之后有多余的内容“{CrsText.Start(rest)}”");

    private static WktNode ParseNode(string text, ref int at, int depth)
    {
        if (depth > MaxDepth)
            throw new CrsTextException("the WKT nests too deep", "WKT 嵌套过深");
        WktNode node = new(Word(text, ref at).ToUpperInvariant());
        Blank(text, ref at);
        if (at >= text.Length || text[at] is not ('[' or '('))
            throw Broken(text, at, "'['");
        char close = text[at++] == '[' ? ']' : ')';
        while (true)
        {
            Blank(text, ref at);
            if (at >= text.Length)
                throw Broken(text, at, $"'{close}'");
            ParseValue(text, ref at, node, depth);
            Blank(text, ref at);
            if (at >= text.Length)
                throw Broken(text, at, $"'{close}'");
            char c = text[at++];
            if (c == close)
                return node;
            if (c != ',')
                throw Broken(text, at - 1, $"',' / '{close}'");
        }
    }

    private static void ParseValue(string text, ref int at, WktNode node, int depth)
    {
        if (text[at] == '"')
        {
            node.Values.Add(Quoted(text, ref at));
            return;
        }

        int start = at;
        string word = Word(text, ref at);
        Blank(text, ref at);
        if (at < text.Length && text[at] is '[' or '(' && word.Length > 0 && !char.IsDigit(word[0]))
        {
            at = start;
            node.Children.Add(ParseNode(text, ref at, depth + 1));
        }
        else
        {
            node.Values.Add(word);
        }
    }

    /// <summary>A quoted text; a doubled quote inside stands for one.</summary>
    private static string Quoted(string text, ref int at)
    {
        int start = ++at;
        while (at < text.Length)
        {
            if (text[at] != '"')
                at++;
            else if (at + 1 < text.Length && text[at + 1] == '"')
                at += 2;
            else
                return text[start..at++].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        throw Broken(text, at, "'\"'");
    }

    private static string Word(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '+' or '-' or '.'))
            at++;
        return at > start ? text[start..at] : throw Broken(text, at, "a keyword or a number");
    }

    private static void Blank(string text, ref int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or '\0'))
            at++;
    }

    private static CrsTextException Broken(string text, int at, string expected) => at >= text.Length
        ? new($"the WKT ends at character {at} where {expected} was expected: it is cut off", $"WKT 在第 {at} 个字符处中断，缺少 {expected}")
        : new(
            $"the WKT has '{text[at]}' at character {at + 1} where {expected} was expected",
            $"WKT 第 {at + 1} 个字符为“{text[at]}”，应为 {expected}");
}
