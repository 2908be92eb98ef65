using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Preparation;

/// <summary>Findings are all there, the gravest and largest first, whichever command tells them.</summary>
public sealed class CompleteFindingsTests : IDisposable
{
    private const string Regions = "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: regions.shp, code: code}\nlayers: {zone: {source: zone.shp}}\n";

    private readonly MapFolder maps = new();

    public CompleteFindingsTests() => maps.Boxes("zone.shp", [], ([], [1, 1, 2, 2]));

    public void Dispose() => maps.Dispose();

    [Fact] // 31 holes of 10, 20, ... 310 m side in one region: 100 m2 times 1 + 4 + ... + 961 = 10,416
    public void All_gaps_are_in_the_files_the_largest_first()
    {
        maps.File("regions.geojson", """{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Polygon","coordinates":[[[111,30],[111.4,30],[111.4,30.4],[111,30.4],[111,30]]"""
            + string.Concat(Enumerable.Range(1, 31).Select(side => Hole(side))) + "]}}");
        RunOutcome outcome = maps.Run(Regions.Replace("regions.shp", "regions.geojson", StringComparison.Ordinal).Replace("layers: {zone: {source: zone.shp}}", "layers: {zone: {source: regions.geojson}}", StringComparison.Ordinal), "out");

        Diagnostic[] gaps = [.. outcome.Findings.Where(finding => finding.Code == "ZC315")];
        Assert.Equal(31, gaps.Length);
        Assert.Equal(gaps.OrderByDescending(gap => gap.Weight!.Amount), gaps);
        using ParquetFile file = ParquetFile.Open(Path.Combine(outcome.WrittenTo!, "findings.parquet"));
        Assert.Equal(gaps.Select(gap => (double?)gap.Weight!.Amount), file.Column("weight").Doubles().Take(31));
        Assert.Equal(31, file.Column("code").Texts().Count(code => code == "ZC315"));
        using var package = new SqliteConnection($"Data Source={Path.Combine(outcome.WrittenTo!, "zonecomp.gpkg")};Mode=ReadOnly;Pooling=False");
        package.Open();
        using SqliteCommand query = package.CreateCommand();
        query.CommandText = "select count(*), max(weight) from findings where code = 'ZC315'";
        using SqliteDataReader row = query.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal((31L, (double)gaps[0].Weight!.Amount), (row.GetInt64(0), row.GetDouble(1)));
    }

    [Fact] // two squares on one point: one ring that passes it twice, as QGIS refuses it; a ring that winds back and forth along its points does not
    public void A_ring_that_touches_itself_is_a_note_with_feature_and_place()
    {
        maps.Rings("regions.shp", ["code"], (["1"], [0, 0, 0, 5, 5, 5, 5, 10, 10, 10, 10, 5, 5, 5, 5, 0, 0, 0]), (["2"], [20, 0, 20, 10, 30, 10, 30, 0, 20, 0]));
        maps.Rings("zone.shp", [], ([], [20, 0, 20, 5, 25, 5, 25, 10, 30, 10, 30, 5, 25, 5, 25, 0, 20, 0]), ([], [0, 0, 0, 4, 4, 4, 4, 0, 0, 0]));

        RunOutcome outcome = maps.Run(Regions);

        Diagnostic[] touches = [.. outcome.Findings.Where(finding => finding.Code == "ZC284")];
        Assert.Equal([("regions.shp#0", Severity.Note), ("zone.shp#0", Severity.Note)], touches.Select(finding => (finding.Subject, finding.Severity)));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC301"); // the area is right
        Assert.All(touches, finding => Assert.InRange(finding.Place!.Value.Y, 36.9, 37.2)); // 4,105 km of meridian arc
        Assert.True(touches[1].Place!.Value.X - touches[0].Place!.Value.X is > 0.2 and < 0.25); // 20 km at 37 degrees
    }

    [Fact]
    public void Allocate_carries_what_the_overlay_found_with_its_severity()
    {
        maps.Boxes("regions.shp", ["code"], (["1"], [0, 0, 10, 10]), (["2"], [10, 0, 20, 10]), (["3"], [0, 30, 20, 40]));
        maps.Boxes("zone.shp", [], ([], [1, 1, 2, 2]), ([], [1, 1, 2, 2]), ([], [15, 15, 16, 16]));
        const string Policy = Regions + "severity: [{code: ZC304, as: warning, reason: never}]\naccept: [{code: ZC305, reason: foreign}]\n";
        RunOutcome whole = maps.Run(Policy, "out");

        RunOutcome again = maps.Run(Policy, "again", from: "out");

        Assert.Equal(2, whole.Findings.Count(finding => finding.Code is "ZC304" or "ZC305"));
        Assert.Equal(Lines(whole), Lines(again));

        static IEnumerable<string> Lines(RunOutcome outcome) => outcome.Findings.Select(finding =>
            $"{finding} {finding.Message.Zh} {finding.Layer} {finding.Place} {finding.AcceptedBecause} {finding.RaisedBecause} {finding.Weight}");
    }

    private static string Hole(int side)
    {
        double west = 111.01 + (side % 6 * 0.05), south = 30.01 + (side / 6 * 0.05), size = side * 0.0001;
        return string.Create(CultureInfo.InvariantCulture, $",[[{west},{south}],[{west},{south + size}],[{west + size},{south + size}],[{west + size},{south}],[{west},{south}]]");
    }
}
