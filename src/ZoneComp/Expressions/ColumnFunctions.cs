using ZoneComp.Diagnostics;
using ZoneComp.Policy;

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
        if (binder.Scope.Frame is not Frame frame)
        {
            binder.Errors.Add(binder.Source.At(call.Start, call.FunctionEnd - call.Start), $"{call.Function}() needs all rows and cannot stand in a filter", $"{call.Function}() 需要全部行，不能写在筛选条件中");
            return false;
        }

        if (call.Level is not NameSyntax level || frame.Levels.Contains(level.Name))
            return true;
        LocalText hint = NearestName.Hint(level.Name, [.. frame.Levels]);
        binder.Errors.Add(binder.Place(level), $"'{level.Name}' is no level of the regions' parents{hint.En}", $"“{level.Name}”不是区域的上级级别{hint.Zh}");
        return false;
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

    private static ColumnFunctionFormula? Build(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, Func<Formula, ExpressionType> type) =>
        Argument(arguments, binder) is Formula argument ? Build(call, arguments, binder, rule, type(argument), argument) : null;

    private static Formula? Argument(CallArguments arguments, Binder binder) =>
        arguments.Required("x") is Syntax syntax ? binder.BindQuantity(syntax) : null;

    private static ColumnFunctionFormula? Build(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, ExpressionType type, Formula argument)
    {
        Syntax? whereSyntax = arguments.Named("where");
        Formula? where = whereSyntax is null ? null : binder.BindFlag(whereSyntax);
        if (whereSyntax is not null && where is null)
            return null;
        Frame frame = binder.Scope.Frame!;
        string? each = arguments.Named("each") is Syntax unit ? ReadEach(unit, frame, binder) : null;
        string level = RepeatedValues.LevelOf(argument, frame) ?? "";
        if (each is null && level.Length > 0 && !IgnoringRepeats.Contains(call.Function))
        {
            binder.Errors.Add(
                argument.Span.Place,
                $"{argument.Span.Text} is one value for a whole {level}, which each of its regions shows, so {call.Function}() would count it once for every region; write 'each: {level}' to count each {level} once, or 'each: {EveryRegion}' if that is meant",
                $"{argument.Span.Text} 是整个 {level} 的取值，其下每个区域都相同，{call.Function}() 会按区域重复计入；请写 each: {level} 使每个 {level} 只计一次，或写 each: {EveryRegion} 表明确要按区域计");
            return null;
        }

        return new ColumnFunctionFormula(type, binder.Span(call), frame, argument, where, call.Level?.Name, each == EveryRegion ? null : each, rule);
    }

    private static string? ReadEach(Syntax unit, Frame frame, Binder binder)
    {
        if (unit is NameSyntax name && (name.Name == EveryRegion || frame.Levels.Contains(name.Name)))
            return name.Name;
        binder.Errors.Add(binder.Place(unit), $"expected {string.Join(", ", frame.Levels.Append(EveryRegion))}", $"应为 {string.Join("、", frame.Levels.Append(EveryRegion))}");
        return EveryRegion;
    }
}
