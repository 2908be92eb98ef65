using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Preparation;

/// <summary>Findings are all there, the gravest and largest first, whichever command tells them.</summary>
public sealed class CompleteFindingsTests : IDisposable
{
    private const string Regions =
        "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: regions.shp, code: code}\nlayers: {zone: {source: zone.shp}}\n";

    private readonly MapFolder maps = new();

    public CompleteFindingsTests() => maps.Boxes("zone.shp", [], ([], [1, 1, 2, 2]));

    public void Dispose() => maps.Dispose();

    [Fact] // 31 holes of 10, 20, ... 310 m side in one region: 100 m2 times 1 + 4 + ... + 961 = 10,416
    public void All_gaps_are_in_the_files_the_largest_first()
    {
        maps.File(
            "regions.geojson",
            """{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Polygon","coordinates":[[[111,30],[111.4,30],[111.4,30.4],[111,30.4],[111,30]]"""
            + string.Concat(Enumerable.Range(1, 31).Select(side => Hole(side))) + "]}}");
        RunOutcome outcome = maps.Run(
            Regions.Replace("regions.shp", "regions.geojson", StringComparison.Ordinal)
                .Replace("layers: {zone: {source: zone.shp}}", "layers: {zone: {source: regions.geojson}}", StringComparison.Ordinal),
            "out");

        Diagnostic[] gaps = [.. outcome.Findings.Where(finding => finding.Code == "ZC315")];
        Assert.Equal(31, gaps.Length);
        Assert.Equal(gaps.OrderByDescending(gap => gap.Weight!.Amount), gaps);
        using ParquetFile file = ParquetFile.Open(Path.Combine(outcome.WrittenTo!, "findings.parquet"));
        Assert.Equal(gaps.Select(gap => (double?)gap.Weight!.Amount), file.Column("weight").Doubles().Take(31));
        Assert.Equal(31, file.Column("code").Texts().Count(code => code == "ZC315"));
        using var package = new SqliteConnection(
            $"Data Source={Path.Combine(outcome.WrittenTo!, "zonecomp.gpkg")};Mode=ReadOnly;Pooling=False");
        package.Open();
        using SqliteCommand query = package.CreateCommand();
        query.CommandText = "select count(*), max(weight) from findings where code = 'ZC315'";
        using SqliteDataReader row = query.ExecuteReader();
        Assert.True(row.Read());
        Assert.Equal((31L, (double)gaps[0].Weight!.Amount), (row.GetInt64(0), row.GetDouble(1)));
    }

    // two squares on one point: one ring that passes it twice, as QGIS refuses it; a ring that winds back and forth along its points does
    // not
    [Fact]
    public void A_ring_that_touches_itself_is_a_note_with_feature_and_place()
    {
        maps.Rings(
            "regions.shp",
            ["code"],
            (["1"], [0, 0, 0, 5, 5, 5, 5, 10, 10, 10, 10, 5, 5, 5, 5, 0, 0, 0]),
            (["2"], [20, 0, 20, 10, 30, 10, 30, 0, 20, 0]));
        maps.Rings(
            "zone.shp",
            [],
            ([], [20, 0, 20, 5, 25, 5, 25, 10, 30, 10, 30, 5, 25, 5, 25, 0, 20, 0]),
            ([], [0, 0, 0, 4, 4, 4, 4, 0, 0, 0]));

        RunOutcome outcome = maps.Run(Regions);

        Diagnostic[] touches = [.. outcome.Findings.Where(finding => finding.Code == "ZC284")];
        Assert.Equal(
            [("regions.shp#0", Severity.Note), ("zone.shp#0", Severity.Note)],
            touches.Select(finding => (finding.Subject, finding.Severity)));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC301"); // the area is right
        Assert.All(touches, finding => Assert.InRange(finding.Place!.Value.Y, 36.9, 37.2)); // 4,105 km of meridian arc
        Assert.True(touches[1].Place!.Value.X - touches[0].Place!.Value.X is > 0.2 and < 0.25); // 20 km at 37 degrees
    }

