using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Outputs;

/// <summary>Nothing is changed or deleted that the program did not make, whatever lies at the names that it uses.</summary>
public sealed class OthersFilesTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private string Out => place.File("out");

    private string Lock => place.File(".out.zonecomp-lock");

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_lock_that_is_a_link_changes_nothing_behind_it()
    {
        string thesis = place.File("thesis.docx");
        File.WriteAllText(thesis, "years of work");
        File.CreateSymbolicLink(Lock, thesis);

        Assert.Contains(
            "is no lock that it made",
            Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out)).Message,
            StringComparison.Ordinal);

        Assert.Equal("years of work", File.ReadAllText(thesis));
        Assert.NotNull(new FileInfo(Lock).LinkTarget);
    }

    [Fact]
    public void A_lock_that_is_a_link_to_nothing_makes_nothing()
    {
        File.CreateSymbolicLink(Lock, place.File("elsewhere"));

        Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.False(File.Exists(place.File("elsewhere")));
    }

    [Theory]
    [InlineData("years of work")]
    [InlineData("zonecomp lock is what I study\n")]
    public void A_file_of_somebody_at_the_locks_name_stays_as_it_is(string text)
    {
        File.WriteAllText(Lock, text);

        Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));

        Assert.Equal(text, File.ReadAllText(Lock));
    }

    [SkippableFact]
    public void A_hard_link_loses_its_name_at_most_and_never_a_byte()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ln is asked");
        string other = place.File("empty.txt");
        File.WriteAllText(other, "");
        Run("ln", other, Lock);

        OutputFolder.Open(Out).Dispose();

        Assert.Equal("", File.ReadAllText(other));
    }

    [SkippableFact]
    public void A_pipe_or_a_folder_at_the_locks_name_is_refused_at_once()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "mkfifo is asked");
        Run("mkfifo", Lock);
        Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));
        File.Delete(Lock);
        Directory.CreateDirectory(Lock);
        Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out));
    }

    [Fact]
    public void A_lock_that_a_killed_run_left_is_taken_over()
    {
        File.WriteAllText(Lock, "zonecomp lock 0123456789ab\n");
        OutputFolder.Open(Out).Dispose();
        File.WriteAllText(Lock, ""); // killed before it wrote its line
        OutputFolder.Open(Out).Dispose();

        Assert.False(Path.Exists(Lock));
    }

    // What each is: a listed file that was edited, one that became a link, side files of QGIS, and one put there while the run was at work.
    [Fact]
    public void What_people_did_in_old_results_is_kept_beside_the_new_ones_and_told()
    {
        Publish("first");
        File.AppendAllText(Path.Combine(Out, "a.txt"), ", and my notes");
        File.WriteAllText(Path.Combine(Out, "zonecomp.qgd"), "drawn by hand");
        IReadOnlyList<KeptFiles> kept;
        using (OutputFolder folder = OutputFolder.Open(Out))
        {
            folder.Publish(fresh => Write(fresh, "second"), path =>
            {
                if (!Path.Exists(Path.Combine(Out, "sub")))
                {
                    Directory.CreateDirectory(Path.Combine(Out, "sub", "empty"));
                    File.WriteAllText(Path.Combine(Out, "sub", "late.txt"), "mine");
                    File.CreateSymbolicLink(Path.Combine(Out, "link"), place.File("."));
                    File.CreateSymbolicLink(Path.Combine(Out, "dangling"), "nowhere");
                }
            });
            kept = folder.Kept;
        }

        string beside = Out + ".kept-1";
        Assert.Equal(["a.txt", "dangling", "link", "sub/empty/", "sub/late.txt", "zonecomp.qgd"], Assert.Single(kept).Files);
        Assert.Equal(beside, kept[0].Folder);
        Assert.Equal("first, and my notes", File.ReadAllText(Path.Combine(beside, "a.txt")));
        Assert.Equal("drawn by hand", File.ReadAllText(Path.Combine(beside, "zonecomp.qgd")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(beside, "sub", "late.txt")));
        Assert.True(Directory.Exists(Path.Combine(beside, "sub", "empty")));
        Assert.Equal("nowhere", new FileInfo(Path.Combine(beside, "dangling")).LinkTarget);
        Assert.NotNull(new DirectoryInfo(Path.Combine(beside, "link")).LinkTarget);
        Assert.Equal("second", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out", "out.kept-1"], Beside());

        // nobody's list makes a file ours
        File.AppendAllText(Path.Combine(Out, "SHA256SUMS"), $"{Convert.ToHexStringLower(SHA256.HashData("x"u8))}  own.txt\n");
        Publish("third");
        Assert.Equal(["SHA256SUMS"], Directory.EnumerateFiles(Out + ".kept-2").Select(Path.GetFileName));
    }

    [Fact]
    public void Results_that_nobody_touched_leave_nothing_beside()
    {
        Publish("first");
        Publish("second");

        Assert.Equal(["out"], Beside());
    }

    [Theory]
    [InlineData("link")]
    [InlineData("folder")]
    [InlineData("file")]
    public void Something_of_ones_own_among_the_results_stops_the_run_before_it_begins(string kind)
    {
        Publish("first");
        string own = Path.Combine(Out, "own");
        if (kind == "link")
            File.CreateSymbolicLink(own, "nowhere");
        else if (kind == "folder")
            Directory.CreateDirectory(own);
        else
            File.WriteAllText(own, "");

        Assert.Contains(
            "which ZoneComp did not write",
            Assert.Throws<UserErrorException>(() => OutputFolder.Open(Out)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Old_results_come_back_where_the_second_rename_fails()
    {
        Publish("first");

        Assert.ThrowsAny<IOException>(() => FolderSwap.Swap(Out, "0123456789ab")); // there is no new folder of that number to put in

        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, "a.txt")));
        Assert.Equal(["out"], Beside());
    }

    [Fact]
    public void An_interrupted_swap_keeps_what_was_edited_in_the_old_results()
    {
        Publish("second");
        string old = Directory.CreateDirectory(place.File(".out.zonecomp-old-77")).FullName;
        Write(old, "first");
        File.AppendAllText(Path.Combine(old, "a.txt"), ", edited");

        using (OutputFolder folder = OutputFolder.Open(Out))
            Assert.Equal(["a.txt"], Assert.Single(folder.Kept).Files);

        Assert.Equal("first, edited", File.ReadAllText(Path.Combine(Out + ".kept-1", "a.txt")));
    }

    [Fact] // between the two renames somebody made a folder of that name
    public void Old_results_stay_beside_a_folder_that_holds_no_results()
    {
        string old = Directory.CreateDirectory(place.File(".out.zonecomp-old-77")).FullName;
        Write(old, "the last good run");
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "mine.txt"), "");

        Assert.Empty(FolderSwap.Recover(Out, "88"));

        Assert.Equal("the last good run", File.ReadAllText(Path.Combine(old, "a.txt")));
    }

    [Fact]
    public void Findings_of_a_stopped_run_go_unless_somebody_worked_in_them()
    {
        string path = FindingsGeoPackage.PathBeside(Out);
        FindingsGeoPackage.Write(path, [], MapCrs.Cgcs2000);
        Look(path); // QGIS changes bytes by opening
        Assert.Empty(FindingsGeoPackage.RemoveBeside(Out));
        Assert.False(File.Exists(path));

        FindingsGeoPackage.Write(path, [], MapCrs.Cgcs2000);
        Sql(path, "CREATE TABLE layer_styles (styleName TEXT)"); // as QGIS keeps a style
        Assert.Equal([path], FindingsGeoPackage.RemoveBeside(Out));
        Assert.True(File.Exists(path));
        string next = FindingsGeoPackage.PathBeside(Out); // the next stopped run takes another name
        Assert.Equal(Out + ".findings-2.gpkg", next);
        FindingsGeoPackage.Write(next, [], MapCrs.Cgcs2000);
        Assert.Equal([path], FindingsGeoPackage.RemoveBeside(Out));
        Assert.False(File.Exists(next));
    }

    [Fact]
    public void A_layer_of_somebody_at_the_findings_name_stays()
    {
        string path = Out + ".findings.gpkg", beside = path + ".new";
        File.WriteAllText(path, "a layer");
        File.WriteAllText(beside, "another");

        Assert.Equal([path], FindingsGeoPackage.RemoveBeside(Out));
        Assert.Throws<UserErrorException>(() => FindingsGeoPackage.Write(path, [], MapCrs.Cgcs2000));
        FindingsGeoPackage.Write(FindingsGeoPackage.PathBeside(Out), [], MapCrs.Cgcs2000);

        Assert.Equal("a layer", File.ReadAllText(path));
        Assert.Equal("another", File.ReadAllText(beside));
        File.Delete(path);
        File.CreateSymbolicLink(path, "nowhere");
        Assert.Throws<UserErrorException>(() => FindingsGeoPackage.Write(path, [], MapCrs.Cgcs2000));
    }

    [Fact] // A folder of the cache's name may be anybody's: what goes is what only the cache can have named.
    public void The_cache_deletes_what_it_named_alone()
    {
        string folder = place.File("out.cache"), hex = new('a', 64);
        string[] own =
        [
            Path.Combine(folder, "aa", "table.sums.xlsx"),
            Path.Combine(folder, "checks.sums"),
            Path.Combine(folder, "bb", hex + ".sums"),
            Path.Combine(folder, "aa", hex + ".sums.old"),
        ];
        string elsewhere = Path.Combine(place.File("elsewhere"), hex + ".sums"), ours = Path.Combine(folder, "aa", hex + ".sums");
        foreach (string path in own.Append(ours).Append(elsewhere))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }

        Directory.CreateSymbolicLink(Path.Combine(folder, "cc"), place.File("elsewhere"));
        new CellCache(folder).DeleteUnused();

        Assert.All(own.Append(elsewhere), path => Assert.True(File.Exists(path), path));
        Assert.False(File.Exists(ours));
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
        ChecksumFile.Write(folder);
    }

    private static void Look(string path) => Sql(path, "PRAGMA journal_mode = WAL; PRAGMA journal_mode = DELETE");

    private static void Sql(string path, string sql)
    {
        using SqliteConnection database = new($"Data Source={path};Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private string[] Beside() =>
    [
        .. Directory.EnumerateFileSystemEntries(place.FullPath).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
    ];
}
