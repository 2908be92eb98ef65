namespace ZoneComp.Tests.Outputs;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private string Out => place.File("out");

    public void Dispose() => place.Dispose();

    [Fact]
    public void Results_appear_whole_and_nothing_is_left_beside_them()
    {
        Publish("first");

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void A_second_run_replaces_the_first()
    {
        Publish("first");
        Publish("second");

        Assert.Equal("second", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void A_failing_writer_leaves_the_last_good_run()
    {
        Publish("first");

        using (OutputFolder folder = OutputFolder.Open(Out))
        {
            Assert.Throws<InvalidOperationException>(() => folder.Publish(
                fresh => { File.WriteAllText(Path.Combine(fresh, "a.txt"), "half"); throw new InvalidOperationException("bug"); },
                _ => { }));
        }

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void A_file_that_does_not_read_back_leaves_the_last_good_run()
    {
        Publish("first");
        List<string> read = [];

        using (OutputFolder folder = OutputFolder.Open(Out))
        {
            Assert.Throws<InvalidDataException>(() => folder.Publish(fresh => Write(fresh, "second"), path =>
            {
                read.Add(Path.GetFileName(path));
                throw new InvalidDataException("damaged");
            }));
        }

        Assert.Equal(["a.txt"], read);
        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
    }

    [Fact]
    public void Every_file_is_read_back()
    {
        List<string> read = [];
        using OutputFolder folder = OutputFolder.Open(Out);
        folder.Publish(fresh =>
        {
            Directory.CreateDirectory(Path.Combine(fresh, "csv"));
            File.WriteAllText(Path.Combine(fresh, "csv", "b.csv"), "b");
            Write(fresh, "x");
        }, path => read.Add(Path.GetFileName(path)));

        Assert.Equal(["a.txt", "b.csv", "run.json"], read);
    }

    [Fact]
    public void Cancelling_while_writing_changes_nothing()
    {
        Publish("first");
        using CancellationTokenSource cancel = new();

        using (OutputFolder folder = OutputFolder.Open(Out))
        {
            Assert.Throws<OperationCanceledException>(() => folder.Publish(
                fresh => { Write(fresh, "second"); cancel.Cancel(); }, _ => { }, cancel.Token));
        }

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void Two_runs_into_one_place_are_refused()
    {
        using OutputFolder first = OutputFolder.Open(Out);

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.Equal($"{Out}: another zonecomp run is writing there. Wait for it to end, or name another folder with -o.", error.Text.En);
    }

    [Fact]
    public void The_place_is_free_again_after_a_run()
    {
        OutputFolder.Open(Out).Dispose();
        OutputFolder.Open(Out).Dispose();

        Assert.Empty(Beside());
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        File.WriteAllText(Out, "thesis");

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.Equal($"{Out}: is a file; the results need a folder. Name another one with -o.", error.Text.En);
        Assert.Equal("thesis", File.ReadAllText(Out));
    }

    [Fact]
    public void A_folder_with_other_work_is_refused_and_untouched()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.docx"), "years");

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.Equal(
            $"{Out}: this folder is not empty and holds no ZoneComp results (it holds thesis.docx); nothing in it was touched. Name a "
                + $"new folder with -o, or empty this one.",
            error.Text.En);
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void A_file_that_someone_put_among_the_results_is_not_removed()
    {
        Publish("first");
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "mine");

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.Equal(
            $"{Out}: holds notes.txt, which ZoneComp did not write; replacing the results would remove it. Move it elsewhere, then run "
                + $"again.",
            error.Text.En);
    }

    [Fact]
    public void What_programs_leave_beside_a_file_they_opened_does_not_stand_in_the_way()
    {
        Publish("first");
        File.WriteAllText(Path.Combine(Out, ".~lock.zonecomp.xlsx#"), "");
        File.WriteAllText(Path.Combine(Out, "zonecomp.gpkg-wal"), "");

        Publish("second");

        Assert.Equal("second", File.ReadAllText(Path.Combine(Out, "a.txt")));
    }

    [Theory]
    [InlineData(true)] // the crash fell between the two renames: the new one is whole, so it is put in
    [InlineData(false)] // the new one is gone: the old one comes back
    public void An_interrupted_swap_is_finished_or_undone_at_the_next_start(bool newIsThere)
    {
        Publish("first");
        Directory.Move(Out, place.File(".out.zonecomp-old-77"));
        if (newIsThere)
            Write(Directory.CreateDirectory(place.File(".out.zonecomp-new-77")).FullName, "second");

        OutputFolder.Open(Out).Dispose();

        Assert.Equal(newIsThere ? "second" : "first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void Half_written_work_of_a_crash_is_removed_and_the_old_one_stays()
    {
        Publish("first");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(place.File(".out.zonecomp-new-0123456789ab")).FullName, "a.txt"), "half");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(place.File(".out.zonecomp-new-mine")).FullName, "a.txt"), "somebody's");
        // a killed run leaves its lock, which names what it made
        File.WriteAllText(place.File(".out.zonecomp-lock"), "zonecomp lock 0123456789ab\n");

        OutputFolder.Open(Out).Dispose();

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal([".out.zonecomp-new-mine", "out"], Beside());
    }

    [Fact]
    public void A_crash_after_the_swap_leaves_the_new_one()
    {
        Publish("second");
        Write(Directory.CreateDirectory(place.File(".out.zonecomp-old-77")).FullName, "first");

        OutputFolder.Open(Out).Dispose();

        Assert.Equal("second", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [SkippableFact]
    public void A_place_that_may_not_be_written_is_named()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/sys can be written by nobody, root included, only on Linux");

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open("/sys/kernel/zonecomp-out"));

        Assert.StartsWith("/sys/kernel/zonecomp-out: no permission to write there (", error.Text.En, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_full_disk_is_named_and_the_last_good_run_stays()
    {
        Skip.IfNot(File.Exists("/dev/full"), "/dev/full, a disk that is always full, is there only on Linux");
        Publish("first");

        using (OutputFolder folder = OutputFolder.Open(Out))
        {
            UserErrorException error = Assert.Throws<UserErrorException>(() => folder.Publish(
                _ => File.WriteAllText("/dev/full", "x"),
                _ => { }));
            Assert.Equal(
                $"{Out}: the disk is full; the results were not written and what was there before is untouched. Make room, or name a "
                    + $"folder on another disk with -o.",
                error.Text.En);
        }

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
    }

    [SkippableFact]
    public void A_mounted_volume_is_refused_before_the_work()
    {
        Skip.IfNot(Directory.Exists("/dev/shm"), "/dev/shm is there only on Linux");

        UserErrorException error = Assert.Throws<UserErrorException>(() => OutputFolder.Open("/dev/shm"));

        Assert.StartsWith("/dev/shm: is the root of a disk or a mounted volume", error.Text.En, StringComparison.Ordinal);
    }

    // A name may have 255 bytes: .NAME.zonecomp-lock has 245, .NAME.zonecomp-new-ID 257.
    [SkippableFact]
    public void A_name_that_leaves_no_room_for_its_neighbours_is_told_before_the_work()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "names have other limits elsewhere");
        string folder = Directory.CreateDirectory(place.File("beside")).FullName;

        _ = Assert.Throws<UserErrorException>(() => OutputFolder.Open(Path.Combine(folder, new string('n', 230))));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [SkippableFact]
    public void A_link_to_a_folder_stays_a_link()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        Directory.CreateDirectory(place.File("real"));
        Directory.CreateSymbolicLink(Out, place.File("real"));

        Publish("first");

        Assert.NotNull(new DirectoryInfo(Out).LinkTarget);
        Assert.Equal("first", File.ReadAllText(Path.Combine(place.File("real"), "a.txt")));
    }

    private void Publish(string text)
    {
        using OutputFolder folder = OutputFolder.Open(Out);
        folder.Publish(fresh => Write(fresh, text), _ => { });
    }

    private static void Write(string folder, string text)
    {
        File.WriteAllText(Path.Combine(folder, "a.txt"), text);
        RunManifest manifest = SampleRun.Manifest() with { Outputs = FolderContents.Describe(folder) };
        File.WriteAllText(Path.Combine(folder, ManifestJson.FileName), ManifestJson.Full(manifest));
    }

    private string[] Beside() =>
    [
        .. Directory.EnumerateFileSystemEntries(place.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];
}
