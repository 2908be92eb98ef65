using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Preparation.Plane;

public class GeodesicTests(ITestOutputHelper output)
{
    /// <summary>From PROJ src/tests/geodtest.c (C. Karney), WGS 84: printed to a nanometre and to 1e-3 m2 or better.</summary>
    [Theory]
    [InlineData(35.60777, -139.44815, -11.17491, -69.95921, 8935244.5604818305, 12841384694976.432)]
    [InlineData(-21.97856, 142.59065, 41.84138, 98.56635, 8394328.8946576706, -6637997720646.717)]
    [InlineData(-17.42761, 173.34268, -15.84784, 5.93557, 16076603.1631180673, 97825992354058.7)]
    public void Lines_and_areas_are_those_of_GeographicLib(double lat1, double lon1, double lat2, double lon2, double length, double area)
    {
        GeodesicLine line = new Geodesic(Ellipsoid.Wgs84).Between(lon1, lat1, lon2, lat2);

        Assert.Equal(length, line.LengthM, tolerance: 1e-8);
        Assert.Equal(area, line.AreaM2, tolerance: 0.1);
    }

    /// <summary>GeographicLib's own polygon tests (Planimeter0, 2 and 15), WGS 84; 15 is printed to 1e-5 m2.</summary>
    [Theory]
    [InlineData(24952305678.0, 1, "0 89 90 89 180 89 270 89")]
    [InlineData(24619419146.0, 1, "-1 0 0 -1 1 0 0 1")]
    [InlineData(18454562325.45119, 0.01, "1 2 2 1 3 3")]
    public void Polygons_round_a_pole_and_across_the_equator(double area, double tolerance, string ring) =>
        Assert.Equal(
            area,
            new GeodesicArea(Ellipsoid.Wgs84).OfRing([.. ring.Split(' ')
                .Select(number => double.Parse(number, CultureInfo.InvariantCulture))]),
            tolerance);

    [SkippableFact]
    public void Shared_lines_hold_to_10_nanometres_and_a_tenth_of_a_square_metre()
    {
        List<string> wrong = [];
        Geodesic geodesic = new(Ellipsoid.Wgs84);
        foreach (JsonElement line in CrsSuiteTests.Lines(SharedMaterial.PathOrSkip("suites/crs/geographiclib/geodesic-lines.jsonl")))
        {
            double Get(string name) => line.GetProperty(name).GetDouble();
            GeodesicLine own = geodesic.Between(Get("lon1"), Get("lat1"), Get("lon2"), Get("lat2"));
            output.WriteLine(FormattableString.Invariant(
                $"{line.GetProperty("id")}: length off {own.LengthM - Get("s12"):0.0e0} m, area off {own.AreaM2 - Get("S12"):0.0e0} m2"));
            if (Math.Abs(own.LengthM - Get("s12")) > 1e-8 || Math.Abs(own.AreaM2 - Get("S12")) > 0.1)
                wrong.Add(line.GetProperty("id").ToString());
        }

        Assert.Empty(wrong);
    }

    [SkippableFact]
    public void Shared_polygons_hold_within_their_tolerance()
    {
        List<string> wrong = [];
        foreach (JsonElement line in CrsSuiteTests.Lines(SharedMaterial.PathOrSkip("suites/crs/geographiclib/planimeter.jsonl")))
        {
            double[] ring =
            [
                .. line.GetProperty("lat_lon").EnumerateArray().SelectMany(point => new[] { point[1].GetDouble(), point[0].GetDouble() }),
            ];
            double wgs84 = new GeodesicArea(Ellipsoid.Wgs84).OfRing(ring), tolerance = line.GetProperty("area_tolerance").GetDouble();
            double expected = line.GetProperty("area_wgs84").GetDouble();
            output.WriteLine(FormattableString.Invariant($"{line.GetProperty("id")}: {wgs84:R}, expected {expected:R}"));
            if (Math.Abs(wgs84 - expected) > tolerance)
                wrong.Add(line.GetProperty("id").ToString());
        }

        Assert.Empty(wrong);
    }
}
