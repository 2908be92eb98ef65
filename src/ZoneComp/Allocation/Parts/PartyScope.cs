namespace ZoneComp.Allocation.Parts;

/// <summary>
/// The names of a ledger's rows: the table's own columns, what is one value for all regions, and <c>payer(x)</c> and <c>payee(x)</c>,
/// the value of an expression over the regions for the row's two parties.
/// </summary>
internal sealed class PartyScope(TableScope rows, SchemeNames columns, Formula? payer, Formula? payee) : NameScope, ILookupTables
{
    private const string Payer = "payer", Payee = "payee";

    public override Frame? Frame => rows.Frame;

    public override IReadOnlyCollection<string> Names => [.. rows.Names, .. columns.Names];

    public override IReadOnlyCollection<string> Functions => [Payer, Payee];

    public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
    {
        Formula? own = rows.Find(name, span, errors, out known);
        if (known)
            return own;
        if (columns.Find(name, span, errors, out known) is not Formula column)
            return null;
        if (column.IsUniform)
        {
            return new ColumnFormula(column.Type, span, _ => column.Value(0), isUniform: true)
            {
                Tale = (_, teller) => column.Story(0, teller),
            };
        }

        errors.Add(
            span.Place,
            $"'{name.Name}' differs by region; say whose it is: payer({name.Name}) or payee({name.Name})",
            $"“{name.Name}”因区域而异；请写明取哪一方的值：payer({name.Name}) 或 payee({name.Name})");
        return null;
    }

    public override Formula? Call(CallSyntax call, Binder binder)
    {
        CallArguments arguments = new(call, binder.Source, binder.Errors);
        Syntax? syntax = arguments.Required("x");
        arguments.Finish();
        Formula? value = syntax is null ? null : new Binder(columns, binder.Source, binder.Errors).Bind(syntax);
        Formula? party = call.Function == Payer ? payer : payee;
        if (value is null || party is null)
            return null;
        IReadOnlyList<Region> regions = columns.Regions;
        return new ColumnFormula(value.Type, binder.Span(call), row => PartyValue.Of(value, CodeOf(row), regions), isUniform: false)
        {
            Tale = (row, teller) => PartyValue.RegionsOf(CodeOf(row), regions) is [int first, ..]
                ? new Step("", "")
                {
                    Notes = [new LocalText($"of the {call.Function} {CodeOf(row)}",
                        $"取{(call.Function == Payer ? "付款方" : "收款方")} {CodeOf(row)} 的值")],
                    Parts = [teller.Part(value, first)],
                }
                : null,
        };

        string CodeOf(int row) => CodeText.Plain(SchemeTable.Text(party, row));
    }

    public List<(ConstantFormula Key, Formula Value)>? Pairs(NameSyntax name, bool isText, Binder binder) => columns.Pairs(name, isText,
        binder);
}

/// <summary>The value of an expression over the regions for a party: a region, or a unit above regions that share one value.</summary>
internal static class PartyValue
{
    public static Cell Of(Formula formula, string party, IReadOnlyList<Region> regions)
    {
        int[] own = RegionsOf(party, regions);
        if (own.Length == 0)
            return formula.IsUniform && regions.Count > 0 ? formula.Value(0)
                : new Absence(new LocalText($"'{party}' is no region of this policy", $"“{party}”不是本测算方案的区域"));
        Cell[] values = [.. own.Select(formula.Value)];
        Cell failed = Array.Find(values, value => value.Failure is not null);
        if (failed.Failure is not null)
            return failed;
        return Array.TrueForAll(values, value => Cell.Same(value, values[0])) ? values[0] : new Failure(formula, own[0], new LocalText(
            $"{formula.Span.Text} differs among the {own.Length} regions of '{party}'; write one value for the unit, such as "
                + $"sum({formula.Span.Text}) by its level",
            $"{formula.Span.Text} 在“{party}”的 {own.Length} 个区域中各不相同；请写出该单位的一个值，如按级别求和 sum({formula.Span.Text}) by"));
    }

    /// <summary>The region of a code, or those below the unit of a code; empty for others.</summary>
    public static int[] RegionsOf(string party, IReadOnlyList<Region> regions)
    {
        int[] all = [.. Enumerable.Range(0, regions.Count)], own = [.. all.Where(index => regions[index].Code == party)];
        return own.Length > 0 ? own : [.. all.Where(index => regions[index].Parents.Values.Contains(party))];
    }
}
