using System.Buffers.Binary;
using System.Text;

namespace ZoneComp.Tests.Tables;

/// <summary>Regions by the rows of a table: ledgers and published indices need no map, and no output shows areas that nobody
/// stated.</summary>
public sealed class RegionsOfTableTests : IDisposable
{
    private const string Csv = "代码,名称,公顷,市名\n610202,丙区,16200,铜川\n610102,甲区,3000,西安\n=\"610103\",乙区,2300.5,西安\n总计,,,\n";

    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-regions").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Codes_names_and_units_above_come_from_the_table()
    {
        RunInputs read = Read(
            Csv,
            "source: counties.csv, geometry: none, code: 代码, name: 名称, parents: {city: {prefix: 4, name: 市名}}",
            out DiagnosticLog log)!;

        Assert.Equal(
            ["610102 甲区 6101 西安", "610103 乙区 6101 西安", "610202 丙区 6102 铜川"],
            read.Combinations.Regions.Select(region =>
                $"{region.Code} {region.Name} {region.Parents["city"]} {region.ParentNames["city"]}"));
        Assert.Empty(read.Combinations.Rows);
        Assert.Equal(3, read.Shapes.Count);
        Assert.Contains(
            log.Sorted(),
            finding => finding.Code == "ZC448" && finding.Message.En.Contains("there are no areas", StringComparison.Ordinal));
        Assert.Equal("regions CSV counties.csv", Assert.Single(read.Inputs.Select(input => $"{input.Role} {input.Format} {input.Path}")));
    }

    [Fact] // 2,300.5 ha = 23,005,000 m2
    public void Stated_areas_are_the_regions_areas()
    {
        RunInputs read = Read(Csv, "source: counties.csv, geometry: none, code: 代码, official_area: {field: 公顷, unit: 公顷}", out _)!;

        Assert.Equal([30_000_000m, 23_005_000m, 162_000_000m], read.Combinations.Rows.Select(row => row.AreaM2));
    }

    [Fact]
    public void A_dbase_file_or_features_without_geometry_serve_too()
    {
        File.WriteAllText(
            Path.Combine(folder, "r.geojson"),
            """{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"代码":"610102"}},{"type":"Feature","geometry":null,"properties":{"代码":"610103"}}]}""");
        WriteDbf("r.dbf", "CODE", ["610104", "610111"]);

        Assert.Equal(["610102", "610103"], Codes("source: r.geojson, geometry: none, code: 代码"));
        Assert.Equal(["610104", "610111"], Codes("source: r.dbf, geometry: none, code: CODE"));
    }

    [Theory]
    [InlineData("indicators: {a: region_area / ha}", "the regions have no map and no stated area")]
    [InlineData("indicators: {a: 'area(everywhere, ha)'}", "the regions have no map and no stated area")]
    [InlineData("layers: {z: {source: z.shp}}", "'layers' needs polygons of the regions, and 'geometry: none' says that they have none")]
    [InlineData("area: planar", "'area' needs polygons of the regions, and 'geometry: none' says that they have none")]
    public void What_needs_ground_is_refused(string block, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            ExpressionScope.Check(Policy("source: counties.csv, geometry: none, code: 代码", block)));

        Assert.StartsWith(expected, wrong.Errors[0].Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-100")]
    [InlineData("0")]
    public void An_area_that_is_none_stops(string area)
    {
        Assert.Null(Read(
            $"code,ha\n610102,{area}\n610103,5\n",
            "source: counties.csv, geometry: none, code: code, official_area: {field: ha, unit: ha}",
            out DiagnosticLog log,
            where: ""));
        Assert.Equal(
            ["ZC236 counties.csv row 2: region 610102 states no official area above zero in 'ha'"],
            log.Sorted().Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Code} {finding.Message.En}"));
    }

    [Theory]
    [InlineData("code\n610102\n=\"610102\"\n", "ZC449 code '610102' stands in counties.csv row 2 and counties.csv row 3; a table of "
        + "regions has one row for each")]
    [InlineData("code\n610102\n61\n", "ZC449 counties.csv row 3: the code '61' has no 4 characters, of which the code of its city is made")]
    public void A_code_that_is_twice_or_too_short_stops(string csv, string expected)
    {
        Assert.Null(
            Read(csv, "source: counties.csv, geometry: none, code: code, parents: {city: {prefix: 4}}", out DiagnosticLog log, where: ""));
        Assert.Equal(
            expected,
            log.Sorted()
                .Where(finding => finding.Severity == Severity.Error)
                .Select(finding => $"{finding.Code} {finding.Message.En}")
                .First());
    }

    // One text field of six letters, as the dBASE III description has it.
    private void WriteDbf(string name, string field, string[] values)
    {
        byte[] header = new byte[65];
        header[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), values.Length);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(8), 65);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(10), 7);
        Encoding.ASCII.GetBytes(field).CopyTo(header.AsSpan(32));
        header[43] = (byte)'C';
        header[48] = 6;
        header[64] = 13;
        File.WriteAllBytes(
            Path.Combine(folder, name),
            [.. header, .. values.SelectMany(value => Encoding.ASCII.GetBytes(" " + value.PadRight(6))), 26]);
    }

    private IEnumerable<string> Codes(string regions) =>
        RegionsOfTable.Read(
            Policy(regions, ""),
            new RunSettings { PolicyPath = "p.yaml", OutputPath = null },
            new DiagnosticLog())!.Combinations.Regions.Select(region => region.Code);

    private RunInputs? Read(string csv, string regions, out DiagnosticLog log, string where = ", where: 代码 <> '总计'")
    {
        File.WriteAllText(Path.Combine(folder, "counties.csv"), csv);
        regions = regions.Replace("source: counties.csv", $"source: {{path: counties.csv{where}}}", StringComparison.Ordinal);
        return RegionsOfTable.Read(
            Policy(regions, ""),
            new RunSettings { PolicyPath = "p.yaml", OutputPath = null },
            log = new DiagnosticLog());
    }

    private PolicyFile Policy(string regions, string block) =>
        PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), $"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {{{regions}}}\n{block}\n");
}
