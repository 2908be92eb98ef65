namespace ZoneComp.Expressions;

internal static class ConditionFunctions
{
    public static Formula? If(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? condition = arguments.Required("condition"), then = arguments.Required("then"), otherwise = arguments.Required("otherwise");
        if (condition is null || then is null || otherwise is null)
            return null;
        Formula? test = binder.BindFlag(condition), first = binder.Bind(then), second = binder.Bind(otherwise);
        if (test is null || first is null || second is null || binder.Common([first, second]) is not ExpressionType type)
            return null;
        return new IfFormula(type, binder.Span(call), test, first, second);
    }

    public static Formula? TextTest(CallSyntax call, CallArguments arguments, Binder binder, Func<string, string, bool> test)
    {
        Syntax? text = arguments.Required("text"), part = arguments.Required("part");
        if (text is null || part is null)
            return null;
        Formula? whole = binder.BindText(text), wanted = binder.BindText(part);
        return whole is null || wanted is null ? null : new TextTestFormula(binder.Span(call), whole, wanted, test);
    }
}
