namespace ZoneComp.Tests.Preparation;

/// <summary>120 parcels of about 1,000 points each, so that they fill several batches of 50,000 points; one of several threads reads them
/// while another reads the regions.</summary>
public sealed class ReadingBesideTests : IDisposable
{
    private const int Parcels = 120;

    private const string Zone35 =
        "PROJCS[\"CGCS2000_3_Degree_GK_Zone_35\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",35500000.0],PARAMETER[\"False_Northing\",0.0],"
        + "PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    private readonly TempFolder folder = new();

    public ReadingBesideTests()
    {
        using var counties = new ShapefileWriter(
            folder["counties.shp"],
            ShapeType.Polygon,
            [new DbfField("CODE", 'C', 4)],
            projection: Zone35);
        counties.Add(
            [new(35490000, 3320000), new(35490000, 3330000), new(35520000, 3330000), new(35520000, 3320000), new(35490000, 3320000)],
            [],
            "A");
    }

    public void Dispose() => folder.Dispose();

    [Fact] // of numbers 0 to 119, 30 each are 1 and 2 modulo 4; number 3 is a null shape
    public void What_is_wrong_with_polygons_is_told_alike_by_any_number_of_threads()
    {
        Write(parcel => parcel == 3 ? [] : (parcel % 4) switch { 1 => Unusable(Ring(parcel)), 2 => Ring(parcel)[..^1], _ => Ring(parcel) });

        (PreparedInput? prepared, string[] alone) = Read(threads: 1);
        Assert.Null(prepared); // coordinates that are none are errors
        Assert.Equal(30, alone.Count(text => text.Contains("ZC116", StringComparison.Ordinal)));
        Assert.Contains(alone, text => text.StartsWith("forest.shp#1: error ZC116", StringComparison.Ordinal));
        Assert.Equal(30, alone.Count(text => text.Contains("ZC119", StringComparison.Ordinal)));
        Assert.Contains(alone, text => text.StartsWith("forest.shp#1: warning ZC241: 31 feature(s)", StringComparison.Ordinal));
        foreach (int threads in (int[])[2, 5])
            Assert.Equal(alone, Read(threads).Findings);
    }

    [Fact]
    public void Zones_are_the_same_and_in_the_same_order_for_any_number_of_threads()
    {
        Write(Ring);

        PreparedInput alone = Read(threads: 1).Prepared!;
        Assert.Equal(Parcels, alone.Rings.ZoneCount);
        foreach (int threads in (int[])[2, 5])
        {
            PreparedInput several = Read(threads).Prepared!;
            Assert.Equal(alone.Rings.VertexCount, several.Rings.VertexCount);
            Assert.Equal(
                alone.Inputs.Select(input => (input.Role, input.Path, input.Rows)),
                several.Inputs.Select(input => (input.Role, input.Path, input.Rows)));
            for (int zone = 0; zone < Parcels; zone++)
            {
                Assert.Equal((1, zone), (several.Zones.Source(zone), (int)several.Zones.FeatureId(zone)));
                Assert.Equal<IEnumerable<LatticePoint>>(alone.Rings.ZoneRings(zone).Single(), several.Rings.ZoneRings(zone).Single());
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Regions_that_cannot_be_read_end_the_run_whatever_the_layers_hold(int threads)
    {
        Write(Ring);

        var thrown = Assert.Throws<PolicyException>(() => Read(threads, code: "NO_SUCH_FIELD"));

        Assert.Contains("NO_SUCH_FIELD", thrown.Message, StringComparison.Ordinal);
        File.Delete(folder["forest.shp"]); // nobody holds it open
    }

    private (PreparedInput? Prepared, string[] Findings) Read(int threads, string code = "CODE")
    {
        folder.Write(
            "policy.yaml",
            $"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {{source: counties.shp, code: {code}}}\nlayers: {{forest: {{source: "
                + $"forest.shp}}}}\n");
        var log = new DiagnosticLog();
        PreparedInput? prepared = InputPreparation.Read(PolicyFile.Load(folder["policy.yaml"]), new Progress<double>(), log, threads);
        return (prepared, [.. log.Sorted().Select(finding => finding.ToString())]);
    }

    private void Write(Func<int, ShapePoint[]> shape)
    {
        using var writer = new ShapefileWriter(folder["forest.shp"], ShapeType.Polygon, [new DbfField("N", 'N', 4)], projection: Zone35);
        for (int parcel = 0; parcel < Parcels; parcel++)
            writer.Add(shape(parcel), [], parcel);
    }

    /// <summary>A square of 100 m with a point every 40 cm, clockwise, closed.</summary>
    private static ShapePoint[] Ring(int parcel)
    {
        const int steps = 250;
        double x = 35500000 + (150 * (parcel % 12)), y = 3325000 + (150 * (parcel / 12));
        return
        [
            .. Side(step => new(x, y + step)), .. Side(step => new(x + step, y + 100)), .. Side(step => new(x + 100, y + 100 - step)),
            .. Side(step => new(x + 100 - step, y)),
            new(x, y),
        ];

        static IEnumerable<ShapePoint> Side(Func<double, ShapePoint> at) => Enumerable.Range(0, steps).Select(step => at(step * 0.4));
    }

    private static ShapePoint[] Unusable(ShapePoint[] ring)
    {
        ring[500] = new(double.NaN, ring[500].Y);
        return ring;
    }
}
