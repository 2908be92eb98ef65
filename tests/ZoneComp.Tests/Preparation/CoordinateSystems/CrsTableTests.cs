using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>Every definition of the shared CRS suites: what PROJ makes of it and what ZoneComp does; the table is
/// docs/formats-suite-crs.md.</summary>
/// <remarks>To write the table anew after a wanted change, run the test with ZONECOMP_WRITE_DOCS=1 and read the difference.</remarks>
public class CrsTableTests
{
    [SkippableFact]
    public void The_table_of_every_definition_is_up_to_date()
    {
        string suites = SharedMaterial.PathOrSkip("suites/crs");
        var text = new StringBuilder("""
            # CRS definitions of other projects, read by PROJ and by ZoneComp

            Written by the test `CrsTableTests`, which fails when a line changes; `CrsSuiteTests` holds parameters and points to their tolerance, `ProjGieTests`, `GeodesicTests` and `AreaMethodTests` the
            suites of single points, lines and polygons (summed up in [crs.md](crs.md)). PROJ is 9.1.1, its code the one that it is sure of. "points": the largest distance between both programs, forward, over the suite's points.

            | case | PROJ | ours | points |
            |---|---|---|---:|

            """.ReplaceLineEndings("\n"));
        int rows = 0;
        foreach (string suite in new[]
        {
            "prj-china-wild/china-wild.jsonl",
            "prj-files-other/prj-files.jsonl",
            "esri-canonical/esri-canonical.jsonl",
        })
        {
            foreach (JsonElement line in CrsSuiteTests.Lines(Path.Combine(suites, suite)))
            {
                JsonElement oracle = line.GetProperty("oracle");
                string id = line.GetProperty("id").GetString()!;
                bool read = Crs.TryParse(line.GetProperty("wkt").GetString()!, out Crs? crs, out LocalText? problem);
                string ours = read
                    ? $"{crs!.Code ?? "read, no code"}, {crs.Datum}"
                    : "refused: " + problem!.En.Replace("|", "/", StringComparison.Ordinal).ReplaceLineEndings(" ");
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {id.Replace("|", "/", StringComparison.Ordinal)} | {Theirs(line, oracle)} | {ours} | "
                        + $"{(read ? Points(crs!, oracle) : "")} |\n");
                rows++;
            }
        }

        Assert.Equal(38 + 72 + 149, rows);
        string path = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "formats-suite-crs.md");
        if (Environment.GetEnvironmentVariable("ZONECOMP_WRITE_DOCS") == "1")
            File.WriteAllText(path, text.ToString());
        Assert.Equal(File.ReadAllText(path), text.ToString());
    }

    private static string Theirs(JsonElement line, JsonElement oracle)
    {
        if (!oracle.GetProperty("parsed").GetBoolean())
            return "refused";
        string? code = line.TryGetProperty("code", out JsonElement stated)
            ? stated.ToString()
            : oracle.GetProperty("epsg_confident").ToString();
        return string.IsNullOrEmpty(code) ? "read, no code" : code;
    }

    /// <summary>In whole hundredths of a millimetre, so that the last bits of another processor change no line.</summary>
    private static string Points(Crs crs, JsonElement oracle)
    {
        if (crs.IsGeographic)
            return "";
        Projection projection = Projection.Of(crs);
        double worst = 0;
        foreach (JsonElement point in oracle.GetProperty("points_lon_lat_to_x_y(same datum, no shift)").EnumerateArray())
        {
            double[] values = [.. point.EnumerateArray().Select(value => value.GetDouble())];
            _ = projection.Forward(values[0] * crs.AngularUnitDeg, values[1] * crs.AngularUnitDeg, out double x, out double y);
            worst = Math.Max(worst, Math.Max(Math.Abs(x - values[2]), Math.Abs(y - values[3])) * crs.LinearUnitM * 1000);
        }

        return worst < 0.01 ? "< 0.01 mm" : worst.ToString("0.00", CultureInfo.InvariantCulture) + " mm";
    }
}
