namespace ZoneComp.Files;

/// <summary>
/// The place of a run's results: whole or nothing. Opened (and locked) before the long work, so that a closed door shows
/// early; published once, at the end.
/// </summary>
/// <remarks>
/// Whatever happens between (an exception, a cancellation, a crash, a full disk), the last good run stays where it was.
/// A swap that a crash interrupted is finished or undone when the place is opened again.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    private readonly FolderLock held;
    private readonly List<KeptFiles> kept = [];

    private OutputFolder(string path, FolderLock held)
    {
        FullPath = path;
        this.held = held;
    }

    public string FullPath { get; }

    /// <summary>What people left in earlier results of this place, kept beside it when those made room.</summary>
    public IReadOnlyList<KeptFiles> Kept => kept;

    /// <summary>Locks the place, repairs an interrupted swap, and makes sure that the results may be written there.</summary>
    /// <exception cref="UserErrorException">A file, a foreign or non-empty folder, a mount point, a second run, no permission, a full
    /// disk.</exception>
    public static OutputFolder Open(string path)
    {
        string target = Resolve(path);
        if (File.Exists(target))
            throw OutputErrors.IsAFile(target);
        if (IsMountPoint(target))
            throw OutputErrors.IsMountPoint(target);
        FolderLock? held;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            held = FolderLock.TryTake(FolderSwap.LockPath(target));
        }
        catch (Exception error) when (DiskErrors.AsUserError(error, target) is { } known)
        {
            throw known;
        }

        OutputFolder folder = new(target, held ?? throw OutputErrors.InUse(target));
        try
        {
            folder.kept.AddRange(FolderSwap.Recover(target, held.Id));
            if (Path.Exists(FolderSwap.NewPath(target, held.Id)))
                throw OutputErrors.InTheWay(FolderSwap.NewPath(target, held.Id));
            FolderContents.RequireReplaceable(target);
            // Its name is longer than the lock's: better told now than after the work.
            Directory.CreateDirectory(FolderSwap.NewPath(target, held.Id));
            Directory.Delete(FolderSwap.NewPath(target, held.Id));
            return folder;
        }
        catch (Exception error)
        {
            folder.Dispose();
            if (DiskErrors.AsUserError(error, target) is { } known)
                throw known;
            throw;
        }
    }

    /// <summary>Has the results written beside the place, brings them to the disk, has each read back, and puts them in.</summary>
    /// <param name="write">Gets an empty folder and writes every file of the results into it, run.json last.</param>
    /// <param name="verify">Gets the full path of each file after it was closed and flushed; throws when it does not read back as it
    /// should.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing changed.</exception>
    public void Publish(Action<string> write, Action<string> verify, CancellationToken cancellation = default) =>
        Publish(write, verify, null, 1, cancellation);

    /// <param name="conclude">Writes what is to be said when all else is verified; null for nothing.</param>
    /// <param name="threads">Threads that may flush and verify files side by side.</param>
    internal void Publish(
        Action<string> write, Action<string> verify, Action<string>? conclude, int threads, CancellationToken cancellation)
    {
        string fresh = FolderSwap.NewPath(FullPath, held.Id);
        HashSet<string> verified = [];
        try
        {
            Directory.CreateDirectory(fresh);
            write(fresh);
            cancellation.ThrowIfCancellationRequested();
            Secure();
            if (conclude is not null)
            {
                conclude(fresh);
                Secure();
            }

            Replace(); // a file that someone put there meanwhile is kept
        }
        catch (Exception error) when (DiskErrors.AsUserError(error, FullPath) is { } known)
        {
            throw known;
        }
        finally
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
        }

        void Secure()
        {
            string[] files =
            [
                .. Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Where(file => !verified.Contains(file))
                    .Order(StringComparer.Ordinal),
            ];
            SideBySide.Run([.. files.Select(file => (Action)(() => DirectorySync.FlushFile(file)))], threads, cancellation);
            DirectorySync.FlushFolders(fresh);
            SideBySide.Run([.. files.Select(file => (Action)(() => verify(file)))], threads, cancellation);
            verified.UnionWith(files);
        }
    }

    public void Dispose() => held.Dispose();

    private void Replace()
    {
        try
        {
            if (Directory.Exists(FullPath)
                && FolderContents.Entries(FullPath) is { Count: > 0 } there
                && FolderContents.WrittenFiles(FullPath) is null)
                throw OutputErrors.NotOurs(FullPath, there[0]);
            if (FolderSwap.Swap(FullPath, held.Id) is { } found)
                kept.Add(found);
        }
        catch (IOException error) when (OperatingSystem.IsWindows()
            && Directory.Exists(FullPath)
            && FolderContents.HeldOpen(FullPath) is { Count: > 0 } files)
        {
            throw OutputErrors.HeldOpen(FullPath, string.Join(", ", files), error);
        }
    }

    /// <summary>Absolute, without a trailing separator, symbolic link followed: it is the real folder that is renamed.</summary>
    private static string Resolve(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static bool IsMountPoint(string target) =>
        Path.GetPathRoot(target) == target
        || DriveInfo.GetDrives().Any(drive => Path.TrimEndingDirectorySeparator(drive.RootDirectory.FullName) == target);
}
