namespace ZoneComp.Tests.Regions;

/// <summary>What two towns leave of their county is a unit only where it is wide and large enough.</summary>
public sealed class SliverRemainderTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    [Theory]
    [InlineData(0.000001, "")] // 1 mm wide along both: 1 mm x 10 km
    [InlineData(0.015, "")] // 15 m wide
    [InlineData(0.0195, "")]
    [InlineData(0.0205, "1-rest")] // metres of ground: on the plane of the areas, which is flatter in the north, 16
    [InlineData(0.015, "1-rest", "narrower_than: 10 m")]
    [InlineData(0.000001, "1-rest", "narrower_than: 0 m, smaller_than: 0 m2")]
    [InlineData(0.025, "", "narrower_than: 0 m, smaller_than: 1 km2")]
    public void A_narrow_or_small_remainder_goes_to_the_town_with_most_border(double widthKm, string rest, string rule = "")
    {
        maps.Boxes("county.shp", ["code"], (["1"], [0, 0, 10, 10 + widthKm]));
        maps.Boxes("towns.shp", ["code", "up"], (["11", "1"], [0, 0, 4, 10]), (["12", "1"], [4, 0, 10, 10]));
        maps.Boxes("zone.shp", [], ([], [0, 0, 10, 11]));

        RunOutcome outcome = maps.Run("""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: towns.shp, code: code, parents: {county: {field: up, layer: {source: county.shp, code: code, no_unit: {RULE}}}}}
            layers: {zone: {source: zone.shp}}
            schemes: {equal: {title: equal, kind: pool, fund: 90 wan_yuan, share: '1'}}
            """.Replace("RULE", rule, StringComparison.Ordinal));

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(
            rest.Length == 0 ? ["11", "12"] : [rest, "11", "12"],
            outcome.Results!.Combinations.Regions.Select(region => region.Code));
        AllocationRow[] paid = [.. outcome.Results.Allocation!.Rows];
        Assert.All(paid, row => Assert.Equal(900_000m / paid.Length, row.AmountYuan));
        // On the plane the areas are the grid's to its scale (2 in 10,000 at most); what each town gets beyond its own is the sliver's.
        decimal sliverM2 = 10_000m * (decimal)widthKm * 1000m, own = 60_000_000m;
        decimal second = outcome.Results.Combinations.Rows.Where(row =>
            outcome.Results.Combinations.Regions[Math.Max(0, row.Region)].Code == "12" && row.Region >= 0)
            .Sum(row => row.AreaM2),
            first = outcome.Results.Combinations.Rows.Where(row =>
                outcome.Results.Combinations.Regions[Math.Max(0, row.Region)].Code == "11" && row.Region >= 0)
                .Sum(row => row.AreaM2);
        Assert.InRange(second - (first * 1.5m) - (rest.Length == 0 ? sliverM2 : 0), -0.0005m * own, 0.0005m * own);
        Diagnostic[] told = [.. outcome.Findings.Where(finding => finding.Code == "ZC307")];
        // Long edges are bent into short ones by at most 1 mm, otherwise in the county's border than in the towns': 40 km by 1 mm on top.
        if (rest.Length > 0)
        {
            Assert.All(told, crumbs => Assert.InRange(crumbs.Weight!.Amount, 0, 40));
            return;
        }

        Assert.Single(told);
        Assert.Contains("1 to 12 (", told[0].Message.En, StringComparison.Ordinal);
        Assert.InRange(told[0].Weight!.Amount, (sliverM2 * 0.999m) - 40, (sliverM2 * 1.001m) + 40);
        // Drawn = counted, for both towns: the laws that verify holds.
        Assert.All(outcome.Results.Combinations.Ground, ground => Assert.Equal(0m, ground.OutsideMaskM2));
        Assert.Equal(outcome.Results.Combinations.Ground.Sum(ground => ground.DrawnM2), first + second);
    }

    [Theory] // from west to east the plane of the areas is longer than the ground: 19.5 m are 24 there
    [InlineData(0.0195, new[] { "11", "12" })]
    [InlineData(0.0205, new[] { "1-rest", "11", "12" })]
    public void A_strip_in_the_east_is_as_wide_as_on_the_ground(double widthKm, string[] units)
    {
        maps.Boxes("county.shp", ["code"], (["1"], [0, 0, 10 + widthKm, 10]));
        maps.Boxes("towns.shp", ["code", "up"], (["11", "1"], [0, 0, 4, 10]), (["12", "1"], [4, 0, 10, 10]));
        maps.Boxes("zone.shp", [], ([], [0, 0, 11, 10]));
        RunOutcome outcome = maps.Run(
            "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: towns.shp, code: code, parents: {county: {field: up, layer: {source: "
                + "county.shp, code: code}}}}\nlayers: {zone: {source: zone.shp}}\n");
        Assert.Equal(units, outcome.Results!.Combinations.Regions.Select(region => region.Code));
    }

    /// <summary>1 km by 6 km in the north is a unit; 10 m by 6 km between two towns is none, nor is 5 m along the western one.</summary>
    [Fact]
    public void Slivers_beside_a_unit_go_each_to_its_neighbour()
    {
        maps.Rings("county.shp", ["code"], (["1"], [-0.005, 0, -0.005, 10, 4, 10, 10, 10, 10, 9, 10, 5.01, 10, 5, 10, 0, 4, 0, -0.005, 0]));
        maps.Rings(
            "towns.shp",
            ["code", "up"],
            (["11", "1"], [0, 0, 0, 10, 4, 10, 4, 9, 4, 5.01, 4, 5, 4, 0, 0, 0]),
            (["12", "1"], [4, 0, 4, 5, 10, 5, 10, 0, 4, 0]),
            (["13", "1"], [4, 5.01, 4, 9, 10, 9, 10, 5.01, 4, 5.01]));
        RunOutcome outcome = RunTowns(5.005);
        Assert.Equal(["1-rest", "11", "12", "13"], outcome.Results!.Combinations.Regions.Select(region => region.Code));
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC307");
        Assert.Equal(Severity.Note, told.Severity);
        // 6 km by 10 m and 10 km by 5 m; the grid's scale, and 32 km of edges bent within 1 mm
        Assert.InRange(told.Weight!.Amount, (110_000m * 0.999m) - 32, (110_000m * 1.001m) + 32);
        // two pieces, and what bent edges leave of less than 1 mm width
        Assert.Matches(
            @"^of what the regions leave of 1 region\(s\) of level county, \d+ piece\(s\) are nowhere 20 m wide or, where they are, smaller "
                + @"than 1000 m², [\d.,]+ m² in all: no units; each goes to the region with which it shares most border: "
                + @"1 to 11 \([\d,]+\.\d\d m²\), 1 to 13 \([\d,]+\.\d\d m²\)$",
            told.Message.En);
        Assert.Matches(@"余部中有 \d+ 块处处窄于 20 米", told.Message.Zh);

        // Each piece by itself, with its place and who gets it; together they are what all come to.
        Diagnostic[] each = [.. outcome.Findings.Where(finding => finding.Code == "ZC311")];
        Assert.Contains(each, piece => piece.Message.En.Contains("goes to 11 ", StringComparison.Ordinal));
        Assert.Contains(each, piece => piece.Message.En.Contains("goes to 13 ", StringComparison.Ordinal));
        Assert.All(each, piece => Assert.NotNull(piece.Place));
        // NTS's pieces against the overlay's integers: edges moved by up to 1 mm over 32 km
        Assert.InRange(each.Sum(piece => piece.Weight!.Amount), told.Weight.Amount - 32, told.Weight.Amount + 32);

        // The zone lies south of 5.005 km: half of the sliver between 12 and 13 (whose border along it, as bent, is
        // longer by a trifle), and half of that along 11, go with their towns.
        Assert.Equal(
            [0, (4 * 5.005) + (0.005 * 5.005), 6 * 5, 6 * 0.005],
            Areas(outcome, row => !row.Classes.IsEmpty).Select(area => (double)area),
            (expected, found) => Math.Abs(expected - found) <= (0.001 * expected) + 0.00005); // the grid's scale, edges as above
        Assert.Equal(
            [6, 40 + 0.05, 30, (6 * 3.99) + 0.06],
            Areas(outcome, _ => true).Select(area => (double)area),
            (expected, found) => Math.Abs(expected - found) <= (0.001 * expected) + 0.00005);

        // Nothing is lost: all rows together are to the last digit what they are where slivers stay, and so is the zone.
        RunOutcome county = RunTowns(5.005, ", no_unit: {narrower_than: 0 m, smaller_than: 0 m2}");
        Assert.Equal(Areas(county, _ => true).Sum(), Areas(outcome, _ => true).Sum());
        Assert.Equal(Areas(county, _ => true)[2], Areas(outcome, _ => true)[2]); // 12
        // cut at more places, each within half a lattice unit's square
        Assert.InRange(
            Areas(county, row => !row.Classes.IsEmpty).Sum() - Areas(outcome, row => !row.Classes.IsEmpty).Sum(),
            -1e-11m,
            1e-11m);
    }

    /// <summary>km² by region.</summary>
    private static decimal[] Areas(RunOutcome outcome, Func<CombinationRow, bool> which)
    {
        Assert.Equal("", MapFolder.Errors(outcome));
        CombinationTable table = outcome.Results!.Combinations;
        return [.. table.Regions.Select((_, region) =>
            table.Rows.Where(row => row.Region == region && which(row)).Sum(row => row.AreaM2) / 1_000_000m)];
    }

    [Fact] // three notches of 25 m by 25 m: 1,875 m² together, and none of them 1,000
    public void Many_small_pieces_are_no_unit_together()
    {
        double[] mouths = [.. new[] { 1.0, 2, 3 }.SelectMany(x => (double[])[x, 10, x + 0.025, 10])];
        maps.Rings("county.shp", ["code"], (["1"], [0, 0, 0, 10, .. mouths, 4, 10, 10, 10, 10, 0, 4, 0, 0, 0]));
        double[] notches = [.. new[] { 1.0, 2, 3 }.SelectMany(x => (double[])[x, 10, x, 9.975, x + 0.025, 9.975, x + 0.025, 10])];
        maps.Rings(
            "towns.shp",
            ["code", "up"],
            (["11", "1"], [0, 0, 0, 10, .. notches, 4, 10, 4, 0, 0, 0]),
            (["12", "1"], [4, 0, 4, 10, 10, 10, 10, 0, 4, 0]));
        RunOutcome outcome = RunTowns(10);
        Assert.Equal(["11", "12"], outcome.Results!.Combinations.Regions.Select(region => region.Code));
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC307");
        Assert.Contains("1 to 11 (", told.Message.En, StringComparison.Ordinal);
        Assert.InRange(told.Weight!.Amount, 1_873m, 1_877m); // 0.1 % for the grid's scale
    }

    private RunOutcome RunTowns(double zoneTo, string rule = "")
    {
        maps.Boxes("zone.shp", [], ([], [-1, -1, 11, zoneTo]));
        string county = $"{{field: up, layer: {{source: county.shp, code: code{rule}}}}}";
        string regions = $"{{source: towns.shp, code: code, parents: {{county: {county}}}}}";
        RunOutcome outcome = maps.Run($"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {regions}\nlayers: {{zone: {{source: zone.shp}}}}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        return outcome;
    }

    [Theory] // 1 cm of the second region lies in the mask, 100 m² of its 100 km²
    [InlineData(", mask: {source: mask.shp}", "inside the mask")]
    [InlineData("", "")]
    public void A_region_of_which_a_crumb_is_left_is_told(string mask, string told)
    {
        maps.Boxes("towns.shp", ["code"], (["11"], [0, 0, 10, 10]), (["12"], [10, 0, 20, 10]));
        maps.Boxes("mask.shp", [], ([], [0, 0, 10.00001, 10]));
        maps.Boxes("zone.shp", [], ([], [0, 0, 20, 10]));
        RunOutcome outcome = maps.Run(
            $"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {{source: towns.shp, code: code{mask}}}\nlayers: {{zone: {{source: "
                + $"zone.shp}}}}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Diagnostic[] crumbs = [.. outcome.Findings.Where(finding => finding.Code == "ZC310")];
        Assert.Equal(told.Length == 0 ? 0 : 1, crumbs.Length);
        if (told.Length == 0)
            return;
        Assert.InRange(crumbs[0].Weight!.Amount, 80m, 120m); // the lattice of 1 mm on both sides
        Assert.Contains(told, crumbs[0].Message.En, StringComparison.Ordinal);
        Assert.Contains("12", crumbs[0].Message.En, StringComparison.Ordinal);
    }

    [Theory] // 11 holds 10 mm by 1 km of the zone, 12 all of its 60 km²
    [InlineData("if(member(zone, min: 1 m2), 1, 0)", "1 1", "also takes 1 region(s) with less than 1000 m²")]
    [InlineData("if(member(zone, min: 1 mu), 1, 0)", "0 1", null)]
    [InlineData("if(member(zone, min: 0.00000001), 1, 0)", "1 1", "also takes 1 region(s) with less than 1000 m²")]
    [InlineData("if(member(zone, min: 1%), 1, 0)", "0 1", null)]
    [InlineData("count(zone, min: 999 m2)", "0 1", "also counts features with less than 1000 m² in the region")]
    [InlineData("count(zone, min: 1000 m2)", "0 1", null)]
    public void A_least_area_that_crumbs_reach_is_told(string formula, string values, string? told)
    {
        maps.Boxes("towns.shp", ["code"], (["11"], [0, 0, 4, 10]), (["12"], [4, 0, 10, 10]));
        maps.Boxes("zone.shp", [], ([], [4, 0, 10, 10]), ([], [3.99999, 2, 4, 3]));
        RunOutcome outcome = maps.Run(
            "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: towns.shp, code: code}\nlayers: {zone: {source: zone.shp}}\n"
                + $"indicators:\n  x: '{formula}'\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(values, string.Join(' ', outcome.Results!.Indicators[0].Values));
        Diagnostic[] found = [.. outcome.Findings.Where(finding => finding.Code == "ZC450")];
        Assert.Equal(told is null ? 0 : 1, found.Length);
        if (told is not null)
            Assert.Contains(told, found[0].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Crumbs_of_a_class_in_a_region_are_told()
    {
        maps.Boxes("towns.shp", ["code"], (["11"], [0, 0, 4, 10]), (["12"], [4, 0, 10, 10]));
        maps.Boxes("zone.shp", [], ([], [4, 0, 10, 10]), ([], [3.99999, 2, 4, 3]));
        RunOutcome outcome = maps.Run(
            "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: towns.shp, code: code}\nlayers: {zone: {source: zone.shp}}\n");
        Diagnostic crumb = Assert.Single(outcome.Findings, finding => finding.Code == "ZC308");
        Assert.InRange(crumb.Weight!.Amount, 8m, 12m); // 10 mm by 1 km, and the lattice of 1 mm on both sides
        Assert.StartsWith("1 region(s) have less than 1000 m² of this class each", crumb.Message.En, StringComparison.Ordinal);
    }
}
