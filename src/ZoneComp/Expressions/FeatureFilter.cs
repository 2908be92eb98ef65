using System.Globalization;

namespace ZoneComp.Expressions;

/// <summary>A <c>where</c> over the fields of features or rows: whether one is taken.</summary>
/// <remarks>
/// Field names as in the file; in back quotes where they hold spaces or signs. A text compared with a number is compared as a number
/// when it is one. <c>=</c> and <c>&lt;&gt;</c> treat a missing value as different from every value; <c>x is null</c> asks for it;
/// an order (<c>&lt;</c>) with a missing value is a failure, which the filter reports through <see cref="Matches"/>.
/// Not for several threads at once.
/// </remarks>
public sealed class FeatureFilter
{
    private readonly FieldScope scope;
    private readonly Formula formula;

    private FeatureFilter(FieldScope scope, Formula formula, string text)
    {
        this.scope = scope;
        this.formula = formula;
        Text = text;
    }

    public string Text { get; }

    /// <summary>The fields that the filter reads, in the order of <see cref="Matches"/>'s values.</summary>
    public IReadOnlyList<string> Fields => scope.Used;

    /// <summary>Compiles a filter; null after an error was added (an unknown field, with the nearest known one).</summary>
    /// <remarks>The name <c>year</c> is the policy's year, where no field is called so.</remarks>
    public static FeatureFilter? Compile(PolicyNode source, IReadOnlyCollection<string> fields, PolicyErrors errors)
    {
        FieldScope scope = new(fields, source.Document.Year);
        if (Parser.Read(source, errors) is not Syntax syntax)
            return null;
        Formula? formula = new Binder(scope, source, errors).BindFlag(syntax);
        return formula is null ? null : new FeatureFilter(scope, formula, source.Text);
    }

    /// <summary>Whether the feature is taken; null, with the reason, where that cannot be said.</summary>
    /// <param name="value">Value of the n-th of <see cref="Fields"/>, as <see cref="IFeatureCursor.Value"/> gives it.</param>
    public bool? Matches(Func<int, object?> value, out LocalText? reason)
    {
        scope.Current = value;
        reason = null;
        if (Formula.TakeFlag(formula, 0, out Cell holds))
            return holds.Flag;
        reason = holds.Failure!.What;
        return null;
    }

    private sealed class FieldScope(IReadOnlyCollection<string> fields, int? year) : NameScope
    {
        public List<string> Used { get; } = [];

        public Func<int, object?> Current { get; set; } = _ => null;

        public override Frame? Frame => null;

        public override IReadOnlyCollection<string> Names => fields;

        public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
        {
            known = fields.Contains(name.Name);
            if (!known && name.Name == "year" && year is int stated)
            {
                known = true;
                return new ConstantFormula(ExpressionType.Number, span, (decimal)stated);
            }

            if (!known)
                return null;
            int index = Used.IndexOf(name.Name);
            if (index < 0)
            {
                index = Used.Count;
                Used.Add(name.Name);
            }

            Absence missing = new(new LocalText($"field {name.Name} is missing", $"字段 {name.Name} 缺失"));
            return new ColumnFormula(ExpressionType.Any, span, _ => CellOf(Current(index), missing), isUniform: false);
        }

        private static Cell CellOf(object? value, Absence missing) => value switch
        {
            null => missing,
            string text => text,
            decimal number => number,
            long number => (decimal)number,
            int number => (decimal)number,
            double number => Exact(number),
            bool flag => flag,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A field holds a {value.GetType()}.", nameof(value)),
        };

        // Doubles beyond decimal's range stand for "no data" in DBF; as an order they still compare right at the range's end.
        private static Cell Exact(double number) =>
            double.IsNaN(number) ? new Absence(new LocalText("the field is not a number", "字段不是数"))
            : TypedNumber.Of(number) ?? (number > 0 ? decimal.MaxValue : decimal.MinValue);
    }
}
