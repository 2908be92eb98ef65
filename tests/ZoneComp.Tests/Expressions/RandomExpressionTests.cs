namespace ZoneComp.Tests.Expressions;

/// <summary>Texts made of the language's own pieces by a seeded generator: whatever is written, it compiles or is told what is
/// wrong.</summary>
public class RandomExpressionTests
{
    private static readonly string[] Pieces =
    [
        "area(", "ratio(", "share(", "rank(", "band(", "lookup(", "weighted(", "if(", "sum(", "round(", "max(", "clamp(", "previous(",
        "sum_rows(", "count_rows(", "member(", "zscore(",
        "redline", "forest", "forest.I", "fiscal.people", "fiscal.last_year", "fiscal.kind", "fiscal.poor", "fiscal", "region_area",
        "region_code", "everywhere", "x",
        "(", ")", ")", ")", "[", "]", ",", ":", "+", "-", "*", "/", "|", "&", "!", "<", "=", "<>", "and", "or", "not", "else", "by", "city",
        "in", "is", "null", "true",
        "0", "1", "2.5", "15 yuan", "mu", "10 ha", "'I'", "79228162514264337593543950335", "descending", "population", "ties: min",
        "closed: left", "min: 1 ha", "overlap: best", "where: ", "`", "'", "，", "%",
    ];

    [Fact]
    public void No_text_makes_the_compiler_or_the_evaluation_throw()
    {
        ExpressionScope scope = Sample.Scope("", out _);
        Random random = new(20251122);
        int compiled = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            PolicyErrors errors = new();
            CompiledExpression? expression = scope.Compile(Sample.Node("0 " + text), errors)
                ?? scope.Compile(Sample.Node(text), errors = new PolicyErrors());
            Assert.True(expression is null == errors.All.Count > 0, $"compiled without errors or neither: {text}");
            if (expression is null)
                continue;
            compiled++;
            DiagnosticLog log = new();
            _ = expression.ToColumn("x", "x", "ZC501", log);
            _ = new ExplanationText(Language.English, Full: true).Of(Sample.Teller().Whole("x", expression.Formula, expression.Type, 0));
        }

        Assert.True(compiled > 100, $"only {compiled} compiled"); // or the test says nothing
    }

    [Fact]
    public void Permuting_the_regions_permutes_the_values()
    {
        int[] order = [2, 0, 1];
        PolicyFile policy = PolicyFile.Parse(
            "p.yaml",
            Sample.Head
                + "factors: {a: 'share(ratio(forest)) + rank(area(everywhere), ascending, ties: min) + mean(area(redline, ha) / mu) by "
                    + "city'}\n");
        CombinationTable permuted = new()
        {
            Classes = Sample.Combinations.Classes,
            Regions = [.. order.Select(index => Sample.Regions[index])],
            Rows =
            [
                .. Sample.Combinations.Rows.Select(row => row.Region < 0 ? row : row with { Region = Array.IndexOf(order, row.Region) }),
            ],
            Repeats = [],
        };

        IReadOnlyList<decimal> plain = Values(policy, Sample.Combinations), other = Values(policy, permuted);

        Assert.Equal(order.Select(index => plain[index]), other);
    }

    private static IReadOnlyList<decimal> Values(PolicyFile policy, CombinationTable table) =>
        ExpressionScope.Create(policy, new ExpressionInputs { Combinations = table }).Find("a")!.Decimals(
            "a",
            "ZC501",
            new DiagnosticLog());
}
