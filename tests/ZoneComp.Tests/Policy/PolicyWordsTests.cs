using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policy;

/// <summary>The table of English and Chinese words: whole, without two meanings, and the same in the reference.</summary>
public partial class PolicyWordsTests
{
    [Fact]
    public void A_Chinese_word_has_one_meaning_and_no_word_stands_twice()
    {
        (string English, string Chinese)[] words = [.. PolicyWords.Groups.SelectMany(group => group.Words)];

        Assert.True(words.Length > 300, $"{words.Length} words");
        Assert.Equal(words.Length, words.Select(word => word.Chinese).Distinct().Count());
        Assert.Equal(words.Length, words.Select(word => word.English).Distinct().Count());
        Assert.All(words, word => Assert.True(PolicyNames.IsName(word.Chinese), word.Chinese));
    }

    [Theory]
    [InlineData("policy.md")]
    [InlineData("allocation.md")]
    [InlineData("regions.md")]
    public void Every_key_of_the_reference_has_a_Chinese_word(string page)
    {
        string[] rows =
        [
            .. Page(page).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]),
        ];
        string[] keys =
        [
            .. rows.SelectMany(cell => KeyName().Matches(cell).Select(name => name.Groups[1].Value))
                .Distinct()
                .Except(["zonecomp", "redline_ratio"]),
        ];

        Assert.All(keys, key => Assert.NotNull(PolicyWords.Chinese(key)));
    }

    [Fact]
    public void Every_function_has_a_Chinese_word() =>
        Assert.All(FunctionBinder.Names.Concat(RegionFunctions.Names), name => Assert.NotNull(PolicyWords.Chinese(name, "function")));

    [Theory]
    [InlineData("policy.md", "## Words in Chinese", ", ")]
    [InlineData("zh/policy.md", "## 中文关键词", "、")]
    public void The_reference_shows_the_table(string page, string heading, string between)
    {
        string section = Page(page);
        section = section[section.IndexOf(heading, StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        string shown = string.Join(
            '\n',
            section.Split('\n')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line[line.IndexOf('`', StringComparison.Ordinal)..]));

        Assert.Equal(
            string.Join(
                '\n',
                PolicyWords.Groups.Select(group => string.Join(between, group.Words.Select(word => $"`{word.English}` {word.Chinese}")))),
            shown);
    }

    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", name)).ReplaceLineEndings("\n");

    [GeneratedRegex("`([a-z][a-z_0-9]+)`")]
    private static partial Regex KeyName();
}
