using ZoneComp.Diagnostics;
using ZoneComp.Policy;

namespace ZoneComp.Expressions;

/// <summary>
/// Functions of single numbers. Rounding is half away from zero (四舍五入), in the unit that the expression is shown in.
/// ln, exp and pow with a broken exponent go through double and keep 15 significant digits; all others are decimal.
/// </summary>
internal static class NumberFunctions
{
    public static Formula? OfOne(CallSyntax call, CallArguments arguments, Binder binder, Func<decimal, decimal> compute)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindQuantity(syntax) is not Formula x)
            return null;
        return new FunctionFormula(x.Type, binder.Span(call), [x], Always(values => compute(values[0])));
    }

    public static Formula? Floor(CallSyntax call, CallArguments arguments, Binder binder) => InShownUnit(call, arguments, binder, Math.Floor);

    public static Formula? Ceiling(CallSyntax call, CallArguments arguments, Binder binder) => InShownUnit(call, arguments, binder, Math.Ceiling);

    public static Formula? Round(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? syntax = arguments.Required("x"), digitsSyntax = arguments.Required("digits");
        if (syntax is null || digitsSyntax is null)
            return null;
        Formula? x = binder.BindQuantity(syntax);
        ConstantFormula? digits = binder.BindConstant(digitsSyntax);
        if (x is null || digits is null)
            return null;
        decimal number = digits.Value(0).Number;
        if (!digits.Type.IsNumber || number != Math.Floor(number) || number is < -12 or > 20)
        {
            binder.Errors.Add(binder.Place(digitsSyntax), "expected a whole number of digits from -12 to 20", "应为 -12 至 20 的整数位数");
            return null;
        }

        decimal factor = Factor(x.Type), power = 1m;
        for (int digit = 0; digit < Math.Abs(number); digit++)
            power *= 10m;
        return new FunctionFormula(x.Type, binder.Span(call), [x], Always(values =>
            (number >= 0
                ? Math.Round(values[0] / factor, (int)number, MidpointRounding.AwayFromZero)
                : Math.Round(values[0] / factor / power, 0, MidpointRounding.AwayFromZero) * power) * factor));
    }

    public static Formula? SquareRoot(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(ExpressionType.Number, binder.Span(call), [x], (ReadOnlySpan<decimal> values, out LocalText? reason) =>
        {
            reason = values[0] < 0m ? new LocalText("the square root of a number below 0", "负数没有平方根") : null;
            return reason is null ? ColumnRules.SquareRoot(values[0]) : null;
        });
    }

    public static Formula? Logarithm(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(ExpressionType.Number, binder.Span(call), [x], (ReadOnlySpan<decimal> values, out LocalText? reason) =>
        {
            reason = values[0] <= 0m ? new LocalText("the logarithm of a number not above 0", "对数的真数必须大于 0") : null;
            return reason is null ? (decimal)Math.Log((double)values[0]) : null;
        });
    }

    public static Formula? Exponential(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(ExpressionType.Number, binder.Span(call), [x], Always(values => (decimal)Math.Exp((double)values[0])));
    }

    public static Formula? Power(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? baseSyntax = arguments.Required("x"), exponentSyntax = arguments.Required("y");
        if (baseSyntax is null || exponentSyntax is null)
            return null;
        Formula? x = binder.BindNumber(baseSyntax), y = binder.BindNumber(exponentSyntax);
        return x is null || y is null ? null : new FunctionFormula(ExpressionType.Number, binder.Span(call), [x, y], PowerOf);
    }

    public static Formula? Extreme(CallSyntax call, CallArguments arguments, Binder binder, Func<decimal, decimal, decimal> better)
    {
        List<Formula?> bound = [.. arguments.Rest().Select(binder.BindQuantity)];
        if (bound.Count < 2)
        {
            binder.Errors.Add(binder.Place(call), $"{call.Function}() needs two values or more; over all regions it is {call.Function}_of()", $"{call.Function}() 至少需要两个值；对所有区域取最值请用 {call.Function}_of()");
            return null;
        }

        if (bound.Contains(null) || binder.Common(bound!) is not ExpressionType type)
            return null;
        return new FunctionFormula(type, binder.Span(call), bound!, Always(values =>
        {
            decimal best = values[0];
            foreach (decimal value in values[1..])
                best = better(best, value);
            return best;
        }));
    }

    public static Formula? Clamp(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax?[] written = [arguments.Required("x"), arguments.Required("low"), arguments.Required("high")];
        if (written.Contains(null))
            return null;
        Formula?[] bound = [.. written.Select(syntax => binder.BindQuantity(syntax!))];
        if (bound.Contains(null) || binder.Common(bound!) is not ExpressionType type)
            return null;
        return new FunctionFormula(type, binder.Span(call), bound!, (ReadOnlySpan<decimal> values, out LocalText? reason) =>
        {
            reason = values[1] > values[2] ? new LocalText("clamp()'s low is above its high", "clamp() 的下限大于上限") : null;
            return reason is null ? Math.Clamp(values[0], values[1], values[2]) : null;
        });
    }

    private static FunctionFormula? InShownUnit(CallSyntax call, CallArguments arguments, Binder binder, Func<decimal, decimal> compute)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindQuantity(syntax) is not Formula x)
            return null;
        decimal factor = Factor(x.Type);
        return new FunctionFormula(x.Type, binder.Span(call), [x], Always(values => compute(values[0] / factor) * factor));
    }

    private static decimal Factor(ExpressionType type) => type.ShownUnit is Unit unit ? InternalUnits.Factor(unit) : 1m;

    private static decimal? PowerOf(ReadOnlySpan<decimal> values, out LocalText? reason)
    {
        decimal x = values[0], y = values[1];
        reason = x == 0m && y < 0m ? new LocalText("0 to a power below 0", "0 的负数次幂")
            : x < 0m && y != Math.Floor(y) ? new LocalText("a number below 0 to a broken power", "负数的非整数次幂")
            : null;
        if (reason is not null)
            return null;
        if (y != Math.Floor(y) || Math.Abs(y) > 64m)
            return (decimal)Math.Pow((double)x, (double)y);
        decimal power = 1m;
        for (int step = 0; step < Math.Abs(y); step++)
            power *= x;
        return y < 0m ? 1m / power : power;
    }

    private delegate decimal Plain(ReadOnlySpan<decimal> values);

    private static FunctionFormula.Computation Always(Plain compute) => (ReadOnlySpan<decimal> values, out LocalText? reason) =>
    {
        reason = null;
        return compute(values);
    };
}
