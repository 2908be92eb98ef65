using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>A GeoPackage's file open for reading: in place, or as a copy in which SQLite settles what a writer left unfinished.</summary>
/// <remarks>
/// A writer keeps beside the file what is not, or not for good, in it: changes that belong to it (-wal), or what it was before a change
/// that was
/// never finished (-journal). The file without them is another map, so it is never read as if nothing lay there (SQLite, "Database File
/// Format", §3 and §4).
/// </remarks>
internal sealed class GeoPackageFile : IDisposable
{
    /// <summary>Marks the head of a rollback journal, and its end where the change went over several databases.</summary>
    private static ReadOnlySpan<byte> JournalMagic => [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7];

    private readonly DirectoryInfo? copy;
    private readonly byte[] head;

    private GeoPackageFile(string path, SqliteConnection connection, IReadOnlyList<string> beside, DirectoryInfo? copy)
    {
        Path = path;
        Connection = connection;
        Beside = beside;
        this.copy = copy;
        head = HeadOf(path);
    }

    public string Path { get; }

    public SqliteConnection Connection { get; }

    /// <summary>Files beside it whose content counts.</summary>
    public IReadOnlyList<string> Beside { get; }

    public static GeoPackageFile Open(string path)
    {
        IReadOnlyList<string> beside = SideFiles(path);
        try
        {
            return new GeoPackageFile(path, Connect(path, path, SqliteOpenMode.ReadOnly), beside, null);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY)
        {
            if (beside.Count > 0)
                return OpenCopy(path, beside);
            // A package in write-ahead mode wants a file beside it, which a read-only folder refuses. With no log it needs none.
            return IsWriteAhead(HeadOf(path)) ? OpenQuiet(path) : throw GeoPackageContents.Unreadable(path, exception);
        }
        catch (SqliteException exception)
        {
            throw GeoPackageContents.Unreadable(path, exception);
        }
    }

    /// <summary>What lies beside the file and was, or may be, missing there.</summary>
    public IEnumerable<Diagnostic> Findings(string subject)
    {
        foreach (string file in Beside)
            yield return GeoPackageFindings.SideFile(subject, System.IO.Path.GetFileName(file), isLog: IsLog(file));
        if (IsWriteAhead(head) && !Beside.Any(IsLog))
            yield return GeoPackageFindings.LogMissing(subject);
    }

    /// <exception cref="UserErrorException">Another program wrote to the file since it was opened.</exception>
    public void RequireUnchanged()
    {
        if (!HeadOf(Path).AsSpan().SequenceEqual(head))
        {
            throw new UserErrorException(
                $"{Path}: was changed while it was read; close it in the other program and run again",
                $"{Path}：读取期间文件被改动；请在其他程序中关闭后重新运行");
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        copy?.Delete(recursive: true);
    }

    private static bool IsLog(string file) => file.EndsWith("-wal", StringComparison.Ordinal);

    /// <summary>A log with something in it; a journal that does not begin with zeros, as one whose change was finished does.</summary>
    private static IReadOnlyList<string> SideFiles(string path) =>
    [
        .. new[] { path + "-wal" }.Where(file => new FileInfo(file) is { Exists: true, Length: > 0 }),
        .. new[] { path + "-journal" }.Where(file => File.Exists(file) && Read(file, 0, 1) is [not 0]),
    ];

    private static GeoPackageFile OpenQuiet(string path)
    {
        try
        {
            return new GeoPackageFile(
                path,
                Connect(path, new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly),
                [],
                null);
        }
        catch (SqliteException exception)
        {
            throw GeoPackageContents.Unreadable(path, exception);
        }
    }

    /// <summary>Copies the file and what lies beside it, lets SQLite bring the copy in order, and looks whether it is whole.</summary>
    private static GeoPackageFile OpenCopy(string path, IReadOnlyList<string> beside)
    {
        foreach (string journal in beside.Where(file => !IsLog(file)))
            RequireOwnJournal(path, journal);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("zonecomp-gpkg-");
        try
        {
            string to = System.IO.Path.Combine(folder.FullName, "copy.gpkg");
            byte[] before = HeadOf(path);
            var stamps = Stamps(path, beside);
            foreach (string file in beside.Prepend(path))
            {
                string copied = to + file[path.Length..];
                File.Copy(file, copied);
                File.SetAttributes(copied, FileAttributes.Normal);
            }

            SqliteConnection connection = Connect(path, to, SqliteOpenMode.ReadWrite);
            var opened = new GeoPackageFile(path, connection, beside, folder);
            if (!before.AsSpan().SequenceEqual(opened.head) || !stamps.SequenceEqual(Stamps(path, beside)))
            {
                connection.Dispose();
                throw new UserErrorException(
                    $"{path}: another program is writing to it; close it there and run again",
                    $"{path}：其他程序正在写入；请在该程序中关闭后重新运行");
            }

            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            if (check.ExecuteScalar() is "ok")
                return opened;
            connection.Dispose();
            throw new UserErrorException(
                $"{path}: {string.Join(", ", beside.Select(System.IO.Path.GetFileName))} beside it does not fit it: the file is damaged "
                    + $"or the two do not belong together. Get the layer again",
                $"{path}：旁边的 {string.Join("、", beside.Select(System.IO.Path.GetFileName))} 与其不符：文件已损坏，或二者不属于同一数据。请重新索取该图层");
        }
        catch (SqliteException exception)
        {
            folder.Delete(recursive: true);
            throw GeoPackageContents.Unreadable(path, exception);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Whether a change over several databases was finished is told by a file that the journal names by its full path: here
    /// nobody can know.</summary>
    private static void RequireOwnJournal(string path, string journal)
    {
        long length = new FileInfo(journal).Length;
        if (length < 28 || !Read(journal, length - 8, 8).AsSpan().SequenceEqual(JournalMagic))
            return;
        throw new UserErrorException(
            $"{path}: {System.IO.Path.GetFileName(journal)} belongs to a change over several databases that was cut off, and whether it "
                + $"was finished is not to be told; open the package once in QGIS on the machine where it was written, and close it",
            $"{path}：{System.IO.Path.GetFileName(journal)} 属于一次跨多个数据库且被中断的修改，无法判断是否已完成；请在写入该文件的机器上用 QGIS 打开一次并关闭");
    }

    private static SqliteConnection Connect(string path, string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Views of a file from elsewhere shall not run functions with side effects. One transaction, so that all is read from one
            // state.
            GeoPackageContents.BoundMemory(connection, path);
            command.CommandText = "PRAGMA trusted_schema = OFF; BEGIN; SELECT count(*) FROM sqlite_master;";
            command.ExecuteScalar();
            GeoPackageContents.BoundWork(connection, path);
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsWriteAhead(byte[] head) => head.Length > 19 && head[18] == 2;

    /// <summary>The file's head with its change counter: other bytes, another state.</summary>
    private static byte[] HeadOf(string path) => Read(path, 0, 100);

    private static List<(long Length, DateTime WrittenUtc)> Stamps(string path, IReadOnlyList<string> beside) =>
        [
            .. beside.Prepend(path)
                .Select(file => new FileInfo(file))
                .Select(file => file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default)),
        ];

    private static byte[] Read(string file, long from, int count)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        stream.Position = from;
        var bytes = new byte[count];
        return bytes[..stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
    }
}
