namespace ZoneComp.Expressions;

/// <summary>A table's columns, and the code and name of the region for which its rows are looked through: <c>count_rows(t, where: up =
/// region_code)</c>.</summary>
internal sealed class RegionRowScope(TableScope rows, RegionScope regions) : NameScope
{
    private readonly Lock gate = new();
    private int region;

    /// <summary>Whether a bound expression asks for the region, so that each region looks through all rows.</summary>
    public bool AsksRegion { get; private set; }

    public override Frame? Frame => rows.Frame;

    public override IReadOnlyCollection<string> Names => [.. rows.Names, "region_code", "region_name"];

    public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
    {
        Formula? column = rows.Find(name, span, errors, out known);
        string builtIn = PolicyWords.Meaning(name.Name);
        if (known || builtIn is not ("region_code" or "region_name"))
            return column;
        span.Source.Mark(name.Start, name.Name.Length);
        known = AsksRegion = true;
        bool isCode = builtIn == "region_code";
        return new ColumnFormula(
            ExpressionType.Text,
            span,
            _ => isCode ? regions.Inputs.Combinations.Regions[region].Code : regions.Inputs.Combinations.Regions[region].Name,
            isUniform: false);
    }

    /// <summary>Whether a row counts for a region.</summary>
    public Cell Of(Formula where, int forRegion, int row)
    {
        lock (gate)
        {
            region = forRegion;
            return where.Value(row);
        }
    }

    /// <summary>The condition of one region, for its explanation.</summary>
    public Formula For(Formula where, int forRegion) => new OneRegion(where, this, forRegion);

    private sealed class OneRegion(Formula where, RegionRowScope scope, int forRegion) : Formula(where.Type, where.Span)
    {
        public override bool IsUniform => false;

        protected override Cell Compute(int row) => scope.Of(where, forRegion, row);
    }
}
