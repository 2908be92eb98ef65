using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Documentation;

/// <summary>Each page that stands in both languages says the same in both: the same headings in their order, the same keys, files,
/// codes and functions in its tables, and every example.</summary>
public partial class ChinesePagesTests
{
    private static readonly string Docs = Path.Combine(SharedMaterial.RepositoryRoot, "docs");

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Docs, "zh"), "*.md").Select(path => Path.GetFileName(path)!)
            .Where(page => File.Exists(Path.Combine(Docs, page))) // the others are Chinese alone
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_Chinese_page_covers_the_English_one(string page)
    {
        (string[] headings, string[] keys, string[] examples) = Read(Path.Combine(Docs, page));
        (string[] zhHeadings, string[] zhKeys, string[] zhExamples) = Read(Path.Combine(Docs, "zh", page));

        Assert.Equal(headings, zhHeadings);
        Assert.Equal(keys, zhKeys);
        Assert.True(zhExamples.Length >= examples.Length, $"{examples.Length} examples, {zhExamples.Length} in Chinese");
        // Policies and formulas stand as they are; what programs print is in the page's language.
        Assert.Empty(examples.Where(example => example.StartsWith("zonecomp\n", StringComparison.Ordinal)).Except(zhExamples));
    }

    /// <summary>Levels of the headings, what stands in back quotes in the first cell of each row, and code by its fence.</summary>
    private static (string[] Headings, string[] Keys, string[] Examples) Read(string path)
    {
        List<string> headings = [], keys = [], examples = [];
        List<string>? code = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (code is not null)
                    examples.Add(string.Join('\n', code));
                code = code is null ? [line[3..]] : null;
            }
            else if (code is not null)
                code.Add(line);
            else if (line.StartsWith('#'))
                headings.Add(line.Split(' ')[0]);
            else if (line.StartsWith("| ", StringComparison.Ordinal))
                keys.AddRange(InQuotes().Matches(line.Split('|')[1]).Select(match => match.Value));
        }

        return ([.. headings], [.. keys], [.. examples]);
    }

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex InQuotes();
}
