using ZoneComp.Diagnostics;

namespace ZoneComp.Reading.Filters;

/// <summary>Cuts a filter into words, names, texts, numbers and signs.</summary>
internal static class FilterLexer
{
    private static readonly string[] Signs = ["<>", "!=", "<=", ">=", "=", "<", ">", "(", ")", ","];

    public static List<FilterToken> Cut(string text)
    {
        List<FilterToken> tokens = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
            {
                tokens.Add(new FilterToken(FilterTokenKind.End, "", at + 1));
                return tokens;
            }

            tokens.Add(Next(text, ref at));
        }
    }

    private static FilterToken Next(string text, ref int at)
    {
        int start = at;
        char first = text[at];
        if (first is '\'' or '"')
            return new FilterToken(first == '"' ? FilterTokenKind.Name : FilterTokenKind.Text, Quoted(text, ref at), start + 1);
        if (char.IsLetter(first) || first == '_')
        {
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                at++;
            return new FilterToken(FilterTokenKind.Word, text[start..at], start + 1);
        }

        if (char.IsAsciiDigit(first) || (first is '-' or '+' or '.' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '.')))
        {
            at++;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.' || (text[at] is '-' or '+' && text[at - 1] is 'e' or 'E')))
                at++;
            return new FilterToken(FilterTokenKind.Number, text[start..at], start + 1);
        }

        foreach (string sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                at += sign.Length;
                return new FilterToken(FilterTokenKind.Sign, sign == "!=" ? "<>" : sign, start + 1);
            }
        }

        // Input methods for Chinese give full-width signs; they look right and mean nothing here.
        string hint = first is '（' or '）' or '，' or '＝' or '‘' or '’' or '“' or '”' ? "; it is a full-width sign, use the half-width one" : "";
        string hintZh = hint.Length > 0 ? "；这是全角符号，请改用半角" : "";
        throw new AttributeFilterException(text, start + 1, new LocalText($"'{first}' is not understood{hint}", $"无法识别“{first}”{hintZh}"));
    }

    private static string Quoted(string text, ref int at)
    {
        char quote = text[at];
        int start = at++;
        var content = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != quote)
            {
                content.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                content.Append(quote);
                at += 2;
            }
            else
            {
                at++;
                return content.ToString();
            }
        }

        throw new AttributeFilterException(text, start + 1, new LocalText($"the quote {quote} is not closed", $"引号 {quote} 没有闭合"));
    }
}
