using System.Diagnostics;

namespace ZoneComp.Tests.Reading.Gdal;

public sealed class GdalSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_File_Geodatabase_reads_like_the_shapefile_that_it_was_made_of()
    {
        SkipWithoutGdal();
        WriteShapefile();
        Ogr2Ogr("-f", "OpenFileGDB", folder["zones.gdb"], folder["zones.shp"], "-nln", "红线");

        Assert.Equal(["红线"], FeatureSources.Layers(folder["zones.gdb"]));
        string[] fields = ["代码", "N", "AREA", "DAY"];
        var fromShapefile = Features.Read(new SourceRequest(folder["zones.shp"]), log, fields);
        var fromGdb = Features.Read(new SourceRequest(folder["zones.gdb"], "红线"), log, fields);

        // A geodatabase counts its objects from 1, and its dates have a time of day.
        Assert.Equal(["0: Polygon 2/10 96 | 110105 | 5 | 96.25 | 02/29/2024", "1: None 0/0 0 | null | null | null | null"], fromShapefile);
        Assert.Equal(
            ["1: Polygon 2/10 96 | 110105 | 5 | 96.25 | 2024-02-29T00:00:00+00", "2: None 0/0 0 | null | null | null | null"],
            fromGdb);
        using var source = FeatureSources.Open(new SourceRequest(folder["zones.gdb"]), log);
        Assert.StartsWith("OpenFileGDB (GDAL ", source.Info.Format, StringComparison.Ordinal);
        Assert.Equal((GeometryKind.Polygon, "GDAL", 2L), (source.Info.Kind, source.Info.CrsOrigin, source.Info.FeatureCount));
        Assert.Contains("China Geodetic Coordinate System 2000", source.Info.CrsDefinition, StringComparison.Ordinal);
        Assert.NotEmpty(source.Info.Files);
        Assert.Empty(log.Sorted());
    }

    [SkippableFact]
    public void Arcs_keep_their_area_and_a_note_says_so()
    {
        SkipWithoutGdal();
        // A half disc of radius 100: pi / 2 * 100^2 = 15,707.963.
        folder.Write("arc.csv", "WKT,A\n\"CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING(100 0,0 100,-100 0),(-100 0,100 0)))\",1\n");
        Ogr2Ogr("-f", "OpenFileGDB", folder["arc.gdb"], folder["arc.csv"], "-a_srs", "EPSG:4547", "-nlt", "CURVEPOLYGON");

        using var source = FeatureSources.Open(new SourceRequest(folder["arc.gdb"]), log);
        using var cursor = source.Read([]);

        Assert.True(cursor.MoveNext());
        double area = Measures.RingArea.OfRings(cursor.Shape);
        // The geodatabase keeps coordinates to 0.1 mm: 0.0001 * 515 m of border is 0.05 m² at most.
        Assert.Equal(Math.PI / 2 * 1e4, area, tolerance: 0.06);
        Assert.False(cursor.MoveNext());
        Assert.Equal(("ZC135", Severity.Note), (Assert.Single(log.Sorted()).Code, log.Sorted()[0].Severity));
    }

    [SkippableFact]
    public void A_number_without_end_is_told_and_one_that_is_none_is_empty()
    {
        SkipWithoutGdal();
        folder.Write("a.csv", "WKT,V\nPOINT(1 2),1.5\nPOINT(1 3),1e999\nPOINT(1 4),nan\n");
        Ogr2Ogr(
            "-f", "FlatGeobuf", folder["a.fgb"], folder["a.csv"], "-lco", "SPATIAL_INDEX=NO", "-sql", "SELECT CAST(V AS float) AS V FROM a");

        Assert.Equal(
            ["1.5", "null", "null"],
            Features.Read(new SourceRequest(folder["a.fgb"]), log, "V").Select(row => row.Split(" | ")[1]));
        Assert.Equal("ZC145 a.fgb|a#1", string.Join(' ', log.Sorted().Select(finding => $"{finding.Code} {finding.Subject}")));
    }

    [SkippableTheory]
    [InlineData("a.kmz")]
    [InlineData("a.zip")]
    public void A_kml_in_an_archive_is_read(string name)
    {
        SkipWithoutGdal();
        const string Kml =
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>z</name><Placemark><name>k</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 2,0 2,2 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>";
        using (var archive = System.IO.Compression.ZipFile.Open(folder[name], System.IO.Compression.ZipArchiveMode.Create))
        using (var entry = new StreamWriter(archive.CreateEntry("doc.kml").Open()))
            entry.Write(Kml);

        string only = Assert.Single(Features.Read(new SourceRequest(folder[name]), log, "Name"));
        Assert.EndsWith(" 2 | k", only, StringComparison.Ordinal);
    }

    [SkippableTheory] // as copied halfway: GDAL gives no feature any more, as at the end
    [InlineData("FlatGeobuf", "zones.fgb")]
    [InlineData("OpenFileGDB", "zones.gdb")]
    public void A_layer_that_breaks_off_is_an_error_with_both_numbers_and_GDALs_words(string driver, string name)
    {
        SkipWithoutGdal();
        folder.Write(
            "many.csv",
            "WKT,A\n"
                + string.Concat(Enumerable.Range(0, 50)
                    .Select(row =>
                        FormattableString.Invariant($"\"POLYGON((100 {row},101 {row},101 {row}.5,100 {row}))\",text of row {row}\n"))));
        Ogr2Ogr("-f", driver, folder[name], folder["many.csv"], "-a_srs", "EPSG:4490", "-nln", "zones", "-nlt", "POLYGON");
        string file = driver == "FlatGeobuf"
            ? folder[name]
            : new DirectoryInfo(folder[name]).EnumerateFiles("*.gdbtable").MaxBy(part => part.FullName, StringComparer.Ordinal)!.FullName;
        byte[] whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, whole[..(whole.Length * 3 / 4)]);

        int read = Features.Read(new SourceRequest(folder[name]), log).Count;

        Assert.InRange(read, 1, 49);
        Diagnostic error = Assert.Single(log.Sorted(), finding => finding.Severity == Severity.Error);
        Assert.Equal(("ZC124", $"{name}|zones"), (error.Code, error.Subject));
        Assert.StartsWith($"GDAL read {read} of 50 features of the layer and then said: ", error.Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain("said: nothing", error.Message.En, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_GDAL_does_not_know_either_is_refused()
    {
        SkipWithoutGdal();
        string path = folder.Write("zones.xyz", "hello");

        var thrown = Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(path), log));

        Assert.Contains("the format is not known, to GDAL ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_GDAL_the_message_says_how_to_get_it()
    {
        Assert.Equal(
            "a.gdb: this format is not one that ZoneComp reads itself; it is read through GDAL, which was not found. Debian and Ubuntu: "
                + "apt install gdal-bin; Windows: install QGIS or OSGeo4W; elsewhere set ZONECOMP_GDAL to the path of the library. Or "
                    + "export the layer to GeoPackage in QGIS or ArcGIS",
            GdalFinder.Missing("a.gdb").Message);
    }

    [SkippableFact]
    public void Every_polygon_shapefile_of_the_suite_reads_alike_through_GDAL()
    {
        SkipWithoutGdal();
        foreach (string name in new[]
        {
            "gdal-autotest/poly-4f456b/poly.shp",
            "nts-io-esri/chinese_encoding-3fb19e/chinese_encoding.shp",
            "shapelib/states-db865f/states.shp",
        })
        {
            string path = SharedMaterial.PathOrSkip("suites/shapefile/" + name);
            using var ours = FeatureSources.Open(new SourceRequest(path), log);
            using var theirs = GdalSource.Open(new SourceRequest(path), log);
            string[] fields = [.. ours.Info.Fields.Select(field => field.Name)];
            using IFeatureCursor a = ours.Read(fields), b = theirs.Read(fields);
            while (a.MoveNext())
            {
                Assert.True(b.MoveNext());
                Assert.Equal(a.FeatureId, b.FeatureId);
                Assert.Equal(a.Shape.PartCount, b.Shape.PartCount);
                Assert.Equal(
                    Measures.RingArea.OfRings(a.Shape),
                    Measures.RingArea.OfRings(b.Shape),
                    tolerance: 1e-9 * Math.Abs(Measures.RingArea.OfRings(a.Shape)));
                for (int field = 0; field < fields.Length; field++)
                    Assert.Equal(Plain(a.Value(field)), Plain(b.Value(field)));
            }

            Assert.False(b.MoveNext());
        }
    }

    // GDAL gives every number with decimals as double.
    private static object? Plain(object? value) => value is decimal exact ? (double)exact : value;

    /// <summary>A closed polyline of 3 by 2, one drawn anticlockwise inside it of 1 by 1, an open line, and a text: two areas, no
    /// hole.</summary>
    [SkippableFact]
    public void Closed_lines_of_a_drawing_are_areas_and_are_told()
    {
        SkipWithoutGdal();
        folder.Write("a.dxf", Drawing("ANSI_1252"), new System.Text.UTF8Encoding(false));

        using var source = FeatureSources.Open(new SourceRequest(folder["a.dxf"], null, "UTF-8"), log);
        string[] read =
        [
            .. Features.Read(new SourceRequest(folder["a.dxf"], null, "UTF-8"), log, "Layer")
                .Select(row => row[(row.IndexOf(':', StringComparison.Ordinal) + 2)..]),
        ];

        Assert.Equal(GeometryKind.Polygon, source.Info.Kind);
        Assert.Equal(("UTF-8", "policy"), (source.Info.Encoding, source.Info.EncodingOrigin));
        Assert.Equal(["Polygon 1/5 6 | 红线", "Polygon 1/5 1 | 红线", "Line 1/2 0 | 路", "Point 1/1 0 | 字"], read);
        Assert.Equal(["ZC155", "ZC155"], log.Sorted().Select(finding => finding.Code));
    }

    [SkippableFact]
    public void A_drawing_without_closed_lines_is_one_of_lines_and_another_formats_encoding_is_told()
    {
        SkipWithoutGdal();
        folder.Write("open.dxf", Head("ANSI_936") + Line("路", closed: false, (0, 0), (3, 0), (3, 1)) + Tail);
        folder.Write(
            "a.kml",
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>k</name><Point><coordinates>0,0</coordinates></Point></Placemark></kml>");

        using var drawing = FeatureSources.Open(new SourceRequest(folder["open.dxf"]), log);
        using var other = FeatureSources.Open(new SourceRequest(folder["a.kml"], null, "GBK"), log);

        Assert.Equal(GeometryKind.Line, drawing.Info.Kind);
        Assert.Equal("ZC156", Assert.Single(log.Sorted()).Code);
    }

    private const string Tail = "0\nENDSEC\n0\nEOF\n";

    private static string Drawing(string page) => Head(page)
        + Line("红线", closed: true, (0, 0), (0, 2), (3, 2), (3, 0))
            + Line("红线", closed: true, (1, 1), (2, 1), (2, 2), (1, 2))
            + Line("路", closed: false, (0, 0), (9, 0))
        + "0\nTEXT\n8\n字\n100\nAcDbEntity\n100\nAcDbText\n10\n1\n20\n1\n40\n1\n1\nx\n" + Tail;

    private static string Head(string page) =>
        $"0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\n{page}\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n";

    private static string Line(string layer, bool closed, params (int X, int Y)[] points) =>
        $"0\nLWPOLYLINE\n8\n{layer}\n100\nAcDbEntity\n100\nAcDbPolyline\n90\n{points.Length}\n70\n{(closed ? 1 : 0)}\n"
        + string.Concat(points.Select(point => $"10\n{point.X}\n20\n{point.Y}\n"));

    private static void SkipWithoutGdal() => Skip.If(GdalFinder.Description is null, "libgdal is not installed");

    private void WriteShapefile()
    {
        ShapePoint[] points =
        [
            new(400000, 4000000), new(400000, 4000010), new(400010, 4000010), new(400010, 4000000), new(400000, 4000000),
            new(400004, 4000004), new(400006, 4000004), new(400006, 4000006), new(400004, 4000006), new(400004, 4000004),
        ];
        const string Crs =
            """PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
        using var writer = new ShapefileWriter(
            folder["zones.shp"],
            ShapeType.Polygon,
            [new("代码", 'C', 6), new("N", 'N', 8), new("AREA", 'N', 12, 2), new("DAY", 'D', 8)],
            CodePages.Gbk,
            Crs);
        writer.Add(points, [0, 5], "110105", 5, 96.25m, new DateOnly(2024, 2, 29));
        writer.Add([], [], null, null, null, null);
    }

    private static void Ogr2Ogr(params string[] arguments)
    {
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("ogr2ogr", arguments) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "ogr2ogr (Debian gdal-bin) is not installed");
        }

        string said = process!.StandardError.ReadToEnd();
        process.WaitForExit();
        Skip.If(
            said.Contains("OpenFileGDB", StringComparison.Ordinal) && said.Contains("driver", StringComparison.Ordinal),
            "this GDAL does not write File Geodatabases: " + said);
        Assert.True(process.ExitCode == 0, said);
    }
}
