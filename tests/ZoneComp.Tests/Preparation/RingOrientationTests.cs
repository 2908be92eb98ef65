namespace ZoneComp.Tests.Preparation;

/// <summary>Which way an input's rings turn says nothing where the format tells shells from holes otherwise.</summary>
public sealed class RingOrientationTests : IDisposable
{
    private readonly InputRun run = new() { Head = "area: planar" };

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public void Shells_and_holes_may_turn_either_way(bool turnRegion, bool turnShell, bool turnHole)
    {
        string region = Ring(turnRegion, (500000, 3900000), (510000, 3900000), (510000, 3910000), (500000, 3910000));
        string shell = Ring(turnShell, (509000, 3901000), (511000, 3901000), (511000, 3902000), (509000, 3902000));
        string hole = Ring(turnHole, (509200, 3901200), (509600, 3901200), (509600, 3901700), (509200, 3901700));
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4547;POLYGON({region})\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4547;POLYGON({shell},{hole})\"\n");

        RunOutcome outcome = run.Run();

        // 1 km of the shell's 2 km lie in the region, 1 km high, less a hole of 400 by 500 m.
        Assert.Equal(1_000_000 - 200_000, InputRun.ZoneM2(outcome));
        Assert.Equal(100_000_000, InputRun.RegionsM2(outcome));
        // Nothing was repaired: only how the CRS was found, and that half of the zone lies in no region.
        Assert.Equal(["ZC217", "ZC217", "ZC305"], outcome.Findings.Select(finding => finding.Code));
    }

    private static string Ring(bool turned, params (int X, int Y)[] corners)
    {
        (int X, int Y)[] ring = [.. corners, corners[0]];
        if (turned)
            Array.Reverse(ring);
        return $"({string.Join(',', ring.Select(point => $"{point.X} {point.Y}"))})";
    }
}
