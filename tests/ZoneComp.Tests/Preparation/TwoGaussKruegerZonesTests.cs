using System.Globalization;

namespace ZoneComp.Tests.Preparation;

/// <summary>A region across the border of two 3-degree Gauss-Krueger zones, its layers delivered in one file per zone, cut at the
/// seam.</summary>
/// <remarks>
/// Region: 112.4 to 112.6 degrees, 30.0 to 30.1. Forest: 112.45 to 112.55, delivered as a western half in zone 37 (EPSG:4525) and an
/// eastern one in zone 38
/// (EPSG:4526). Area of such a cell on the ellipsoid of CGCS2000, b² dlambda / 2 (sin phi / (1 - e² sin² phi) + ln((1 + e sin phi) / (1 -
/// e sin phi)) / 2e) between the
/// latitudes, worked out apart: 106,904,539.43 m² for 0.1 degrees of longitude.
/// </remarks>
public class TwoGaussKruegerZonesTests
{
    private const double TenthOfDegreeM2 = 106_904_539.43;

    // On a parallel and on a meridian all vertices round alike, by at most half a millimetre in the equal-area plane, where 0.2 degrees
    // are 22,264 m wide and the cell
    // 9,603 m high. Region: (22,264 + 9,603) m x 1 mm. Forest: (11,132 + 9,603) m x 1 mm, and the seam's two versions 1 mm apart.
    private const double RegionToleranceM2 = 31.9;
    private const double ForestToleranceM2 = 30.4;
    private const double SeamM2 = 9.7;

    [Fact]
    public void Zones_cut_at_the_seam_cover_what_the_closed_formula_says()
    {
        using var run = new InputRun { Layers = "{zone: {source: [west.csv, east.csv]}}" };
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;POLYGON(({Ring(Degrees, 112.4, 112.6)}))\"\n");
        run.Folder.Write("west.csv", $"wkt\n\"SRID=4525;POLYGON(({Ring(Projection.Of(Crs.Parse("EPSG:4525")), 112.45, 112.5)}))\"\n");
        run.Folder.Write("east.csv", $"wkt\n\"SRID=4526;POLYGON(({Ring(Projection.Of(Crs.Parse("EPSG:4526")), 112.5, 112.55)}))\"\n");

        RunOutcome outcome = run.Run();

        Assert.NotNull(outcome.Results);
        Assert.Equal(2 * TenthOfDegreeM2, InputRun.RegionsM2(outcome), tolerance: RegionToleranceM2);
        Assert.Equal(TenthOfDegreeM2, InputRun.ZoneM2(outcome), tolerance: ForestToleranceM2);
        // What the halves share at the seam is counted once and is no more than its rounding.
        Assert.InRange((double)outcome.Results.Combinations.Repeats.Sum(row => row.RepeatedM2), 0, SeamM2);
    }

    [Fact]
    public void A_region_delivered_in_the_other_zone_is_the_same_ground()
    {
        using var run = new InputRun();
        run.Folder.Write(
            "regions.csv",
            $"code,wkt\nA,\"SRID=4526;POLYGON(({Ring(Projection.Of(Crs.Parse("EPSG:4526")), 112.4, 112.6)}))\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4525;POLYGON(({Ring(Projection.Of(Crs.Parse("EPSG:4525")), 112.4, 112.6)}))\"\n");

        RunOutcome outcome = run.Run();

        Assert.Equal(2 * TenthOfDegreeM2, InputRun.RegionsM2(outcome), tolerance: RegionToleranceM2);
        // The two versions of the border, 63.7 km in the plane, are 1 mm apart at most.
        Assert.Equal(InputRun.RegionsM2(outcome), InputRun.ZoneM2(outcome), tolerance: 63.8);
    }

    private static Projection Degrees => Projection.Of(Crs.Parse("EPSG:4490"));

    /// <summary>The ring of a cell from 30.0 to 30.1 degrees, a vertex every thousandth of a degree, counter-clockwise, as WKT.</summary>
    private static string Ring(Projection plane, double west, double east)
    {
        int columns = (int)Math.Round((east - west) * 1000);
        IEnumerable<(double Lon, double Lat)> points = [
            .. Enumerable.Range(0, columns).Select(step => (west + (step / 1000.0), 30.0)),
            .. Enumerable.Range(0, 100).Select(step => (east, 30.0 + (step / 1000.0))),
            .. Enumerable.Range(0, columns).Select(step => (east - (step / 1000.0), 30.1)),
            .. Enumerable.Range(0, 100).Select(step => (west, 30.1 - (step / 1000.0))),
            (west, 30.0)];
        return string.Join(',', points.Select(point => plane.Forward(point.Lon, point.Lat, out double x, out double y)
            ? string.Create(CultureInfo.InvariantCulture, $"{x:R} {y:R}")
            : throw new InvalidOperationException("outside the projection")));
    }
}
