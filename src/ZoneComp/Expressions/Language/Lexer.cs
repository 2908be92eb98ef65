namespace ZoneComp.Expressions.Language;

/// <summary>An expression's text to tokens. Signs that only look right (full-width, typographic) are errors that name the right
/// one.</summary>
internal static class Lexer
{
    /// <summary>Longest expression, in characters.</summary>
    public const int Longest = 20_000;

    private static readonly string[] Signs =
    [
        "<=", ">=", "<>", "!=", "==", "+", "-", "*", "/", "|", "&", "!", "~", "(", ")", "[", "]", ",", ":", ".", "=", "<", ">", "%",
    ];

    private static readonly Dictionary<char, string> Lookalikes = new()
    {
        ['（'] = "(",
        ['）'] = ")",
        ['，'] = ",",
        ['、'] = ",",
        ['：'] = ":",
        ['＋'] = "+",
        ['－'] = "-",
        ['—'] = "-",
        ['–'] = "-",
        ['−'] = "-",
        ['×'] = "*",
        ['＊'] = "*",
        ['÷'] = "/",
        ['／'] = "/",
        ['｜'] = "|",
        ['＆'] = "&",
        ['！'] = "!",
        ['＝'] = "=",
        ['＜'] = "<",
        ['＞'] = ">",
        ['≤'] = "<=",
        ['≥'] = ">=",
        ['≠'] = "<>",
        ['。'] = ".",
        ['％'] = "%",
        ['［'] = "[",
        ['］'] = "]",
        ['‘'] = "'",
        ['’'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['∪'] = "|",
        ['∩'] = "&",
        ['^'] = "pow(x, y)",
        [';'] = ",",
        ['；'] = ",",
    };

    /// <summary>Tokens with an end token; null after an error was added.</summary>
    public static List<Token>? Read(PolicyNode source, PolicyErrors errors)
    {
        string text = source.Text;
        if (text.Length > Longest)
        {
            errors.Add(source, $"the expression is longer than {Longest} characters", $"表达式超过 {Longest} 个字符");
            return null;
        }

        List<Token> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            char first = text[at];
            int start = at;
            if (char.IsWhiteSpace(first))
            {
                at++;
            }
            else if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                at = NumberEnd(text, at);
                tokens.Add(new Token(TokenKind.Number, text[start..at], start, at));
            }
            else if ((char.IsLetter(first) && ChineseSigns.HalfWidth(first) is null) || first == '_')
            {
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                    at++;
                string? word = PolicyWords.OperatorOf(text[start..at]);
                if (word is not null)
                    source.Mark(start, at - start);
                tokens.Add(new Token(TokenKind.Name, word ?? text[start..at], start, at));
            }
            else if (first is '\'' or '"' or '`')
            {
                if (!ReadQuoted(source, ref at, tokens, errors))
                    return null;
            }
            else if (Array.Find(Signs, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal)) is string sign)
            {
                at += sign.Length;
                tokens.Add(new Token(TokenKind.Sign, sign, start, at));
            }
            else
            {
                string? meant = Lookalikes.GetValueOrDefault(first) ?? ChineseSigns.HalfWidth(first)?.ToString();
                string hint = meant is null ? "" : $"; write {meant}", hintZh = meant is null ? "" : $"；请写 {meant}";
                errors.Add(source.At(at), $"'{first}' is no sign of the expression language{hint}", $"“{first}”不是表达式语言的符号{hintZh}");
                return null;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
        }

        return at;
    }

    // A quote inside is written twice, as in SQL.
    private static bool ReadQuoted(PolicyNode source, ref int at, List<Token> tokens, PolicyErrors errors)
    {
        string text = source.Text;
        int start = at;
        char quote = text[at++];
        System.Text.StringBuilder inside = new();
        while (at < text.Length)
        {
            if (text[at] != quote)
            {
                _ = inside.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                _ = inside.Append(quote);
                at += 2;
            }
            else
            {
                at++;
                tokens.Add(new Token(quote == '`' ? TokenKind.QuotedName : TokenKind.Text, inside.ToString(), start, at));
                return true;
            }
        }

        errors.Add(source.At(start, text.Length - start), $"the quote {quote} is not closed", $"引号 {quote} 没有闭合");
        return false;
    }
}
