using System.Buffers.Binary;
using System.IO.Compression;

namespace ZoneComp.Tests.Outputs.Raster;

public sealed class PngMapTests
{
    [Fact]
    public void Half_covered_pixels_are_half_dark()
    {
        Coverage coverage = new(4, 2);

        coverage.AddPolygon([[(0.5, 0), (2.5, 0), (2.5, 1), (0.5, 1)]]); // from the middle of the first pixel to the middle of the third

        Assert.Equal([128, 255, 128, 0, 0, 0, 0, 0], coverage.Values); // round(255 / 2) to even is 128
    }

    [Fact]
    public void A_hole_that_turns_the_other_way_stays_empty()
    {
        Coverage coverage = new(4, 4);

        coverage.AddPolygon([[(0, 0), (4, 0), (4, 4), (0, 4)], [(1, 1), (1, 3), (3, 3), (3, 1)]]);

        Assert.Equal(12, coverage.Values.Count(value => value == 255)); // 16 less the 4 of the hole
        Assert.Equal(0, coverage.Values[(1 * 4) + 1]);
    }

    [Theory]
    [InlineData("县")]
    [InlineData("鄠")] // Hu district of Xi'an: not in GB 2312
    [InlineData("㮾")] // Langli in Changsha: Extension A
    [InlineData("A")]
    [InlineData("²")]
    [InlineData("·")]
    [InlineData("–")]
    public void The_font_has_what_names_and_captions_need(string sign)
    {
        Assert.NotEqual(0, MapFont.Own.GlyphOf(char.ConvertToUtf32(sign, 0)));
        Assert.NotEmpty(MapFont.Own.Contours(sign, 0, 0, 20));
    }

    [Fact]
    public void A_Chinese_character_is_a_square_and_stands_in_it()
    {
        Assert.Equal(40, MapFont.Own.Width("田县", 20), tolerance: 0.01);
        List<(double X, double Y)> points = [.. MapFont.Own.Contours("田", 100, 50, 20).SelectMany(contour => contour)];

        Assert.InRange(points.Min(point => point.X), 100, 104);
        Assert.InRange(points.Max(point => point.X), 116, 120);
        Assert.InRange(points.Min(point => point.Y), 30, 36); // up is less
        Assert.InRange(points.Max(point => point.Y), 48, 55);
    }

    [Theory]
    [InlineData("，")]
    [InlineData("：")]
    [InlineData("（")]
    public void Full_width_signs_stand_in_half_a_square(string sign)
    {
        // The font has them in the middle of a square of 20: a comma from 107 on.
        Assert.InRange(MapFont.Own.Width(sign, 20), 10, 12);
        Assert.InRange(MapFont.Own.Contours(sign, 100, 50, 20).SelectMany(contour => contour).Min(point => point.X), 100, 104);
        Assert.InRange(MapFont.Own.Contours(sign, 100, 50, 20).SelectMany(contour => contour).Max(point => point.X), 101, 112);
    }

    [Fact]
    public void A_curve_bends_to_the_point_off_it_by_half()
    {
        // Quadratic Bézier from (0,0) over (2,2) to (4,0): half-way at (0 + 2*2 + 4) / 4 = 2 and (0 + 2*2 + 0) / 4 = 1.
        List<(double X, double Y)> polygon = QuadraticContour.Flatten([((0, 0), true), ((2, 2), false), ((4, 0), true)]);

        Assert.Contains(polygon, point => Math.Abs(point.X - 2) < 1e-12 && Math.Abs(point.Y - 1) < 1e-12);
    }

    [Fact]
    public void Every_county_is_filled_in_the_colour_of_its_class()
    {
        RunResults run = SampleRun.Make();
        var shapes = MapShapes.Of(run);
        FigureClasses classes = FigureClasses.Of(RegionFigures.Of(run).Single(figure => figure.Name == "redline_fund_yuan"));
        var page = MapSheet.Of(run, shapes, Language.Chinese);
        using TemporaryFolder place = new();
        File.WriteAllBytes(place.File("map.png"), ChoroplethPng.Draw(MapBackdrop.Of(shapes, page),
            page.Page(new FigureMap("map", classes, null))));

        (int width, byte[] pixels) = Read(place.File("map.png"));

        Assert.Equal((2000, (int)Math.Ceiling(page.Height * 2)), PngFile.Check(place.File("map.png")));
        for (int region = 0; region < shapes.Regions.Count; region++)
        {
            // 30 px below the name, so that its letters are not in the way; counties are about 150 px high.
            (int x, int y) = shapes.Regions[region].Label!.Value;
            int at = 3 * (((int)(2 * (page.Top + (y * page.Scale) + 30)) * width) + (int)(2 * (page.Left + (x * page.Scale))));
            Assert.Equal(Rgb.Of(classes.Colour(region)), new Rgb(pixels[at], pixels[at + 1], pixels[at + 2]));
        }

        Assert.Equal(new Rgb(255, 255, 255), new Rgb(pixels[0], pixels[1], pixels[2]));
    }

    [Fact]
    public void A_damaged_picture_does_not_read_back()
    {
        using TemporaryFolder place = new();
        byte[] file = PngFile.Encode(new IndexedCanvas(30, 20));
        file[^20] ^= 1;
        File.WriteAllBytes(place.File("map.png"), file);

        Assert.Throws<InvalidDataException>(() => PngFile.Check(place.File("map.png")));
    }

    /// <summary>A reader of its own for what the writer uses: a palette, one IDAT, no filter.</summary>
    internal static (int Width, byte[] Pixels) Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        int palette = file.AsSpan().IndexOf("PLTE"u8) + 4, at = file.AsSpan().IndexOf("IDAT"u8) + 4;
        using ZLibStream zlib = new(new MemoryStream(file, at, file.Length - at), CompressionMode.Decompress);
        byte[] pixels = new byte[3 * width * height], row = new byte[width + 1];
        for (int y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            Assert.Equal(0, row[0]);
            for (int x = 0; x < width; x++)
                file.AsSpan(palette + (3 * row[x + 1]), 3).CopyTo(pixels.AsSpan(3 * ((y * width) + x)));
        }

        return (width, pixels);
    }
}
