namespace ZoneComp.Allocation.Parts;

/// <summary>What earlier schemes pay, by region: the columns <c>paid.SCHEME</c> of later schemes' expressions.</summary>
/// <remarks>A region below a paid unit shows the unit's amount. Values are there once the scheme has run; the reader checks the
/// order.</remarks>
internal sealed class PaidColumns
{
    private readonly Dictionary<string, decimal[]> columns = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> levels = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Quantity> quantities = new(StringComparer.Ordinal);

    /// <summary>Schemes read so far, in order: only these can be named.</summary>
    public List<string> Known { get; } = [];

    /// <param name="level">Level that the scheme pays; "" for the regions.</param>
    public void Add(string scheme, string level, Quantity quantity)
    {
        Known.Add(scheme);
        levels[scheme] = level;
        quantities[scheme] = quantity;
    }

    /// <summary>What the scheme gives.</summary>
    public Quantity QuantityOf(string scheme) => quantities[scheme];

    public string LevelOf(string scheme) => levels[scheme];

    public void Set(string scheme, decimal[] yuan) => columns[scheme] = yuan;

    public decimal[] Of(string scheme) => columns[scheme];
}

/// <summary>The names of indicators, factors and tables, and <c>paid.SCHEME</c> beside them.</summary>
internal sealed class SchemeNames(NameScope columns, PaidColumns paid) : NameScope, ILookupTables
{
    private const string Prefix = "paid.";

    public override Frame? Frame => columns.Frame;

    public IReadOnlyList<Region> Regions => columns is RegionScope regions ? regions.Inputs.Combinations.Regions : [];

    public override IReadOnlyCollection<string> Names => [.. columns.Names, .. paid.Known.Select(scheme => Prefix + scheme)];

    public override IReadOnlyCollection<string> Functions => columns.Functions;

    public override bool Takes(CallSyntax call) => columns.Takes(call);

    public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
    {
        if (!name.Name.StartsWith(Prefix, StringComparison.Ordinal) || !paid.Known.Contains(name.Name[Prefix.Length..]))
            return columns.Find(name, span, errors, out known);
        known = true;
        string scheme = name.Name[Prefix.Length..];
        return new ColumnFormula(
            ExpressionType.Of(paid.QuantityOf(scheme)), span, region => paid.Of(scheme)[region], isUniform: false,
            level: paid.LevelOf(scheme));
    }

    public override Formula? Call(CallSyntax call, Binder binder) => columns.Call(call, binder);

    public List<(ConstantFormula Key, Formula Value)>? Pairs(NameSyntax name, bool isText, Binder binder) =>
        ((ILookupTables)columns).Pairs(name, isText, binder);
}
