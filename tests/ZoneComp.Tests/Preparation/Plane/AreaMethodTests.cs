using System.Text.Json;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Preparation.Plane;

/// <summary>The area methods against each other, on real counties; docs/areas.md derives the bounds that are asserted here.</summary>
public class AreaMethodTests(ITestOutputHelper output)
{
    /// <summary>Coefficients computed with 40 digits from CGCS2000's first eccentricity (domain reference 1.1).</summary>
    [Fact]
    public void Series_of_the_survey_has_the_first_eccentricity()
    {
        (double a, double b, double c, double d, double e) = new SurveyArea(Crs.Parse("EPSG:4526")).Series;

        // The text's e2 has 13 digits, 0.0066943800229: 1e-13 of itself, and A and B follow it.
        Assert.Equal(1.0033640898341929, a, tolerance: 1e-12);
        Assert.Equal(0.0011241893819271245, b, tolerance: 1e-12);
        Assert.Equal(1.6994594735189055e-6, c, tolerance: 1e-15);
        Assert.Equal(2.717857845577556e-9, d, tolerance: 1e-17);
        Assert.Equal(4.3584190048345156e-12, e, tolerance: 1e-20);
    }

    /// <summary>The trap: e'^2 in place of e^2 makes areas 1.1e-5 (20 N), 2.3e-5 (30 N), 3.8e-5 (40 N), 5.4e-5 (50 N) too large (domain
    /// reference 1.1).</summary>
    [Theory]
    [InlineData(20, 1.1e-5)]
    [InlineData(30, 2.3e-5)]
    [InlineData(40, 3.8e-5)]
    [InlineData(50, 5.4e-5)]
    public void The_second_eccentricity_in_its_place_would_be_seen(double latitude, double tooLarge)
    {
        Crs crs = Crs.Parse("EPSG:4526");
        double right = Sheet(new SurveyArea(crs), latitude), wrong = Sheet(new SurveyArea(crs, constants => constants.EPrime2), latitude);

        Assert.Equal(tooLarge, (wrong / right) - 1, tolerance: 0.06e-5);

        static double Sheet(SurveyArea area, double latitude)
        {
            double south = latitude * Math.PI / 180, north = (latitude + 1) * Math.PI / 180, east = Math.PI / 180;
            return area.Trapezoid(south, east, north, east);
        }
    }

    /// <summary>Trapezoid of 1 degree by 1 degree in closed form: a^2 dL (q2 - q1)/2.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(35)]
    [InlineData(53)]
    public void Trapezoid_formula_is_the_equal_area_planes_shoelace(double latitude)
    {
        AuthalicLatitude authalic = new(Ellipsoid.Cgcs2000);
        double south = latitude * Math.PI / 180, north = (latitude + 1) * Math.PI / 180, east = Math.PI / 180;
        double closed = 6378137.0 * 6378137 * east * (authalic.Q(Math.Sin(north)) - authalic.Q(Math.Sin(south))) / 2;

        double survey = new SurveyArea(Crs.Parse("EPSG:4526")).Trapezoid(south, east, north, east);

        // The truncated series is off by 2e-15 (20 N) to 9e-12 (53 N), the 13 digits of e2 by some 1e-13.
        Assert.Equal(1, survey / closed, tolerance: 2e-11);
    }

    [Theory]
    [InlineData("EPSG:4526", 115.5, 35)]
    [InlineData("EPSG:4508", 114, 20)]
    [InlineData("EPSG:2362", 115.2, 52)]
    public void Inverse_with_the_texts_constants_agrees_with_ours_to_its_own_rounding(string code, double longitude, double latitude)
    {
        Crs crs = Crs.Parse(code);
        Projection.Of(crs).Forward(longitude, latitude, out double x, out double y);

        (double latitudeSec, double longitudeSec) = new SurveyArea(crs).Seconds(x, y);

        // 0.05 mm of rounding in, 1e-6 seconds (0.03 mm) out, and the series' sixth and fifth powers: under 1e-4 seconds (3 mm) at 3
        // degrees, under 5e-6 at 1.5.
        double tolerance = Math.Abs(longitude - crs.CentralMeridianDeg) > 2 ? 1e-4 : 5e-6;
        Assert.Equal(latitude * 3600, latitudeSec, tolerance);
        Assert.Equal(longitude * 3600, longitudeSec, tolerance);
    }

