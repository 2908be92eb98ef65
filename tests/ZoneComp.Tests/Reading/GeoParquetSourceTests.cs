namespace ZoneComp.Tests.Reading;

public sealed class GeoParquetSourceTests : IDisposable
{
    // POLYGON ((0 0, 1 0, 0 1, 0 0)), little-endian.
    private const string Triangle =
        "01" + "03000000" + "01000000" + "04000000"
        + "0000000000000000" + "0000000000000000" + "000000000000F03F" + "0000000000000000"
        + "0000000000000000" + "000000000000F03F" + "0000000000000000" + "0000000000000000";

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    private string File => folder["a.parquet"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(""" "crs": {"type": "GeographicCRS"}, """, """{"type": "GeographicCRS"}""", "GeoParquet crs")]
    [InlineData("", "OGC:CRS84", "GeoParquet crs")]
    [InlineData(""" "crs": null, """, null, null)]
    [InlineData(""" "crs": "GEOGCRS[\"old\"]", """, "GEOGCRS[\"old\"]", "GeoParquet crs")]
    public void Features_fields_and_CRS_are_read(string crs, string? definition, string? origin)
    {
        Write(
            $$"""{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", {{crs}} "geometry_types": ["Polygon", "MultiPolygon"]} } }""");

        using (var source = FeatureSources.Open(new SourceRequest(File), log))
        {
            Assert.Equal(("a", "GeoParquet", GeometryKind.Polygon, definition, origin, 3L),
                (
                    source.Info.LayerName, source.Info.Format, source.Info.Kind, source.Info.CrsDefinition, source.Info.CrsOrigin,
                    source.Info.FeatureCount));
            Assert.Equal(
                [
                    new FieldInfo("code", FieldType.Text),
                    new FieldInfo("n", FieldType.Integer),
                    new FieldInfo("area", FieldType.Real),
                    new FieldInfo("day", FieldType.Date),
                ],
                source.Info.Fields);
        }

        Assert.Equal(
            [
                "0: Polygon 1/4 0.5 | 110105 | 5 | 1.5 | 02/29/2024",
                "1: None 0/0 0 | null | null | null | null",
                "2: None 0/0 0 | x | 6 | 2 | null",
            ],
            Features.Read(new SourceRequest(File), log, "code", "n", "area", "day"));
        Assert.Equal("ZC120", Assert.Single(log.Sorted()).Code);
    }

