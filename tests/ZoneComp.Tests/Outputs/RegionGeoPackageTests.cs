using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using NetTopologySuite.IO;

namespace ZoneComp.Tests.Outputs;

public sealed class RegionGeoPackageTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Equal_runs_give_equal_bytes()
    {
        byte[] first = SHA256.HashData(File.ReadAllBytes(Written("a.gpkg", SampleRun.Make())));
        byte[] second = SHA256.HashData(File.ReadAllBytes(Written("b.gpkg", SampleRun.Make())));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Header_says_geopackage_1_3()
    {
        byte[] bytes = File.ReadAllBytes(Written("a.gpkg", SampleRun.Make()));

        Assert.Equal("GPKG"u8.ToArray(), bytes[68..72]); // application_id, SQLite file format 1.3
        Assert.Equal([0, 0, 0x28, 0x3C], bytes[60..64]); // user_version 10300
    }

    [Fact]
    public void Regions_carry_their_columns_and_shapes()
    {
        RunResults run = SampleRun.Make();
        using SqliteConnection database = Open(Written("a.gpkg", run));

        Assert.Equal(20L, Scalar(database, "SELECT COUNT(*) FROM regions"));
        Assert.Equal("632004", Scalar(database, "SELECT region_code FROM regions WHERE fid = 5"));
        Assert.Equal("text", Scalar(database, "SELECT typeof(region_code) FROM regions WHERE fid = 5"));
        Assert.Equal(DBNull.Value, Scalar(database, "SELECT eco_factor FROM regions WHERE fid = 4"));
        // doubles hold 16 digits: 1e-7 here
        Assert.Equal(123_456_789.01, (double)Scalar(database, "SELECT SUM(amount_yuan) FROM allocation"), tolerance: 1e-6);
        byte[] blob = (byte[])Scalar(database, "SELECT geom FROM regions WHERE fid = 1");
        Assert.Equal(run.Shapes[0]!.Area, new WKBReader().Read(blob[40..]).Area, tolerance: 1e-15);
    }

    [Fact]
    public void The_spatial_index_finds_the_county_under_a_point()
    {
        using SqliteConnection database = Open(Written("a.gpkg", SampleRun.Make()));

        // County 5 x 4 grid from 99 E 35 N, 0.4 by 0.33 degrees: the middle of column 2, row 1 is number 2 + 5 + 1.
        Assert.Equal(
            8L,
            Scalar(database, "SELECT id FROM rtree_regions_geom WHERE minx < 100 AND maxx > 100 AND miny < 35.495 AND maxy > 35.495"));
        Assert.Equal(20L, Scalar(database, "SELECT COUNT(*) FROM rtree_regions_geom"));
    }

    [Fact]
    public void Aliases_are_the_titles()
    {
        using SqliteConnection database = Open(Written("a.gpkg", SampleRun.Make()));

        Assert.Equal(
            "红线面积占比",
            Scalar(database, "SELECT name FROM gpkg_data_columns WHERE table_name = 'regions' AND column_name = 'redline_share'"));
        Assert.Equal(
            "生态保护红线补助（元）",
            Scalar(database, "SELECT name FROM gpkg_data_columns WHERE table_name = 'regions' AND column_name = 'redline_fund_yuan'"));
    }

    [Fact]
    public void The_manifest_lies_inside_without_what_differs_between_machines()
    {
        using SqliteConnection database = Open(Written("a.gpkg", SampleRun.Make()));

        string json = (string)Scalar(database, "SELECT metadata FROM gpkg_metadata");

        Assert.Equal(ManifestJson.Stable(SampleRun.Manifest()), json);
        Assert.Equal("geopackage", Scalar(database, "SELECT reference_scope FROM gpkg_metadata_reference"));
    }

    [Fact]
    public void Findings_are_points_and_those_without_a_place_are_rows_without_geometry()
    {
        using SqliteConnection database = Open(Written("a.gpkg", SampleRun.Make()));

        Assert.Equal(1L, Scalar(database, "SELECT COUNT(*) FROM findings WHERE geom IS NOT NULL"));
        Assert.Equal("环在 (100.5, 36.2) 处自相交", Scalar(database, "SELECT message_zh FROM findings WHERE code = 'ZC301'"));
        Assert.Equal(1L, Scalar(database, "SELECT COUNT(*) FROM findings WHERE geom IS NULL"));
    }

    [Fact]
    public void Names_that_look_like_sql_stay_names()
    {
        using SqliteConnection database = Open(Written("a.gpkg", SampleRun.Make(hostileName: "'); DROP TABLE regions; --")));

        Assert.Equal("'); DROP TABLE regions; --", Scalar(database, "SELECT region_name FROM regions WHERE fid = 1"));
    }

    [Fact]
    public void A_factor_named_as_another_column_but_for_case_gets_a_column_of_its_own()
    {
        RunResults run = SampleRun.Make();
        run = run with { Factors = [run.Factors[0] with { Name = "REDLINE_SHARE" }] };

        Assert.Equal(
            [
                "area_m2", "redline_coverage_ratio", "forest_I_coverage_ratio", "forest_II_coverage_ratio", "wetland_coverage_ratio",
                "redline_share", "REDLINE_SHARE_2", "redline_fund_yuan", "redline_fund_change_yuan",
            ],
            RegionFigures.Of(run).Select(figure => figure.Name));
        Assert.True(File.Exists(Written("a.gpkg", run)));
    }

    [Fact]
    public void An_indicator_keeps_its_name_where_a_coverage_column_would_take_it()
    {
        RunResults run = SampleRun.Make();
        run = run with { Indicators = [run.Indicators[0] with { Name = "redline_coverage_ratio" }] };

        Assert.Equal("redline_coverage_ratio", RegionFigures.Of(run).Single(figure => figure.Kind == FigureKind.Indicator).Name);
        Assert.Equal("redline_coverage_ratio_2", RegionFigures.Of(run).First(figure => figure.Kind == FigureKind.Coverage).Name);
    }

    [Fact]
    public void A_package_reads_back_as_written_and_a_changed_one_does_not()
    {
        RunResults run = SampleRun.Make();
        string path = Written("a.gpkg", run);
        RegionGeoPackage.Verify(path, run);

        using (SqliteConnection database = new($"Data Source={path};Pooling=False"))
        {
            database.Open();
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = "DELETE FROM allocation WHERE fid = 3";
            _ = command.ExecuteNonQuery();
        }

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RegionGeoPackage.Verify(path, run));
        Assert.Equal($"{path}: table allocation does not read back with its 20 rows.", error.Message);
    }

    [Fact]
    public void Findings_of_a_failed_run_lie_beside_the_results_folder()
    {
        string path = FindingsGeoPackage.PathBeside(place.File("out") + "/");
        FindingsGeoPackage.Write(path, SampleRun.Make().Findings, MapCrs.Cgcs2000);
        FindingsGeoPackage.Write(path, SampleRun.Make().Findings, MapCrs.Cgcs2000); // a second failed run replaces it

        Assert.Equal(place.File("out.findings.gpkg"), path);
        using SqliteConnection database = Open(path);
        Assert.Equal(2L, Scalar(database, "SELECT COUNT(*) FROM findings"));
    }

    private string Written(string name, RunResults run)
    {
        string path = place.File(name);
        RegionGeoPackage.Write(path, run, []);
        return path;
    }

    private static SqliteConnection Open(string path)
    {
        SqliteConnection database = new($"Data Source={path};Mode=ReadOnly;Pooling=False");
        database.Open();
        return database;
    }

    private static object Scalar(SqliteConnection database, string sql)
    {
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