    [Fact]
    public void Survey_formula_refuses_other_planes() =>
        Assert.Throws<UserErrorException>(() => new SurveyArea(Crs.Parse("EPSG:3857")));

    /// <summary>225 counties of the sample, projected vertex by vertex into their 3-degree zone: edges straight there for all methods but
    /// the geodesic.</summary>
    [Fact]
    public void Survey_way_and_equal_area_plane_agree_on_225_counties_within_the_derived_bound()
    {
        double worstBound = 0, worstNear = 0, worstFar = 0, worstGeodesic = 0, worstPlanar = 0;
        int counties = 0;
        GeodesicArea geodesicArea = new(Ellipsoid.Cgcs2000);
        foreach (List<double[]> rings in Rings(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "counties.shp")))
        {
            int zone = (int)Math.Round(rings[0][0] / 3);
            Crs crs = Crs.Parse(FormattableString.Invariant($"EPSG:{4513 + zone - 25}"));
            Projection projection = Projection.Of(crs);
            SurveyArea survey = new(crs);
            AreaPlane plane = AreaPlane.EqualArea(3 * zone);
            double own = 0, surveyed = 0, planar = 0, perimeter = 0;
            foreach (double[] ring in rings)
            {
                double[] gauss = new double[ring.Length];
                for (int i = 0; i < ring.Length; i += 2)
                    Assert.True(projection.Forward(ring[i], ring[i + 1], out gauss[i], out gauss[i + 1]));
                List<LatticePoint> lattice = LatticeProjectorTests.Project(crs, plane, gauss);
                own += LatticeProjectorTests.Area2(lattice) / 2e6;
                surveyed += survey.OfRing(gauss);
                planar += LatticeProjectorTests.Area2(LatticeProjectorTests.Project(crs, AreaPlane.Planar(crs), gauss)) / 2e6;
                for (int i = 2; i < gauss.Length; i += 2)
                    perimeter += Math.Sqrt(Math.Pow(gauss[i] - gauss[i - 2], 2) + Math.Pow(gauss[i + 1] - gauss[i - 1], 2));
            }

            double away = rings.Max(ring => Enumerable.Range(0, ring.Length / 2).Max(i => Math.Abs(ring[2 * i] - (3 * zone))));
            // docs/areas.md: chords sag by at most 1 mm (ours) and 0.3 mm (70 m steps), two thirds of it on average over an edge; the
            // plane is at most 1.3 times as long as the ground;
            // the survey's series leaves out u^7, under 0.05 mm within 2 degrees of the meridian. Rounding is random and far below.
            double bound = perimeter * ((1.3 * 2 / 3 * (0.001 + 0.0003)) + 0.00005);
            if (away <= 2)
            {
                worstBound = Math.Max(worstBound, Math.Abs(surveyed - own) / bound);
                worstNear = Math.Max(worstNear, Math.Abs((surveyed / own) - 1));
            }

            worstFar = Math.Max(worstFar, Math.Abs((surveyed / own) - 1));
            worstPlanar = Math.Max(worstPlanar, Math.Abs((planar / own) - 1));
            if (counties++ % 9 == 0) // geodesics take a while
                worstGeodesic = Math.Max(worstGeodesic, Math.Abs((rings.Sum(ring => geodesicArea.OfRing(ring)) / own) - 1));
        }

