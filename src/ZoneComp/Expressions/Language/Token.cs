namespace ZoneComp.Expressions.Language;

internal enum TokenKind
{
    Number,
    Name,

    /// <summary>A name in back quotes, for fields whose name holds spaces or signs.</summary>
    QuotedName,
    Text,

    /// <summary>An operator, bracket, comma or colon, as written.</summary>
    Sign,
    End,
}

/// <param name="Text">Of a text literal or quoted name: what is between the quotes.</param>
/// <param name="Start">Offset in the expression.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}
