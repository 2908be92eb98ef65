using System.Globalization;

namespace ZoneComp.Expressions.Language;

/// <summary>Tokens to <see cref="Syntax"/>, by recursive descent. One error an expression: what follows the first is mostly its
/// echo.</summary>
/// <remarks>
/// From loose to tight: <c>else</c>; <c>or</c>; <c>and</c>; <c>not</c>; comparisons, <c>in</c>, <c>is null</c>; <c>+ - |</c>;
/// <c>* / &amp;</c>; unary <c>- ! ~</c>; calls with <c>by</c>. Operators of one level go from left to right.
/// Sets and values share the grammar; which of them is meant comes from the place (see <see cref="Binder"/>).
/// </remarks>
internal sealed class Parser
{
    private const int Deepest = 200;

    private static readonly string[] Comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="];
    private readonly PolicyNode source;
    private readonly PolicyErrors errors;
    private readonly List<Token> tokens;
    private int at;
    private int nesting;

    private Parser(PolicyNode source, List<Token> tokens, PolicyErrors errors)
    {
        this.source = source;
        this.tokens = tokens;
        this.errors = errors;
    }

    private Token Next => tokens[at];

    /// <summary>The syntax; null after an error was added.</summary>
    public static Syntax? Read(PolicyNode source, PolicyErrors errors)
    {
        if (source.Kind != PolicyNodeKind.Scalar)
        {
            errors.Add(source, $"found {MapReader.Shown(source)}; expected an expression", $"这里是{MapReader.ShownZh(source)}；应为表达式");
            return null;
        }

        if (Lexer.Read(source, errors) is not List<Token> tokens)
            return null;
        Parser parser = new(source, tokens, errors);
        Syntax? whole = parser.Else();
        if (whole is null)
            return null;
        return parser.Next.Kind == TokenKind.End ? whole : parser.Unexpected("an operator or the end of the expression", "运算符或表达式结尾");
    }

    private Syntax? Else()
    {
        if (++nesting > Deepest)
            return TooDeep(Next.Start);
        Syntax? left = Chain(Or, token => token.IsWord("else") ? "else" : null);
        nesting--;
        return left;
    }

    private Syntax? Or() => Chain(And, token => token.IsWord("or") ? "or" : null);

    private Syntax? And() => Chain(Not, token => token.IsWord("and") ? "and" : null);

    private Syntax? Not()
    {
        if (!Next.IsWord("not"))
            return Comparison();
        return Prefix("not", Not);
    }

    private Syntax? Comparison()
    {
        Syntax? left = Sum();
        if (left is null)
            return null;
        if (Next.IsWord("is"))
            return IsNull(left);
        bool negated = Next.IsWord("not") && tokens[at + 1].IsWord("in");
        if (negated || Next.IsWord("in"))
            return In(left, negated);
        if (Next.Kind != TokenKind.Sign || !Comparisons.Contains(Next.Text))
            return left;
        Token sign = Take();
        Syntax? right = Sum();
        if (right is null)
            return null;
        if (Next.Kind == TokenKind.Sign && Comparisons.Contains(Next.Text))
            return Unexpected("'and' or the end: comparisons do not chain (a < b and b < c)", "and 或结尾：比较不能连写（请写 a < b and b < c）");
        return Checked(
            new BinarySyntax(sign.Text switch { "==" => "=", "!=" => "<>", _ => sign.Text }, left, right, sign.Start, sign.End),
            left,
            right);
    }

    private Syntax? Sum() => Chain(Product, token => token.Is("+") || token.Is("-") || token.Is("|") ? token.Text : null);

    private Syntax? Product() => Chain(Unary, token => token.Is("*") || token.Is("/") || token.Is("&") ? token.Text : null);

    private Syntax? Unary() => Next switch
    {
        _ when Next.Is("-") => Prefix("-", Unary),
        _ when Next.Is("!") || Next.Is("~") => Prefix("!", Unary),
        _ => Primary(),
    };

