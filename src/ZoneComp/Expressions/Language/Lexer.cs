namespace ZoneComp.Expressions.Language;

/// <summary>An expression's text to tokens. Signs that only look right (full-width, typographic) are understood where they mean one
/// thing, and otherwise named.</summary>
internal static class Lexer
{
    /// <summary>Longest expression, in characters.</summary>
    public const int Longest = 20_000;

    private static readonly string[] Signs =
    [
        "<=", ">=", "<>", "!=", "==", "+", "-", "*", "/", "|", "&", "!", "~", "(", ")", "[", "]", ",", ":", ".", "=", "<", ">", "%",
    ];

    // What Chinese keyboards type for them and means nothing else; full-width forms of ASCII come beside these.
    private static readonly Dictionary<char, string> Understood = new()
    {
        ['、'] = ",",
        ['−'] = "-",
        ['×'] = "*",
        ['÷'] = "/",
        ['≤'] = "<=",
        ['≥'] = ">=",
        ['≠'] = "<>",
        ['∪'] = "|",
        ['∩'] = "&",
    };

    // What may mean several things is named.
    private static readonly Dictionary<char, string> Lookalikes = new()
    {
        ['—'] = "-",
        ['–'] = "-",
        ['。'] = ".",
        ['^'] = "pow(x, y)",
        [';'] = ",",
        ['；'] = ",",
    };

    // Each opening quote with those that close it.
    private static readonly Dictionary<char, string> Quotes = new()
    {
        ['\''] = "'",
        ['"'] = "\"",
        ['`'] = "`",
        ['‘'] = "’",
        ['“'] = "”",
        ['＇'] = "＇",
        ['＂'] = "＂",
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
            char first = Plain(text, at);
            int start = at;
            if (char.IsWhiteSpace(first))
            {
                at++;
            }
            else if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Plain(text, at + 1))))
            {
                at = NumberEnd(text, at);
                tokens.Add(new Token(TokenKind.Number, PlainText(source, start, at), start, at));
            }
            else if (char.IsLetter(first) || first == '_')
            {
                // A field of a file may have full-width signs in its name; of a word that begins with one all are meant plain.
                bool isPlain = first == text[at];
                while (at < text.Length && (isPlain ? char.IsLetterOrDigit(text[at]) || text[at] == '_' : IsOfWord(Plain(text, at))))
                    at++;
                string name = isPlain ? text[start..at] : PlainText(source, start, at);
                string? word = PolicyWords.OperatorOf(name);
                if (word is not null)
                    source.Mark(start, at - start);
                tokens.Add(new Token(TokenKind.Name, word ?? name, start, at));
            }
            else if (Quotes.ContainsKey(text[at]))
            {
                if (!ReadQuoted(source, ref at, tokens, errors))
                    return null;
            }
            else if (Sign(text, at) is var (sign, length))
            {
                at += length;
                if (text[start..at] != sign)
                    source.MarkSign(start, length, sign);
                tokens.Add(new Token(TokenKind.Sign, sign, start, at));
            }
            else
            {
                string? meant = Lookalikes.GetValueOrDefault(text[at]);
                string hint = meant is null ? "" : $"; write {meant}", hintZh = meant is null ? "" : $"；请写 {meant}";
                errors.Add(
                    source.At(at), $"'{text[at]}' is no sign of the expression language{hint}", $"“{text[at]}”不是表达式语言的符号{hintZh}");
                return null;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    /// <summary>The character, a full-width one as the ASCII one that it is a form of; '\0' behind the end.</summary>
    /// <remarks>A Chinese full stop between two signs of a word or number is a point.</remarks>
    private static char Plain(string text, int at)
    {
        if (at < 0 || at >= text.Length)
            return '\0';
        if (text[at] == '。' && at > 0 && at + 1 < text.Length && IsOfWord(text[at - 1]) && IsOfWord(text[at + 1]))
            return '.';
        return text[at] is '；' ? '；' : ChineseSigns.HalfWidth(text[at]) ?? text[at];
    }

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    /// <summary>A part of the text in plain signs, and its place marked where that is another.</summary>
    private static string PlainText(PolicyNode source, int start, int end)
    {
        string plain = string.Concat(Enumerable.Range(start, end - start).Select(at => Plain(source.Text, at)));
        if (plain != source.Text[start..end])
            source.MarkSign(start, end - start, plain);
        return plain;
    }

    /// <summary>The sign that stands at a place, and how many characters write it.</summary>
    private static (string Sign, int Length)? Sign(string text, int at)
    {
        if (Understood.GetValueOrDefault(text[at]) is string understood)
            return (understood, 1);
        foreach (string sign in Signs)
        {
            if (Enumerable.Range(0, sign.Length).All(each => Plain(text, at + each) == sign[each]))
                return (sign, sign.Length);
        }

        return null;
    }

    private static int NumberEnd(string text, int at)
    {
        while (char.IsAsciiDigit(Plain(text, at)))
            at++;
        if (Plain(text, at) == '.' && char.IsAsciiDigit(Plain(text, at + 1)))
        {
            at++;
            while (char.IsAsciiDigit(Plain(text, at)))
                at++;
        }

        return at;
    }

    // A quote inside is written twice, as in SQL.
    private static bool ReadQuoted(PolicyNode source, ref int at, List<Token> tokens, PolicyErrors errors)
    {
        string text = source.Text;
        int start = at;
        char opening = text[at++], quote = Quotes[opening][0];
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
                MarkQuotes(source, start, at, inside.ToString());
                tokens.Add(new Token(quote == '`' ? TokenKind.QuotedName : TokenKind.Text, inside.ToString(), start, at));
                return true;
            }
        }

        errors.Add(source.At(start, text.Length - start), $"the quote {opening} is not closed", $"引号 {opening} 没有闭合");
        return false;
    }

    // Quotes of Chinese keyboards in the ones of the language.
    private static void MarkQuotes(PolicyNode source, int start, int end, string inside)
    {
        if (source.Text[start] > '`')
            source.MarkSign(start, end - start, $"'{inside.Replace("'", "''", StringComparison.Ordinal)}'");
    }
}
