using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Documentation;

public sealed partial class SecurityDocumentTests
{
    [Fact]
    public void Every_test_that_SECURITY_names_is_there()
    {
        string root = SharedMaterial.RepositoryRoot;
        string tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] rows =
        [
            .. File.ReadLines(Path.Combine(root, "SECURITY.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1),
        ];

        Assert.InRange(rows.Length, 10, 40);
        foreach (string row in rows)
        {
            MatchCollection names = Name().Matches(row.TrimEnd(' ', '|').Split('|')[^1]);
            Assert.NotEmpty(names);
            foreach (Match name in names)
                Assert.Matches($@"(class|void) {name.Groups[1].Value}\b", tests);
        }
    }

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Name();
}
