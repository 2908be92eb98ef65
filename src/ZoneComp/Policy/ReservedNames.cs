namespace ZoneComp.Policy;

/// <summary>Every word that means something in an expression, so that nothing in a policy may be called so: a name that hid one would
/// change what formulas mean.</summary>
/// <remarks>The one table of them; docs/policy.md lists the same, and a test compares.</remarks>
public static class ReservedNames
{
    private static readonly LocalText Word = new("a word of the expression language", "表达式语言的保留字");

    /// <summary>Words of a later version, so that no policy has to change its names for it.</summary>
    private static readonly string[] Later =
    [
        "avg", "average", "between", "case", "distance", "else_if", "fen", "jiao", "let", "like", "log", "log10", "mod", "percentile",
        "perimeter", "quantile", "sign", "switch", "then", "ton",
        "trunc", "when", "xor",
    ];

    /// <summary>Names of the functions that Expressions binds; a test holds the two against each other.</summary>
    private static readonly string[] Functions =
    [
        "abs", "area", "area_times", "attribute", "band", "ceil", "clamp", "contains", "count", "count_of", "count_rows", "ends_with",
        "excess",
        "exp", "floor", "if", "length", "ln", "lookup", "max", "max_of", "max_rows", "mean", "mean_rows", "median", "member", "min",
        "min_of",
        "min_rows", "minmax", "parent", "pow", "previous", "rank", "ratio", "round", "share", "sqrt", "starts_with", "stddev", "sum",
        "sum_rows",
        "weighted", "zscore",
    ];

    /// <summary>The words by what they are, in the order of the reference.</summary>
    public static IReadOnlyList<(LocalText Kind, IReadOnlyList<string> Names)> Groups { get; } =
    [
        (Word, [.. PolicyNames.Reserved.Order(StringComparer.Ordinal)]),
        (new LocalText("a unit", "单位"), UnitNames()),
        (new LocalText("a built-in value", "内置值"), ["everywhere", "paid", "region", "region_area", "region_code", "region_name", "year"]),
        (new LocalText("a function", "函数"), Functions),
        (new LocalText("a word kept for a later version", "为以后版本保留的词"), Later),
    ];

    // A t is a tonne behind a number; as a name it stays the policy's own, which it often is.
    private static string[] UnitNames() =>
        [.. Unit.All.Select(unit => unit.Name).Where(name => name != "t").Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, LocalText> Kinds =
        Groups.SelectMany(group => group.Names, (group, name) => (group.Kind, name))
            .ToDictionary(each => each.name, each => each.Kind, StringComparer.Ordinal);

    /// <summary>What a word is, in either language; null for a free one.</summary>
    public static LocalText? KindOf(string name) =>
        Kinds.GetValueOrDefault(name) ?? (PolicyWords.Reserved.TryGetValue(name, out WordKind kind) ? ChineseKind(kind) : null);

    private static LocalText ChineseKind(WordKind kind) => kind switch
    {
        WordKind.Unit => Groups[1].Kind,
        WordKind.BuiltIn => Groups[2].Kind,
        WordKind.Function => Groups[3].Kind,
        _ => Word,
    };
}
