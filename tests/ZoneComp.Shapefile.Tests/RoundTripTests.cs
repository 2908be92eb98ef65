namespace ZoneComp.Shapefile.Tests;

public class RoundTripTests
{
    [Fact]
    public void Parts_values_projection_and_box_come_back()
    {
        using var folder = new Folder();
        ShapePoint[] hole = [new(2, 2), new(4, 2), new(4, 4), new(2, 4), new(2, 2)];
        using (var writer = new ShapefileWriter(
            folder["a.shp"], ShapeType.Polygon, [new("代码", 'C', 6), new("AREA", 'N', 12, 2), new("OLD", 'L', 1), new("DAY", 'D', 8)],
            CodePages.Gbk, "GEOGCS[...]"))
        {
            writer.Add([.. Sample.Square(0), .. hole], [0, 5], "110105", 96.00m, true, new DateOnly(2025, 3, 1));
            writer.Add([], [], null, null, null, null);
        }

        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var reader = layer.Read(3, 2, 1, 0);

        Assert.Empty(layer.Problems);
        Assert.Equal(ShapeType.Polygon, layer.Type);
        Assert.Equal("GEOGCS[...]", layer.Projection);
        Assert.Equal((0, 0, 10, 10), layer.DeclaredBox);
        Assert.Equal(["a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg"], layer.Files.Select(Path.GetFileName));
        Assert.Equal(["代码", "AREA", "OLD", "DAY"], layer.Fields.Select(field => field.Name));
        Assert.True(reader.MoveNext());
        Assert.Equal([new DateOnly(2025, 3, 1), true, 96.00m, "110105"], Enumerable.Range(0, 4).Select(reader.Value));
        Assert.Equal(2, reader.Shape().PartCount);
        Assert.Equal(Sample.Square(0), reader.Shape().Part(0).ToArray());
        Assert.Equal(hole, reader.Shape().Part(1).ToArray());
        Assert.True(reader.MoveNext());
        Assert.Equal(ShapeType.Null, reader.Shape().Type);
        Assert.Equal([null, null, null, null], Enumerable.Range(0, 4).Select(reader.Value));
        Assert.False(reader.MoveNext());
        Assert.Empty(reader.Problems);
    }

    [Theory]
    [InlineData(ShapeType.Point, 1)]
    [InlineData(ShapeType.PolyLine, 3)]
    public void Points_and_lines_come_back(ShapeType type, int count)
    {
        using var folder = new Folder();
        ShapePoint[] points = [.. Enumerable.Range(0, count).Select(index => new ShapePoint(index, index * 0.5))];
        using (var writer = new ShapefileWriter(folder["a.shp"], type, [new("ID", 'N', 4)]))
            writer.Add(points, [], 7);

        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var reader = layer.Read();

        Assert.True(reader.MoveNext());
        Assert.Equal(type, reader.Shape().Type);
        Assert.Equal(points, reader.Shape().Points.ToArray());
    }

    [Fact]
    public void Long_names_are_cut_between_characters_and_stay_unique()
    {
        using var folder = new Folder();
        using (var writer = new ShapefileWriter(folder["a.shp"], ShapeType.Point, [new("国家级公益林", 'C', 7), new("国家级湿地", 'C', 7)]))
        {
            writer.Add([new(1, 1)], [], "公益林地", "x");
            Assert.Equal(1, writer.CutValues);
        }

        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var reader = layer.Read(0);

        Assert.Equal(["国家级", "国家_1"], layer.Fields.Select(field => field.Name));
        Assert.True(reader.MoveNext());
        Assert.Equal("公益", reader.Value(0));
    }

    [Fact]
    public void Endings_in_capitals_are_found()
    {
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "one");
        foreach (string ending in new[] { "shp", "shx", "dbf", "cpg" })
            File.Move(folder["a." + ending], folder["A." + ending.ToUpperInvariant()]);

        using var layer = ShapefileLayer.Open(folder["A.SHP"]);

        Assert.Single(Sample.Read(layer, out var problems));
        Assert.Empty(problems);
    }

    [Fact] // two deliveries in one folder, told apart by nothing but their case
    public void A_layer_in_capitals_has_its_own_table()
    {
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "one");
        foreach (string ending in new[] { "shp", "shx", "dbf", "cpg" })
            File.Move(folder["a." + ending], folder["a." + ending.ToUpperInvariant()]);
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "one", "two");

        using var capitals = ShapefileLayer.Open(folder["a.SHP"]);
        using var small = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal((1, 2), (Sample.Read(capitals, out var problems).Count, Sample.Read(small, out _).Count));
        Assert.Empty(problems);
    }

    [Fact]
    public void Two_readers_walk_side_by_side()
    {
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "one", "two");
        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var first = layer.Read(0);
        var second = layer.Read(1);

        Assert.True(first.MoveNext());
        Assert.True(second.MoveNext());
        Assert.True(first.MoveNext());
        Assert.Equal("two", first.Value(0));
        Assert.Equal(0L, second.Value(0));
    }
}
