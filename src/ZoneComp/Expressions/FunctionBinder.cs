namespace ZoneComp.Expressions;

/// <summary>The functions that every expression knows: of numbers, of conditions and texts, of tables of values, and over
/// columns.</summary>
internal static class FunctionBinder
{
    private delegate Formula? Binding(CallSyntax call, CallArguments arguments, Binder binder);

    private static readonly Dictionary<string, Binding> Bindings = new(StringComparer.Ordinal)
    {
        ["abs"] = NumberFunctions.Absolute,
        ["floor"] = NumberFunctions.Floor,
        ["ceil"] = NumberFunctions.Ceiling,
        ["round"] = NumberFunctions.Round,
        ["sqrt"] = NumberFunctions.SquareRoot,
        ["ln"] = NumberFunctions.Logarithm,
        ["exp"] = NumberFunctions.Exponential,
        ["pow"] = NumberFunctions.Power,
        ["min"] = (call, arguments, binder) => NumberFunctions.Extreme(call, arguments, binder, Exact.Least),
        ["max"] = (call, arguments, binder) => NumberFunctions.Extreme(call, arguments, binder, Exact.Greatest),
        ["clamp"] = NumberFunctions.Clamp,
        ["if"] = ConditionFunctions.If,
        ["starts_with"] = (call, arguments, binder) =>
            ConditionFunctions.TextTest(call, arguments, binder, (whole, part) => whole.StartsWith(part, StringComparison.Ordinal)),
        ["ends_with"] = (call, arguments, binder) =>
            ConditionFunctions.TextTest(call, arguments, binder, (whole, part) => whole.EndsWith(part, StringComparison.Ordinal)),
        ["contains"] = (call, arguments, binder) =>
            ConditionFunctions.TextTest(call, arguments, binder, (whole, part) => whole.Contains(part, StringComparison.Ordinal)),
        ["band"] = LookupFunctions.Band,
        ["lookup"] = LookupFunctions.Lookup,
        ["sum"] = (call, arguments, binder) => ColumnFunctions.Keeping(call, arguments, binder, ColumnRules.Sum),
        ["mean"] = (call, arguments, binder) => ColumnFunctions.Keeping(call, arguments, binder, ColumnRules.Mean),
        ["median"] = (call, arguments, binder) => ColumnFunctions.Keeping(call, arguments, binder, ColumnRules.Median),
        ["min_of"] = (call, arguments, binder) => ColumnFunctions.Keeping(call, arguments, binder, ColumnRules.Min),
        ["max_of"] = (call, arguments, binder) => ColumnFunctions.Keeping(call, arguments, binder, ColumnRules.Max),
        ["stddev"] = ColumnFunctions.Deviation,
        ["count_of"] = ColumnFunctions.CountOf,
        ["share"] = (call, arguments, binder) => ColumnFunctions.ToNumber(call, arguments, binder, ColumnRules.Share),
        ["minmax"] = (call, arguments, binder) => ColumnFunctions.ToNumber(call, arguments, binder, ColumnRules.MinMax),
        ["zscore"] = ColumnFunctions.ZScore,
        ["rank"] = ColumnFunctions.Rank,
    };

    // What people write for a function that has another word.
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.Ordinal)
    {
        ["合计"] = "求和",
        ["总和"] = "求和",
        ["平均"] = "均值",
        ["平均值"] = "均值",
        ["最大值"] = "最大",
        ["最小值"] = "最小",
        ["取整"] = "四舍五入",
        ["如"] = "如果",
        ["若"] = "如果",
        ["占比"] = "份额",
    };

    /// <summary>Names of the functions, for messages and the reference's test.</summary>
    public static IReadOnlyCollection<string> Names => Bindings.Keys;

    /// <summary>The functions that take a whole column, to which <c>by LEVEL</c> may be added.</summary>
    public static readonly IReadOnlySet<string> OverColumns = new HashSet<string>(StringComparer.Ordinal)
    {
        "sum", "mean", "median", "min_of", "max_of", "stddev", "count_of", "share", "minmax", "zscore", "rank",
    };

    public static Formula? Bind(CallSyntax call, Binder binder)
    {
        if (call.Level is NameSyntax level && !OverColumns.Contains(call.Function))
        {
            binder.Errors.Add(
                binder.Place(level),
                $"'by' goes with functions over a column only ({string.Join(", ", OverColumns)})",
                $"“by”只用于按列计算的函数（{string.Join("、", OverColumns)}）");
            return null;
        }

        if (binder.Scope.Takes(call))
            return binder.Scope.Call(call, binder);
        if (!Bindings.TryGetValue(call.Function, out Binding? binding))
        {
            string written = binder.Source.Text[call.Start..call.FunctionEnd];
            LocalText hint = OtherWords.TryGetValue(written, out string? meant)
                ? new LocalText($"; write {meant}", $"；请写“{meant}”")
                : NearestName.Hint(call.Function, [.. Names, .. binder.Scope.Functions]);
            binder.Errors.Add(
                binder.Source.At(call.Start, call.FunctionEnd - call.Start),
                $"unknown function '{written}'{hint.En}",
                $"未知的函数“{written}”{hint.Zh}");
            return null;
        }

        if (OverColumns.Contains(call.Function) && !ColumnFunctions.MayStand(call, binder))
            return null;
        CallArguments arguments = new(call, binder.Source, binder.Errors);
        Formula? formula = binding(call, arguments, binder);
        arguments.Finish();
        return formula;
    }
}
