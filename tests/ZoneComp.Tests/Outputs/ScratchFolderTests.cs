namespace ZoneComp.Tests.Outputs;

public sealed class ScratchFolderTests
{
    [Fact]
    public void What_a_killed_run_left_goes_and_what_a_running_one_holds_stays()
    {
        using TemporaryFolder place = new();
        string parent = place.File(".");
        string left = Path.Combine(parent, ".zonecomp-parts-0123"), other = Path.Combine(parent, ".zonecomp-ground-0123");
        _ = Directory.CreateDirectory(left);
        _ = Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(left, "piece"), "1");
        File.WriteAllText(left + ".lock", "zonecomp lock 0123456789ab\n"); // nobody holds it
        string own = Path.Combine(parent, ".zonecomp-parts-mine"); // without a lock of ours: somebody's
        _ = Directory.CreateDirectory(own);

        using ScratchFolder first = new(parent, "parts");
        Assert.False(Directory.Exists(left));
        string path = first.Make();
        File.WriteAllText(Path.Combine(path, "piece"), "1");
        using (ScratchFolder second = new(parent, "parts"))
        {
            Assert.True(File.Exists(Path.Combine(path, "piece")));
            Assert.NotEqual(path, second.Make());
        }

        first.Dispose();
        Assert.Equal(
            [".zonecomp-ground-0123", ".zonecomp-parts-mine"],
            Directory.EnumerateFileSystemEntries(parent).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