    [Theory]
    [InlineData("{", "the \"geo\" metadata cannot be used")]
    [InlineData("""{"primary_column": "geometry", "columns": {"geometry": {"encoding": "point"} } }""", "column geometry with encoding point")]
    [InlineData("""{"primary_column": "shape", "columns": {"shape": {"encoding": "WKB"} } }""", "names the column 'shape', which the "
        + "file does not have")]
    [InlineData("""{"version": "3.0.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"} } }""", "version 3.0.0")]
    [InlineData("""{"primary_column": "code", "columns": {"code": {"encoding": "WKB"} } }""", "column code holds no bytes")]
    [InlineData("""{"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "edges": "wavy"} } }""", "edges wavy")]
    [InlineData("""{"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "edges": ["spherical"]} } }""", "'edges' is a array, expected a string")]
    [InlineData("""{"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "crs": "EPSG:4547", "edges": "spherical"} } }""", "edges spherical where the CRS is not longitude and latitude")]
    public void Metadata_that_cannot_be_used_is_refused(string geo, string expected)
    {
        Write(geo);

        Assert.Contains(
            expected,
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(File), log)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>
    /// A triangle of 250 km at 40 degrees. Areas by integrating the ellipsoid's area over 600,000 points of the great circles (geodetic
    /// latitude as the sphere's), and by
    /// GeographicLib's polygon of shortest lines; the border of 511 km times 0.01 m is 0.005 km2.
    /// </summary>
    [Theory]
    [InlineData("planar", 1411.2549, "")]
    [InlineData("spherical", 1275.0080, "ZC126 Warning")]
    [InlineData("karney", 1274.48, "ZC126 Note")]
    [InlineData("vincenty", 1274.48, "ZC126 Note")]
    public void Edges_run_as_the_metadata_says(string edges, double km2, string finding)
    {
        WriteShape([(100.5, 40.5), (103.5, 40.5), (102, 40.6), (100.5, 40.5)], $$""" "edges": "{{edges}}" """);

        LayerInspection inspected = Assert.Single(Inspection.Inspect(File, null, CancellationToken.None));

        Assert.Equal(km2, (double)inspected.AreaM2! / 1e6, tolerance: 0.006);
        Assert.Equal(
            finding,
            string.Join(", ", inspected.Findings.Where(one => one.Code == "ZC126").Select(one => $"{one.Code} {one.Severity}")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Great_circles_across_180_degrees_go_the_short_way_and_back(bool eastFirst)
    {
        // From (175, 50) to (-175, 50) the arc's middle is (180, atan(tan 50 / cos 5)) = (180, 50.107527).
        WriteShape(
            eastFirst ? [(175, 50), (-175, 50), (180, 40), (175, 50)] : [(-175, 50), (175, 50), (180, 40), (-175, 50)],
            """ "edges": "spherical" """);

        using var source = FeatureSources.Open(new SourceRequest(File), log);
        using var cursor = source.Read([]);
        Assert.True(cursor.MoveNext());
        (double X, double Y)[] points =
        [
            .. Enumerable.Range(0, cursor.Shape.PointCount)
                .Select(at => (cursor.Shape.Coordinates[2 * at], cursor.Shape.Coordinates[(2 * at) + 1])),
        ];

        Assert.Equal(10, points.Max(point => point.X) - points.Min(point => point.X), tolerance: 1e-12);
        Assert.Equal(50.107527, points.Max(point => point.Y), tolerance: 1e-6);
        Assert.True(Rings.TwiceArea(cursor.Shape.Coordinates) > 0); // a shell, inside on its left
        Assert.DoesNotContain(log.Sorted(), one => one.Severity == Severity.Error);
    }

    [Fact]
    public void A_ring_round_a_pole_and_an_edge_of_half_a_turn_are_errors()
    {
        WriteShape([(0, 80), (120, 80), (-120, 80), (0, 80)], """ "edges": "spherical" """);
        Assert.Equal(["0: None 0/0 0"], Features.Read(new SourceRequest(File), log));
        WriteShape([(0, 80), (180, 80), (-120, 70), (0, 80)], """ "edges": "spherical" """);
        Assert.Equal(["0: None 0/0 0"], Features.Read(new SourceRequest(File), log));

        string[] errors = [.. log.Sorted().Where(one => one.Code == "ZC120").Select(one => one.Message.En)];
        Assert.Contains(errors, error => error.Contains("a ring round a pole", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("an edge of half a turn", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "epoch": 2021.5 """, "ZC127")]
    [InlineData(""" "geometry_types": ["LineString", "Point"] """, "ZC128")]
    [InlineData(""" "geometry_type": "Point" """, "ZC128")]
    [InlineData(""" "geometry_type": "Unknown" """, "")]
    public void What_the_metadata_says_besides_is_told(string more, string code)
    {
        WriteShape([(100, 40), (101, 40), (101, 41), (100, 40)], more);

        _ = Features.Read(new SourceRequest(File), log);

        Assert.Equal(code, string.Join(", ", log.Sorted().Select(finding => finding.Code)));
    }

    /// <summary>Polygon (100 40, 101 40, 101 41) with a hole, whose rings run as the two letters say (l: inside on the left), of WKB type
    /// 3, 1003, 2003 or 3003.</summary>
    [Theory]
    [InlineData(3, "lr", """ "orientation": "counterclockwise", "geometry_types": ["Polygon"] """, "")]
    [InlineData(3, "rl", """ "geometry_types": ["Polygon"] """, "")]
    [InlineData(3, "rl", """ "orientation": "counterclockwise" """, "ZC282 Note")]
    [InlineData(3, "ll", """ "orientation": "counterclockwise" """, "ZC282 Note")]
    [InlineData(3, "rr", """ "orientation": "counterclockwise", "edges": "spherical" """, "ZC126 Warning, ZC282 Warning")]
    [InlineData(1003, "lr", """ "geometry_types": ["Polygon Z"] """, "")]
    [InlineData(1003, "lr", """ "geometry_types": ["Polygon", "MultiPolygon Z"] """, "")] // of one kind: one of them with Z may be
    [InlineData(1003, "lr", """ "geometry_types": ["Polygon"] """, "ZC281 Note: heights (Z)|含高程（Z）")]
    [InlineData(2003, "lr", """ "geometry_types": ["Polygon Z"] """, "ZC281 Note: measures (M)|含度量值（M）")]
    [InlineData(3003, "lr", """ "geometry_types": ["Polygon"] """, "ZC281 Note: heights and measures (ZM)|含高程与度量值（ZM）")]
    [InlineData(3, "lr", """ "geometry_types": ["Polygon ZM"] """, "ZC281 Note: neither heights nor measures|不含高程与度量值")]
    [InlineData(1003, "lr", """ "geometry_types": [] """, "")]
    public void Orientation_and_dimensions_are_held_against_the_geometries(int type, string turns, string more, string expected)
    {
        (double X, double Y)[][] rings =
        [
            [(100, 40), (101, 40), (101, 41), (100, 40)],
            [(100.8, 40.2), (100.8, 40.4), (100.9, 40.4), (100.8, 40.2)],
        ];
        List<byte> wkb = [1, .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(2)];
        for (int ring = 0; ring < 2; ring++)
        {
            if (turns[ring] != "lr"[ring])
                Array.Reverse(rings[ring]);
            wkb.AddRange(BitConverter.GetBytes(4));
            foreach ((double x, double y) in rings[ring])
                wkb.AddRange([.. BitConverter.GetBytes(x), .. BitConverter.GetBytes(y), .. new byte[8 * ((type / 1000 + 1) / 2)]]);
        }

        WriteWkb([.. wkb], more);

        string read = Assert.Single(Features.Read(new SourceRequest(File), log));
        if (!more.Contains("spherical", StringComparison.Ordinal))
        {
            Assert.StartsWith("0: Polygon 2/8 ", read, StringComparison.Ordinal);
            // 1/2 - 0.1 * 0.2 / 2
            Assert.Equal(0.49, double.Parse(read.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture), 1e-9);
        }

        string[] parts = expected.Split(": ");
        Assert.Equal(parts[0], string.Join(", ", log.Sorted().Select(finding => $"{finding.Code} {finding.Severity}").Order()));
        if (parts.Length > 1)
        {
            LocalText told = log.Sorted().Single().Message;
            Assert.StartsWith(
                $"the geometry has {parts[1].Split('|')[0]}, the file's metadata names Polygon",
                told.En,
                StringComparison.Ordinal);
            Assert.StartsWith($"几何{parts[1].Split('|')[1]}，", told.Zh, StringComparison.Ordinal);
        }
    }

    /// <summary>A triangle from 100 to 101 east and 40 to 41 north; of the last two, one from 179 over 180 to 181.</summary>
    [Theory]
    [InlineData(0, "[100, 40, 101, 41]", "")]
    [InlineData(0, "[100, 40, -5, 101, 41, 90]", "")] // with heights
    [InlineData(0, "[100.00001, 40, 101, 40.99999]", "")] // rounded
    [InlineData(0, "[99, 39, 102, 42]", "")]
    [InlineData(0, "[]", "")]
    [InlineData(0, "[40, 100, 41, 101]", "100, 40")] // axes the other way round
    [InlineData(0, "[100, 40, 101, 40.5]", "101, 41")]
    [InlineData(0, "[100.5, 40, 101, 41]", "100, 40")]
    [InlineData(0, "[0, 0, 0, 0]", "100, 40")]
    [InlineData(79, "[179, 40, -179, 41]", "")]
    [InlineData(79, "[170, 40, 175, 41]", "179, 40")]
    [InlineData(30, "[179, 40, -179, 41]", "130, 40")]
    public void The_box_of_the_metadata_is_held_against_the_geometries(int east, string box, string beyond)
    {
        WriteShape([(100 + east, 40), (101 + east, 40), (101 + east, 41), (100 + east, 40)], $""" "bbox": {box} """);

        Assert.Equal([$"0: Polygon 1/4 0.5 | a"], Features.Read(new SourceRequest(File), log, "code"));
        Assert.Equal(
            beyond.Length == 0 ? [] : [$"ZC146 Warning a.parquet#0 the point {beyond} lies outside the box"],
            log.Sorted().Select(finding =>
                $"{finding.Code} {finding.Severity} {finding.Subject} {finding.Message.En[..finding.Message.En.IndexOf(" that the", StringComparison.Ordinal)]}"));
    }

    [Theory] // a triangle from 100 to 101 east and 40 to 41 north
    [InlineData(100, 41, "")]
    [InlineData(99, 42, "")]
    [InlineData(100.5, 41, "ZC146 a.parquet#0 the point 100, 40 lies outside the box that its own row states (100.5, 40, 101, 41)")]
    [InlineData(100, 40.5, "ZC146 a.parquet#0 the point 101, 41 lies outside the box that its own row states (100, 40, 101, 40.5)")]
    public void The_box_of_a_row_is_held_against_its_geometry(double west, double north, string expected)
    {
        byte[] wkb =
        [
            1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0,
            .. new[] { 100.0, 40, 101, 40, 101, 41, 100, 40 }.SelectMany(BitConverter.GetBytes),
        ];
        const string Box = """{"xmin": ["b","xmin"], "ymin": ["b","ymin"], "xmax": ["b","xmax"], "ymax": ["b","ymax"]}""";
        ParquetWriter.Write(
            File,
            [
                ParquetColumn.Text("code", ["a"]), ParquetColumn.Bytes("geometry", [wkb]),
                ParquetColumn.Struct("b", [Number("xmin", west), Number("ymin", 40), Number("xmax", 101), Number("ymax", north)]),
            ],
            new ParquetWriteOptions
            {
                Metadata = new Dictionary<string, string>
                {
                    ["geo"] = """{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": """
                        + """{"encoding": "WKB", "geometry_types": ["Polygon"], "covering": {"bbox": """ + Box + "}}}}",
                },
            });

        _ = Features.Read(new SourceRequest(File), log, "code");

        Assert.Equal(expected, string.Join(' ', log.Sorted().Select(finding =>
            $"{finding.Code} {finding.Subject} {finding.Message.En.Split(", by which", 2)[0]}")));

        static ParquetColumn Number(string name, double value) => ParquetColumn.Double(name, [value]);
    }

    private void WriteShape((double X, double Y)[] ring, string more) => WriteWkb(
        [
            1, 3, 0, 0, 0, 1, 0, 0, 0, (byte)ring.Length, 0, 0, 0,
            .. ring.SelectMany(point => (byte[])[.. BitConverter.GetBytes(point.X), .. BitConverter.GetBytes(point.Y)]),
        ],
        more);

    private void WriteWkb(byte[] wkb, string more) => ParquetWriter.Write(
        File,
        [ParquetColumn.Text("code", ["a"]), ParquetColumn.Bytes("geometry", [wkb])],
        new ParquetWriteOptions
        {
            Metadata = new Dictionary<string, string>
            {
                ["geo"] =
                    $$"""{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", {{more}} } } }""",
            },
        });

    // One column f of single precision: 0.1, 2^24, 2^24 + 2, infinite, not a number, no value; written byte by byte by a script.
    [Fact]
    public void Numbers_of_single_precision_have_the_digits_that_were_typed()
    {
        System.IO.File.WriteAllBytes(File, Convert.FromBase64String(
            "UEFSMRUAFUgVSCwVDBUAFQYVBgAADAAAAAIBAgECAQIBAgECAM3MzD0AAIBLAQCASwAAgH8AAMB/FQIZLEgGc2NoZW1hFQIAFQglAhgBZgAWDBkcGRwmCBwVCBkl"
                + "AAYZGAFmFQAWDBZqFmomCAAAFmoWDAAoAXgAPwAAAFBBUjE="));

        Assert.Equal(
            ["0.1", "16777216", "16777218", "null", "null", "null"],
            Features.Read(new SourceRequest(File), log, "f").Select(row => row.Split(" | ")[1]));
        Assert.Equal(
            ["ZC136 a.parquet#2", "ZC145 a.parquet#3"],
            log.Sorted().Select(finding => $"{finding.Code} {finding.Subject}").Order(StringComparer.Ordinal));
    }

    [Theory] // EWKB's own SRID beside the CRS of the layer, longitude and latitude of WGS 84 where none is stated
    [InlineData("E6100000", "")] // 4326
    [InlineData("8A110000", "ZC123")] // 4490
    public void A_geometry_that_states_another_SRID_is_told(string srid, string told)
    {
        WriteWkb(Convert.FromHexString("0101000020" + srid + "0000000000805B400000000000003E40"), "\"geometry_types\": []");

        _ = Features.Read(new SourceRequest(File), log);

        Assert.Equal(told, string.Join(' ', log.Sorted().Select(finding => finding.Code)));
    }

    [Fact]
    public void What_is_no_Parquet_is_refused()
    {
        folder.Write("a.parquet", "hello");

        Assert.Contains(
            "cannot be read as Parquet",
            Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(File), log)).Message,
            StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("gdal/test.parquet", 5)]
    [InlineData("geoparquet/examples/example.parquet", 5)]
    public void Files_of_other_writers_are_read(string file, int count)
    {
        string path = SharedMaterial.PathOrSkip("suites/parquet/" + file);

        Assert.Equal(count, Features.Read(new SourceRequest(path), log).Count);
        Assert.All(log.Sorted(), finding => Assert.Equal("ZC129", finding.Code)); // GDAL's file has lists

    }

    private void Write(string geo)
    {
        ParquetWriter.Write(
            File,
            [
                ParquetColumn.Text("code", ["110105", null, "x"]),
                ParquetColumn.Int32("n", [5, null, 6]),
                ParquetColumn.Double("area", [1.5, null, 2]),
                ParquetColumn.Date("day", [new DateOnly(2024, 2, 29), null, null]),
                ParquetColumn.Bytes("geometry", [Convert.FromHexString(Triangle), null, [1]]),
            ],
            new ParquetWriteOptions { Metadata = new Dictionary<string, string> { ["geo"] = geo } });
    }
}
