using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Documentation;

public sealed partial class FindingsDocumentTests
{
    [Fact]
    public void Every_code_in_the_source_is_documented_and_every_documented_code_is_in_the_source()
    {
        string root = SharedMaterial.RepositoryRoot;
        string[] inSource = [.. Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => QuotedCode().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal)];
        string[] inDocs = [.. File.ReadLines(Path.Combine(root, "docs", "findings.md"))
            .Select(line => TableRow().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(inSource);
        Assert.Equal(inDocs.Distinct(), inDocs); // one row each
        Assert.Equal(inSource, inDocs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_of_the_Chinese_page_is_a_row_of_the_English_one_with_the_same_severity()
    {
        string docs = Path.Combine(SharedMaterial.RepositoryRoot, "docs");
        Dictionary<string, string> english = Severities(Path.Combine(docs, "findings.md")),
            chinese = Severities(Path.Combine(docs, "zh", "findings.md"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            chinese,
            row =>
                Assert.Equal(
                    (row.Key, english[row.Key].Replace("error", "错误", StringComparison.Ordinal)
                        .Replace("warning", "警告", StringComparison.Ordinal)
                        .Replace("note", "提示", StringComparison.Ordinal)
            .Replace(", stops", "，必停", StringComparison.Ordinal)
                .Replace(" (stops)", "（必停）", StringComparison.Ordinal)
                .Replace(", ", "、", StringComparison.Ordinal)),
                    (row.Key, row.Value)));
    }

    private static Dictionary<string, string> Severities(string path) => File.ReadLines(path).Where(line => TableRow().IsMatch(line))
        .ToDictionary(line => TableRow().Match(line).Groups[1].Value, line => line.Split('|')[2].Trim(), StringComparer.Ordinal);

    [GeneratedRegex("\"(ZC[0-9]{3})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"^\| (ZC[0-9]{3}) \|")]
    private static partial Regex TableRow();
}
