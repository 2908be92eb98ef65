namespace ZoneComp.Comparison.Results;

/// <summary>Findings of a comparison, ZC790 to ZC799. None of them stops it: what cannot be said is left out and told.</summary>
internal static class ComparisonFindings
{
    private const int Shown = 8;

    public static Diagnostic InputsMissing(string run, IReadOnlyList<LocalText> problems) => Warning(
        "ZC790",
        run,
        $"{problems.Count} of its input files are not there any more or changed: {List(problems.Select(problem => problem.En))}; what "
            + $"follows from them cannot be computed again (--old-inputs and --new-inputs say where the files are now)",
        $"其 {problems.Count} 个输入文件已不在或已改变：{List(problems.Select(problem => problem.Zh))}；由它们得出的结果无法重算（可用 --old-inputs、--new-inputs "
            + $"指明文件现在的位置）");

    public static Diagnostic UnknownCode(string code, bool isOld) => Warning(
        "ZC791",
        code,
        isOld
            ? "the code-change table names it as an old code, and the first run has no such region or payee"
            : "the code-change table names it as a new code, and the second run has no such region or payee",
        isOld ? "代码变更表将其列为旧代码，但前一结果中没有该区域或单位" : "代码变更表将其列为新代码，但后一结果中没有该区域或单位");

    public static Diagnostic Unmatched(IReadOnlyList<string> codes, bool isNew) => Warning(
        "ZC792",
        isNew ? "new" : "old",
        isNew
            ? $"{codes.Count} regions or payees of the second run have no counterpart in the first: {List(codes)}; if their codes "
                + $"changed, name them in a code-change table (--codes)"
            : $"{codes.Count} regions or payees of the first run have no counterpart in the second: {List(codes)}; if their codes "
                + $"changed, name them in a code-change table (--codes)",
        isNew
            ? $"后一结果中有 {codes.Count} 个区域或单位在前一结果中没有对应：{List(codes)}；若代码有变更，请用代码变更表（--codes）写明"
            : $"前一结果中有 {codes.Count} 个区域或单位在后一结果中没有对应：{List(codes)}；若代码有变更，请用代码变更表（--codes）写明");

    public static Diagnostic Joined(LocalText causes, LocalText why) => new(
        "ZC793",
        Severity.Note,
        "causes",
        new LocalText($"{causes.En} are taken as one cause: {why.En}", $"{causes.Zh}合并为一项原因：{why.Zh}"));

    public static Diagnostic NotAttributed(LocalText why) => Warning(
        "ZC794",
        "causes",
        $"the changes in amount are not split into causes: {why.En}",
        $"金额变化未按原因分解：{why.Zh}");

    public static Diagnostic RecomputedDiffers(string run, int count, string example) => Warning(
        "ZC795",
        run,
        $"computed again from its inputs, {count} amounts are not those on file ({example}); was it made by another version of the "
            + $"program?",
        $"由其输入重算，有 {count} 个金额与已存结果不同（{example}）；是否由其他版本的程序得出？");

    public static Diagnostic OtherUnit(string column, string old, string current) => Warning(
        "ZC796",
        column,
        $"its unit is '{old}' in the first run and '{current}' in the second; both values are shown, no change is taken",
        $"前一结果的单位为“{old}”，后一结果为“{current}”；两值均列出，不求差");

    /// <summary>Money in one run and a quota in the other, or quotas of two kinds: two schemes.</summary>
    public static Diagnostic TwoMeasures(string scheme, bool isNew) => Warning(
        "ZC796",
        scheme,
        isNew
            ? "only the second run counts this scheme in that unit; the first run's stands as a scheme of its own, no change is taken"
            : "only the first run counts this scheme in that unit; the second run's stands as a scheme of its own, no change is taken",
        isNew
            ? "只有后一结果以此单位计；前一结果的同名项目单列，两者不求差"
            : "只有前一结果以此单位计；后一结果的同名项目单列，两者不求差");

    public static Diagnostic OneRunOnly(string column, bool isNew) => new(
        "ZC797",
        Severity.Note,
        column,
        isNew
            ? new LocalText("only the second run has this column or scheme", "只有后一结果有此列或资金")
            : new LocalText("only the first run has this column or scheme", "只有前一结果有此列或资金"));

    public static Diagnostic NoPolygons(LocalText why) => Warning(
        "ZC798",
        "maps",
        $"the polygons that changed are not listed: {why.En}",
        $"未列出变化的图斑：{why.Zh}");

    private static Diagnostic Warning(string code, string subject, string en, string zh) =>
        new(code, Severity.Warning, subject, new LocalText(en, zh));

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? FormattableString.Invariant($" ... ({all.Length - Shown})") : "");
    }
}
