namespace ZoneComp.Expressions;

/// <summary>What names and functions of their own an expression's place knows.</summary>
internal abstract class NameScope
{
    /// <summary>What columns are over; null where rows come one by one, so that no function over a column can be.</summary>
    public abstract Frame? Frame { get; }

    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>Texts that columns are compared with: column, text, and whether the column has it.</summary>
    public List<(FormulaSpan Column, FormulaSpan Text, Formula Has)> Texts { get; } = [];

    /// <summary>Functions beyond those that every place knows.</summary>
    public virtual IReadOnlyCollection<string> Functions => [];

    /// <summary>Whether a call is one of <see cref="Functions"/>, or what this place means by a function that every place knows.</summary>
    public virtual bool Takes(CallSyntax call) => Functions.Contains(call.Function);

    /// <summary>The column of a name; null when the scope does not know it, or after an error was added.</summary>
    /// <param name="known">Whether an error was added, or the column is there.</param>
    public abstract Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known);

    /// <summary>A function of this place; called only where <see cref="Takes"/> says so. Null after an error was added.</summary>
    public virtual Formula? Call(CallSyntax call, Binder binder) =>
        throw new InvalidOperationException($"{call.Function} is no function of this scope.");
}
