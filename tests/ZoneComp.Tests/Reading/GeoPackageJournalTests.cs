using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Reading;

/// <summary>Packages that a writer has open, or had when it was cut off: 400 features for good, 100 of them taken out by the change at
/// hand.</summary>
public sealed class GeoPackageJournalTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_change_that_was_cut_off_is_taken_back_in_a_copy()
    {
        string hot = CutOff("hot.gpkg");
        byte[] file = File.ReadAllBytes(hot), journal = File.ReadAllBytes(hot + "-journal");

        using (var source = FeatureSources.Open(new SourceRequest(hot), log))
        {
            Assert.Equal(400, source.Info.FeatureCount);
            Assert.Equal([hot, hot + "-journal"], source.Info.Files);
            Assert.Equal(400, Count(source));
        }

        Assert.Equal(
            "hot.gpkg: warning ZC130: hot.gpkg-journal beside it is of a change that was cut off; the package was read as it was before "
                + "that change. Open it once in QGIS, close it, and look whether anything is missing",
            Assert.Single(log.Sorted()).ToString());
        Assert.Equal(file, File.ReadAllBytes(hot));
        Assert.Equal(journal, File.ReadAllBytes(hot + "-journal"));
    }

    [Theory] // DELETE takes the journal away; the two others leave one that says nothing
    [InlineData("TRUNCATE")]
    [InlineData("PERSIST")]
    public void A_journal_of_a_finished_change_is_none(string mode)
    {
        string path = Make("a.gpkg");
        using (SqliteConnection writer = Open(path))
            Run(writer, $"PRAGMA journal_mode={mode}; DELETE FROM zones WHERE fid > 300;");

        Assert.True(File.Exists(path + "-journal"));
        using var source = FeatureSources.Open(new SourceRequest(path), log);
        Assert.Equal((300, 1), (Count(source), source.Info.Files.Count));
        Assert.Empty(log.Sorted());
    }

    [Fact]
    public void A_journal_that_names_another_is_refused()
    {
        string hot = CutOff("hot.gpkg");
        byte[] name = Encoding.UTF8.GetBytes("/data/super-journal");
        byte[] end = new byte[4 + name.Length + 8 + 8];
        name.CopyTo(end, 4);
        BinaryPrimitives.WriteInt32BigEndian(end.AsSpan(4 + name.Length), name.Length);
        BinaryPrimitives.WriteInt32BigEndian(end.AsSpan(8 + name.Length), name.Sum(each => each));
        new byte[] { 0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7 }.CopyTo(end, 12 + name.Length);
        using (var journal = new FileStream(hot + "-journal", FileMode.Append))
            journal.Write(end);

        var refused = Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(hot), log));

        Assert.Contains(
            "hot.gpkg-journal belongs to a change over several databases that was cut off",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_in_a_log_are_read_and_the_log_is_an_input()
    {
        string path = WithLog("w.gpkg");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal((300, 300), (source.Info.FeatureCount, Count(source)));
        Assert.Equal([path, path + "-wal"], source.Info.Files);
        Assert.StartsWith(
            "w.gpkg: note ZC130: w.gpkg-wal beside it holds changes",
            Assert.Single(log.Sorted()).ToString(),
            StringComparison.Ordinal);
    }

    [Theory] // endings as archives hold them, upper case too
    [InlineData("-wal")]
    [InlineData("-WAL")]
    public void A_log_comes_out_of_an_archive_with_its_package(string ending)
    {
        string path = WithLog("w.gpkg");
        Zip(("2025/w.gpkg", path), ("2025/w.gpkg" + ending, path + "-wal"));

        using var source = FeatureSources.Open(new SourceRequest(folder["a.zip"]), log);

        Assert.Equal(300, Count(source));
    }

    [Fact]
    public void A_journal_comes_out_of_an_archive_with_its_package()
    {
        string path = CutOff("hot.gpkg");
        Zip(("hot.gpkg", path), ("hot.gpkg-journal", path + "-journal"));

        using var source = FeatureSources.Open(new SourceRequest(folder["a.zip"]), log);

        Assert.Equal(400, Count(source));
        Assert.Equal("ZC130", Assert.Single(log.Sorted()).Code);
    }

    [Fact]
    public void A_package_of_logs_without_one_is_told()
    {
        string path = WithLog("w.gpkg");
        File.Delete(path + "-wal");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal(400, Count(source));
        Assert.StartsWith(
            "w.gpkg: note ZC131: the package keeps changes in a write-ahead log (-wal), and none lies beside it",
            Assert.Single(log.Sorted()).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_written_to_while_it_is_read_is_refused()
    {
        string path = Make("a.gpkg");
        using var source = FeatureSources.Open(new SourceRequest(path), log);
        using IFeatureCursor cursor = source.Read([]);
        Assert.True(cursor.MoveNext());
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 27; // last byte of the change counter
            file.WriteByte(0xFE);
        }

        var refused = Assert.Throws<UserErrorException>(() => Walk(cursor));

        Assert.Contains("was changed while it was read", refused.Message, StringComparison.Ordinal);
    }

    private static int Count(IFeatureSource source)
    {
        using IFeatureCursor cursor = source.Read([]);
        return Walk(cursor);
    }

    private static int Walk(IFeatureCursor cursor)
    {
        int count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }

    /// <summary>A copy of package and journal in the middle of a change, its pages partly written.</summary>
    private string CutOff(string name)
    {
        string path = Make("written.gpkg");
        using SqliteConnection writer = Open(path);
        // A cache of one page: changed pages go to the file before the change is finished.
        Run(
            writer,
            "PRAGMA journal_mode=DELETE; PRAGMA cache_size=1; BEGIN; DELETE FROM zones WHERE fid > 300; UPDATE zones SET name = 'x' || "
                + "name;");
        File.Copy(path, folder[name]);
        File.Copy(path + "-journal", folder[name] + "-journal");
        Run(writer, "ROLLBACK");
        return folder[name];
    }

    private string WithLog(string name)
    {
        string path = Make("written.gpkg");
        using SqliteConnection writer = Open(path);
        Run(writer, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; DELETE FROM zones WHERE fid > 300;");
        File.Copy(path, folder[name]);
        File.Copy(path + "-wal", folder[name] + "-wal");
        return folder[name];
    }

    private string Make(string name)
    {
        using SqliteConnection connection = Open(folder[name]);
        Run(connection, $"""
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
            INSERT INTO gpkg_contents VALUES ('zones', 'attributes');
            CREATE TABLE zones (fid INTEGER PRIMARY KEY, name TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO zones SELECT i, '{new string('a',
                200)}' FROM n;
            """);
        return folder[name];
    }

    private void Zip(params (string Entry, string File)[] files)
    {
        using ZipArchive archive = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create);
        foreach ((string entry, string file) in files)
            _ = archive.CreateEntryFromFile(file, entry);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