        output.WriteLine(
            FormattableString.Invariant(
                $"{counties} counties: survey {worstNear:0.0e0} within 2 degrees of the meridian ({worstBound:0.000} of the bound), ")
                + FormattableString.Invariant(
                    $"{worstFar:0.0e0} anywhere, geodesic {worstGeodesic:0.0e0}, planar Gauss-Krueger {worstPlanar:0.0e0}"));
        Assert.Equal(225, counties);
        Assert.InRange(worstBound, 0, 1);
        Assert.InRange(worstNear, 0, 1e-7); // the smallest city districts: rounding to the lattice
        Assert.InRange(worstFar, 0, 1e-7);
        Assert.InRange(worstGeodesic, 0, 1e-5);
    }

    /// <summary>Vertices alone in our plane are the oracle's equal-area figure; the geodesic area is ours too, to 1e-9.</summary>
    [SkippableTheory]
    [InlineData("chinese_encoding", 51)]
    [InlineData("six_counties", 4)]
    [InlineData("statepop", 31)]
    [InlineData("two_states", 2)]
    [InlineData("countries_pg", 168)]
    public void Areas_of_real_polygons_are_those_of_the_oracle(string suite, int features)
    {
        Dictionary<string, List<List<double[]>>> layers = [];
        GeodesicArea geodesicArea = new(Ellipsoid.Cgcs2000);
        int compared = 0;
        double worstPlane = 0, worstGeodesic = 0, widest = 0;
        foreach (JsonElement line in CrsSuiteTests.Lines(SharedMaterial.PathOrSkip($"suites/crs/real-polygon-areas/{suite}.jsonl")))
        {
            string layer = line.GetProperty("layer").GetString()!["shared/".Length..];
            if (!layers.TryGetValue(layer, out List<List<double[]>>? shapes))
                layers[layer] = shapes = Rings(SharedMaterial.PathOrSkip("suites/" + layer));
            double plane = 0, geodesic = 0, spread = 0;
            foreach (double[] ring in shapes[line.GetProperty("fid").GetInt32()])
            {
                List<LatticePoint> vertices = Vertices(ring);
                plane += LatticeProjectorTests.Area2(vertices) / 2e6;
                spread += Spread(vertices);
                geodesic += geodesicArea.OfRing(ring);
            }

            double expectedPlane = line.GetProperty("cea_area_m2").GetDouble(),
                expectedGeodesic = line.GetProperty("geodesic_area_m2").GetDouble();
            // Rounding to the lattice: 0.289 mm (1 mm / sqrt 12) in x and in y at every vertex, times half the distance of its two
            // neighbours; six sigma. The oracle's own sum in doubles: 1e-9.
            worstPlane = Math.Max(
                worstPlane,
                Math.Abs(plane - expectedPlane) / ((6 * 0.000289 / 2 * Math.Sqrt(spread)) + (1e-9 * expectedPlane)));
            worstGeodesic = Math.Max(worstGeodesic, Math.Abs((geodesic / expectedGeodesic) - 1));
            widest = Math.Max(widest, Math.Abs((expectedPlane / expectedGeodesic) - 1));
            compared++;
        }

        output.WriteLine(
            FormattableString.Invariant(
                $"{suite}: {compared} features, plane off {worstPlane:0.00} of the lattice's rounding, geodesic off ")
                    + FormattableString.Invariant($"{worstGeodesic:0.0e0}; ")
                + FormattableString.Invariant($"the two edge models differ by {widest:0.0e0}"));
        Assert.Equal(features, compared);
        Assert.InRange(worstPlane, 0, 1);
        Assert.InRange(worstGeodesic, 0, 1e-9);
    }

    private static double Spread(List<LatticePoint> points) =>
        points.Zip(points.Skip(2))
            .Sum(pair => (Math.Pow(pair.Second.X - pair.First.X, 2) + Math.Pow(pair.Second.Y - pair.First.Y, 2)) / 1e6);

    private static List<LatticePoint> Vertices(double[] ring)
    {
        List<LatticePoint> vertices = [];
        for (int i = 0; i < ring.Length; i += 2)
        {
            AreaPlane.EqualArea(0).ToPlane(ring[i], ring[i + 1], out double x, out double y);
            vertices.Add(new LatticePoint((long)Math.Round(x * 1000), (long)Math.Round(y * 1000)));
        }

        return vertices;
    }

    /// <summary>Rings of every feature, inside on the left.</summary>
    private static List<List<double[]>> Rings(string path)
    {
        List<List<double[]>> features = [];
        using ShapefileLayer layer = ShapefileLayer.Open(path);
        ShapefileReader reader = layer.Read();
        while (reader.MoveNext())
        {
            List<double[]> rings = [];
            ShapeRecord shape = reader.Shape();
            for (int part = 0; part < shape.PartCount; part++)
            {
                double[] ring = new double[shape.Part(part).Length * 2];
                ShapePoints.CopyBackwards(shape.Part(part), ring);
                rings.Add(ring);
            }

            features.Add(rings);
        }

        return features;
    }
}
