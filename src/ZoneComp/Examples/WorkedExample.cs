using System.Text.RegularExpressions;

namespace ZoneComp.Examples;

/// <summary>Made-up inputs of a policy, and the figures that must come of them.</summary>
/// <param name="Columns">Values of indicators and factors that are given in place of their formulas, one a region; null where the formula
/// holds.</param>
/// <param name="Sets">Ground of the region sets.</param>
/// <param name="Tables">Those that are given; parameters among them with their rows only, which stand in place of the file's.</param>
internal sealed record WorkedExample(
    PolicyNode Name,
    string Title,
    CombinationTable Ground,
    IReadOnlyDictionary<string, CombinationTable> Sets,
    IReadOnlyDictionary<string, IReadOnlyList<Cell?>> Columns,
    IReadOnlyList<PolicyTable> Tables,
    IReadOnlyList<ExpectedFigure> Expected);

/// <summary>One figure that is worked out by hand.</summary>
/// <param name="Code">Of a region, a unit above, or a party.</param>
/// <param name="Column">Indicator, factor or scheme.</param>
/// <param name="Source">Payer or source of the fund; "" for all together.</param>
/// <param name="Value">In internal units.</param>
internal sealed record ExpectedFigure(string Code, string Column, string Source, PolicyNode Node, Cell Value)
{
    public string Name => Source.Length == 0 ? Column : $"{Column}.{Source}";
}

/// <summary>What came of an example.</summary>
/// <param name="Place">file:line:column of its name.</param>
/// <param name="Figures">How many it expects.</param>
/// <param name="Problems">Why it could not be computed; empty where it was.</param>
public sealed record ExampleResult(
    string Name, string Title, string Place, int Figures, IReadOnlyList<FigureThatDiffers> Differ, IReadOnlyList<LocalText> Problems)
{
    public bool Holds => Differ.Count == 0 && Problems.Count == 0;
}

/// <summary>A figure of an example that is another than the one worked out by hand.</summary>
/// <param name="ExpectedAt">file:line:column of the figure in the example.</param>
/// <param name="FormulaAt">file:line:column of the formula or scheme that gives the figure.</param>
/// <param name="Steps">How the found figure came about.</param>
public sealed partial record FigureThatDiffers(
    string Code, string Column, string Expected, string Found, string Difference, string ExpectedAt, string FormulaAt,
    IReadOnlyList<Step> Steps)
{
    /// <summary>The figure by hand and the one that was found, in a line.</summary>
    public LocalText Words => new(
        $"{Code} {Column}: {Grouped(Expected)} by hand ({ExpectedAt}), {Grouped(Found)} by the policy{Off(" (", ")")}",
        $"{Code} {Column}：手工 {Zh(Expected)}（{ExpectedAt}），按测算方案 {Zh(Found)}{ChineseSteps.Units(Off("（", "）"))}");

    /// <summary>The formulas behind it, each place once, with the figure's own at the end where none is known.</summary>
    public string Formulas(int most, string between)
    {
        string[] lines = [.. Lines().DistinctBy(step => step.Place).Select(step => $"{step.Place}: {step.Formula}")];
        return lines.Length == 0 ? FormulaAt : string.Join(between, lines.Take(most)) + (lines.Length > most ? between + "..." : "");
    }

    private string Off(string open, string close) => Difference.Length == 0 ? "" : open + Grouped(Difference) + close;

    private static string Zh(string value) => ChineseSteps.Units(Grouped(value));

    /// <summary>Quantities with thousands, which a person reads; numbers without a unit may be years.</summary>
    private static string Grouped(string value) =>
        WholePart().Replace(value, digits => digits.Value.Length < 4 || !value.Contains(' ', StringComparison.Ordinal)
            ? digits.Value
            : System.Numerics.BigInteger.Parse(digits.Value, System.Globalization.CultureInfo.InvariantCulture)
                .ToString("#,0", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Every formula behind the figure, from the figure to its sources: its line, as written, with values, and what it
    /// gives.</summary>
    public IEnumerable<Step> Lines()
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return Steps.SelectMany(Flat)
            .Where(step => step is { Place: not null, Formula.Length: > 0 } && seen.Add($"{step.Place} {step.Arithmetic}"));
    }

    [GeneratedRegex(@"(?<=^[+-]?)[0-9]+")]
    private static partial Regex WholePart();

    private static IEnumerable<Step> Flat(Step step) => step.Parts.SelectMany(Flat).Prepend(step);
}
