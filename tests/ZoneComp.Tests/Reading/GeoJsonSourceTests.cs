using System.Globalization;

namespace ZoneComp.Tests.Reading;

public sealed class GeoJsonSourceTests : IDisposable
{
    private const string Square =
        """{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]],[[0.5,0.5],[1,0.5],[1,1],[0.5,1],[0.5,0.5]]]}""";

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_collection_is_read_with_its_fields_and_rings_turned()
    {
        // The shell of 4 is clockwise and the hole of 1/4 counter-clockwise: both the wrong way, both turned.
        string path = folder.Write("a.geojson", $$$"""
            {"type":"FeatureCollection","name":"x","features":[
              {"type":"Feature","properties":{"code":"110105","n":1,"flag":true},"geometry":{{{Square}}}},
              {"geometry":null,"properties":{"n":2.5,"list":[1,2]},"type":"Feature","id":40},
              {"type":"Feature","properties":null,"geometry":{"coordinates":[],"type":"MultiPolygon"}}
            ]}
            """);

        using (var source = FeatureSources.Open(new SourceRequest(path), log))
        {
            Assert.Equal(
                [
                    new FieldInfo("code", FieldType.Text),
                    new FieldInfo("n", FieldType.Real),
                    new FieldInfo("flag", FieldType.Boolean),
                    new FieldInfo("list", FieldType.Text),
                ],
                source.Info.Fields);
            Assert.Equal(
                ("OGC:CRS84", "RFC 7946", 3L, GeometryKind.Polygon),
                (source.Info.CrsDefinition, source.Info.CrsOrigin, source.Info.FeatureCount, source.Info.Kind));
        }

        Assert.Equal(
            [
                "0: Polygon 2/10 3.75 | 110105 | 1 | True | null",
                "40: None 0/0 0 | null | 2.5 | null | [1,2]",
                "2: None 0/0 0 | null | null | null | null",
            ],
            Features.Read(new SourceRequest(path), log, "code", "n", "flag", "list"));
        Assert.Empty(log.Sorted());
    }

