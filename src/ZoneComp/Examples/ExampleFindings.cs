namespace ZoneComp.Examples;

/// <summary>What the policy's examples may find, a method per code.</summary>
internal static class ExampleFindings
{
    /// <summary>Formulas that a finding names; <c>zonecomp test</c> shows all.</summary>
    private const int Named = 4;

    public static IEnumerable<Diagnostic> Of(ExampleResult example) =>
        example.Problems.Select(problem => NotComputed(example, problem)).Concat(example.Differ.Select(figure => Differs(example, figure)));

    public static Diagnostic NobodySo(ExpectedFigure figure, bool isCodeKnown, IReadOnlyList<string> known) => new(
        "ZC442", Severity.Error, figure.Name, isCodeKnown
            ? new LocalText(
                $"'{figure.Source}' is no payer and no source of the scheme; there are: {string.Join(", ", known)}",
                $"“{figure.Source}”不是该项目的出资方或资金来源；可用：{string.Join("、", known)}")
            : new LocalText(
                $"'{figure.Code}' is nobody whom the example pays; there are: {string.Join(", ", known)}",
                $"“{figure.Code}”在本算例中无人以此代码收付；可用：{string.Join("、", known)}"));

    private static Diagnostic Differs(ExampleResult example, FigureThatDiffers figure)
    {
        Step[] lines = [.. figure.Lines().Take(Named)];
        string formulas = lines.Length == 0
            ? $"{figure.FormulaAt}"
            : string.Join("; ", lines.Select(line => $"{line.Place}: {line.Name}: {line.Formula} = {line.Arithmetic} = {line.Value}"));
        return new Diagnostic("ZC440", Severity.Error, $"examples.{example.Name}", new LocalText(
            $"{figure.Words.En}; {formulas}",
            $"{figure.Words.Zh}；{ChineseSteps.Units(formulas)}"));
    }

    private static Diagnostic NotComputed(ExampleResult example, LocalText problem) => new(
        "ZC441", Severity.Error, $"examples.{example.Name}", new LocalText(
            $"the example cannot be computed ({example.Place}): {problem.En}",
            $"算例无法计算（{example.Place}）：{problem.Zh}"));
}
