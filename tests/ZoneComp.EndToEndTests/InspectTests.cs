using System.Text.Json;

namespace ZoneComp.EndToEndTests;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Squares on the equator of a tenth of a degree, a and once more a, b, and one without a value.</summary>
    public InspectTests() => File.WriteAllText(
        folder["z.geojson"],
        $"{{\"type\":\"FeatureCollection\",\"features\":[{Square("a", 0)},{Square("a", 0)},{Square("b", 1)},{Square(null, 2)}]}}");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_values_of_a_field_are_listed_with_counts_and_areas_ground_counted_once()
    {
        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["inspect", "z.geojson", "--values", "kind", "--lang", "en"]);

        // Equal squares on the equator: every value's ground is a third of the 3 squares', the repeated one counted once.
        Assert.True(run.ExitCode == 0, run.Errors);
        string[] rows =
        [
            .. run.Output.Split('\n')
                .SkipWhile(line => !line.StartsWith("z.geojson: kind", StringComparison.Ordinal))
                .Skip(4)
                .Take(3)
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];
        string area = rows[0].Split(' ')[^1];
        Assert.Equal([$"a 2 {area}", $"(no value) 1 {area}", $"b 1 {area}"], rows);
        Assert.Contains("next: zonecomp coverage REGIONS z.geojson\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_layers_stand_side_by_side_and_a_field_that_is_not_there_is_told()
    {
        File.Copy(folder["z.geojson"], folder["y.geojson"]);

        ProgramRun both = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["inspect", "z.geojson", "y.geojson", "--lang", "zh"]);
        ProgramRun wrong = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["inspect", "z.geojson", "--values", "kin", "--lang", "en"]);

        string[] rows =
        [
            .. both.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Where(line => line.Contains(".geojson ", StringComparison.Ordinal))
                .Where(line => !line.Contains("zonecomp", StringComparison.Ordinal)),
        ];
        Assert.Equal(["z.geojson 面 4", "y.geojson 面 4"], rows.Select(row => string.Join(' ', row.Split(' ')[..3])));
        Assert.Equal((2, "zonecomp: z.geojson has no field 'kin'; did you mean 'kind'?\n"), (wrong.ExitCode, wrong.Errors));
    }

    [Fact]
    public void Fields_that_the_national_schemas_know_as_the_regions_code_and_name_are_told_to_programs()
    {
        File.WriteAllText(
            folder["r.geojson"],
            File.ReadAllText(folder["z.geojson"]).Replace("\"kind\":", "\"行政区名称\":\"x\",\"XZQDM\":", StringComparison.Ordinal));

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["inspect", "r.geojson", "z.geojson", "--json"]);
        string?[][] told =
        [
            .. JsonDocument.Parse(run.Output).RootElement
                .EnumerateArray()
                .Select(layer =>
                    (string?[])[layer.GetProperty("region_code_field").GetString(), layer.GetProperty("region_name_field").GetString()]),
        ];

        Assert.Equal([["XZQDM", "行政区名称"], [null, null]], told);
    }

    private static string Square(string? kind, int east) =>
        $"{{\"type\":\"Feature\",\"properties\":{{\"kind\":{(kind is null ? "null" : $"\"{kind}\"")}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":"
        + $"[[[10{east},0],[10{east}.1,0],[10{east}.1,0.1],[10{east},0.1],[10{east},0]]]}}}}";
}
