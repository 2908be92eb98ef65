using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Tests.Reading;

/// <summary>All 213 files of the shared shapefile suite against GDAL 3.6.2; the table is docs/formats-suite.md.</summary>
/// <remarks>To write the table anew after a wanted change, run the test with ZONECOMP_WRITE_DOCS=1 and read the difference.</remarks>
public class ShapefileSuiteTests
{
    // What we read otherwise than GDAL, and why that is meant.
    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["dbase-rs/cp850-87a531"] = "two bytes that windows-1252 leaves open: told by a finding, GDAL warns",
        ["derived/gdal-poly--coord-nan"] = "the feature has no usable geometry; GDAL's area is NaN",
        ["derived/gdal-poly--coord-nodata"] = "the feature has no usable geometry; GDAL takes -1e39 as a coordinate",
        ["derived/gdal-poly--all-rings-reversed"] = "inside out: the overlay finds and mends it; the size is the same",
        ["derived/gdal-poly--shx-cut"] = "read by walking the .shp; GDAL refuses",
        ["derived/gdal-poly--shx-missing"] = "read by walking the .shp; GDAL refuses",
        ["derived/gdal-poly--shx-offsets-wild"] = "all 10 read by walking the .shp; GDAL loses one",
        ["derived/gdal-poly--dbf-cut"] = "the last shape is kept without attributes; GDAL drops it",
        ["derived/gdal-poly--dbf-one-row-less"] = "the last shape is kept without attributes; GDAL drops it",
        ["derived/mapshaper-ex1--shx-cut"] = "read by walking the .shp; GDAL refuses",
        ["derived/mapshaper-ex1--dbf-cut"] = "the last shape is kept without attributes; GDAL drops it",
        ["derived/mapshaper-ldid-chinese--cpg-says-utf8-data-is-gbk"] = "read as the GBK that it is",
        ["derived/mapshaper-ldid-chinese--no-cpg-ldid-57-ansi"] = "read as the GBK that it is",
        ["gdal-autotest/nan-b0e6a3"] = "\"nan\" is taken as empty",
        ["mapshaper/comma_separated-69a26b"] = "68,500 is 68.5; GDAL stops at the comma",
        ["nts-io-esri/AllNulls-21a581"] = "shell turned the wrong way: the overlay finds and mends it; the size is the same",
        ["nts-io-esri/Bonifiche_Ferraresi-Jolanda_1-203-super_-0a13ca"] = "some shells turned the wrong way: the overlay finds and mends "
            + "it",
        ["nts-io-esri/221-1_28.03.202411-16-349e3f"] = "shells turned the wrong way: the overlay finds and mends it; the size is the same",
        ["shapelib/3dpoints-267464"] = "the damaged .shx declares 8 records, the .shp holds 22",
    };

    [SkippableFact]
    public void Every_file_reads_as_GDAL_reads_it_or_differs_for_a_stated_reason()
    {
        var cases = ShapefileSuiteCase.All(SharedMaterial.PathOrSkip("suites/shapefile")).ToList();

        Assert.Equal(213, cases.Count);
        Assert.All(cases, one => Assert.True(one.Time < TimeSpan.FromMinutes(5), one.Id));
        var different = cases.Where(one => !Same(one)).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Meant.Keys.Order(StringComparer.Ordinal), different.Order(StringComparer.Ordinal));
        // Whatever GDAL loses or gives up on, a finding or a refusal tells.
        Assert.All(cases.Where(one => one.GdalOpens && one.Count != GdalCount(one)), one => Assert.NotEmpty(one.Findings));
        Assert.All(cases.Where(one => one.Count is null), one => Assert.False(one.GdalOpens));

        string path = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "formats-suite.md");
        string table = Table(cases), written = File.ReadAllText(path);
        // the table of scripts/damage-trials.sh follows
        int others = written.IndexOf("\n# Every format cut and changed\n", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("ZONECOMP_WRITE_DOCS") == "1")
            File.WriteAllText(path, table + written[others..]);
        Assert.Equal(written[..others], table);
    }

    private static bool Same(ShapefileSuiteCase one)
    {
        if (!one.GdalOpens)
            return one.Count is null;
        double area = GdalArea(one) ?? double.NaN;
        // GDAL sums cross products of the raw coordinates: for a ring of 10 m at 5,000 km that leaves 1e-16 * (5e6)^2 / 10^2 = 2.5e-5
        // at worst; the suite's own rings stay below 1e-9.
        return one.Count == GdalCount(one) && Math.Abs(one.Area - area) <= 1e-9 * Math.Abs(area) && one.Differences.Count == 0;
    }

    private static long? GdalCount(ShapefileSuiteCase one) => one.GdalOpens ? one.Gdal.GetProperty("features_read").GetInt64() : null;

    private static double? GdalArea(ShapefileSuiteCase one) =>
        one.GdalOpens && one.Gdal.GetProperty("planar_area_sum") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static string Table(List<ShapefileSuiteCase> cases)
    {
        var text = new StringBuilder();
        text.Append("""
            # Shapefiles of other projects, read by GDAL and by ZoneComp

            Written by the test `ShapefileSuiteTests`, which fails when a line changes. GDAL is 3.6.2 (with SHAPE_RESTORE_SHX where a file has no
            .shx and is not one of the damaged ones). Areas are planar, in the layer's own units squared. "same": count, field names, first three
            rows and area as GDAL reads them. Findings are explained in [findings.md](findings.md).

            | case | features GDAL | ours | area GDAL | ours | findings | result |
            |---|---:|---:|---:|---:|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (ShapefileSuiteCase one in cases)
        {
            string result = Meant.GetValueOrDefault(one.Id) ?? (one.Count is null ? "refused by both" : "same");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {one.Id} | {Number(GdalCount(one))} | {Number(one.Count)} | {Number(GdalArea(one))} | "
                    + $"{(one.Count is null ? "-" : Number(one.Area))} | ");
            text.Append(string.Join(' ', one.Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)))
                .Append(" | ")
                .Append(result)
                .Append(" |\n");
        }

        return text.ToString();
    }

    private static string Number(double? value) => value is null ? "-" : value.Value.ToString("G9", CultureInfo.InvariantCulture);

    private static string Number(long? value) => value is null ? "-" : value.Value.ToString(CultureInfo.InvariantCulture);
}
