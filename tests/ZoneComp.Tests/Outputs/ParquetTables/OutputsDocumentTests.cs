namespace ZoneComp.Tests.Outputs.ParquetTables;

/// <summary>docs/outputs.md against the files themselves, and its Chinese twin against it.</summary>
public sealed class OutputsDocumentTests
{
    [Fact]
    public void Every_column_of_every_file_is_documented_with_its_type_nulls_and_unit()
    {
        Dictionary<string, string[]> documented = Documented("docs/outputs.md");

        Assert.Equal(ParquetOutputs.Tables(SmallRun.Results).Select(table => table.FileName), documented.Keys);
        Assert.All(ParquetOutputs.Tables(SmallRun.Results), table =>
            Assert.Equal(table.DocumentedColumns.Select(Line).Distinct(), documented[table.FileName]));
    }

    [Fact]
    public void The_chinese_page_has_the_same_columns_and_words_for_each()
    {
        Dictionary<string, string[]> english = Documented("docs/outputs.md"), chinese = Documented("docs/zh/outputs.md");

        Assert.Equal(english.Keys, chinese.Keys);
        Assert.All(english.Keys, file => Assert.Equal(english[file].Select(InChinese), chinese[file]));
    }

    private static string InChinese(string line) => line
        .Replace("| yes |", "| 是 |", StringComparison.Ordinal)
        .Replace("by kind", "按其种类", StringComparison.Ordinal)
        .Replace("its own", "各自", StringComparison.Ordinal);

    private static string Line(ParquetField field) => field.Name is "INDICATOR" or "FACTOR"
        ? $"`{field.Name}` | by kind | yes | its own"
        : field.Name.EndsWith("_UNIT", StringComparison.Ordinal) ? $"`{field.Name}` | {field.Type} | yes | its own"
        : $"`{field.Name}` | {field.Type} | {(field.Nullable ? "yes" : "")} | {field.Unit}";

    /// <summary>The first four cells of each table row, by the heading above.</summary>
    private static Dictionary<string, string[]> Documented(string page)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? rows = null;
        foreach (string line in File.ReadLines(Path.Combine(SharedMaterial.RepositoryRoot, page)))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                rows = line.EndsWith(".parquet", StringComparison.Ordinal) ? sections[line[3..]] = [] : null;
            else if (line.StartsWith("| `", StringComparison.Ordinal))
                rows?.Add(
                    string.Join(" | ", line.Replace("\\|", "", StringComparison.Ordinal).Split('|')[1..5].Select(cell => cell.Trim())));
        }

        return sections.ToDictionary(section => section.Key, section => section.Value.ToArray());
    }
}
