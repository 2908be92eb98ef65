namespace ZoneComp.Files;

/// <summary>A folder for the time of a run, <c>.zonecomp-NAME-ID</c>; what a killed run left of its kind beside it goes when the next one
/// starts.</summary>
/// <remarks>A lock file beside the folder, let go by the system when the program dies, tells a run at work from one that is gone.</remarks>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string path;
    private FolderLock? held;

    /// <param name="parent">Must be there.</param>
    public ScratchFolder(string parent, string name)
    {
        string prefix = $".zonecomp-{name}-";
        foreach (string left in Directory.EnumerateDirectories(parent, prefix + "*").Order(StringComparer.Ordinal))
            RemoveWhereNobodyWorks(left);
        path = Path.Combine(parent, FormattableString.Invariant($"{prefix}{Guid.NewGuid():N}"));
    }

    /// <summary>The folder's path; made when it is first asked for.</summary>
    public string Make()
    {
        held ??= FolderLock.TryTake(LockOf(path));
        _ = Directory.CreateDirectory(path);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        held?.Dispose();
        held = null;
    }

    private static void RemoveWhereNobodyWorks(string folder)
    {
        try
        {
            // A folder without the lock of its run beside it is somebody's own.
            using FolderLock? nobody = FolderLock.TryTakeLeft(LockOf(folder));
            if (nobody is not null && new DirectoryInfo(folder).LinkTarget is null)
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or UserErrorException)
        {
            // Another user's, no lock of ours, or gone meanwhile: it takes room and changes no result.
        }
    }

    private static string LockOf(string folder) => folder + ".lock";
}
