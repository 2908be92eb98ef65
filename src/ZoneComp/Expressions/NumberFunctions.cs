namespace ZoneComp.Expressions;

/// <summary>
/// Functions of single numbers. Rounding is half away from zero (四舍五入), in the unit that is written for the value or beside it.
/// ln, exp and pow with a broken exponent go through double and keep 15 significant digits; all others are exact.
/// </summary>
internal static class NumberFunctions
{
    public static Formula? Absolute(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindQuantity(syntax) is not Formula x)
            return null;
        return new FunctionFormula(x.Type, binder.Span(call), [x], Always(values => Exact.Abs(values[0])));
    }

    public static Formula? Floor(CallSyntax call, CallArguments arguments, Binder binder) => InUnits(call, arguments, binder, Exact.Floor);

    public static Formula? Ceiling(CallSyntax call, CallArguments arguments, Binder binder) =>
        InUnits(call, arguments, binder, Exact.Ceiling);

    public static Formula? Round(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? syntax = arguments.Required("x"), digitsSyntax = arguments.Required("digits");
        if (syntax is null || digitsSyntax is null)
            return null;
        Formula? x = binder.BindQuantity(syntax);
        ConstantFormula? digits = binder.BindConstant(digitsSyntax);
        if (x is null || digits is null)
            return null;
        decimal number = digits.Constant.Number;
        if (!digits.Type.IsNumber || number != Math.Floor(number) || number is < -12 or > 20)
        {
            binder.Errors.Add(binder.Place(digitsSyntax), "expected a whole number of digits from -12 to 20", "应为 -12 至 20 的整数位数");
            return null;
        }

        if (RoundingUnit(call, arguments, binder, x, "round(x, digits, ") is not Cell unit)
            return null;
        Cell step = unit;
        for (int digit = 0; digit < Math.Abs(number); digit++)
            step = number > 0 ? Exact.Divide(step, 10m) : Exact.Multiply(step, 10m);
        return new FunctionFormula(
            x.Type,
            binder.Span(call),
            [x],
            Always(values => Exact.Multiply(Exact.Round(Exact.Divide(values[0], step)), step)));
    }

    public static Formula? SquareRoot(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(ExpressionType.Number, binder.Span(call), [x], (IReadOnlyList<Cell> values, out LocalText? reason) =>
        {
            reason = Exact.Sign(values[0]) < 0 ? new LocalText("the square root of a number below 0", "负数没有平方根") : null;
            return reason is null ? ColumnRules.SquareRoot(values[0].Number) : (Cell?)null;
        });
    }

    public static Formula? Logarithm(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(ExpressionType.Number, binder.Span(call), [x], (IReadOnlyList<Cell> values, out LocalText? reason) =>
        {
            reason = Exact.Sign(values[0]) <= 0 ? new LocalText("the logarithm of a number not above 0", "对数的真数必须大于 0") : null;
            return reason is null ? (decimal)Math.Log((double)values[0].Number) : (Cell?)null;
        });
    }

    public static Formula? Exponential(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("x") is not Syntax syntax || binder.BindNumber(syntax) is not Formula x)
            return null;
        return new FunctionFormula(
            ExpressionType.Number,
            binder.Span(call),
            [x],
            Always(values => (decimal)Math.Exp((double)values[0].Number)));
    }

    public static Formula? Power(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax? baseSyntax = arguments.Required("x"), exponentSyntax = arguments.Required("y");
        if (baseSyntax is null || exponentSyntax is null)
            return null;
        Formula? x = binder.BindNumber(baseSyntax), y = binder.BindNumber(exponentSyntax);
        return x is null || y is null ? null : new FunctionFormula(ExpressionType.Number, binder.Span(call), [x, y], PowerOf);
    }

    public static Formula? Extreme(CallSyntax call, CallArguments arguments, Binder binder, Func<Cell, Cell, Cell> better)
    {
        List<Formula?> bound = [.. arguments.Rest().Select(binder.BindQuantity)];
        if (bound.Count < 2)
        {
            binder.Errors.Add(
                binder.Place(call),
                $"{call.Function}() needs two values or more; over all regions it is {call.Function}_of()",
                $"{call.Function}() 至少需要两个值；对所有区域取最值请用 {call.Function}_of()");
            return null;
        }

        if (bound.Contains(null) || binder.Common(bound!) is not ExpressionType type)
            return null;
        return new FunctionFormula(type, binder.Span(call), bound!, Always(values => values.Aggregate(better)));
    }

    public static Formula? Clamp(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Syntax?[] written = [arguments.Required("x"), arguments.Required("low"), arguments.Required("high")];
        if (written.Contains(null))
            return null;
        Formula?[] bound = [.. written.Select(syntax => binder.BindQuantity(syntax!))];
        if (bound.Contains(null) || binder.Common(bound!) is not ExpressionType type)
            return null;
        return new FunctionFormula(type, binder.Span(call), bound!, (IReadOnlyList<Cell> values, out LocalText? reason) =>
        {
            reason = Exact.Compare(values[1], values[2]) > 0 ? new LocalText("clamp()'s low is above its high", "clamp() 的下限大于上限") : null;
            return reason is null ? Exact.Least(Exact.Greatest(values[0], values[1]), values[2]) : (Cell?)null;
        });
    }

    private static FunctionFormula? InUnits(CallSyntax call, CallArguments arguments, Binder binder, Func<Cell, Cell> compute)
    {
        if (arguments.Required("x") is not Syntax syntax
            || binder.BindQuantity(syntax) is not Formula x
            || RoundingUnit(call, arguments, binder, x, $"{call.Function}(x, ") is not Cell unit)
            return null;
        return new FunctionFormula(
            x.Type,
            binder.Span(call),
            [x],
            Always(values => Exact.Multiply(compute(Exact.Divide(values[0], unit)), unit)));
    }

    // Rounding is not free of scale: in which unit must be written, for the value itself or beside it.
    private static Cell? RoundingUnit(CallSyntax call, CallArguments arguments, Binder binder, Formula x, string example)
    {
        if (arguments.Optional("unit") is not Syntax syntax)
        {
            if (x.Type.Dimension == Dimension.None)
                return 1m;
            if (x.Type is { IsMixed: false, Unit.Length: > 0 })
                return UnitProduct.Factor(x.Type.Unit);
            binder.Errors.Add(
                x.Span.Place,
                $"{call.Function}() of {x.Type.Shown} works in a unit, and {x.Span.Text} "
                    + $"{(x.Type.IsMixed ? "is put together in several or in none" : "is written in none")}; say which: "
                        + $"{example}{UnitProduct.Base(x.Type.Dimension)})",
                $"{call.Function}() 对{x.Type.ShownZh}取整须有单位，而 {x.Span.Text} {(x.Type.IsMixed ? "由不同单位或未写单位的量合成" : "未写单位")}；请写明单位，如 "
                    + $"{example}{UnitProduct.Base(x.Type.Dimension)})");
            return null;
        }

        if (binder.BindConstant(syntax) is not ConstantFormula unit)
            return null;
        if (x.Type.Dimension == unit.Type.Dimension && unit.Type.Dimension != Dimension.None && Exact.Sign(unit.Constant) > 0)
            return unit.Constant;
        binder.Errors.Add(
            binder.Place(syntax),
            x.Type.Dimension == Dimension.None
                ? $"{x.Span.Text} is a number and is rounded without a unit"
                : $"expected a unit of {x.Type.Shown}, such as {x.Type.ShownUnitText}",
            x.Type.Dimension == Dimension.None ? $"{x.Span.Text} 是数，取整不带单位" : $"应为{x.Type.ShownZh}的单位，如 {x.Type.ShownUnitText}");
        return null;
    }

    private static Cell? PowerOf(IReadOnlyList<Cell> values, out LocalText? reason)
    {
        (Cell x, Cell y) = (values[0], values[1]);
        bool isWhole = y.Fraction is null && y.Number == Math.Floor(y.Number);
        reason = Exact.Sign(x) == 0 && Exact.Sign(y) < 0 ? new LocalText("0 to a power below 0", "0 的负数次幂")
            : Exact.Sign(x) < 0 && !isWhole ? new LocalText("a number below 0 to a broken power", "负数的非整数次幂")
            : null;
        if (reason is not null)
            return null;
        if (!isWhole || Math.Abs(y.Number) > 64m)
            return (decimal)Math.Pow((double)x.Number, (double)y.Number);
        if (y.Number < 0m)
            x = Exact.Divide(1m, x);
        Cell power = 1m;
        for (int step = 0; step < Math.Abs(y.Number); step++)
            power = Exact.Multiply(power, x);
        return power;
    }

    private static FunctionFormula.Computation Always(Func<IReadOnlyList<Cell>, Cell> compute) =>
        (IReadOnlyList<Cell> values, out LocalText? reason) =>
    {
        reason = null;
        return compute(values);
    };
}
