
namespace ZoneComp.Tests.Reading.Gdal;

/// <summary>Rasters of classes, as text that GDAL reads, worked out by hand.</summary>
public sealed class RasterSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Patches hang together by sides. The 7s surround the 8 in the middle and meet it at no corner but the lower right one, where
    /// the other 8 lies: of their two rings the inner one ends where the outer one passes.</summary>
    [SkippableFact]
    public void Patches_of_equal_cells_are_polygons_with_the_cells_area()
    {
        Write("a.asc", 3, 2.5, "7 7 7", "7 8 7", "7 7 8");

        Assert.Equal(
            ["1: 7 2 rings 43.75 m2", "2: 8 1 rings 6.25 m2", "3: 8 1 rings 6.25 m2"], Patches("a.asc"));
        Assert.StartsWith(
            "a raster of 3 x 3 cells of 2.5 x 2.5 (units of its CRS) in 2 values; 0 cells hold none.",
            Assert.Single(log.Sorted(), finding => finding.Code == "ZC152").Message.En,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Cells_without_a_value_are_no_ground()
    {
        Write("a.asc", 2, 10, "1 -9", "-9 1");

        Assert.Equal(["1: 1 1 rings 100 m2", "2: 1 1 rings 100 m2"], Patches("a.asc"));
    }

    [SkippableFact]
    public void A_raster_of_measurements_is_refused()
    {
        Write("a.asc", 101, 10, [.. Enumerable.Range(0, 100).Select(row =>
            string.Join(' ', Enumerable.Range(0, 101).Select(column => FormattableString.Invariant($"{(row * 101) + column}.5"))))]);

        UserErrorException refused = Assert.Throws<UserErrorException>(() => Patches("a.asc"));

        Assert.Contains("a raster of measurements, not of classes", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_is_no_raster_is_refused()
    {
        SkipWithoutGdal();
        folder.Write("a.tif", "no raster");

        Assert.Contains(
            "cannot read this raster",
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(folder["a.tif"]), log)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// Cells of 10 m; the region is the triangle under the diagonal, which halves the cells on it. 1: half a cell in the first row, one in
    /// the second, two and a half in the last: 400 m2. 2: half a cell, 50. 3: three cells, 300. The half cell without a value: 50.
    /// </summary>
    [SkippableFact]
    public void Areas_are_exact_to_the_part_of_a_cell()
    {
        SkipWithoutGdal();
        Write("zones.asc", 4, 10, "1 1 2 2", "1 -9 2 1", "3 3 2 1", "3 1 1 1");
        folder.Write("regions.csv", "code,wkt\n610101,\"POLYGON((400000 3700000,400040 3700000,400000 3700040,400000 3700000))\"\n");
        folder.Write("p.yaml", """
            zonecomp: 1
            title: t
            year: 2025
            area: planar
            regions: {source: regions.csv, crs: 'EPSG:4545', code: code}
            layers: {zones: {source: zones.asc, crs: 'EPSG:4545', class: value, classes: {I: '1', II: '2', III: '3'}}}
            """);

        RunOutcome run = FolderRun.Run(new RunSettings { PolicyPath = folder["p.yaml"], OutputPath = null, Threads = 2 });

        Assert.DoesNotContain(run.Findings, finding => finding.Severity == Severity.Error);
        CombinationTable table = run.Results!.Combinations;
        decimal Area(int index) => table.Rows.Where(row => row.Region == 0 && row.Classes.Contains(index)).Sum(row => row.AreaM2);
        Assert.Equal((400m, 50m, 300m), (Area(0), Area(1), Area(2)));
        Assert.Equal(800m, table.Rows.Where(row => row.Region == 0).Sum(row => row.AreaM2));
    }

    private static void SkipWithoutGdal() => Skip.If(GdalFinder.Description is null, "libgdal is not installed");

    private void Write(string name, int columns, double cell, params string[] rows)
    {
        SkipWithoutGdal();
        folder.Write(name, FormattableString.Invariant(
            $"ncols {columns}\nnrows {rows.Length}\nxllcorner 400000\nyllcorner 3700000\ncellsize {cell}\nnodata_value -9\n")
            + string.Join('\n', rows) + "\n");
    }

    private List<string> Patches(string name)
    {
        List<string> patches = [];
        using IFeatureSource source = FeatureSources.Open(new SourceRequest(folder[name]), log);
        using IFeatureCursor cursor = source.Read(["value"]);
        while (cursor.MoveNext())
            patches.Add(FormattableString.Invariant(
                $"{cursor.FeatureId}: {cursor.Value(0)} {cursor.Shape.PartCount} rings {Measures.RingArea.OfRings(cursor.Shape)} m2"));
        return patches;
    }
}
