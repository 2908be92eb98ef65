using System.Text.RegularExpressions;

namespace ZoneComp.EndToEndTests;

/// <summary>Who asks for Chinese reads no English: everything that the program prints, but for names of commands, options, files, places
/// in files, units of memory and the like.</summary>
public sealed class ChineseTests
{
    private static readonly string[] Commands =
        [
            "coverage", "init", "inspect", "check", "test", "run", "overlay", "allocate", "merge", "explain", "compare", "diff", "verify",
            "rerun", "provenance", "cluster",
        ];

    /// <summary>Words that stand in Chinese text as they are: formats, programs, identifiers that files have, values that options
    /// take.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "zonecomp", "YAML", "CSV", "JSON", "Parquet", "GeoPackage", "QGIS", "Excel", "WPS", "SHA", "CRS", "OpenLineage", "PROV", "run",
        "outside", "zh", "en", "GiB", "MiB", "OUT",
        "DIR", "json", "diff", "README", "Slurm", "CPU", "GDAL", "EPSG", "CGCS", "SUMS", "eligible", "out", "old", "new",
        // values that options and policies take
        "each", "planar", "geodesic", "equal", "survey", "areas", "half", "first", "count", "code", "by", "in",
    };

    [Fact]
    public void Help_is_Chinese()
    {
        foreach (string command in Commands)
            AssertChinese(
                ProgramRun.Of(command, "--help", "--lang", "zh").Output, "serve", "format", "plan", "submit", "status", "resume", "cancel",
                "sbatch");
        AssertChinese(ProgramRun.Of("--help", "--lang", "zh").Output, "serve", "format");
    }

    [Theory]
    [InlineData("")]
    [InlineData("runn")]
    [InlineData("run")]
    [InlineData("run a b -o c")]
    [InlineData("run a -o")]
    [InlineData("run a -o b --threads many")]
    [InlineData("run a -o b --progress xml")]
    [InlineData("run a -o b -o c")]
    [InlineData("run nowhere.yaml -o nothing")]
    [InlineData("explain --region 1")]
    [InlineData("explain nowhere --region 1")]
    [InlineData("allocate nowhere.yaml --from nowhere -o nothing")]
    [InlineData("verify nowhere")]
    [InlineData("compare nowhere nowhere -o nothing")]
    [InlineData("diff nowhere.yaml nowhere.yaml")]
    [InlineData("init . --from nowhere")]
    [InlineData("inspect nowhere")]
    [InlineData("coverage nowhere nowhere -o nothing")]
    public void Bad_usage_is_told_in_Chinese(string typed)
    {
        ProgramRun run = ProgramRun.Of([.. typed.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--lang", "zh"]);

        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors);
        AssertChinese(run.Errors, typed.Split(' '));
    }

    private static void AssertChinese(string text, params string[] typed)
    {
        foreach (string line in text.Split('\n').Where(line => !line.StartsWith("  zonecomp ", StringComparison.Ordinal)))
        {
            // Options, names of values, files, texts in quotation marks.
            string plain = Regex.Replace(
                line,
                @"“[^”]*”|\$[A-Z_]+|--?[a-z][a-z-]*|<[^>]*>|\[[a-z]+\|?[a-z]*\]|[\w./*-]*\.[a-z0-9]{2,9}\b|[A-Za-z]+/[A-Za-z/]+|\\u[0-9A-F]{4}",
                " ");
            string[] words =
            [
                .. Regex.Matches(plain, "[A-Za-z]{2,}")
                    .Select(word => word.Value)
                    .Where(word => !Known.Contains(word) && !Commands.Contains(word) && !typed.Contains(word)),
            ];
            Assert.True(words.Length == 0, $"{string.Join(", ", words)} in: {line}");
        }
    }
}
