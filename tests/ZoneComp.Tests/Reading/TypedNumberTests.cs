namespace ZoneComp.Tests.Reading;

/// <summary>Numbers that programs keep as doubles, beyond the 15 digits that a double holds whatever they are.</summary>
public sealed class TypedNumberTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    [Theory]
    [InlineData(901.009999999999991, "901.01")]
    [InlineData(0.30000000000000004, "0.3")]
    [InlineData(12345678901234.56, "12345678901234.56")]
    [InlineData(123456789012345.67, "123456789012345.67")]
    [InlineData(3201021234567891d, "3201021234567891")]
    [InlineData(9007199254740991d, "9007199254740991")]
    [InlineData(-9007199254740992d, "-9007199254740992")]
    [InlineData(110101.0, "110101")]
    [InlineData(1e-7, "0.0000001")]
    public void A_double_is_the_number_that_was_typed(double held, string typed)
    {
        Assert.Equal(typed, AttributeText.Of(held));
    }

    [Theory] // 2^53 + 1 has no double of its own
    [InlineData(9007199254740992d, false)]
    [InlineData(9007199254740994d, true)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(1.5, false)]
    public void Whole_numbers_beyond_two_to_the_53_may_be_others(double held, bool maybe)
    {
        Assert.Equal(maybe, TypedNumber.MayBeAnother(held));
    }

    [Fact] // of sixteen digits: two codes that agree in fifteen; and one of eighteen, which a double cannot hold
    public void Codes_in_a_column_of_doubles_stay_apart_or_are_told()
    {
        Regions("3201021234567891", "3201021234567892");
        RunOutcome outcome = maps.Run(Head);
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(["3201021234567891", "3201021234567892"], outcome.Results!.Combinations.Regions.Select(region => region.Code));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC136");

        Regions("320102123456789123", "320102123456799123");
        Diagnostic[] told = [.. maps.Run(Head).Findings.Where(finding => finding.Code == "ZC136")];
        Assert.Equal(["r.gpkg|r#1", "r.gpkg|r#2"], told.Select(finding => finding.Subject));
        Assert.Equal(Severity.Warning, told[0].Severity);
    }

    private const string Head = "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: r.gpkg, code: code}\nlayers: {z: {source: r.gpkg}}\n";

    /// <summary>Two squares of a hundredth of a degree, side by side, with codes in a column of doubles.</summary>
    private void Regions(string first, string second)
    {
        string path = Path.Combine(maps.Path, "r.gpkg");
        File.Delete(path);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('c', 4490, 'EPSG', 4490, 'undefined');
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
            INSERT INTO gpkg_contents VALUES ('r', 'features', 4490);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_geometry_columns VALUES ('r', 'geom', 'POLYGON', 4490);
            CREATE TABLE r (fid INTEGER PRIMARY KEY, geom POLYGON, code REAL);
            INSERT INTO r VALUES (1, x'{Square(105)}', {first}.0), (2, x'{Square(105.01)}', {second}.0);
            """;
        command.ExecuteNonQuery();
    }

    private static string Square(double west)
    {
        double east = west == 105 ? 105.01 : 105.02;
        double[] numbers = [west, 30, east, 30, east, 30.01, west, 30.01, west, 30];
        return "4750000100000000"
            + "0103000000"
            + "01000000"
            + "05000000"
            + string.Concat(numbers.Select(number => Convert.ToHexString(BitConverter.GetBytes(number))));
    }
}