    [Fact] // a part of two corners beside a square, in a region and in a zone
    public void A_ring_that_encloses_nothing_is_told_with_feature_and_place()
    {
        static string Layer(string square, string flat) =>
            $$$"""{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"MultiPolygon","coordinates":[[{{{square}}}],[{{{flat}}}]]}}""";
        maps.File("regions.geojson", Layer("[[111,30],[111.4,30],[111.4,30.4],[111,30]]", "[[111.5,30],[111.6,30.1],[111.5,30]]"));
        maps.File("zone.geojson", Layer("[[111,30],[111.2,30],[111.2,30.2],[111,30]]", "[[111.1,30],[111.3,30],[111.2,30],[111.1,30]]"));

        RunOutcome outcome = maps.Run(Regions.Replace(".shp", ".geojson", StringComparison.Ordinal));

        Assert.Equal(
            ["regions.geojson#0 111.5", "zone.geojson#0 111.1"],
            outcome.Findings.Where(finding => finding.Code == "ZC322").OrderBy(finding => finding.Subject, StringComparer.Ordinal)
                .Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Subject} {finding.Place!.Value.X:0.#}")));
    }

    [Fact] // a dent whose tip lies on the ring's edge, in a region and in a zone
    public void A_vertex_on_another_edge_is_told_of_regions_always_and_of_zones_by_a_check()
    {
        maps.Rings("regions.shp", ["code"], (["1"], [0, 0, 0, 10, 4, 10, 5, 0, 6, 10, 10, 10, 10, 0, 0, 0]));
        maps.Rings("zone.shp", [], ([], [2, 0, 2, 4, 3, 0, 4, 4, 4, 0, 2, 0]));
        maps.File("policy.yaml", Regions);

        string[] Touching(bool looksClosely) =>
        [
            .. Pipeline.Run(
                new RunSettings { PolicyPath = Path.Combine(maps.Path, "policy.yaml"), OutputPath = null, LooksClosely = looksClosely },
                new RunFacts(new ToolVersion("zonecomp", "0", null), [], new MachineRecord("", "", "", 1)),
                TimeProvider.System,
                new Progress<StageProgress>(),
                CancellationToken.None).Findings.Where(finding => finding.Code == "ZC284").Select(finding => finding.Subject),
        ];

        Assert.Equal(["regions.shp#0"], Touching(looksClosely: false));
        Assert.Equal(["regions.shp#0", "zone.shp#0"], Touching(looksClosely: true));
    }

    [Theory] // a dent whose tip lies on an edge of its own ring, between that edge's ends; by hand
    [InlineData("0 0, 0 10, 4 10, 5 0, 6 10, 10 10, 10 0", true)] // on y = 0, half way
    [InlineData("0 0, 0 12, 3 12, 6 3, 9 12, 12 12, 12 6", true)] // on the way from (12 6) to (0 0), which passes (6 3)
    [InlineData("0 0, 0 12, 3 12, 6 3.0000000001, 9 12, 12 12, 12 6", false)]
    // doubles with x = y lie on the diagonal whatever their last bits
    [InlineData("0.1 0.1, 0.1 1, 0.2 1, 0.3 0.3, 0.4 1, 0.7 1, 0.7 0.7", true)]
    [InlineData("0 0, 0 10, 4 10, 5 1, 6 10, 10 10, 10 0", false)]
    public void A_vertex_on_another_edge_touches_the_ring(string points, bool touches)
    {
        double[] ring = [.. points.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        for (int turn = 0; turn < ring.Length; turn += 2) // wherever it begins
        {
            double[] turned = [.. ring[turn..], .. ring[..turn], ring[turn], ring[turn + 1]];
            Assert.Equal(touches, new ZoneComp.Lattice.RingTouch().Find(turned, withEdges: true) >= 0);
        }
    }

    [Fact] // of 200 vertices on a circle one is moved on to another edge's middle: found wherever the two lie in the ring
    public void A_vertex_on_an_edge_far_along_the_ring_is_found()
    {
        var random = new Random(20261130);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] ring = [.. Enumerable.Range(0, 200).SelectMany(at =>
                (double[])[Math.Round(1e6 * Math.Cos(Math.PI * at / 100)), Math.Round(1e6 * Math.Sin(Math.PI * at / 100))])];
            Assert.Equal(-1, new ZoneComp.Lattice.RingTouch().Find(ring, withEdges: true));
            int edge = random.Next(200), vertex = (edge + random.Next(3, 198)) % 200, next = (edge + 1) % 200;
            (ring[2 * vertex], ring[(2 * vertex) + 1]) =
                ((ring[2 * edge] + ring[2 * next]) / 2, (ring[(2 * edge) + 1] + ring[(2 * next) + 1]) / 2);
            Assert.Equal(2 * vertex, new ZoneComp.Lattice.RingTouch().Find(ring, withEdges: true));
        }
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
            $"{finding} {finding.Message.Zh} {finding.Layer} {finding.Place} {finding.AcceptedBecause} {finding.RaisedBecause} "
                + $"{finding.Weight}");
    }

    private static string Hole(int side)
    {
        double west = 111.01 + (side % 6 * 0.05), south = 30.01 + (side / 6 * 0.05), size = side * 0.0001;
        return string.Create(
            CultureInfo.InvariantCulture,
            $",[[{west},{south}],[{west},{south + size}],[{west + size},{south + size}],[{west + size},{south}],[{west},{south}]]");
    }
}
