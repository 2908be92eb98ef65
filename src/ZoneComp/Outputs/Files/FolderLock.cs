namespace ZoneComp.Outputs.Files;

/// <summary>Keeps a second run out of the same results folder; let go by the system itself when the program dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock file; null when another program holds it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder of the lock file cannot be written.</exception>
    public static FolderLock? TryTake(string path)
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            FileStream stream;
            try
            {
                stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }

            // The holder before us may have removed the file between our opening and our locking it: the lock is ours
            // only if the name still leads to the file that we hold. A length nobody else has shows it without opening it again.
            long mark = Random.Shared.NextInt64(1, 1 << 20);
            stream.SetLength(mark);
            FileInfo named = new(path);
            if (named.Exists && named.Length == mark)
                return new FolderLock(stream);
            stream.Dispose();
        }

        return null;
    }

    /// <summary>Removes the lock file and lets go.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            stream.Dispose(); // Windows removes no open file
            File.Delete(stream.Name);
            return;
        }

        File.Delete(stream.Name);
        stream.Dispose();
    }
}
