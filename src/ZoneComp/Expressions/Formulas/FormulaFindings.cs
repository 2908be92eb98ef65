namespace ZoneComp.Expressions.Formulas;

/// <summary>Failures of an expression as findings: one for each place and reason, however many regions it strikes.</summary>
internal static class FormulaFindings
{
    private const int Named = 5;

    /// <summary>A text that a column is compared with and no region has.</summary>
    public static Diagnostic NoSuchText(FormulaSpan column, FormulaSpan text) => new("ZC453", Severity.Note, "policy", new LocalText(
        $"no region has {text.Text} as {column.Text} ({text.Place}): nobody is meant by it; see whether it is written as the table has it",
        $"没有区域的 {column.Text} 为 {text.Text}（{text.Place}），该条件不涉及任何区域；请核对其写法是否与表中一致"));

    /// <summary>A formula that takes ground as small as borders leave that do not fit.</summary>
    /// <param name="regions">That it takes; empty where it counts single features.</param>
    public static Diagnostic Crumbs(FormulaSpan span, IReadOnlyList<string> regions, decimal belowM2)
    {
        string labels = string.Join(", ", regions.Take(Named))
            + (regions.Count > Named ? FormattableString.Invariant($", ... ({regions.Count - Named} more)") : "");
        string place = $"{span.Text} ({span.Place})", placeZh = $"{span.Text}（{span.Place}）";
        return new Diagnostic("ZC450", Severity.Note, "policy", new LocalText(
            (regions.Count == 0
                ? FormattableString.Invariant($"{place} also counts features with less than {belowM2:0} m² in the region")
                : FormattableString.Invariant($"{place} also takes {regions.Count} region(s) with less than {belowM2:0} m²: ") + labels)
                + "; borders that do not fit leave so much too: state a larger 'min'",
            (regions.Count == 0
                ? FormattableString.Invariant($"{placeZh}会计入在区域内不足 {belowM2:0} 平方米的要素")
                : FormattableString.Invariant($"{placeZh}会计入 {regions.Count} 个不足 {belowM2:0} 平方米的区域：{labels}"))
                + "；边界不吻合也会留下这样的碎片：请加大 min"))
        { Weight = FindingWeight.Features(regions.Count) };
    }

    /// <param name="own">Formula of a named column, which leaves to the columns that it uses what fails in them; null to report
    /// all.</param>
    public static void Report(string subject, string text, Cell[] cells, Frame frame, string code, DiagnosticLog log, Formula? own = null)
    {
        HashSet<PolicyNode> sources = own is null ? [] : [own.Span.Source, .. own.Parts.Select(part => part.Span.Source)];
        IEnumerable<IGrouping<(PolicyPlace, string), Failure>> groups = cells
            .Select(cell => cell.Failure)
            .OfType<Failure>()
            .Where(failure => own is null || sources.Contains(failure.At.Span.Source))
            .DistinctBy(failure => failure, ReferenceEqualityComparer.Instance)
            .GroupBy(failure => (failure.At.Span.Place, failure.What.En));
        foreach (IGrouping<(PolicyPlace Place, string), Failure> group in groups)
        {
            Failure first = group.First();
            int[] rows = [.. group.Select(failure => failure.Row).Where(row => row >= 0 && row < frame.Count).Distinct().Order()];
            string labels = string.Join(", ", rows.Take(Named).Select(frame.Label));
            string more = rows.Length > Named ? FormattableString.Invariant($" and {rows.Length - Named} more") : "";
            string moreZh = rows.Length > Named ? FormattableString.Invariant($" 等 {rows.Length} 个") : "";
            string where = rows.Length > 0 ? $" for {labels}{more}" : " for all regions";
            string whereZh = rows.Length > 0 ? $"（{labels}{moreZh}）" : "（所有区域）";
            log.Add(new Diagnostic(
                code,
                Severity.Error,
                subject,
                new LocalText(
                    $"no value{where}: {first.What.En} in {first.At.Span.Text} ({group.Key.Place}) of '{text}'; 'x else y' says what "
                        + $"holds then",
                    $"无法得出值{whereZh}：{first.What.Zh}，位于“{text}”中的 {first.At.Span.Text}（{group.Key.Place}）；可用“x else y”写明此时取何值"))
            { CanBeAccepted = false });
        }
    }
}
