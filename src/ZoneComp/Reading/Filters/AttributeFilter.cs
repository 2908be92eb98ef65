namespace ZoneComp.Reading.Filters;

/// <summary>A condition on a feature's attributes in a small part of SQL's WHERE language.</summary>
/// <remarks>
/// Comparisons = &lt;&gt; != &lt; &lt;= &gt; &gt;=, IN (...), LIKE with % and _ (case counts), BETWEEN ... AND ..., IS [NOT] NULL, AND, OR, NOT, parentheses.
/// Text stands in single quotes ('' inside for one), field names bare or in double quotes. Keywords in any case. As in SQL, a comparison with
/// an empty value is neither true nor false, and only what is true is taken.
/// A number and a text are compared as numbers where the text is one, else as texts; a date with 'yyyy-MM-dd'.
/// </remarks>
public sealed class AttributeFilter
{
    private readonly FilterNode root;

    private AttributeFilter(string text, IReadOnlyList<string> fields, FilterNode root)
    {
        Text = text;
        Fields = fields;
        this.root = root;
    }

    public string Text { get; }

    /// <summary>Names of the fields that it asks for, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <exception cref="AttributeFilterException">The text does not parse.</exception>
    public static AttributeFilter Parse(string text)
    {
        var parser = new FilterParser(text);
        FilterNode root = parser.ParseAll();
        return new AttributeFilter(text, parser.Fields, root);
    }

    /// <param name="value">Value of a field by its name as in <see cref="Fields"/>.</param>
    public bool Matches(Func<string, object?> value) => root.Test(index => value(Fields[index])) == true;

    /// <summary>The same for speed: the value of a field by its index in <see cref="Fields"/>.</summary>
    public bool MatchesAt(Func<int, object?> value) => root.Test(value) == true;

    public override string ToString() => Text;
}
