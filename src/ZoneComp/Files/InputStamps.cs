namespace ZoneComp.Files;

/// <summary>
/// Size and time of input files when they were opened, held against them when they are recorded: a file that was changed or removed
/// while the run read it must not be recorded with a digest of something else than what was read.
/// </summary>
internal sealed class InputStamps
{
    private readonly Dictionary<string, (long Length, DateTime WrittenUtc)> stamps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<FileRecord>> digests = new(StringComparer.Ordinal);

    public InputStamps(IEnumerable<string> files)
    {
        foreach (string file in files)
            stamps[file] = StampOf(file);
    }

    /// <summary>Has the digests made on a thread of their own while the files are read; else they are made when they are
    /// recorded.</summary>
    public void BeginDigests()
    {
        foreach (string file in stamps.Keys)
            digests[file] = new Task<FileRecord>(() => FolderContents.Describe(file, file));
        Task<FileRecord>[] waiting = [.. digests.Values];
        _ = Task.Factory.StartNew(
            () =>
            {
                foreach (Task<FileRecord> digest in waiting)
                {
                    Seam.At("digest");
                    digest.RunSynchronously(); // what fails is told by whoever asks for it
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Takes the digests that were made when the files were read, by whoever read them.</summary>
    /// <param name="records">By path.</param>
    public void Know(IReadOnlyDictionary<string, FileRecord> records)
    {
        foreach ((string path, FileRecord record) in records)
            digests[path] = Task.FromResult(record);
    }

    /// <summary>The file's stamp when it was opened.</summary>
    /// <param name="withDigest">Whether its digest is made too.</param>
    /// <exception cref="UserErrorException">As for <see cref="Describe"/>.</exception>
    public FileStamp Stamp(string path, string name, bool withDigest)
    {
        string? digest = withDigest ? Describe(path, name).Sha256 : null;
        if (stamps[path] != StampOf(path))
            throw Changed(path);
        (long length, DateTime writtenUtc) = stamps[path];
        return new FileStamp(name, length, writtenUtc.Ticks, digest);
    }

    public bool Knows(string path) => stamps.ContainsKey(path);

    /// <exception cref="UserErrorException">The file is not as it was when it was opened, or not there any more.</exception>
    public FileRecord Describe(string path, string name)
    {
        try
        {
            FileRecord record = digests.TryGetValue(path, out Task<FileRecord>? digest)
                ? digest.GetAwaiter().GetResult() with { Path = name }
                : FolderContents.Describe(path, name);
            if (stamps[path] == StampOf(path))
                return record;
            if (!File.Exists(path)) // its digest was made before it went
                throw new FileNotFoundException(null, path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path}: vanished while the run was reading it ({gone.Message}); nothing was written. Bring it back and run again",
                $"{path}：运行读取期间文件消失（{gone.Message}），未写出结果。请恢复该文件后重新运行",
                gone);
        }

        throw Changed(path);
    }

    private static UserErrorException Changed(string path) => new(
        $"{path}: was changed while the run was reading it; nothing was written. Run again when it is complete",
        $"{path}：运行读取期间文件被改动，未写出结果。请待文件完整后重新运行");

    private static (long, DateTime) StampOf(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
    }
}
