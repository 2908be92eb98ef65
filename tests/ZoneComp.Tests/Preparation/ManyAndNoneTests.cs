using System.Globalization;

namespace ZoneComp.Tests.Preparation;

/// <summary>Layers of nothing, and more classes than the overlay carries.</summary>
public sealed class ManyAndNoneTests : IDisposable
{
    private readonly InputRun run = new InputRun().Zone();

    public void Dispose() => run.Dispose();

    [Fact] // no reader can tell what geometries an empty collection would hold
    public void A_layer_without_features_covers_nothing_and_the_run_says_so()
    {
        run.Folder.Write("none.geojson", """{"type":"FeatureCollection","features":[]}""");
        run.Layers = "{zone: {source: zone.csv}, none: {source: none.geojson}, graded: {source: none.geojson, class: grade, classes: {I: "
            + "['1']}}}";

        RunOutcome outcome = run.Run();

        Assert.Equal(2, InputRun.Codes(outcome).Count(code => code == "ZC238 warning"));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Severity == Severity.Error);
        Assert.All(outcome.Results!.Combinations.Rows, row => Assert.False(row.Classes.Contains(1) || row.Classes.Contains(2)));
    }

    /// <summary>A region over 1,030 others that lie apart: 1 + 1,030 classes tell claims apart, more than a set of bits holds. By code the
    /// first has all of it: 0.02 by 0.02 degrees at 30 degrees, 2.2170 by 1.9297 km.</summary>
    [Fact]
    public void A_region_over_a_thousand_others_keeps_its_ground()
    {
        static string Square(string code, int x, int y, int size) => string.Create(
            CultureInfo.InvariantCulture, $"{code},\"SRID=4490;POLYGON(({105 + (x / 1e4)} {30 + (y / 1e4)},{105 + ((x + size) / 1e4)} "
                + $"{30 + (y / 1e4)},{105 + ((x + size) / 1e4)} {30 + ((y + size) / 1e4)},{105 + (x / 1e4)} "
                    + $"{30 + ((y + size) / 1e4)},{105 + (x / 1e4)} {30 + (y / 1e4)}))\"\n");
        run.Folder.Write(
            "regions.csv",
            "code,wkt\n"
                + Square("A", 0, 0, 200)
                + string.Concat(Enumerable.Range(0, 1030).Select(number => Square($"B{number}", number % 40 * 4, number / 40 * 4, 2))));
        run.Regions = "{source: regions.csv, code: code, overlaps: first_by_code}";

        CombinationTable table = run.Run().Results!.Combinations;

        ILookup<bool, CombinationRow> isOfA = table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex)
            .ToLookup(row => table.Regions[row.Region].Code == "A");
        Assert.Equal(4.2782e6, (double)isOfA[true].Sum(row => row.AreaM2), tolerance: 500); // the product of two figures of five digits
        // Along two edges of A, each put onto the lattice as a whole, the 66 beside them keep at most a millimetre by 22.2 m each.
        Assert.InRange(isOfA[false].Sum(row => row.AreaM2), 0, 66 * 0.001m * 22.2m);
    }
}
