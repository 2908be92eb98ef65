namespace ZoneComp.Tests.Preparation.CoordinateSystems;

public class Gcj02Tests
{
    [Fact]
    public void Shift_is_the_one_that_open_software_has()
    {
        (double lon, double lat) = Gcj02.FromWgs84(116.404, 39.915);

        // Published with 14 decimals in the test of wandergis/coordtransform: wgs84togcj02(116.404, 39.915) = 116.41024449916938,
        // 39.91640428150164.
        Assert.Equal(116.41024449916938, lon, tolerance: 1e-12);
        Assert.Equal(39.91640428150164, lat, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(116.404, 39.915)]
    [InlineData(91.1, 29.65)]
    [InlineData(76, 39.5)]
    [InlineData(87.6, 43.8)]
    [InlineData(105, 35)]
    public void Inverse_undoes_the_shift_to_a_hundredth_of_a_millimetre(double longitude, double latitude)
    {
        (double shiftedLon, double shiftedLat) = Gcj02.FromWgs84(longitude, latitude);

        (double lon, double lat) = Gcj02.ToWgs84(shiftedLon, shiftedLat);

        Assert.Equal(longitude, lon, tolerance: 1e-10);
        Assert.Equal(latitude, lat, tolerance: 1e-10);
    }

    [Fact]
    public void Nothing_shifts_outside_China()
    {
        Assert.Equal((2.35, 48.85), Gcj02.FromWgs84(2.35, 48.85));
        Assert.Equal((2.35, 48.85), Gcj02.ToWgs84(2.35, 48.85));
    }

    [Fact]
    public void Layer_that_follows_the_borders_at_the_models_offset_is_suspected()
    {
        (double, double)[] layer = [.. Border().Select(point => Gcj02.FromWgs84(point.Lon, point.Lat))];

        Diagnostic? finding = Examine(layer, [Ring()], "zones.shp");

        Assert.Equal("ZC218", finding?.Code);
        Assert.Equal(Severity.Error, finding?.Severity);
        Assert.Contains("the layer is probably", finding?.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_in_GCJ_02_are_suspected_as_well()
    {
        double[] shifted =
        [
            .. Border().Select(point => Gcj02.FromWgs84(point.Lon, point.Lat))
                .SelectMany(point => new[] { point.LongitudeDeg, point.LatitudeDeg }),
        ];

        Assert.Contains(
            "the regions are probably", Examine([.. Border()], [shifted], "zones.shp")?.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_on_the_borders_and_layer_shifted_another_way_are_not_suspected()
    {
        Assert.Null(Examine([.. Border()], [Ring()], "zones.shp"));
        Assert.Null(Examine([.. Border().Select(point => (point.Lon - 0.005, point.Lat + 0.004))], [Ring()], "zones.shp"));
    }

    /// <summary>Long edges are cut in pieces: a third up the boxes' sides lies 211 m above a line of the grid, and the model moves 133 to
    /// 186 m south there.</summary>
    [Fact]
    public void Boxes_across_a_grids_lines_are_not_suspected()
    {
        const double Width = 0.05, Height = 0.03;
        (double West, double South)[] corners =
            [.. Enumerable.Range(0, 400).Select(k => (110 + (Width * (k % 20)), 34 + (Height * (k / 20))))];

        Assert.Null(Examine(
            [.. corners.SelectMany(at => Box(at.West + (0.31 * Width), at.South - (0.17 * Height), 0.6 * Width, 0.7 * Height))],
            [.. corners.Select(at => Box(at.West, at.South, Width, Height).SelectMany(point => new[] { point.Lon, point.Lat }).ToArray())],
            "zones.shp"));

        static (double Lon, double Lat)[] Box(double west, double south, double width, double height) =>
        [
            .. Thirds.Select(third => (west, south + (third * height))),
            .. Thirds.Select(third => (west + (third * width), south + height)),
            .. Thirds.Select(third => (west + width, south + height - (third * height))),
            .. Thirds.Select(third => (west + width - (third * width), south)), (west, south),
        ];
    }

    private static readonly double[] Thirds = [0, 1 / 3d, 2 / 3d];

    /// <summary>Distance to borders is taken to edges, so only the layer's points and the border's edges count, not their order.</summary>
    private static Diagnostic? Examine((double, double)[] layer, double[][] rings, string subject)
    {
        Gcj02Check check = new();
        check.AddLayer(subject, layer);
        foreach (double[] ring in rings)
        {
            for (int i = 0; i + 3 < ring.Length; i += 2)
                check.AddBorder(ring[i], ring[i + 1], ring[i + 2], ring[i + 3]);
        }

        return check.Findings().Select(found => found.Finding).SingleOrDefault();
    }

    /// <summary>The two real files of the same counties: one native CGCS2000, one from a web map's service.</summary>
    [SkippableFact]
    public void Web_map_counties_against_the_same_counties_in_CGCS2000()
    {
        double[][] native = Rings("data/cn_qinling_cgcs2000/original/秦岭.shp"), web = Rings("data/cn_county_shp_gary/original/陕西省.shp");
        (double, double)[] layer =
        [
            .. web.SelectMany(ring => Enumerable.Range(0, ring.Length / 2).Select(i => (ring[2 * i], ring[(2 * i) + 1])))
                .Where((_, index) => index % 20 == 0),
        ];

        Diagnostic? finding = Examine(layer, native, "陕西省.shp");

        Assert.Equal("ZC218", finding?.Code);
        Assert.Null(Examine([.. layer.Select(point => Gcj02.ToWgs84(point.Item1, point.Item2))], native, "shifted back"));
    }

    private static double[][] Rings(string shared)
    {
        List<double[]> rings = [];
        using ShapefileLayer layer = ShapefileLayer.Open(SharedMaterial.PathOrSkip(shared));
        Projection? plane = layer.Projection is { } text ? Projection.Of(Crs.Parse(text)) : null;
        ShapefileReader reader = layer.Read();
        while (reader.MoveNext())
        {
            ShapeRecord shape = reader.Shape();
            for (int part = 0; part < shape.PartCount; part++)
            {
                double[] ring = new double[shape.Part(part).Length * 2];
                ShapePoints.Copy(shape.Part(part), ring);
                for (int i = 0; plane is not null && i < ring.Length; i += 2)
                    Assert.True(plane.Inverse(ring[i], ring[i + 1], out ring[i], out ring[i + 1]));
                rings.Add(ring);
            }
        }

        return [.. rings];
    }

    /// <summary>A county border of 400 points round (100, 36), about 40 km across, as a wavy ring.</summary>
    private static IEnumerable<(double Lon, double Lat)> Border()
    {
        for (int k = 0; k <= 400; k++)
        {
            double angle = 2 * Math.PI * k / 400, radius = 0.2 + (0.03 * Math.Sin(7 * angle));
            yield return (100 + (radius * Math.Cos(angle)), 36 + (radius * Math.Sin(angle)));
        }
    }

    private static double[] Ring() => [.. Border().SelectMany(point => new[] { point.Lon, point.Lat })];
}
