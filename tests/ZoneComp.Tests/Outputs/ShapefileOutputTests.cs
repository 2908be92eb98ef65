using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Tests.Outputs;

public sealed class ShapefileOutputTests
{
    [SkippableTheory]
    [InlineData(ShapefileEncoding.Gbk)]
    [InlineData(ShapefileEncoding.Utf8)]
    public void Gdal_reads_names_codes_and_decimals_as_they_are(ShapefileEncoding encoding)
    {
        Skip.IfNot(Run("ogrinfo", "--version") is not null, "GDAL's programs are not installed");
        RunResults run = SampleRun.Make() with { Shapefile = encoding };
        using TemporaryFolder place = new();
        ShapefileOutput.WriteAll(place.FullPath, run);
        string path = Path.Combine(place.FullPath, "shapefile", "regions.shp");

        ShapefileOutput.Verify(path, run);
        // As GeoJSON GDAL writes numbers in the shortest form that gives the same double.
        using JsonDocument read = JsonDocument.Parse(Run("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path)!);
        JsonElement[] features = [.. read.RootElement.GetProperty("features").EnumerateArray()];
        string[] fields = [.. File.ReadLines(Path.Combine(place.FullPath, "shapefile", "fields.csv")).Skip(1)];
        IReadOnlyList<Figure> figures = RegionFigures.Of(run);

        Assert.Equal(run.Shapes.Count, features.Length);
        Assert.Equal(fields.Length, fields.Select(line => line.Split(',')[0]).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        for (int row = 0; row < features.Length; row++)
        {
            JsonElement properties = features[row].GetProperty("properties");
            Region region = run.Combinations.Regions[row];
            Assert.Equal(region.Code, properties.GetProperty("region_cod").GetString());
            Assert.Equal(region.Name, properties.GetProperty("region_nam").GetString());
            foreach (Figure figure in figures.Where(figure => figure.Number(row) is not null))
            {
                string field = fields.Select(line => line.Split(',')).Single(cells => cells[1] == figure.Name)[0];
                double expected = (double)(decimal)GeoParquetRegions.Stored(figure, row)!;
                // GDAL's own reading of digits is off by a unit in the last place at times.
                Assert.Equal(expected, properties.GetProperty(field).GetDouble(),
                    tolerance: 2 * Math.Abs(Math.BitIncrement(expected) - expected));
            }
        }
    }

    [Fact]
    public void Amounts_stand_in_the_dbf_to_the_fen()
    {
        RunResults run = SampleRun.Make() with { Shapefile = ShapefileEncoding.Utf8 };
        using TemporaryFolder place = new();
        ShapefileOutput.WriteAll(place.FullPath, run);

        // 123,456,789.01 / 20 x 0.8, rounded by largest remainder: a decimal that stands in the file as digits.
        decimal paid = RegionFigures.Of(run).Single(figure => figure.Name == "redline_fund_yuan").Number(0)!.Value;
        string dbf = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(place.FullPath, "shapefile", "regions.dbf")));
        Assert.Contains(paid.ToString("F2", CultureInfo.InvariantCulture), dbf, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_a_dbf_or_gbk_cannot_hold_are_told()
    {
        Region[] regions = [new("1", "㮾梨县", new Dictionary<string, string>()),
            new("2", new string('县', 128), new Dictionary<string, string>())];

        Assert.Equal(
            ["ZC712 1 㮾梨县", $"ZC711 2 {regions[1].Name}"], // 128 x 2 bytes are more than 254
            ShapefileOutputFindings.Of(ShapefileEncoding.Gbk, regions, []).Select(finding => $"{finding.Code} {finding.Subject}"));
        Assert.Equal(["ZC711"], ShapefileOutputFindings.Of(ShapefileEncoding.Utf8, regions, []).Select(finding => finding.Code));
        Assert.Empty(ShapefileOutputFindings.Of(null, regions, []));
    }

    [Theory]
    [InlineData("㮾", 1)] // four bytes in GB 18030
    [InlineData("€", 1)] // two bytes in GB 18030, one (80) in Windows' page 936, none in the GBK of others
    [InlineData("\ue000", 1)] // each program's own
    [InlineData("🌲", 1)]
    [InlineData("乙·〇ＡéЖ─", 0)]
    public void Only_characters_that_every_reader_of_GBK_takes_alike_pass_without_a_word(string text, int told) => Assert.Equal(
        told,
        ShapefileOutputFindings.Of(ShapefileEncoding.Gbk, [new("1", text, new Dictionary<string, string>())], []).Count());

    [Theory]
    [InlineData(ShapefileEncoding.Gbk)]
    [InlineData(ShapefileEncoding.Utf8)]
    public void Odd_texts_read_back_as_written_or_are_told(ShapefileEncoding kind)
    {
        string[] names = ["甲\0县", "联通", " 乙 ", "㮾€\ue000", new string('县', 300), "", "丙\n", "\u200b丁\u3000"];
        RunResults run = SampleRun.Make();
        CombinationTable table = run.Combinations;
        run = run with
        {
            Shapefile = kind,
            Combinations = new CombinationTable
            {
                Classes = table.Classes,
                Regions = [.. table.Regions.Select((region, at) => region with { Name = names[at % names.Length] })],
                Rows = table.Rows,
                Repeats = table.Repeats,
                Levels = table.Levels,
            },
        };
        using TemporaryFolder place = new();
        ShapefileOutput.WriteAll(place.FullPath, run);

        ShapefileOutput.Verify(Path.Combine(place.FullPath, "shapefile", "regions.shp"), run);
        string dbf = Path.Combine(place.FullPath, "shapefile", "regions.dbf");
        byte[] bytes = File.ReadAllBytes(dbf);
        int digit = Array.FindLastIndex(bytes, sign => sign is >= (byte)'1' and <= (byte)'8');
        bytes[digit]++; // the last digit of the last number
        File.WriteAllBytes(dbf, bytes);
        Assert.Throws<InvalidDataException>(() =>
            ShapefileOutput.Verify(Path.Combine(place.FullPath, "shapefile", "regions.shp"), run));
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8
            };
            using Process process = Process.Start(start)!;
            _ = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
