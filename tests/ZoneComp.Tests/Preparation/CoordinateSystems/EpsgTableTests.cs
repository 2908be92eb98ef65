using System.Globalization;

namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>The table of EPSG codes: against the fixed list, against numbers of the EPSG guidance note, and by scripts/check-epsg.sh every
/// code against PROJ.</summary>
public class EpsgTableTests
{
    /// <summary>The Chinese page's table of CGCS2000: each code has its row's meridian, and its zone in the easting.</summary>
    [Fact]
    public void The_table_of_the_Chinese_page_is_EPSG()
    {
        string page = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "zh", "coordinates.md"));
        int codes = 0;
        foreach (string[] cells in page.Split('\n')
            .Where(line => line.Contains("° |", StringComparison.Ordinal))
            .Select(line => line.Split('|')))
        {
            double meridian = double.Parse(cells[1].Trim(' ', '°'), System.Globalization.CultureInfo.InvariantCulture);
            foreach (string cell in cells[2..^1].Select(cell => cell.Trim()).Where(cell => cell.Length > 0))
            {
                string[] words = cell.Split(' ');
                Crs crs = Crs.Parse(words[^1]);
                double zone = words.Length == 1 ? 0 : double.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal((meridian, 500_000 + zone * 1_000_000, 1.0), (crs.CentralMeridianDeg, crs.FalseEastingM, crs.ScaleFactor));
                Assert.Equal(DatumFamily.Cgcs2000, crs.Datum);
                codes++;
            }
        }

        // 21 meridians by three degrees, 11 of them by six too, each with and without a zone's number.
        Assert.Equal(64, codes);
    }

    [Fact]
    public void Every_code_reads_and_there_are_thousands()
    {
        int[] codes = [.. EpsgTable.Codes];

        Assert.True(codes.Length > 6_000, $"{codes.Length} codes");
        Assert.All(codes, code => Assert.True(Crs.TryParse($"EPSG:{code}", out Crs? crs, out _) && crs.Code is not null, $"{code}"));
    }

    [Theory]
    [InlineData(4490)]
    [InlineData(4326)]
    [InlineData(4547)]
    [InlineData(4526)]
    [InlineData(4502)]
    [InlineData(2380)]
    [InlineData(2435)]
    [InlineData(21414)]
    [InlineData(32650)]
    [InlineData(32733)]
    [InlineData(3857)]
    public void A_code_of_the_rules_has_the_same_formula_and_datum_in_the_table(int code)
    {
        Crs byRule = Crs.Parse($"EPSG:{code}"), inTable = EpsgTable.Find(code)!;

        Assert.True(byRule.HasSameFormulaAs(inTable), $"{byRule} {inTable}");
        Assert.Equal(byRule.Datum, inTable.Datum);
    }

    /// <summary>Worked examples of IOGP's guidance note 7-2 on the CRS's own datum, each to the centimetres that it prints.</summary>
    [Theory]
    // OSGB36 / British National Grid, transverse Mercator: 50 30 N, 0 30 E.
    [InlineData("EPSG:27700", 0.5, 50.5, 577274.99, 69740.50)]
    // JAD69 / Jamaica National Grid, Lambert conformal 1SP: 17 55 55.80 N, 76 56 37.26 W.
    [InlineData("EPSG:24200", -76.94368333333333, 17.932166666666667, 255966.58, 142493.51)]
    // NAD27 / Texas South Central, Lambert conformal 2SP in US feet: 28 30 N, 96 W.
    [InlineData("EPSG:32040", -96, 28.5, 2963503.91, 254759.80)]
    // ETRS89 / LAEA Europe: 50 N, 5 E.
    [InlineData("EPSG:3035", 5, 50, 3962799.45, 2999718.85)]
    // Makassar / NEIEZ, Mercator variant A: 3 S, 120 E.
    [InlineData("EPSG:3002", 120, -3, 5009726.58, 569150.82)]
    public void The_guidance_notes_examples(string code, double longitude, double latitude, double east, double north)
    {
        _ = Projection.Of(Crs.Parse(code)).Forward(longitude, latitude, out double x, out double y);

        // Printed to a centimetre, some of them cut off there.
        Assert.InRange(x, east - 0.01, east + 0.01);
        Assert.InRange(y, north - 0.01, north + 0.01);
    }

    [Theory]
    [InlineData("EPSG:7405", "EPSG:27700")] // with heights
    [InlineData("EPSG:4979", "EPSG:4326")]
    public void Heights_are_dropped(string code, string horizontal) => Assert.Equal(horizontal, Crs.Parse(code).Code);

    [Theory]
    [InlineData("EPSG:3031")] // polar stereographic
    [InlineData("EPSG:2053")] // axes to the west and south
    [InlineData("EPSG:999999")]
    public void What_is_not_supported_is_refused(string code)
    {
        Assert.False(Crs.TryParse(code, out _, out LocalText? problem));
        Assert.Contains("is not among the codes known here", problem.En, StringComparison.Ordinal);
    }

    /// <summary>Points that PROJ computed, a line a code; scripts/check-epsg.sh writes them.</summary>
    [SkippableFact]
    public void Every_code_agrees_with_proj()
    {
        string? file = Environment.GetEnvironmentVariable("ZONECOMP_EPSG_POINTS");
        Skip.If(file is null, "no points of PROJ: scripts/check-epsg.sh makes them");
        List<string> wrong = [];
        int codes = 0, points = 0;
        foreach (string line in File.ReadLines(file))
        {
            string[] parts = line.Split('\t');
            Crs crs = EpsgTable.Find(int.Parse(parts[0], CultureInfo.InvariantCulture))!;
            Projection projection = Projection.Of(crs);
            codes++;
            foreach (double[] point in parts[3..].Select(each => each.Split(' ').Select(Number).ToArray()))
            {
                points++;
                // PROJ turns to the side of the central meridian; longitudes here are not turned.
                double turns = Math.Round((point[0] - crs.PrimeMeridianDeg - crs.CentralMeridianDeg) / 360);
                double turned = crs.IsGeographic ? point[0] : point[0] - (360 * turns);
                bool holds = projection.Forward(turned, point[1], out double x, out double y);
                // 0.2 mm (2e-9 degrees): PROJ rounds the axis of Bessel Namibia, in German legal metres, to a millimetre.
                double unit = crs.IsGeographic ? 1e5 : crs.LinearUnitM;
                double off = Math.Max(Math.Abs(x - point[2]), Math.Abs(y - point[3])) * unit;
                // PROJ's Paris is 2°20'14.025", 3.3e-9 degrees off EPSG's 2.5969213 grads: 0.37 mm at most.
                double bound = crs.PrimeMeridianDeg is > 2.33 and < 2.34 ? 4e-4 : 2e-4;
                if (!holds || !(off < bound))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{parts[0]} {crs.Method} at {point[0]} {point[1]}: {off} m"));
            }
        }

        Assert.True(wrong.Count == 0, $"{codes} codes, {points} points, {wrong.Count} off: {string.Join("; ", wrong.Take(20))}");
        Assert.True(codes > 6_000, $"{codes} codes");

        static double Number(string text) => text == "inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
