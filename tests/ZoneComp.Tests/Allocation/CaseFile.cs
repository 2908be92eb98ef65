using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Allocation;

/// <summary>Rows of a published table in cases/, by heading. A cell holds no line break; one with a comma stands in quotes.</summary>
internal static partial class CaseFile
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "cases", name));
        string[] headings = Cells(lines[0]);
        return [
            .. lines[1..].Select(line =>
                headings.Zip(Cells(line)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)),
        ];
    }

    public static decimal Number(this IReadOnlyDictionary<string, string> row, string heading) =>
        decimal.Parse(row[heading], NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string[] Cells(string line) => [.. Cell().Matches(line).Select(match => match.Groups[1].Value.Trim('"'))];

    [GeneratedRegex("(?:^|,)(\"[^\"]*\"|[^,]*)")]
    private static partial Regex Cell();
}
