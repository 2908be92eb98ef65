using System.Text.Json;

namespace ZoneComp.Tests.WhatIf;

/// <summary>Where findings are told, and when.</summary>
public sealed class FindingPlaceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-findings").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("wet", "whatever", 5)]
    [InlineData(null, "wet.inner", 5)]
    [InlineData(null, "../layers/w.shp#17", 5)]
    [InlineData(null, "w2.shp", 6)]
    [InlineData("county", "county (c.csv)", 8)]
    [InlineData(null, "pool", 11)]
    [InlineData("regions", "a.shp", 4)]
    [InlineData(null, "elsewhere.shp", 0)]
    public void A_finding_stands_beside_the_line_of_what_it_names(string? layer, string subject, int line)
    {
        PolicyFile policy = PolicyFile.Parse("policy.yaml",
            """
            zonecomp: 1
            title: 试算 2025
            year: 2025
            regions: {source: a.shp, code: code}
            layers: {wet: {title: 湿地, source: ../layers/w.shp},
              dry: {title: 旱地, source: [{path: w2.shp}]}}
            tables:
              county: {source: c.csv, key: code, columns: {need: number}}
            factors: {score: share(county.need)}
            schemes:
              pool: {title: 资金, kind: pool, fund: 1200 wan_yuan, share: score}
            """);
        Diagnostic finding = new("ZC201", Severity.Warning, subject, new LocalText("", "")) { Layer = layer };

        Assert.Equal(line, FindingLine.Of(policy, finding)?.Line ?? 0);
    }

    /// <summary>The run is held where its first finding is heard, in its own thread: what the page is told then is not the end.</summary>
    [Fact]
    public void Findings_are_told_while_the_run_goes_on()
    {
        Diagnostic first = new("ZC201", Severity.Warning, "a.shp", new LocalText("first", "一")),
            calm = new("ZC217", Severity.Note, "a.shp", new LocalText("well", "好")),
            second = new("ZC202", Severity.Error, "b.shp", new LocalText("second", "二"));
        using ManualResetEventSlim heard = new(), goOn = new();
        using RunJob job = new((run, stop) =>
        {
            run.Hear(first);
            run.Hear(calm);
            heard.Set();
            goOn.Wait(stop);
            run.Hear(second);
            return new RunOutcome { Findings = [second, first] };
        });
        heard.Wait();

        Assert.False(job.IsDone);
        Assert.Equal([first], job.Since(0)); // not what only says that all is well
        goOn.Set();
        SpinWait.SpinUntil(() => job.IsDone);
        Assert.Equal([second], job.Since(1));
    }

    [Fact]
    public void A_run_is_heard_with_the_severity_that_the_policy_gives()
    {
        List<Diagnostic> heard = [];
        RunSettings settings = new()
        {
            PolicyPath = Path.Combine(GridRun.Folder, "shanxi", "policy.yaml"),
            OutputPath = null,
            Heard = finding =>
            {
                lock (heard)
                    heard.Add(finding);
            },
        };

        RunOutcome outcome = Pipeline.Run(
            settings, new RunFacts(new ToolVersion(RunManifest.ToolName, "0", null), [], new MachineRecord("", "", "", 1)),
            TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

        Assert.NotEmpty(outcome.Findings);
        // The end's list sums alike ones up; every one of its own was heard as it is.
        Assert.Empty(outcome.Findings.Where(finding => finding.Further == 0).Except(heard));
    }

    /// <summary>Two squares of a degree, one in degrees and one in metres of its CRS, and points: each where it lies.</summary>
    [Fact]
    public void Layers_are_drawn_where_they_lie_and_a_large_one_in_part()
    {
        static string Feature(string type, string coordinates) =>
            "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}}";
        static string Square(int x) => Feature("Polygon", $"[[[{x},30],[{x + 1},30],[{x + 1},31],[{x},31],[{x},30]]]");
        static string Collection(IEnumerable<string> features) =>
            "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(',', features) + "]}";
        File.WriteAllText(Path.Combine(folder, "left.geojson"), Collection([Square(100)]));
        File.WriteAllText(Path.Combine(folder, "right.geojson"), Collection([Square(102)]));
        File.WriteAllText(Path.Combine(folder, "many.geojson"), Collection(Enumerable.Repeat(Feature("Point", "[101.5,30.5]"), 9000)));

        LayerDrawing drawing = LayerDrawing.Of(folder, CancellationToken.None);

        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            drawing.Write(json);
            json.WriteEndObject();
        }

        JsonElement[] layers = [.. JsonDocument.Parse(bytes.ToArray()).RootElement.GetProperty("layers").EnumerateArray()];
        Assert.Equal(["left.geojson", "many.geojson", "right.geojson"], layers.Select(layer => layer.GetProperty("file").GetString()));
        Assert.Equal([1, 3000, 1], layers.Select(layer => layer.GetProperty("drawn").GetInt32())); // each third of 9,000: at most 4,000
        Assert.Equal([1, 9000, 1], layers.Select(layer => layer.GetProperty("features").GetInt32()));
        Assert.Equal(2000, drawing.Width);
        // Three degrees wide, 101.5 in the middle. By symmetry: left begins at 0, right ends at the width, points in the middle.
        double[] Xs(int layer) => [.. Corners(layers[layer].GetProperty("d").GetString()!).Select(corner => corner.X)];
        Assert.Equal(0, Xs(0).Min(), tolerance: 1);
        Assert.Equal(drawing.Width, Xs(2).Max(), tolerance: 1);
        Assert.All(Xs(1), x => Assert.Equal(drawing.Width / 2.0, x, tolerance: 1));
        Assert.Equal(drawing.Width - Xs(0).Max(), Xs(2).Min(), tolerance: 1);
        // A degree of longitude at 30 degrees north is a third of the width there; at 31, cos 31 / cos 30 of it.
        Assert.Equal(2000 / 3.0, Xs(0).Max(), tolerance: 15);
    }

    // Absolute begin, relative steps, "h0" for a dot.
    private static IEnumerable<(double X, double Y)> Corners(string path)
    {
        foreach (string ring in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            int[] numbers = [.. System.Text.RegularExpressions.Regex.Matches(ring.Replace("h0", ""), @"-?\d+")
                .Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
            (int x, int y) = (0, 0);
            for (int at = 0; at + 1 < numbers.Length; at += 2)
            {
                (x, y) = (x + numbers[at], y + numbers[at + 1]);
                yield return (x, y);
            }
        }
    }
}