    private Syntax? Primary()
    {
        Token token = Next;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number();
            case TokenKind.Text:
                at++;
                return new TextSyntax(token.Text, token.Start, token.End);
            case TokenKind.QuotedName:
                at++;
                return new NameSyntax(token.Text, token.Start, token.End);
            case TokenKind.Name when token.Text is "true" or "false":
                at++;
                return new FlagSyntax(token.Text == "true", token.Start, token.End);
            case TokenKind.Name when token.Text == "null":
                at++;
                return new NullSyntax(token.Start, token.End);
            case TokenKind.Name when !PolicyNames.Reserved.Contains(token.Text):
                return NameOrCall();
            case TokenKind.Sign when token.Text == "(":
                return Parenthesis();
            case TokenKind.Sign when token.Text == "[":
                return Pairs();
            default:
                return Unexpected("a number, a name, a function or '('", "数字、名称、函数或“(”");
        }
    }

    private NumberSyntax? Number()
    {
        Token token = Take();
        if (!decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
        {
            errors.Add(
                source.At(token.Start, token.Text.Length),
                $"{token.Text} has more digits than a number can hold (28)",
                $"{token.Text} 的位数超过上限（28 位）");
            return null;
        }

        if (Next.Is("%"))
            return new NumberSyntax(value / 100m, null, token.Start, Take().End);
        if (Next.Kind == TokenKind.Name && Unit.Find(Next.Text) is not null)
        {
            Token unit = Take();
            source.Mark(unit.Start, unit.Text.Length);
            return new NumberSyntax(value, unit.Text, token.Start, unit.End);
        }

        return new NumberSyntax(value, null, token.Start, token.End);
    }

    private Syntax? NameOrCall()
    {
        Token first = Take();
        if (Next.Is("("))
            return Call(first);
        string name = Next.Is(".") && PolicyWords.Meaning(first.Text) == "paid" ? "paid" : first.Text;
        if (name == "paid")
            source.Mark(first.Start, first.Text.Length);
        int end = first.End;
        while (Next.Is("."))
        {
            at++;
            if (Next.Kind is not (TokenKind.Name or TokenKind.QuotedName))
                return Unexpected($"a name behind '{name}.'", $"“{name}.”之后应为名称");
            Token part = Take();
            name += "." + part.Text;
            end = part.End;
        }

        return new NameSyntax(name, first.Start, end);
    }

    private CallSyntax? Call(Token function)
    {
        at++; // (
        string meant = PolicyWords.Meaning(function.Text);
        source.Mark(function.Start, function.Text.Length, "function");
        List<ArgumentSyntax> arguments = [];
        if (!Next.Is(")"))
        {
            do
            {
                Token start = Next;
                string? name = null;
                if (start.Kind == TokenKind.Name && tokens[at + 1].Is(":"))
                {
                    name = PolicyWords.Meaning(start.Text);
                    source.Mark(start.Start, start.Text.Length, "argument");
                    at += 2;
                }

                Syntax? value = Else();
                if (value is null)
                    return null;
                arguments.Add(new ArgumentSyntax(name, value, start.Start));
            }
            while (Skip(","));
        }

        int end = Next.End;
        if (!Skip(")"))
        {
            _ = Unexpected($"',' or ')' of {function.Text}(", $"“,”或 {function.Text}( 的“)”");
            return null;
        }

        NameSyntax? level = null;
        if (Next.IsWord("by"))
        {
            at++;
            if (Next.Kind != TokenKind.Name)
            {
                _ = Unexpected("the name of a level or of a column of texts behind 'by'", "by 之后的级别或文本列名称");
                return null;
            }

            Token name = Take();
            level = new NameSyntax(name.Text, name.Start, name.End);
            while (Skip("."))
            {
                if (Next.Kind != TokenKind.Name)
                {
                    _ = Unexpected("the name of a column behind '.'", "“.”之后的列名");
                    return null;
                }

                Token column = Take();
                level = new NameSyntax($"{level.Name}.{column.Text}", name.Start, column.End);
            }

            end = level.End;
        }

        int depth = 1 + arguments.Select(argument => argument.Value.Depth).DefaultIfEmpty(0).Max();
        return new CallSyntax(meant, function.End, arguments, level, function.Start, end) { Depth = depth };
    }

    private Syntax? Parenthesis()
    {
        int start = Take().Start;
        Syntax? inside = Else();
        if (inside is null)
            return null;
        int end = Next.End;
        return Skip(")")
            ? inside with { Start = start, End = end }
            : Unexpected($"')' for the '(' at {start + 1}", $"与第 {start + 1} 个字符“(”对应的“)”");
    }

    private Syntax? Pairs()
    {
        int start = Take().Start;
        List<(Syntax, Syntax)> pairs = [];
        if (!Next.Is("]"))
        {
            do
            {
                if (Else() is not Syntax key)
                    return null;
                if (!Skip(":"))
                    return Unexpected("':' between a pair's two sides, as in [0: 0.5, 0.1: 0.8]", "成对项中间的“:”，如 [0: 0.5, 0.1: 0.8]");
                if (Else() is not Syntax value)
                    return null;
                pairs.Add((key, value));
            }
            while (Skip(","));
        }

        int end = Next.End;
        return Skip("]")
            ? new PairsSyntax(pairs, start, end)
            {
                Depth = 1 + pairs.Select(pair => Math.Max(pair.Item1.Depth, pair.Item2.Depth)).DefaultIfEmpty(0).Max(),
            }
            : Unexpected("',' or ']'", "“,”或“]”");
    }

    private Syntax? IsNull(Syntax operand)
    {
        at++;
        bool negated = Next.IsWord("not");
        if (negated)
            at++;
        if (!Next.IsWord("null"))
            return Unexpected("'null' or 'not null' behind 'is'", "is 之后的 null 或 not null");
        return new IsNullSyntax(operand, negated, operand.Start, Take().End) { Depth = operand.Depth + 1 };
    }

    private Syntax? In(Syntax operand, bool negated)
    {
        at += negated ? 2 : 1;
        if (!Skip("("))
            return Unexpected("'(' behind 'in'", "in 之后的“(”");
        List<Syntax> choices = [];
        do
        {
            if (Unary() is not Syntax choice)
                return null;
            choices.Add(choice);
        }
        while (Skip(","));
        int end = Next.End;
        return Skip(")")
            ? new InSyntax(operand, choices, negated, operand.Start, end) { Depth = operand.Depth + 1 }
            : Unexpected("',' or ')'", "“,”或“)”");
    }

    private Syntax? Chain(Func<Syntax?> tighter, Func<Token, string?> sign)
    {
        Syntax? left = tighter();
        while (left is not null && sign(Next) is string found)
        {
            Token token = Take();
            Syntax? right = tighter();
            if (right is null)
                return null;
            left = Checked(new BinarySyntax(found, left, right, token.Start, token.End), left, right);
        }

        return left;
    }

    private Syntax? Prefix(string sign, Func<Syntax?> operand)
    {
        Token token = Take();
        if (++nesting > Deepest)
            return TooDeep(token.Start);
        Syntax? inside = operand();
        nesting--;
        return inside is null ? null : Checked(new UnarySyntax(sign, inside, token.Start, inside.End), inside, inside);
    }

    private Syntax? Checked(Syntax whole, Syntax left, Syntax right)
    {
        int depth = 1 + Math.Max(left.Depth, right.Depth);
        return depth > Deepest ? TooDeep(whole.Start) : whole with { Depth = depth };
    }

    private Syntax? TooDeep(int start)
    {
        errors.Add(
            source.At(start),
            $"the expression nests deeper than {Deepest} levels; split it into several named ones",
            $"表达式嵌套超过 {Deepest} 层；请拆成几个有名称的表达式");
        return null;
    }

    private Token Take() => tokens[at++];

    private bool Skip(string sign)
    {
        if (!Next.Is(sign))
            return false;
        at++;
        return true;
    }

    private Syntax? Unexpected(string expected, string expectedZh)
    {
        string found = Next.Kind == TokenKind.End ? "the end of the expression" : $"'{source.Text[Next.Start..Next.End]}'";
        string foundZh = Next.Kind == TokenKind.End ? "表达式结尾" : $"“{source.Text[Next.Start..Next.End]}”";
        PolicyPlace place = Next.Kind == TokenKind.End && source.Text.Length > 0
            ? After(source.At(source.Text.TrimEnd().Length - 1))
            : source.At(Next.Start, Math.Max(Next.End - Next.Start, 1));
        errors.Add(place, $"found {found}; expected {expected}", $"这里是{foundZh}；应为{expectedZh}");
        return null;
    }

    private static PolicyPlace After(PolicyPlace last) => last with { Column = last.Column + 1 };
}
