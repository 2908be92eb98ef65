namespace ZoneComp.Expressions;

/// <summary>Looks up the names of an expression and checks its units: <see cref="Syntax"/> to <see cref="Formula"/>.</summary>
internal sealed class Binder(NameScope scope, PolicyNode source, PolicyErrors errors)
{
    public NameScope Scope => scope;

    /// <summary>Whether rows or features are chosen, so that one whose value is missing may be left out; elsewhere a missing value is a
    /// failure.</summary>
    public bool InFilter { get; init; } = scope.Frame is null;

    public PolicyNode Source => source;

    public PolicyErrors Errors => errors;

    public FormulaSpan Span(Syntax syntax) => new(source, syntax.Start, syntax.End);

    public PolicyPlace Place(Syntax syntax) => source.At(syntax.Start, syntax.End - syntax.Start);

    /// <summary>The formula; null after an error was added.</summary>
    public Formula? Bind(Syntax syntax)
    {
        switch (syntax)
        {
            case NumberSyntax number:
                return BindNumber(number);
            case TextSyntax text:
                return new ConstantFormula(ExpressionType.Text, Span(text), text.Value);
            case FlagSyntax flag:
                return new ConstantFormula(ExpressionType.Flag, Span(flag), flag.Value);
            case NullSyntax nothing:
                return new ConstantFormula(ExpressionType.Any, Span(nothing), Absence.Null);
            case NameSyntax name:
                return BindName(name);
            case UnarySyntax unary:
                return BindUnary(unary);
            case BinarySyntax binary:
                return BindBinary(binary);
            case IsNullSyntax test:
                return Bind(test.Operand) is Formula operand ? new IsNullFormula(Span(test), operand, test.Negated) : null;
            case InSyntax choice:
                return BindIn(choice);
            case CallSyntax call:
                return FunctionBinder.Bind(call, this);
            default:
                errors.Add(Place(syntax), "a list in [ ] stands only inside band() and lookup()", "方括号列表只能写在 band() 与 lookup() 中");
                return null;
        }
    }

    /// <summary>Binds, and reports what is not of the wanted kind.</summary>
    public Formula? BindAs(Syntax syntax, Predicate<ExpressionType> fits, string expected, string expectedZh)
    {
        Formula? formula = Bind(syntax);
        if (formula is null || fits(formula.Type))
            return formula;
        errors.Add(Place(syntax), $"found {formula.Type.Shown}; expected {expected}", $"这里是{formula.Type.ShownZh}；应为{expectedZh}");
        return null;
    }

    public Formula? BindQuantity(Syntax syntax) =>
        BindAs(syntax, type => type.Kind is ValueKind.Quantity or ValueKind.Any, "a number or quantity", "数或量");

    public Formula? BindNumber(Syntax syntax) => BindAs(syntax, type => type.IsNumber, "a number without unit", "无单位的数");

    public Formula? BindFlag(Syntax syntax) => BindAs(syntax, type => type.Kind is ValueKind.Flag or ValueKind.Any, "a condition", "条件");

    public Formula? BindText(Syntax syntax) => BindAs(syntax, type => type.Kind is ValueKind.Text or ValueKind.Any, "text", "文本");

    /// <summary>A value known before the run: numbers with units, minus, quotients of units.</summary>
    public ConstantFormula? BindConstant(Syntax syntax)
    {
        Formula? formula = Bind(syntax);
        if (formula is null)
            return null;
        if (IsFixed(formula) && formula.Value(0) is { IsValue: true } value)
            return new ConstantFormula(formula.Type, formula.Span, value);
        errors.Add(Place(syntax), "expected a value written out here, such as 0.1 or 5 mu", "这里应写出具体数值，如 0.1 或 5 mu");
        return null;
    }

    /// <summary>The common type of several formulas; null after an error was added at the first that does not fit.</summary>
    public ExpressionType? Common(IReadOnlyList<Formula> formulas)
    {
        ExpressionType common = ExpressionType.Any;
        foreach (Formula formula in formulas)
        {
            ExpressionType own = AdaptableType(formula);
            if (!common.Fits(own))
            {
                errors.Add(
                    formula.Span.Place,
                    $"found {own.Shown}; expected {common.Shown} like the others",
                    $"这里是{own.ShownZh}；应与其他各项一样是{common.ShownZh}");
                return null;
            }

            common = common.With(own);
        }

        // Nothing but bare zeros is a number; a zero beside a value of unknown kind stays open.
        return formulas.All(formula => formula is ConstantFormula { IsBareZero: true }) ? ExpressionType.Number : common;
    }

