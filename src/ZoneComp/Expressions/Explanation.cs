using System.Globalization;
using System.Text;

namespace ZoneComp.Expressions;

/// <summary>How one value came about: the formula, the same with values in it, and the parts behind it.</summary>
/// <param name="Name">Of the indicator or factor, or the text of the part.</param>
/// <param name="Formula">As the policy writes it; "" for a part that is measured or read.</param>
/// <param name="Substituted">The formula with the values of its names and measurements in their places.</param>
/// <param name="Place">file:line:column of the formula.</param>
public sealed record Explanation(string Name, string Formula, string Substituted, string Value, string Place, IReadOnlyList<Explanation> Parts)
{
    /// <summary>Indented lines, for people.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Write(text, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, int depth)
    {
        string indent = new(' ', 2 * depth);
        if (Formula.Length == 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{indent}{Name} = {Value}\n");
        }
        else
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{indent}{Name} = {Formula}    ({Place})\n");
            _ = text.Append(CultureInfo.InvariantCulture, $"{indent}{new string(' ', Name.Length)} = {Substituted}\n");
            _ = text.Append(CultureInfo.InvariantCulture, $"{indent}{new string(' ', Name.Length)} = {Value}\n");
        }

        foreach (Explanation part in Parts)
            part.Write(text, depth + 1);
    }
}

internal static class Explainer
{
    public static Explanation Named(NamedColumn column, int row, HashSet<string> told)
    {
        _ = told.Add(column.Settings.Name);
        return Whole(column.Settings.Name, column.Formula, column.Type, row, told);
    }

    public static Explanation Whole(string name, Formula formula, ExpressionType type, int row, HashSet<string> told)
    {
        List<Formula> leaves = [];
        Gather(formula, leaves);
        List<Explanation> parts = [];
        foreach (Formula leaf in leaves.DistinctBy(leaf => leaf.Span.Text))
            parts.Add(Part(leaf, row, told));
        string text = formula is WeightedFormula weighted
            ? string.Join(" + ", weighted.Terms.Select(term => Invariant(term.Weight, term.Term.Span.Text)))
            : formula.Span.Source.Text.Trim();
        string substituted = formula is WeightedFormula sum
            ? string.Join(" + ", sum.Terms.Select(term => Invariant(term.Weight, Substitute(term.Term, row))))
            : Substitute(formula, row);
        return new Explanation(name, text, substituted, CellText.Of(formula.Value(row), type), formula.Span.Place.ToString(), parts);
    }

    private static string Invariant(decimal weight, string term) => string.Create(CultureInfo.InvariantCulture, $"{weight} * {term}");

    private static Explanation Part(Formula leaf, int row, HashSet<string> told)
    {
        if (leaf is ColumnFormula { Named: NamedColumn named } && told.Add(named.Settings.Name))
            return Named(named, row, told);
        List<Formula> inside = [];
        foreach (Formula part in leaf.Parts)
            Gather(part, inside);
        return new Explanation(
            leaf.Span.Text, "", "", CellText.Of(leaf.Value(row), leaf.Type), leaf.Span.Place.ToString(),
            [.. inside.DistinctBy(part => part.Span.Text).Select(part => Part(part, row, told))]);
    }

    private static void Gather(Formula formula, List<Formula> leaves)
    {
        if (formula.IsLeaf)
        {
            leaves.Add(formula);
            return;
        }

        foreach (Formula part in formula.Parts)
            Gather(part, leaves);
    }

    private static string Substitute(Formula formula, int row)
    {
        string text = formula.Span.Source.Text;
        List<Formula> leaves = [];
        Gather(formula, leaves);
        foreach (Formula leaf in leaves.DistinctBy(leaf => leaf.Span.Start).OrderByDescending(leaf => leaf.Span.Start))
            text = text[..leaf.Span.Start] + CellText.Of(leaf.Value(row), leaf.Type) + text[leaf.Span.End..];
        return text.Trim();
    }
}
