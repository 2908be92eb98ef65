using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Documentation;

public sealed partial class ReadmeTests
{
    private static readonly string Root = SharedMaterial.RepositoryRoot;
    private static readonly string[] English = File.ReadAllLines(Path.Combine(Root, "README.md"));
    private static readonly string[] Chinese = File.ReadAllLines(Path.Combine(Root, "README.zh-CN.md"));

    [Fact]
    public void The_Chinese_readme_has_the_same_sections_tables_and_commands_as_the_English_one()
    {
        Assert.Equal(Shape(English), Shape(Chinese));
        Assert.Equal(CodeBlocks(English), CodeBlocks(Chinese));
        Assert.Equal(FirstCells(English), FirstCells(Chinese));
    }

    [Fact]
    public void Every_file_that_a_readme_links_to_is_there()
    {
        foreach (string line in English.Concat(Chinese))
        {
            foreach (Match link in Link().Matches(line))
            {
                string target = link.Groups[1].Value;
                Assert.True(Path.Exists(Path.Combine(Root, target)), $"a README links to {target}, which does not exist");
            }
        }
    }

    /// <summary>Heading levels, table rows and fences in order: the skeleton that both languages share.</summary>
    private static string[] Shape(string[] lines) =>
        [.. lines.Select(line =>
            line.StartsWith('#')
                ? line[..(line.LastIndexOf('#') + 1)]
                : line.StartsWith('|') ? "|" : line.StartsWith("```", StringComparison.Ordinal) ? line : "")
            .Where(mark => mark.Length > 0)];

    private static string[] CodeBlocks(string[] lines)
    {
        var code = new List<string>();
        bool inside = false;
        foreach (string line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line.Length > 3 && line != "```text"; // what the program says is in the page's language
            else if (inside)
                code.Add(line);
        }

        Assert.NotEmpty(code);
        return [.. code];
    }

    /// <summary>First cells that name a command or a file: the same in both languages.</summary>
    private static string[] FirstCells(string[] lines) =>
        [.. lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim())];

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();
}