    public static ExpressionType AdaptableType(Formula formula) =>
        formula is ConstantFormula { IsBareZero: true } ? ExpressionType.Any : formula.Type;

    private static bool IsFixed(Formula formula) =>
        formula is ConstantFormula || (formula is ArithmeticFormula or NegateFormula && formula.Parts.All(IsFixed));

    private ConstantFormula? BindNumber(NumberSyntax number)
    {
        if (number.Unit is null)
            return new ConstantFormula(ExpressionType.Number, Span(number), number.Value);
        Unit unit = Unit.Find(number.Unit)!;
        try
        {
            return new ConstantFormula(
                ExpressionType.Of(unit.Quantity, unit.Name),
                Span(number),
                number.Value * InternalUnits.Factor(unit));
        }
        catch (OverflowException)
        {
            errors.Add(Place(number), "the number is too large", "数值过大");
            return null;
        }
    }

    private Formula? BindName(NameSyntax name)
    {
        Formula? found = scope.Find(name, Span(name), errors, out bool known);
        if (known)
            return found;
        // A unit alone is one of it: 15 yuan / mu, area(forest) / mu.
        if (Unit.Find(name.Name) is Unit unit)
        {
            source.Mark(name.Start, name.Name.Length);
            return new ConstantFormula(ExpressionType.Of(unit.Quantity, unit.Name), Span(name), InternalUnits.Factor(unit));
        }

        LocalText hint = NearestName.Hint(name.Name, scope.Names);
        errors.Add(Place(name), $"unknown name '{name.Name}'{hint.En}", $"未知的名称“{name.Name}”{hint.Zh}");
        return null;
    }

    private Formula? BindUnary(UnarySyntax unary)
    {
        switch (unary.Operator)
        {
            case "not":
                return BindFlag(unary.Operand) is Formula flag ? new NotFormula(Span(unary), flag) : null;
            case "-":
                return BindQuantity(unary.Operand) is Formula operand ? new NegateFormula(Span(unary), operand) : null;
            default:
                errors.Add(
                    source.At(unary.Start),
                    "'!' stands before sets of layers only; for conditions write not",
                    "“!”只用于图层集合；条件请写 not");
                return null;
        }
    }

    private Formula? BindBinary(BinarySyntax binary)
    {
        switch (binary.Operator)
        {
            case "|" or "&":
                string word = binary.Operator == "|" ? "or" : "and";
                errors.Add(
                    Operator(binary),
                    $"'{binary.Operator}' joins sets inside area(), ratio() and the like; for conditions write {word}",
                    $"“{binary.Operator}”只用于 area()、ratio() 等之内的集合；条件请写 {word}");
                return null;
            case "and" or "or":
                Formula? first = BindFlag(binary.Left), second = BindFlag(binary.Right);
                return first is null || second is null ? null : new LogicFormula(Span(binary), binary.Operator == "and", first, second);
        }

        Formula? left = Bind(binary.Left), right = Bind(binary.Right);
        if (left is null || right is null)
            return null;
        return binary.Operator switch
        {
            "+" or "-" => BindSum(binary, left, right),
            "*" or "/" => BindProduct(binary, left, right),
            "else" => Fitting(binary, left, right, "else") is ExpressionType type ? new ElseFormula(type, Span(binary), left, right) : null,
            _ => BindComparison(binary, left, right),
        };
    }

    private ArithmeticFormula? BindSum(BinarySyntax binary, Formula left, Formula right)
    {
        if (Fitting(binary, left, right, binary.Operator == "+" ? "plus" : "minus") is not ExpressionType type)
            return null;
        if (type.Kind is ValueKind.Quantity or ValueKind.Any)
            return new ArithmeticFormula(type, Span(binary), binary.Operator[0], left, right);
        errors.Add(
            Operator(binary),
            $"'{binary.Operator}' between {left.Type.Shown} and {right.Type.Shown}; expected numbers or quantities",
            $"“{binary.Operator}”两侧是{left.Type.ShownZh}与{right.Type.ShownZh}；应为数或量");
        return null;
    }

