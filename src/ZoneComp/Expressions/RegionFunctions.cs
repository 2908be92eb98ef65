namespace ZoneComp.Expressions;

/// <summary>The functions that only expressions over regions know.</summary>
internal static class RegionFunctions
{
    private delegate Formula? Binding(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope);

    private static readonly Dictionary<string, Binding> Bindings = new(StringComparer.Ordinal)
    {
        ["area"] = GroundFunctions.Area,
        ["ratio"] = GroundFunctions.Ratio,
        ["member"] = GroundFunctions.Member,
        ["excess"] = GroundFunctions.Excess,
        ["weighted"] = WeightedGround.Bind,
        ["count"] = GroundFunctions.Count,
        ["length"] = GroundFunctions.Length,
        ["attribute"] = FieldFunctions.Attribute,
        ["area_times"] = FieldFunctions.AreaTimes,
        ["parent"] = Parent,
        ["previous"] = Previous,
        ["sum_rows"] = (call, arguments, binder, scope) => RowFunctions.Bind(call, arguments, binder, scope, ColumnRules.Sum),
        ["mean_rows"] = (call, arguments, binder, scope) => RowFunctions.Bind(call, arguments, binder, scope, ColumnRules.Mean),
        ["min_rows"] = (call, arguments, binder, scope) => RowFunctions.Bind(call, arguments, binder, scope, ColumnRules.Min),
        ["max_rows"] = (call, arguments, binder, scope) => RowFunctions.Bind(call, arguments, binder, scope, ColumnRules.Max),
        ["count_rows"] = RowFunctions.Count,
    };

    public static IReadOnlyCollection<string> Names => Bindings.Keys;

    public static Formula? Bind(CallSyntax call, Binder binder, RegionScope scope)
    {
        if (call.Level is NameSyntax level)
        {
            binder.Errors.Add(
                binder.Place(level),
                $"this {call.Function}() adds up features inside each region; for all regions of a level write sum({call.Function}(...)) "
                    + $"by {level.Name}",
                $"此处 {call.Function}() 按区域内要素求和；按级别汇总请写 sum({call.Function}(...)) by {level.Name}");
            return null;
        }

        CallArguments arguments = new(call, binder.Source, binder.Errors);
        Formula? formula = (call.Function == "sum" ? FieldFunctions.Attribute : Bindings[call.Function])(call, arguments, binder, scope);
        arguments.Finish();
        return formula;
    }

    private static ColumnFormula? Parent(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (arguments.OwnName("level", [.. scope.Frame.Levels]) is not string level)
            return null;
        Absence none = new(new LocalText($"the region has no code at the level '{level}'", $"该区域在级别“{level}”上没有代码"));
        return new ColumnFormula(
            ExpressionType.Text,
            binder.Span(call),
            row => scope.Frame.GroupKey(row, level) is string key ? key : none,
            isUniform: false);
    }

    private static ColumnFormula? Previous(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (arguments.Required("column") is not Syntax syntax)
            return null;
        if (syntax is not NameSyntax name)
        {
            binder.Errors.Add(binder.Place(syntax), "expected the name of a column of last year's run", "应为上年结果中的列名");
            return null;
        }

        string level = "";
        if (arguments.Named("of") is Syntax of)
        {
            if (of is not NameSyntax unit || !scope.Frame.Levels.Contains(unit.Name))
            {
                binder.Errors.Add(
                    binder.Place(of),
                    $"expected a level whose units were paid: {string.Join(", ", scope.Frame.Levels)}",
                    $"应为被支付单位的级别：{string.Join("、", scope.Frame.Levels)}");
                return null;
            }

            level = unit.Name;
        }

        FormulaSpan span = binder.Span(call);
        if (scope.Inputs.Previous is not IPreviousRun run)
        {
            Absence none = new(new LocalText("there is no previous run: the policy's 'previous' names none", "没有上年结果：测算方案未写 previous"));
            return new ColumnFormula(ExpressionType.Any, span, _ => none, isUniform: true);
        }

        if (run.Find(name.Name) is not PreviousColumn column)
        {
            binder.Errors.Add(binder.Place(name), $"the previous run has no column '{name.Name}'", $"上年结果中没有列“{name.Name}”");
            return null;
        }

        Absence missing = new(new LocalText(
            $"the run of {run.Year} has no {name.Name} for this region",
            $"{run.Year} 年结果中该区域没有 {name.Name}"));
        IReadOnlyList<Region> regions = scope.Inputs.Combinations.Regions;
        return new ColumnFormula(
            ExpressionType.Of(column.Quantity, column.Unit), span, row =>
                TableCells.Of(column.Values.GetValueOrDefault(CodeOf(row)), column.Unit, missing), isUniform: false, level: level)
        {
            Tale = (row, _) => TableStory.Previous(run.Year, name.Name, run.CodesBehind(CodeOf(row))),
        };

        string CodeOf(int row) => level.Length == 0 ? regions[row].Code : scope.Frame.GroupKey(row, level) ?? "";
    }
}
