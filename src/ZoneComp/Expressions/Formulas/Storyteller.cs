using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>Explains formulas for one row: the text with values in it, then each name and measurement in it.</summary>
/// <param name="trace">The polygons behind a piece of ground.</param>
internal sealed class Storyteller(PolygonTrace trace)
{
    private readonly HashSet<(string Name, int Row)> told = [];

    public PolygonTrace Trace => trace;

    /// <summary>Indicators and factors by their values alone, for a page that tells them elsewhere.</summary>
    public bool NamesByValue { get; init; }

    /// <summary>An indicator or factor; told once in full, then by its value alone.</summary>
    public Step Named(NamedColumn column, int row)
    {
        string name = column.Settings.Name;
        if (NamesByValue)
            return new Step(name, ExactText.Of(column.Values[row], column.Type));
        if (column.Given?[row] is not null)
            return new Step(name, ExactText.Of(column.Values[row], column.Type))
            {
                Notes = [new LocalText("given by the example", "由算例给出")],
            };
        if (!told.Add((name, row)))
            return new Step(name, ExactText.Of(column.Values[row], column.Type))
            {
                Notes = [new LocalText("explained elsewhere in this text", "见本文其他位置")],
            };
        Step whole = Whole(name, column.Formula, column.Type, row);
        return whole with
        {
            Notes = [new LocalText(column.Settings.Title, column.Settings.Title), .. Basis(column.Settings.Basis), .. whole.Notes],
        };
    }

    /// <summary>The document, article and date behind a figure; nothing where the policy states none.</summary>
    public static IEnumerable<LocalText> Basis(string? basis) => basis is null ? [] : [new LocalText($"basis: {basis}", $"依据：{basis}")];

    /// <summary>A whole expression of the policy.</summary>
    public Step Whole(string name, Formula formula, ExpressionType type, int row)
    {
        Cell value = formula.Value(row);
        WeightedFormula? weighted = formula as WeightedFormula;
        return new Step(name, ExactText.Of(value, type))
        {
            Formula = weighted is null
                ? OneLine(formula.Span.Source.Text)
                : string.Join(
                    " + ",
                    weighted.Terms.Select(term => $"{ExactText.Number(term.Weight)} * ({OneLine(term.Term.Span.Source.Text)})")),
            Place = PlaceOf(formula),
            Arithmetic = value.IsValue
                ? weighted is null
                ? Substituted(formula, row)
                : string.Join(" + ", weighted.Terms.Select(term => $"{ExactText.Number(term.Weight)} * ({Substituted(term.Term, row)})"))
                : null,
            Notes = Missing(value),
            Parts = [.. Leaves(formula).Select(leaf => Leaf(leaf, row))],
        };
    }

    /// <summary>A part of a formula: a name, a measurement, a function over a column.</summary>
    public Step Part(Formula formula, int row)
    {
        if (formula.IsLeaf)
            return Leaf(formula, row);
        Cell value = formula.Value(row);
        return new Step(OneLine(formula.Span.Text), ExactText.Of(value, formula.Type))
        {
            Arithmetic = value.IsValue && formula is not ConstantFormula ? SubstitutedPart(formula, row) : null,
            Notes = Missing(value),
            Parts = [.. Leaves(formula).Select(leaf => Leaf(leaf, row))],
        };
    }

    /// <summary>file:line:column, the file by its name alone.</summary>
    public static string PlaceOf(Formula formula) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(formula.Span.Place.Document.Path)}:{formula.Span.Place.Line}:{formula.Span.Place.Column}");

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>White space to one blank each, at the ends too.</summary>
    public static string OneLine(string text, bool keepEnds) =>
        (keepEnds && text.Length > 0 && char.IsWhiteSpace(text[0]) ? " " : "")
        + OneLine(text)
        + (keepEnds && text.Length > 0 && char.IsWhiteSpace(text[^1]) && text.Trim().Length > 0 ? " " : "");

    /// <summary>The places of a whole formula's text where values stand in for names and tables, from left to right.</summary>
    public static IReadOnlyList<(int Start, int End, Func<int, string> Value)> Slots(Formula formula)
    {
        List<Formula> leaves = [], tables = [];
        Gather(formula, leaves);
        GatherNodes(formula, tables);
        List<(int Start, int End, Func<int, string> Value)> slots =
            [
                .. leaves.Select(leaf =>
                    (leaf.Span.Start, leaf.Span.End, (Func<int, string>)(row => ExactText.Short(leaf.Value(row), leaf.Type)))),
            ];
        foreach (Formula table in tables)
        {
            if (table.TableName is FormulaSpan name)
                slots.Add((name.Start, name.End, row => table.Replacements(row).Select(piece => piece.Text).FirstOrDefault("[]")));
        }

        return [.. slots.DistinctBy(slot => slot.Start).OrderBy(slot => slot.Start)];
    }

    private static void GatherNodes(Formula formula, List<Formula> nodes)
    {
        if (formula.IsLeaf)
            return;
        nodes.Add(formula);
        foreach (Formula part in formula.Parts)
            GatherNodes(part, nodes);
    }

    public static IReadOnlyList<LocalText> Missing(Cell value) =>
        value.Failure is Failure failure ? [failure.What] : value.Absence is Absence absence ? [absence.What] : [];

    private Step Leaf(Formula leaf, int row)
    {
        if (leaf is ColumnFormula { Named: NamedColumn named })
            return Named(named, Math.Max(row, 0));
        Cell value = leaf.Value(row);
        Step step = value.IsValue && leaf.Story(row, this) is Step own ? own : new Step("", "");
        return step with
        {
            Name = OneLine(leaf.Span.Text),
            Value = ExactText.Of(value, leaf.Type),
            Notes = [.. step.Notes, .. Missing(value)],
        };
    }

    private static IEnumerable<Formula> Leaves(Formula formula)
    {
        List<Formula> leaves = [];
        Gather(formula, leaves);
        return leaves.DistinctBy(leaf => leaf.Span.Text);
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

    private static string Substituted(Formula formula, int row) => OneLine(Replaced(formula, row, 0, formula.Span.Source.Text.Length));

    private static string SubstitutedPart(Formula formula, int row) =>
        OneLine(Replaced(formula, row, formula.Span.Start, formula.Span.End));

    /// <summary>The text from one place to another, with leaves and tables of values replaced.</summary>
    private static string Replaced(Formula formula, int row, int from, int to)
    {
        List<Formula> leaves = [];
        Gather(formula, leaves);
        List<(int Start, int End, string Text)> pieces =
        [
            .. leaves.Select(leaf => (leaf.Span.Start, leaf.Span.End, ExactText.Of(leaf.Value(row), leaf.Type))),
        ];
        GatherTables(formula, row, pieces);
        string text = formula.Span.Source.Text[..to];
        foreach ((int start, int end, string value) in pieces.DistinctBy(piece => piece.Start).OrderByDescending(piece => piece.Start))
            text = text[..start] + value + text[end..];
        return text[from..];
    }

    private static void GatherTables(Formula formula, int row, List<(int Start, int End, string Text)> pieces)
    {
        if (formula.IsLeaf)
            return;
        pieces.AddRange(formula.Replacements(row));
        foreach (Formula part in formula.Parts)
            GatherTables(part, row, pieces);
    }
}