    private ArithmeticFormula? BindProduct(BinarySyntax binary, Formula left, Formula right)
    {
        if (left.Type.Kind is not (ValueKind.Quantity or ValueKind.Any) || right.Type.Kind is not (ValueKind.Quantity or ValueKind.Any))
        {
            errors.Add(
                Operator(binary),
                $"'{binary.Operator}' between {left.Type.Shown} and {right.Type.Shown}; expected numbers or quantities",
                $"“{binary.Operator}”两侧是{left.Type.ShownZh}与{right.Type.ShownZh}；应为数或量");
            return null;
        }

        bool times = binary.Operator == "*";
        Dimension dimension = times ? left.Type.Dimension + right.Type.Dimension : left.Type.Dimension - right.Type.Dimension;
        bool isWritten = IsWritten(left.Type) && IsWritten(right.Type);
        string unit = isWritten ? UnitProduct.Of(left.Type.Unit, right.Type.Unit, !times)
            : left.Type.Dimension == Dimension.None && times
            ? right.Type.Unit
            : right.Type.Dimension == Dimension.None ? left.Type.Unit : "";
        ExpressionType type = new(ValueKind.Quantity, dimension, dimension == Dimension.None ? "" : unit)
        {
            IsMixed = dimension != Dimension.None && (!isWritten || unit.Length == 0),
        };
        if (left.Type.Kind == ValueKind.Any && left is not ConstantFormula)
            type = ExpressionType.Any;
        if (right.Type.Kind == ValueKind.Any && right is not ConstantFormula)
            type = ExpressionType.Any;
        return new ArithmeticFormula(type, Span(binary), binary.Operator[0], left, right);
    }

    // A number needs none.
    private static bool IsWritten(ExpressionType type) => type.Dimension == Dimension.None || (type.Unit.Length > 0 && !type.IsMixed);

    private CompareFormula? BindComparison(BinarySyntax binary, Formula left, Formula right)
    {
        if (Fitting(binary, left, right, "compared with") is not ExpressionType type)
            return null;
        if (type.Kind == ValueKind.Flag && binary.Operator is not ("=" or "<>"))
        {
            errors.Add(
                Operator(binary),
                $"flags have no order; '{binary.Operator}' cannot compare them",
                $"是否值没有大小，不能用“{binary.Operator}”比较");
            return null;
        }

        if (binary.Operator is "=" or "<>")
            NoteText(left, right, Span(binary));
        return new CompareFormula(Span(binary), binary.Operator, left, right, InFilter);
    }

    // A text that no row has is a slip of the pen mostly; whether one has it shows when there are values.
    private void NoteText(Formula one, Formula other, FormulaSpan span)
    {
        (Formula column, Formula text) = one is ConstantFormula ? (other, one) : (one, other);
        if (text is ConstantFormula { Type.Kind: ValueKind.Text }
            && column is ColumnFormula { Type.Kind: ValueKind.Text, IsUniform: false })
            scope.Texts.Add((column.Span, text.Span, new CompareFormula(span, "=", column, text, inFilter: true)));
    }

    private InFormula? BindIn(InSyntax choice)
    {
        Formula? operand = Bind(choice.Operand);
        List<Formula> choices = [.. choice.Choices.Select(Bind).OfType<Formula>()];
        if (operand is null || choices.Count < choice.Choices.Count || Common([operand, .. choices]) is null)
            return null;
        foreach (Formula each in choices)
            NoteText(operand, each, Span(choice));
        return new InFormula(Span(choice), operand, choices, choice.Negated, InFilter);
    }

    private ExpressionType? Fitting(BinarySyntax binary, Formula left, Formula right, string verb)
    {
        ExpressionType first = AdaptableType(left), second = AdaptableType(right);
        if (first.Fits(second))
        {
            bool isZeros = left is ConstantFormula { IsBareZero: true } && right is ConstantFormula { IsBareZero: true };
            return isZeros ? ExpressionType.Number : first.With(second);
        }

        errors.Add(
            Operator(binary),
            $"{left.Type.Shown} {verb} {right.Type.Shown}: both sides must be of one kind",
            $"“{binary.Operator}”两侧是{left.Type.ShownZh}与{right.Type.ShownZh}：两侧必须是同一种量");
        return null;
    }

    private PolicyPlace Operator(BinarySyntax binary) => source.At(binary.OperatorStart, binary.OperatorEnd - binary.OperatorStart);
}
