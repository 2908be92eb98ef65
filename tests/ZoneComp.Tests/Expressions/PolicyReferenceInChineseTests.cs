using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Expressions;

/// <summary>docs/zh/policy.md says of the same keys, functions and examples as docs/policy.md, which other tests hold against the
/// program.</summary>
public partial class PolicyReferenceInChineseTests
{
    [Fact]
    public void Every_example_stands_on_both_pages_word_for_word() =>
        Assert.Equal(
            Blocks().Matches(Page("policy.md")).Select(block => WithoutMessages(block.Value)),
            Blocks().Matches(Page("zh/policy.md")).Select(block => WithoutMessages(block.Value)));

    /// <summary>What a wrong expression is told stands on each page in its own language.</summary>
    private static string WithoutMessages(string block) => !block.StartsWith("```errors", StringComparison.Ordinal) ? block
        : string.Join('\n', block.Split('\n').Select(line => line.Split("=> ")[0]));

    [Fact]
    public void Every_key_every_notation_and_every_finding_has_its_row_in_the_same_order() =>
        Assert.Equal(FirstCells(Page("policy.md")), FirstCells(Page("zh/policy.md")));

    [Fact]
    public void Every_function_is_described()
    {
        string[] functions =
        [
            .. Functions().Matches(Blocks().Replace(Page("policy.md"), ""))
                .Select(name => name.Groups[1].Value)
                .Distinct(StringComparer.Ordinal),
        ];

        Assert.Contains("weighted", functions);
        Assert.Empty(functions.Except(
            Functions().Matches(Blocks().Replace(Page("zh/policy.md"), "")).Select(name => name.Groups[1].Value),
            StringComparer.Ordinal));
    }

    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", name)).ReplaceLineEndings("\n");

    /// <summary>What a row is about: the cells before the first bar that hold code or a finding's number.</summary>
    private static IEnumerable<string> FirstCells(string page) => Blocks().Replace(page, "").Split('\n')
        .Select(line => FirstCell().Match(line)).Where(cell => cell.Success).Select(cell => cell.Groups[1].Value.Trim());

    [GeneratedRegex("^```\\w*\\n.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^\| (`[^|]*|ZC[^|]*)\|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"`([a-z_]+)\(")]
    private static partial Regex Functions();
}
