namespace ZoneComp.Examples;

/// <summary>Values that an example writes out: numbers, quantities and arithmetic with them, but no name, so that nothing computed stands
/// where a hand's figure belongs.</summary>
internal sealed class WrittenValue(PolicyErrors errors)
{
    /// <summary>A value of a type, in internal units; null after an error was added.</summary>
    /// <param name="plainUnit">Unit that a number without one is in, as in the file of a table; null where the unit must be
    /// written.</param>
    public Cell? Of(PolicyNode node, ExpressionType wanted, string? plainUnit = null)
    {
        if (node.Kind != PolicyNodeKind.Scalar)
        {
            errors.Add(node, $"found {MapReader.Shown(node)}; expected {wanted.Shown}", $"这里是{MapReader.ShownZh(node)}；应为{wanted.ShownZh}");
            return null;
        }

        if (wanted.Kind == ValueKind.Text)
            return node.Text;
        if (CellReading.Read(node.Text, Quantity.Flag) is bool flag && wanted.Kind == ValueKind.Flag)
            return flag;
        if (Parser.Read(node, errors) is not Syntax syntax || new Binder(new NoNames(), node, errors).Bind(syntax) is not Formula formula)
            return null;
        ExpressionType type = Binder.AdaptableType(formula);
        Cell value = formula.Value(0);
        if (value.Failure is Failure failure)
        {
            errors.Add(node, failure.What.En, failure.What.Zh);
            return null;
        }

        // 30% of a fund is no amount, as in files.
        if (plainUnit is { Length: > 0 } && type.IsNumber && value.IsValue && !node.Text.EndsWith('%'))
            return Exact.Multiply(value, UnitProduct.Factor(plainUnit));
        if (wanted.Fits(type) && (value.IsValue || value.Absence is not null))
            return value;
        string unit = wanted.Quantity switch
        {
            Quantity.Money => ", such as 168000 yuan",
            Quantity.Area => ", such as 3000 mu",
            Quantity.Length => ", such as 12 km",
            { } own when Unit.IsQuota(own) => $", such as 500 {Unit.BaseOf(own)}",
            _ => "",
        };
        errors.Add(
            node,
            $"found {type.Shown}; expected {wanted.Shown}{unit}",
            $"这里是{type.ShownZh}；应为{wanted.ShownZh}{unit.Replace(", such as ", "，如 ", StringComparison.Ordinal)}");
        return null;
    }

    /// <summary>An area as maps give it: square metres with a finite decimal, so that no figure is a hair off.</summary>
    public decimal AreaM2(PolicyNode node)
    {
        if (Of(node, ExpressionType.Of(Quantity.Area)) is not { IsValue: true } thirds)
            return 0m;
        Cell area = Exact.Divide(thirds, InternalUnits.ThirdsInM2);
        if (Exact.Sign(area) < 0)
            errors.Add(node, "ground cannot be below zero", "面积不能为负");
        else if (area.Fraction is not null)
            errors.Add(
                node,
                $"{node.Text} is no finite number of m2; take ha, or a multiple of 3 mu, so that the figures are exact",
                $"{node.Text} 折合平方米除不尽；请用公顷，或 3 亩的倍数，使数字准确");
        return Exact.Sign(area) < 0 ? 0m : area.Number;
    }

    /// <summary>A cell of a table, in the column's unit as <see cref="Column"/> holds it; null for an empty one.</summary>
    public object? Cell(PolicyNode node, TableColumn column)
    {
        if (node.IsNothing || Of(node, ExpressionType.Of(column.Quantity, column.Unit), column.Unit) is not { IsValue: true } value)
            return null;
        if (value.Text is string text)
            return text;
        if (column.Quantity == Quantity.Flag)
            return value.Flag;
        Cell inUnit = column.Unit.Length == 0 ? value : Exact.Divide(value, UnitProduct.Factor(column.Unit));
        if (inUnit.Fraction is not null)
            errors.Add(
                node,
                $"{node.Text} is no finite number of {(column.Unit.Length == 0 ? "digits" : column.Unit)}, as a table could hold it",
                $"{node.Text} 除不尽，表中无法写出");
        else if (column.IsRatio && inUnit.Number is < 0m or > 1m)
            errors.Add(node, $"'{node.Text}' is no ratio from 0 to 1", $"“{node.Text}”不是 0 至 1 之间的比例");
        return inUnit.Number;
    }

    private sealed class NoNames : NameScope
    {
        public override Frame? Frame => null;

        public override IReadOnlyCollection<string> Names => [];

        public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
        {
            known = Unit.Find(name.Name) is null && ChineseSigns.UnitOf(name.Name) is null;
            if (known)
                errors.Add(
                    span.Place,
                    $"'{name.Name}' is a name; an example states figures that were worked out by hand",
                    $"“{name.Name}”是名称；算例应写手工算出的数字");
            return null;
        }
    }
}