    [Fact] // JSON does not say which of the two holds (RFC 8259, section 4)
    public void A_property_that_stands_twice_is_told()
    {
        string path = folder.Write(
            "a.geojson",
            $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"k":"a","n":1,"k":"b"},"geometry":{{{Square}}}}]}""");

        Assert.Equal(["0: Polygon 2/10 3.75 | b"], Features.Read(new SourceRequest(path), log, "k"));
        Assert.Equal(("ZC137", "a.geojson#0"), (Assert.Single(log.Sorted()).Code, log.Sorted()[0].Subject));
    }

    // What stands twice leaves open which of the two is meant; a CRS of its own makes a feature lie elsewhere.
    [Theory]
    [InlineData("\"geometry\":null,", "", "", "ZC120 the geometry cannot be read (geometry stands twice in the feature)")]
    [InlineData("\"properties\":{},", "", "", "ZC120 the geometry cannot be read (properties stands twice in the feature)")]
    [InlineData("\"type\":\"Feature\",", "", "", "ZC120 the geometry cannot be read (type stands twice in the feature)")]
    [InlineData("", "\"type\":\"Point\",", "", "ZC120 the geometry cannot be read (its type or its coordinates stand twice)")]
    [InlineData("", "\"coordinates\":[],", "", "ZC120 the geometry cannot be read (its type or its coordinates stand twice)")]
    [InlineData("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4547\"}},", "", "", "ZC144 the feature or its geometry states a CRS")]
    [InlineData("", "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4547\"}},", "", "ZC144 the feature or its geometry states a CRS")]
    [InlineData("\"crs\":null,", "", "", "")]
    [InlineData("", "", "1e400", "ZC145 field k holds what is no text")]
    [InlineData("", "", "\"a\\u0000b\"", "ZC110 text of field k cannot be decoded, or holds signs")]
    [InlineData("", "", "\"a\\tb\"", "")]
    [InlineData("\"place\":{\"type\":\"Point\",\"coordinates\":[1,2]},", "", "", "ZC149 the feature has a second geometry")]
    [InlineData("\"place\":null,", "", "", "")]
    [InlineData("\"place\":{\"type\":\"city\",\"name\":\"a\"},", "", "", "")]
    public void What_stands_twice_or_has_its_own_CRS_is_told(string inFeature, string inGeometry, string value, string expected)
    {
        string geometry = Square.Replace("{\"type\"", "{" + inGeometry + "\"type\"", StringComparison.Ordinal);
        string number = value.Length == 0 ? "1" : value;
        string path = folder.Write(
            "a.geojson",
            $$$"""{"type":"FeatureCollection","features":[{{{{inFeature}}}"type":"Feature","properties":{"k":{{{number}}}},"geometry":{{{geometry}}}}]}""");

        _ = Features.Read(new SourceRequest(path), log, "k");

        string told = string.Join('\n', log.Sorted().Select(finding => $"{finding.Code} {finding.Message.En}"));
        if (expected.Length == 0)
            Assert.Empty(told);
        else
            Assert.StartsWith(expected, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_stand_twice_in_a_collection_are_refused()
    {
        string path = folder.Write("a.geojson", """{"type":"FeatureCollection","features":[],"features":[]}""");

        Assert.Contains(
            "\"features\" stands twice",
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(path), log)).Message,
            StringComparison.Ordinal);
    }

    [Theory] // names of properties of four features; what is told of which
    [InlineData("code n|code n|codf n|n code", "a.geojson#2 lacks code and has codf besides, where 3 features")]
    [InlineData("code n|n|code n|code n", "a.geojson#1 lacks code, where 3 features")]
    [InlineData("code|code n|code|code", "a.geojson#1 has n besides, where 3 features")]
    [InlineData("a b|a c|a b d|a c|a b|a c|a b|a c|a b|a c", "a.geojson these stand in a single feature each: d;")]
    [InlineData("a b|a|b a|a", "")]
    [InlineData("a b|b a|a b|b a", "")]
    public void A_feature_whose_properties_are_others_is_told(string names, string expected)
    {
        IEnumerable<string> features = names.Split('|').Select(each => string.Join(',', each.Split(' ').Select(name => $"\"{name}\":1")))
            .Select(each => $$"""{"type":"Feature","properties":{{{each}}},"geometry":{{Square}}}""");
        string path = folder.Write("a.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");

        FeatureSources.Open(new SourceRequest(path), log).Dispose();

        string told = string.Join('\n', log.Sorted().Select(finding => $"{finding.Code} {finding.Subject} {finding.Message.En}"));
        if (expected.Length == 0)
            Assert.Empty(told);
        else
            Assert.All(expected.Split(' ', 2), part => Assert.Contains(part, told, StringComparison.Ordinal));
        Assert.Equal(expected.Length == 0 ? 0 : 1, log.Sorted().Count(finding => finding.Code == "ZC140"));
    }

    [Theory]
    [InlineData("a.geojson")]
    [InlineData("a.geojsonl")]
    public void GBK_without_a_word_says_what_to_write(string name)
    {
        string feature = $$$"""{"type":"Feature","properties":{"名称":"江苏省南京市玄武区"},"geometry":{{{Square}}}}""";
        string collection = $$"""{"type":"FeatureCollection","features":[{{feature}}]}""";
        string path = folder.Write(name, name == "a.geojson" ? collection : feature + "\n", CodePages.Gbk);

        var refused = Assert.Throws<UserErrorException>(() => Features.Read(new SourceRequest(path), log, "名称"));

        Assert.Contains("reads as GB18030, and GeoJSON is UTF-8", refused.Message, StringComparison.Ordinal);
        Assert.Contains("write 'encoding: GB18030'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["0: Polygon 2/10 3.75 | 江苏省南京市玄武区"], Features.Read(new SourceRequest(path, Encoding: "GB18030"), log, "名称"));
    }

    [Fact]
    public void A_crs_member_is_believed()
    {
        string path = folder.Write(
            "a.geojson",
            """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[]}""");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal(("urn:ogc:def:crs:EPSG::4490", "crs member"), (source.Info.CrsDefinition, source.Info.CrsOrigin));
    }

    [Theory]
    [InlineData("a.geojsonl", "{0}\n{0}\n")]
    [InlineData("a.geojsons", "\u001E{0}\n\u001E{0}\n")]
    [InlineData("a.geojson", """{{"type":"FeatureCollection","features":[{0},{0}]}}""")]
    public void Sequences_and_collections_are_alike(string name, string form)
    {
        string feature = $$$"""{"type":"Feature","properties":{"a":"x"},"geometry":{{{Square}}}}""";
        string path = folder.Write(name, string.Format(CultureInfo.InvariantCulture, form, feature));

        Assert.Equal(["0: Polygon 2/10 3.75 | x", "1: Polygon 2/10 3.75 | x"], Features.Read(new SourceRequest(path), log, "a"));
    }

    [Fact]
    public void A_single_feature_and_a_bare_geometry_are_layers_of_one()
    {
        Assert.Equal(["0: Polygon 2/10 3.75"], Features.Read(new SourceRequest(folder.Write("a.geojson", Square)), log));
        Assert.Equal(
            ["0: Polygon 2/10 3.75"],
            Features.Read(
                new SourceRequest(folder.Write("b.geojson", $$$"""{"type":"Feature","geometry":{{{Square}}},"properties":{}}""")),
                log));
    }

    [Fact]
    public void A_feature_larger_than_the_buffer_is_read()
    {
        // 30,000 points of 20 bytes are 600 kB; the reader begins with 256 kB.
        var points = Enumerable.Range(0, 30_000).Select(index => FormattableString.Invariant($"[{index / 7.0:R},{index % 2}]"));
        string path = folder.Write(
            "a.geojson",
            $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[{{{string.Join(',', points)}}}]}}]}""");

        Assert.Equal(["0: Line 1/30000 0"], Features.Read(new SourceRequest(path), log));
    }

    [Theory]
    [InlineData("""{"type":"Polygon"}""", "ZC120: the geometry cannot be read (a Polygon without coordinates)")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,"1"]]]}""", "ZC120: the geometry cannot be read (found String where a coordinate "
        + "was expected)")]
    [InlineData("""{"type":"Polygon","coordinates":[[0,1]]}""", "ZC120: the geometry cannot be read (found Number where a position was "
        + "expected)")]
    [InlineData("""{"type":"LineString","coordinates":[[0],[1]]}""", "ZC120: the geometry cannot be read (a position of 1 numbers)")]
    [InlineData("""{"type":"Ball","coordinates":[]}""", "ZC120: the geometry cannot be read (geometry type Ball)")]
    [InlineData("""{"type":"Point","coordinates":[1e999,0]}""", "ZC116: a coordinate is not a number")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""", "ZC119: a ring does not end where it began")]
    public void Damage_is_named(string geometry, string expected)
    {
        string path = folder.Write(
            "a.geojson",
            $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{{{geometry}}}}]}""");

        Assert.Single(Features.Read(new SourceRequest(path), log));
        Assert.Contains(expected, Assert.Single(log.Sorted()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature",""", "is not JSON")]
    [InlineData("""{"type":"Topology","objects":{}}""", "is JSON of type Topology")]
    [InlineData("[1, 2]", "is JSON of type (none)")]
    public void What_is_no_GeoJSON_is_refused(string text, string expected)
    {
        string path = folder.Write("a.geojson", text);

        Assert.Contains(
            expected,
            Assert.Throws<UserErrorException>(() => Features.Read(new SourceRequest(path), log)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string path = folder.Write("a.geojson", """{"type":"FeatureCollection","features":""" + new string('[', 1_000_000));

        Assert.Throws<UserErrorException>(() => Features.Read(new SourceRequest(path), log));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"type":"link","properties":{"href":"http://example.org/x.prj","type":"esriwkt"}}""")]
    public void A_crs_member_that_names_none_leaves_the_CRS_unknown(string crs)
    {
        string path = folder.Write("a.geojson", $$"""{"type":"FeatureCollection","crs":{{crs}},"features":[]}""");

        using IFeatureSource source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Null(source.Info.CrsDefinition);
    }

    [Theory]
    [InlineData("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"n\":\"甲镇\"},\"geometry\":null}]}")]
    [InlineData("a.geojson", "{\"type\":\"Feature\",\"properties\":{\"n\":\"甲镇\"},\"geometry\":null}")]
    [InlineData("a.geojsonl", "{\"type\":\"Feature\",\"properties\":{\"n\":\"甲镇\"},\"geometry\":null}\n")]
    public void The_policys_encoding_holds_for_JSON_too(string name, string text)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder[name], ZoneComp.Shapefile.CodePages.Gbk.GetBytes(text));
        var log = new DiagnosticLog();

        using var source = FeatureSources.Open(new SourceRequest(folder[name], null, "GBK"), log);
        using IFeatureCursor cursor = source.Read(["n"]);

        Assert.True(cursor.MoveNext());
        Assert.Equal("甲镇", cursor.Value(0));
        Assert.Equal(("GB18030", "policy"), (source.Info.Encoding, source.Info.EncodingOrigin));
        Assert.Empty(log.Sorted());
    }

    /// <summary>
    /// Two shells clockwise, the second before the first's hole: 16 - 4 + 1. The date is 2024-01-05 in milliseconds of 1970; the CRS the
    /// newer of two.
    /// </summary>
    [Fact]
    public void JSON_of_Esri_is_read_with_its_holes_wherever_they_stand()
    {
        using var folder = new TempFolder();
        string path = folder.Write("a.json", EsriHead + """
            "fields":[{"name":"code","type":"esriFieldTypeString"},{"name":"d","type":"esriFieldTypeDate"}],
            "features":[
            {"attributes":{"code":"0101","d":1704412800000},"geometry":{"rings":[
              [[0,0],[0,4],[4,4],[4,0],[0,0]],[[9,9],[9,10],[10,10],[10,9],[9,9]],[[1,1],[3,1],[3,3],[1,3],[1,1]]]}},
            {"attributes":{"code":"0102","d":null},"geometry":null},
            {"attributes":{"code":"0103","d":null},"geometry":{"curveRings":[]}}]}
            """);
        var log = new DiagnosticLog();

        Assert.Equal(["0: Polygon 3/15 13 | 0101 | 2024-01-05",
            "1: None 0/0 0 | 0102 | null", "2: None 0/0 0 | 0103 | null"], Features.Read(new SourceRequest(path), log, "code", "d"));
        using IFeatureSource source = FeatureSources.Open(new SourceRequest(path), new DiagnosticLog());
        Assert.Equal(
            ("EPSG:3857", "spatialReference", "Esri JSON"),
            (source.Info.CrsDefinition, source.Info.CrsOrigin, source.Info.Format));
        Assert.Equal((GeometryKind.Polygon, 3L), (KindOfFirst(path), source.Info.FeatureCount!.Value));
        Assert.Equal("ZC120", Assert.Single(log.Sorted()).Code); // a curve is no ring, and says so
    }

    [Fact]
    public void An_answer_of_Esri_that_is_a_part_is_an_error_and_one_for_the_screen_is_refused()
    {
        using var folder = new TempFolder();
        string cut = folder.Write("cut.json", EsriHead + "\"exceededTransferLimit\":true,\"features\":[]}");
        string screen = folder.Write("screen.json", EsriHead + "\"transform\":{\"scale\":[10,10]},\"features\":[]}");
        string service = folder.Write("service.json", EsriHead + "\"name\":\"x\"}");
        var log = new DiagnosticLog();

        using (FeatureSources.Open(new SourceRequest(cut), log))
            Assert.Equal(("ZC154", Severity.Error), (Assert.Single(log.Sorted()).Code, log.Sorted()[0].Severity));
        Assert.Contains("rounded for a screen", Refused(screen), StringComparison.Ordinal);
        Assert.Contains("without features", Refused(service), StringComparison.Ordinal);

        static string Refused(string path) =>
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(path), new DiagnosticLog())).Message;
    }

    private const string EsriHead = "{\"geometryType\":\"esriGeometryPolygon\",\"spatialReference\":{\"wkid\":102100,\"latestWkid\":3857},";

    private static GeometryKind KindOfFirst(string path)
    {
        using IFeatureSource source = FeatureSources.Open(new SourceRequest(path), new DiagnosticLog());
        using IFeatureCursor cursor = source.Read([]);
        Assert.True(cursor.MoveNext());
        return cursor.Shape.Kind;
    }
}
