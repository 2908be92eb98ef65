using System.Text;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;

namespace ZoneComp.Shapefile.Tests;

/// <summary>What a .NET program that uses NetTopologySuite.IO.Esri.Shapefile sees in our files, and what we see in its.</summary>
/// <remarks>Known faults of 1.2.0: docs/dependencies.md. They concern damaged files and texts in GBK without a .cpg.</remarks>
public class NetTopologySuiteTests
{
    [Fact]
    public void It_reads_what_we_write()
    {
        using var folder = new Folder();
        using (var writer = new ShapefileWriter(
            folder["a.shp"], ShapeType.Polygon, [new("NAME", 'C', 20), new("AREA", 'N', 12, 2)], Encoding.UTF8))
            writer.Add([.. Sample.Square(0), new(2, 2), new(4, 2), new(4, 4), new(2, 4), new(2, 2)], [0, 5], "墨脱县", 96.25m);

        Feature only = Assert.Single(NetTopologySuite.IO.Esri.Shapefile.ReadAllFeatures(folder["a.shp"]));

        Assert.Equal("墨脱县", only.Attributes["NAME"]);
        Assert.Equal(96.25, only.Attributes["AREA"]);
        Assert.Equal(96.0, only.Geometry.Area);
        Assert.True(only.Geometry.IsValid);
    }

    [Fact]
    public void We_read_what_it_writes()
    {
        using var folder = new Folder();
        Polygon square = new(new LinearRing([new(0, 0), new(0, 10), new(10, 10), new(10, 0), new(0, 0)]));
        AttributesTable row = new() { { "NAME", "墨脱县" }, { "NUMBER", 7 } };
        NetTopologySuite.IO.Esri.Shapefile.WriteAllFeatures([new Feature(square, row)], folder["a.shp"], encoding: Encoding.UTF8);

        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var reader = layer.Read(0, 1);

        Assert.True(reader.MoveNext());
        Assert.Equal(["墨脱县", 7L], [reader.Value(0), Convert.ToInt64(reader.Value(1), System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.Equal(Sample.Square(0), reader.Shape().Part(0).ToArray());
        Assert.False(reader.MoveNext());
        Assert.Empty(reader.Problems);
    }
}
