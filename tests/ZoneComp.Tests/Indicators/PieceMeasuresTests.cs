namespace ZoneComp.Tests.Indicators;

public sealed class PieceMeasuresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-fields").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fields_of_polygons_are_shared_out_by_area_and_multiplied_with_it()
    {
        // Feature 1: 200 ha in A, 100 ha in B, 100 ha outside every region; 40 people, score 0.9. Feature 2: 50 ha in A; 6 people, score
        // 0.5.
        ExpressionScope scope = Scope(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":1,"properties":{"people":40,"score":"0.9"},"geometry":null},
            {"type":"Feature","id":2,"properties":{"people":6,"score":0.5},"geometry":null}]}
            """,
            [
                new(0, 0, 1, Id(1), default, 2_000_000m),
                new(1, 0, 1, Id(1), default, 1_000_000m),
                new(-1, 0, 1, Id(1), default, 1_000_000m),
                new(0, 0, 1, Id(2), default, 500_000m),
            ],
            out DiagnosticLog log);

        // people: 40 x 200/400 + 6 = 26; 40 x 100/400 = 10. ha x score: 200 x 0.9 + 50 x 0.5 = 205; 100 x 0.9 = 90
        Assert.Equal([26m, 10m, 0m], scope.Find("people")!.ToColumn("people", "", "ZC401", log).Values);
        Assert.Equal([205m, 90m, 0m], scope.Find("quality")!.ToColumn("quality", "", "ZC401", log).Values);
        Assert.True(scope.NeedsPieces);
        Assert.Empty(log.Sorted());
    }

    [Fact]
    public void A_field_that_is_missing_or_no_number_is_a_finding()
    {
        ExpressionScope scope = Scope(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":1,"properties":{"people":"many","scor":1},"geometry":null}]}
            """,
            [new(0, 0, 1, Id(1), default, 2_000_000m)], out DiagnosticLog log);

        _ = scope.Find("people")!.ToColumn("people", "", "ZC401", log);
        _ = scope.Find("quality")!.ToColumn("quality", "", "ZC401", log);

        Assert.Contains(
            log.Sorted(),
            finding =>
                finding.Code == "ZC403"
                    && finding.Message.En.Contains("field people is empty or no number in 1 features", StringComparison.Ordinal));
        Assert.Contains(log.Sorted(), finding => finding.Code == "ZC402" && finding.Message.En == "no field 'score'; did you mean 'scor'?");
    }

    [Fact]
    public void Values_of_a_field_count_once_where_enough_of_them_lies_in_the_region()
    {
        PieceRow[] pieces =
        [
            // 甲河 in two features of 600 m2 each, 乙河 of 900 m2, one without a name; in the second region 甲河 of 1,000 m2.
            new(0, 0, 1, Id(1), default, 600m), new(0, 0, 1, Id(2), default, 600m), new(0, 0, 1, Id(3), default, 900m),
            new(0, 0, 1, Id(4), default, 5000m), new(1, 0, 1, Id(1), default, 1000m),
            new(-1, 0, 1, Id(3), default, 5000m),
        ];
        _ = Scope(
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":1,"properties":{"name":"甲河"},"geometry":null},{"type":"Feature","id":2,"properties":{"name":" 甲河 "},"geometry":null},
            {"type":"Feature","id":3,"properties":{"name":"乙河"},"geometry":null},{"type":"Feature","id":4,"properties":{"name":""},"geometry":null}]}
            """,
            pieces, out DiagnosticLog log);
        PolicyFile policy = PolicyFile.Load(Path.Combine(folder, "p.yaml"));
        CombinationTable table = new() { Classes = ExpressionScope.ZoneClasses(policy), Regions = Sample.Regions, Rows = [], Repeats = [] };
        PieceMeasures measures = new(table, pieces, [], new LayerFields(policy, log));

        Assert.Equal([1m, 1m, 0m], measures.Distinct("reserve", "name", _ => true, 1000m));
        Assert.Equal([2m, 1m, 0m], measures.Distinct("reserve", "name", _ => true, 900m));
        Assert.Null(measures.Distinct("reserve", "nam", _ => true, 1m));
        Assert.Equal(["ZC402", "ZC443"], log.Sorted().Select(finding => finding.Code));
    }

    // GeoJSON features are numbered in the file's order, as GDAL does, unless they state their own number.
    private static long Id(long stated) => stated;

    private ExpressionScope Scope(string geoJson, IReadOnlyList<PieceRow> pieces, out DiagnosticLog log)
    {
        File.WriteAllText(Path.Combine(folder, "reserve.geojson"), geoJson);
        PolicyFile policy = PolicyFile.Parse(Path.Combine(folder, "p.yaml"), """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: counties.shp, code: code}
            layers: {reserve: {source: reserve.geojson}}
            indicators:
              people: attribute(reserve.people)
              quality: 'area_times(reserve.score, overlap: error, unit: ha)'
            """.ReplaceLineEndings("\n"));
        File.WriteAllText(policy.Path, policy.Text);
        CombinationTable table = new() { Classes = ExpressionScope.ZoneClasses(policy), Regions = Sample.Regions, Rows = [], Repeats = [] };
        log = new DiagnosticLog();
        return ExpressionScope.Create(
            policy,
            new ExpressionInputs
            {
                Combinations = table,
                Pieces = pieces,
                Features = new PieceMeasures(table, pieces, [], new LayerFields(policy, log)),
            });
    }
}
