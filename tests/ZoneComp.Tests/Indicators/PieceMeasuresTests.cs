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
                    && finding.Message.En.Contains("field people is empty or no number in 1 feature", StringComparison.Ordinal));
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
        PieceMeasures measures = new(table, pieces, [], new LayerFields(policy, log), log);

        Assert.Equal([1m, 1m, 0m], measures.Distinct("reserve", "name", _ => true, 1000m));
        Assert.Equal([2m, 1m, 0m], measures.Distinct("reserve", "name", _ => true, 900m));
        Assert.Null(measures.Distinct("reserve", "nam", _ => true, 1m));
        Assert.Equal(["ZC402", "ZC443"], log.Sorted().Select(finding => finding.Code));
    }

    [Fact]
    public void Features_count_whole_in_the_region_that_holds_most_of_them()
    {
        PieceRow[] pieces =
        [
            // 1: 30 in A, 40 in B, 39 outside. 2: 50 in A, 50 in B, a tie. 3: 10 in A, 11 outside. 4: all in C. 5: 5 in B, 5 outside.
            new(0, 0, 1, Id(1), default, 300_000m), new(1, 0, 1, Id(1), default, 100_000m), new(1, 0, 1, Id(1), ClassSet.Of(0), 300_000m),
            new(-1, 0, 1, Id(1), default, 390_000m), new(0, 0, 1, Id(2), default, 500_000m), new(1, 0, 1, Id(2), default, 500_000m),
            new(0, 0, 1, Id(3), default, 100_000m), new(-1, 0, 1, Id(3), default, 110_000m), new(2, 0, 1, Id(4), default, 70_000m),
            new(1, 0, 1, Id(5), default, 50_000m), new(-1, 0, 1, Id(5), default, 50_000m),
        ];
        ExpressionScope scope = Scope(
            """{"type":"FeatureCollection","features":[]}""", pieces, out DiagnosticLog log,
            """
              whole: 'area(reserve, ha, assign: largest_share)'
              parts: 'area(reserve, ha, assign: none)'
              number: 'count(reserve, min: 8 ha, assign: largest_share)'
            """);

        // whole: A has 2, B has 1 (109) and 5 (10), C has 4. The parts: A 30 + 50 + 10, B 40 + 50 + 5, C 7.
        Assert.Equal([100m, 119m, 7m], scope.Find("whole")!.ToColumn("whole", "", "ZC401", log).Values);
        Assert.Equal([90m, 95m, 7m], scope.Find("parts")!.ToColumn("parts", "", "ZC401", log).Values);
        Assert.Equal([1m, 2m, 0m], scope.Find("number")!.ToColumn("number", "", "ZC401", log).Values);
        // Elsewhere: 69 of 1, 50 of 2, 5 of 5; of 3, 10 lie in A.
        Assert.Equal(
            "3 of 5 feature(s) lie in several regions and are counted whole in the one that holds most of them, by 'assign: "
                + "largest_share': 124.00 ha count in another region than where they lie, or lie in none; 1 lie mostly outside every "
                + "region and are counted in none (10.00 ha of them lie in regions)",
            Assert.Single(log.Sorted(), finding => finding.Code == "ZC331").Message.En);
    }

    [Fact]
    public void Whole_features_that_overlap_are_an_error_until_each_shall_count()
    {
        PieceRow[] pieces = [new(0, 0, 1, Id(1), default, 10_000m), new(0, 0, 1, Id(2), default, 10_000m)];
        ExpressionScope scope = Scope(
            """{"type":"FeatureCollection","features":[]}""", pieces, out DiagnosticLog log,
            """
              once: 'area(reserve, ha, assign: largest_share)'
              each: 'area(reserve, ha, assign: largest_share, overlap: sum)'
            """,
            [new RepeatRow(1, 0, 500m, 500m)]);

        Assert.Equal([2m, 0m, 0m], scope.Find("each")!.ToColumn("each", "", "ZC401", log).Values);
        Assert.False(log.HasErrors);
        _ = scope.Find("once")!.ToColumn("once", "", "ZC401", log);
        Assert.Contains(
            log.Sorted(),
            finding => finding.Code == "ZC401"
                && finding.Message.En.Contains("features of reserve overlap somewhere", StringComparison.Ordinal));
    }

    // GeoJSON features are numbered in the file's order, as GDAL does, unless they state their own number.
    private static long Id(long stated) => stated;

    private ExpressionScope Scope(
        string geoJson, IReadOnlyList<PieceRow> pieces, out DiagnosticLog log, string further = "",
        IReadOnlyList<RepeatRow>? repeats = null)
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

            """.ReplaceLineEndings("\n") + further.ReplaceLineEndings("\n"));
        File.WriteAllText(policy.Path, policy.Text);
        CombinationTable table = new()
        {
            Classes = ExpressionScope.ZoneClasses(policy),
            Regions = Sample.Regions,
            Rows = [],
            Repeats = repeats ?? [],
        };
        log = new DiagnosticLog();
        return ExpressionScope.Create(
            policy,
            new ExpressionInputs
            {
                Combinations = table,
                Pieces = pieces,
                Features = new PieceMeasures(table, pieces, [], new LayerFields(policy, log), log),
            });
    }
}
