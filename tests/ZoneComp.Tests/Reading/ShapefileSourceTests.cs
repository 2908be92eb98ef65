namespace ZoneComp.Tests.Reading;

public sealed class ShapefileSourceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zonecomp-reading-");
    private readonly DiagnosticLog log = new();

    private string Shp => Path.Combine(folder.FullName, "zones.shp");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Rings_are_turned_round_so_that_the_inside_lies_on_the_left()
    {
        // A square of 10 with a hole of 2: as the format has it, the shell runs clockwise and the hole counter-clockwise.
        Write([new(0, 0), new(0, 10), new(10, 10), new(10, 0), new(0, 0), new(4, 4), new(6, 4), new(6, 6), new(4, 6), new(4, 4)], [0, 5]);

        using var source = FeatureSources.Open(new SourceRequest(Shp), log);
        using var cursor = source.Read(["CODE"]);

        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.FeatureId);
        Assert.Equal("I", cursor.Value(0));
        Assert.Equal(GeometryKind.Polygon, cursor.Shape.Kind);
        Assert.Equal([0, 0, 10, 0, 10, 10, 0, 10, 0, 0], cursor.Shape.Part(0).ToArray());
        Assert.Equal([4, 4, 4, 6, 6, 6, 6, 4, 4, 4], cursor.Shape.Part(1).ToArray());
        Assert.Equal(96, RingArea.OfRings(cursor.Shape));
        Assert.False(cursor.MoveNext());
        Assert.Empty(log.Sorted());
    }

    [Fact]
    public void The_layer_says_what_it_is_and_how_each_thing_was_decided()
    {
        Write([new(0, 0), new(0, 1), new(1, 1), new(0, 0)], []);

        using var source = FeatureSources.Open(new SourceRequest(Shp), log);

        LayerInfo info = source.Info;
        Assert.Equal(
            ("zones", "ESRI Shapefile", GeometryKind.Polygon, "GEOGCS[]", ".prj"),
            (info.LayerName, info.Format, info.Kind, info.CrsDefinition, info.CrsOrigin));
        Assert.Equal(("UTF-8", ".cpg", 1L), (info.Encoding, info.EncodingOrigin, info.FeatureCount));
        Assert.Equal([new FieldInfo("CODE", FieldType.Text, 4), new FieldInfo("AREA", FieldType.Real, 10, 2)], info.Fields);
        Assert.Equal(["zones"], FeatureSources.Layers(Shp));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e39)]
    public void A_coordinate_that_is_none_costs_the_feature_its_geometry_and_is_an_error(double bad)
    {
        Write([new(0, 0), new(0, 1), new(bad, 1), new(0, 0)], []);

        using var source = FeatureSources.Open(new SourceRequest(Shp), log);
        ReadTwice(source);

        var finding = Assert.Single(log.Sorted());
        Assert.Equal(("ZC116", Severity.Error, "zones.shp#0"), (finding.Code, finding.Severity, finding.Subject));
    }

    [Fact]
    public void A_ring_that_is_not_closed_is_told_once_however_often_it_is_read()
    {
        Write([new(0, 0), new(0, 1), new(1, 1)], []);

        using var source = FeatureSources.Open(new SourceRequest(Shp), log);
        ReadTwice(source);

        Assert.Equal(
            "zones.shp#0: warning ZC119: a ring does not end where it began; it is closed by a straight line",
            Assert.Single(log.Sorted()).ToString());
    }

    [Fact]
    public void All_alike_are_told_once_each()
    {
        using (var writer = new ShapefileWriter(Shp, ShapeType.Polygon, [new("CODE", 'C', 4)]))
        {
            for (int index = 0; index < 25; index++)
                writer.Add([new(0, 0), new(0, 1), new(1, 1)], [], "I");
        }

        using var source = FeatureSources.Open(new SourceRequest(Shp), log);
        ReadTwice(source);

        Assert.Equal(Enumerable.Range(0, 25).Select(index => $"zones.shp#{index}"), log.Sorted().Select(finding => finding.Subject));
    }

    [Fact]
    public void A_missing_file_an_unknown_format_and_an_unknown_encoding_are_said_plainly()
    {
        Write([new(0, 0), new(0, 1), new(1, 1), new(0, 0)], []);
        string text = Path.Combine(folder.FullName, "zones.xyz");
        File.WriteAllText(text, "hello");

        Assert.Equal("nowhere.shp: there is no such file", Refusal(new SourceRequest("nowhere.shp")));
        Assert.Contains("GDAL", Refusal(new SourceRequest(text)), StringComparison.Ordinal);
        Assert.EndsWith(
            "the encoding \"martian\" is not known; expected UTF-8, GBK, GB18030, Big5 or a code page number such as 936",
            Refusal(new SourceRequest(Shp, Encoding: "martian")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_not_there_is_the_callers_mistake()
    {
        Write([new(0, 0), new(0, 1), new(1, 1), new(0, 0)], []);
        using var source = FeatureSources.Open(new SourceRequest(Shp), log);

        Assert.Throws<ArgumentException>(() => source.Read(["code"]));
    }

    private string Refusal(SourceRequest request) => Assert.Throws<UserErrorException>(() => FeatureSources.Open(request, log)).Message;

    private void Write(ShapePoint[] points, int[] parts)
    {
        using var writer = new ShapefileWriter(Shp, ShapeType.Polygon, [new("CODE", 'C', 4), new("AREA", 'N', 10, 2)], null, "GEOGCS[]");
        writer.Add(points, parts, "I", 1.5);
    }

    private static void ReadTwice(IFeatureSource source)
    {
        for (int walk = 0; walk < 2; walk++)
        {
            using var cursor = source.Read([]);
            while (cursor.MoveNext())
                _ = cursor.Shape;
        }
    }

    [Fact]
    public void More_rows_than_shapes_may_be_the_wrong_rows_and_is_an_error()
    {
        using TempFolder folder = new();
        foreach (int shapes in new[] { 1, 2 })
        {
            using var writer = new ShapefileWriter(folder[$"s{shapes}.shp"], ShapeType.Polygon, [new("CODE", 'C', 4)]);
            for (int shape = 0; shape < shapes; shape++)
                writer.Add([new(0, 0), new(0, 1), new(1, 1), new(0, 0)], [], "I");
        }

        File.Copy(folder["s2.dbf"], folder["s1.dbf"], overwrite: true);
        _ = Features.Read(new SourceRequest(folder["s1.shp"]), log, "CODE");

        Assert.Equal(
            "s1.dbf: error ZC105: the .dbf has more rows than there are shapes, so a shape's attributes may be another's; replace the "
                + ".dbf (2 rows, 1 shape)",
            log.Sorted()[0].ToString());
    }
}
