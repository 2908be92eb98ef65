namespace ZoneComp.Expressions.Language;

/// <summary>A piece of an expression as written, before names are looked up.</summary>
/// <param name="Start">Offset of the first character in the expression.</param>
/// <param name="End">Offset after the last one.</param>
internal abstract record Syntax(int Start, int End)
{
    /// <summary>Levels below and with this one.</summary>
    public int Depth { get; init; } = 1;
}

/// <param name="Unit">Name of the unit written behind the number; null for none.</param>
internal sealed record NumberSyntax(decimal Value, string? Unit, int Start, int End) : Syntax(Start, End);

internal sealed record TextSyntax(string Value, int Start, int End) : Syntax(Start, End);

internal sealed record FlagSyntax(bool Value, int Start, int End) : Syntax(Start, End);

internal sealed record NullSyntax(int Start, int End) : Syntax(Start, End);

/// <summary>A name, or several joined by dots.</summary>
internal sealed record NameSyntax(string Name, int Start, int End) : Syntax(Start, End);

/// <param name="Operator">"-", "!" or "not".</param>
internal sealed record UnarySyntax(string Operator, Syntax Operand, int Start, int End) : Syntax(Start, End);

/// <param name="OperatorStart">Offset of the operator, where errors about both sides point.</param>
internal sealed record BinarySyntax(string Operator, Syntax Left, Syntax Right, int OperatorStart, int OperatorEnd) : Syntax(Left.Start,
    Right.End);

/// <summary><c>x is null</c>, <c>x is not null</c>.</summary>
internal sealed record IsNullSyntax(Syntax Operand, bool Negated, int Start, int End) : Syntax(Start, End);

/// <summary><c>x in ('a', 'b')</c>, <c>x not in (1, 2)</c>.</summary>
internal sealed record InSyntax(Syntax Operand, IReadOnlyList<Syntax> Choices, bool Negated, int Start, int End) : Syntax(Start, End);

/// <param name="Name">Null for an argument without a name.</param>
internal sealed record ArgumentSyntax(string? Name, Syntax Value, int Start);

/// <param name="Level">Name behind <c>by</c>; null for all regions together.</param>
internal sealed record CallSyntax(
    string Function, int FunctionEnd, IReadOnlyList<ArgumentSyntax> Arguments, NameSyntax? Level, int Start, int End) : Syntax(Start, End);

/// <summary><c>[0: 0.5, 0.1: 0.8]</c>.</summary>
internal sealed record PairsSyntax(IReadOnlyList<(Syntax Key, Syntax Value)> Pairs, int Start, int End) : Syntax(Start, End);
