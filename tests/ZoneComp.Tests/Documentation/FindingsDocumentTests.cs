using System.Text.RegularExpressions;
using ZoneComp.TestMaterial;

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

    [GeneratedRegex("\"(ZC[0-9]{3})\"")]
    private static partial Regex QuotedCode();

    [GeneratedRegex(@"^\| (ZC[0-9]{3}) \|")]
    private static partial Regex TableRow();
}
