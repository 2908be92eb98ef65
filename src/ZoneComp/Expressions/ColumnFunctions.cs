namespace ZoneComp.Expressions;

/// <summary>Binds the functions over a whole column; all take <c>where:</c>, <c>each:</c> and <c>by LEVEL</c>.</summary>
internal static class ColumnFunctions
{
    /// <summary>What <c>each:</c> says when every region counts, although regions of one unit show one value.</summary>
    private const string EveryRegion = "region";

    // Equal values of one unit's regions change nothing in these.
    private static readonly string[] IgnoringRepeats = ["min_of", "max_of", "minmax", "count_of"];

    public static bool MayStand(CallSyntax call, Binder binder)
    {
        if (binder.Scope.Frame is null)
        {
            binder.Errors.Add(
                binder.Source.At(call.Start, call.FunctionEnd - call.Start),
                $"{call.Function}() needs all rows and cannot stand in a filter",
                $"{call.Function}() 需要全部行，不能写在筛选条件中");
            return false;
        }

        return true;
    }

    /// <summary>A level, or a column of texts; null after an error was added.</summary>
    private static GroupedBy? Group(NameSyntax name, Frame frame, Binder binder)
    {
        if (frame.Levels.Contains(name.Name))
            return new GroupedBy(name.Name, null);
        if (!name.Name.Contains('.', StringComparison.Ordinal) && !binder.Scope.Names.Contains(name.Name))
        {
            string? near = NearestName.Of(name.Name, [.. frame.Levels, .. binder.Scope.Names]);
            LocalText hint = NearestName.Hint(name.Name, near is null ? [.. frame.Levels] : [near]);
            binder.Errors.Add(
                binder.Place(name),
                $"'{name.Name}' is no level of the regions' parents and no column of texts{hint.En}",
                $"“{name.Name}”不是区域的上级级别，也不是文本列{hint.Zh}");
            return null;
        }

        Formula? texts = binder.BindAs(
            name,
            type => type.Kind == ValueKind.Text,
            "a level or a column of texts, whose equal texts are a group",
            "级别或文本列（文本相同者为一组）");
        return texts is null ? null : new GroupedBy(name.Name, texts);
    }

    /// <summary>An aggregate with its argument's unit.</summary>
    public static Formula? Keeping(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule) =>
        Build(call, arguments, binder, rule, argument => argument.Type);

    /// <summary>A column of numbers without unit.</summary>
    public static Formula? ToNumber(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule) =>
        Build(call, arguments, binder, rule, _ => ExpressionType.Number);

    public static Formula? CountOf(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("condition") is not Syntax syntax || binder.BindFlag(syntax) is not Formula condition)
            return null;
        return Build(call, arguments, binder, ColumnRules.Count, ExpressionType.Number, condition);
    }

    public static Formula? Deviation(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (Argument(arguments, binder) is not Formula argument || arguments.Word("of", null, "population", "sample") is not string of)
            return null;
        return Build(call, arguments, binder, ColumnRules.Deviation(of == "sample"), argument.Type, argument);
    }

    public static Formula? ZScore(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (Argument(arguments, binder) is not Formula argument || arguments.Word("of", null, "population", "sample") is not string of)
            return null;
        return Build(call, arguments, binder, ColumnRules.ZScore(of == "sample"), ExpressionType.Number, argument);
    }

    public static Formula? Rank(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Formula? argument = Argument(arguments, binder);
        string? order = arguments.Word("order", null, "descending", "ascending");
        string? ties = arguments.Word("ties", null, "min", "max", "average", "dense");
        if (argument is null || order is null || ties is null)
            return null;
        return Build(call, arguments, binder, ColumnRules.Rank(order == "descending", ties), ExpressionType.Number, argument);
    }

    private static ColumnFunctionFormula? Build(
        CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, Func<Formula, ExpressionType> type) =>
        Argument(arguments, binder) is Formula argument ? Build(call, arguments, binder, rule, type(argument), argument) : null;

    private static Formula? Argument(CallArguments arguments, Binder binder) =>
        arguments.Required("x") is Syntax syntax ? binder.BindQuantity(syntax) : null;

    private static ColumnFunctionFormula? Build(
        CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, ExpressionType type, Formula argument)
    {
        Syntax? whereSyntax = arguments.Named("where");
        Formula? where = whereSyntax is null ? null : binder.BindFlag(whereSyntax);
        if (whereSyntax is not null && where is null)
            return null;
        Frame frame = binder.Scope.Frame!;
        Syntax? eachSyntax = arguments.Named("each");
        bool everyRegion = eachSyntax is NameSyntax word && PolicyWords.Meaning(word.Name) == EveryRegion;
        if (everyRegion)
            binder.Source.Mark(eachSyntax!.Start, eachSyntax.End - eachSyntax.Start);
        GroupedBy? each = eachSyntax is null || everyRegion ? null : ReadEach(eachSyntax, frame, binder);
        GroupedBy? by = call.Level is NameSyntax name ? Group(name, frame, binder) : null;
        if ((eachSyntax is not null && !everyRegion && each is null) || (call.Level is not null && by is null))
            return null;
        string level = RepeatedValues.LevelOf(argument, frame) ?? "";
        if (eachSyntax is null && level.Length > 0 && !IgnoringRepeats.Contains(call.Function))
        {
            binder.Errors.Add(
                argument.Span.Place,
                $"{argument.Span.Text} is one value for a whole {level}, which each of its regions shows, so {call.Function}() would "
                    + $"count it once for every region; write 'each: {level}' to count each {level} once, or 'each: {EveryRegion}' if "
                        + $"that is meant",
                $"{argument.Span.Text} 是整个 {level} 的取值，其下每个区域都相同，{call.Function}() 会按区域重复计入；请写 each: {level} 使每个 {level} 只计一次，或写 each: "
                    + $"{EveryRegion} 表明确要按区域计");
            return null;
        }

        return new ColumnFunctionFormula(type, binder.Span(call), frame, argument, where, by, each, rule);
    }

    private static GroupedBy? ReadEach(Syntax unit, Frame frame, Binder binder)
    {
        if (unit is NameSyntax name
            && (frame.Levels.Contains(name.Name)
                || name.Name.Contains('.', StringComparison.Ordinal)
                || binder.Scope.Names.Contains(name.Name)))
            return Group(name, frame, binder);
        binder.Errors.Add(
            binder.Place(unit),
            $"expected {string.Join(", ", frame.Levels.Append(EveryRegion))} or a column of texts",
            $"应为 {string.Join("、", frame.Levels.Append(EveryRegion))} 或文本列");
        return null;
    }
}
