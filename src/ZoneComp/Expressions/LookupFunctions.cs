namespace ZoneComp.Expressions;

/// <summary>band() and lookup(): values by thresholds, by interpolation, by name.</summary>
internal static class LookupFunctions
{
    public static Formula? Band(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? syntax = arguments.Required("x"), table = arguments.Required("bands");
        string? closed = arguments.Word("closed", null, "left", "right");
        Syntax? belowSyntax = arguments.Named("below");
        if (syntax is null || table is null)
            return null;
        Formula? x = binder.BindQuantity(syntax), below = belowSyntax is null ? null : binder.Bind(belowSyntax);
        if (ReadPairs(table, binder) is not List<(ConstantFormula Key, Formula Value)> pairs
            || x is null
            || closed is null
            || (belowSyntax is not null && below is null))
            return null;
        if (binder.Common([x, .. pairs.Select(pair => pair.Key)]) is null || !Ascending(pairs, binder))
            return null;
        List<Formula> values = [.. pairs.Select(pair => pair.Value)];
        if (binder.Common(below is null ? values : [.. values, below]) is not ExpressionType type)
            return null;
        return new BandFormula(
            type, binder.Span(call), x, [.. pairs.Select(pair => pair.Key.Constant)], [.. values], closed == "left", below);
    }

    public static Formula? Lookup(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? syntax = arguments.Required("x"), table = arguments.Required("table");
        if (syntax is null || table is null || binder.Bind(syntax) is not Formula x)
            return null;
        bool isText = x.Type.Kind == ValueKind.Text;
        string? mode = arguments.Word("mode", isText ? "exact" : null, isText ? ["exact"] : ["exact", "step", "interpolate"]);
        Syntax? otherSyntax = mode == "exact" ? arguments.Named("other") : null;
        string? outside = mode is "step" or "interpolate" ? arguments.Word("outside", "error", "error", "hold") : "error";
        Formula? other = otherSyntax is null ? null : binder.Bind(otherSyntax);
        if (ReadTable(table, isText, binder) is not List<(ConstantFormula Key, Formula Value)> pairs
            || mode is null
            || outside is null
            || (otherSyntax is not null && other is null))
            return null;
        if (binder.Common([x, .. pairs.Select(pair => pair.Key)]) is null)
            return null;
        List<Formula> values = [.. pairs.Select(pair => pair.Value)];
        if (binder.Common(other is null ? values : [.. values, other]) is not ExpressionType type)
            return null;
        return mode == "exact"
            ? Exactly(call, binder, type, x, pairs, other)
            : Numbers(call, binder, type, x, pairs, mode == "interpolate", outside == "hold");
    }

    private static ExactLookupFormula? Exactly(
        CallSyntax call, Binder binder, ExpressionType type, Formula x, List<(ConstantFormula Key, Formula Value)> pairs, Formula? other)
    {
        Dictionary<string, Formula> entries = new(StringComparer.Ordinal);
        foreach ((ConstantFormula key, Formula value) in pairs)
        {
            if (entries.TryAdd(ExactLookupFormula.Key(key.Constant), value))
                continue;
            binder.Errors.Add(key.Span.Place, $"key {key.Span.Text} a second time", $"键 {key.Span.Text} 重复");
            return null;
        }

        return new ExactLookupFormula(type, binder.Span(call), x, entries, other) { Table = TableName(pairs, binder) };
    }

    private static NumberLookupFormula? Numbers(
        CallSyntax call, Binder binder, ExpressionType type, Formula x, List<(ConstantFormula Key, Formula Value)> pairs, bool interpolate,
        bool hold)
    {
        if (interpolate && type.Kind != ValueKind.Quantity)
        {
            binder.Errors.Add(binder.Place(call), "only numbers and quantities can be interpolated", "只有数与量可以内插");
            return null;
        }

        if (pairs.Exists(pair => pair.Value is not ConstantFormula))
        {
            binder.Errors.Add(
                binder.Place(call),
                "step and interpolate need values written out in the table",
                "step 与 interpolate 的表中须写出具体数值");
            return null;
        }

        if (!Ascending(pairs, binder))
            return null;
        return new NumberLookupFormula(
            type,
            binder.Span(call),
            x,
            [.. pairs.Select(pair => pair.Key.Constant)],
            [.. pairs.Select(pair => ((ConstantFormula)pair.Value).Constant)],
            interpolate,
            hold)
        {
            Table = TableName(pairs, binder),
        };
    }

    /// <summary>Rows of a table all stand at its name; pairs written out each at their own place.</summary>
    private static FormulaSpan? TableName(List<(ConstantFormula Key, Formula Value)> pairs, Binder binder) =>
        pairs.Count > 0 && pairs[0].Key.Span == pairs[0].Value.Span && pairs[0].Key.Span.Source == binder.Source ? pairs[0].Key.Span : null;

    private static List<(ConstantFormula Key, Formula Value)>? ReadTable(Syntax table, bool isText, Binder binder)
    {
        if (table is PairsSyntax)
            return ReadPairs(table, binder);
        if (table is NameSyntax name && binder.Scope is ILookupTables tables)
            return tables.Pairs(name, isText, binder);
        binder.Errors.Add(
            binder.Place(table),
            "expected pairs such as ['A': 1, 'B': 0.8], or TABLE.COLUMN of a table with rows: free and a key",
            "应为成对列表，如 ['A': 1, 'B': 0.8]，或 rows: free 且有 key 的“表.列”");
        return null;
    }

    private static List<(ConstantFormula Key, Formula Value)>? ReadPairs(Syntax table, Binder binder)
    {
        if (table is not PairsSyntax { Pairs.Count: > 0 } pairs)
        {
            binder.Errors.Add(binder.Place(table), "expected pairs such as [0: 0.5, 0.1: 0.8]", "应为成对列表，如 [0: 0.5, 0.1: 0.8]");
            return null;
        }

        List<(ConstantFormula, Formula)> read = [];
        foreach ((Syntax key, Syntax value) in pairs.Pairs)
        {
            ConstantFormula? from = binder.BindConstant(key);
            Formula? to = binder.Bind(value);
            if (from is null || to is null)
                return null;
            read.Add((from, to));
        }

        return read;
    }

    private static bool Ascending(List<(ConstantFormula Key, Formula Value)> pairs, Binder binder)
    {
        for (int index = 1; index < pairs.Count; index++)
        {
            if (Exact.Compare(pairs[index].Key.Constant, pairs[index - 1].Key.Constant) > 0)
                continue;
            PolicyPlace place = pairs[index].Key.Span.Place;
            binder.Errors.Add(
                place,
                $"{pairs[index].Key.Span.Text} is not above {pairs[index - 1].Key.Span.Text}: thresholds must ascend",
                $"{pairs[index].Key.Span.Text} 不大于 {pairs[index - 1].Key.Span.Text}：分档界限须递增");
            return false;
        }

        return true;
    }
}

/// <summary>A scope whose tables <c>lookup()</c> can read.</summary>
internal interface ILookupTables
{
    /// <summary>Key and value of each row of TABLE.COLUMN; null after an error was added.</summary>
    List<(ConstantFormula Key, Formula Value)>? Pairs(NameSyntax name, bool isText, Binder binder);
}
