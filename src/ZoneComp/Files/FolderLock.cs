using System.Text;

namespace ZoneComp.Files;

/// <summary>Keeps a second run out of the same results folder; let go by the system itself when the program dies.</summary>
/// <remarks>
/// The file is made new, never through a link, and holds a line of its own; one that is there already is written by nobody again: it is
/// taken over where it holds
/// such a line, read by the handle that locks it, and left alone otherwise. Its number also names what its run makes, so that what a
/// killed run left is known by it.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private const string Mark = "zonecomp lock ";
    private const int IdLength = 12, Attempts = 10;

    private readonly FileStream stream;

    private FolderLock(FileStream stream, string id) => (this.stream, Id) = (stream, id);

    /// <summary>Twelve hexadecimal digits; those of the run before where its lock was taken over.</summary>
    public string Id { get; }

    /// <summary>Takes the lock file; null when another program holds it.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder of the lock file cannot be written.</exception>
    /// <exception cref="UserErrorException">Something else lies at its place; it was left as it is.</exception>
    public static FolderLock? TryTake(string path)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                string id = Guid.NewGuid().ToString("N")[..IdLength];
                stream.Write(Encoding.ASCII.GetBytes(Mark + id + "\n"));
                stream.Flush();
                return new FolderLock(stream, id);
            }
            catch (IOException) when (IsThere(path) || attempt < Attempts - 1) // it may be gone again by now
            {
                if (TryTakeOver(path, out bool isHeld) is { } left)
                    return left;
                if (isHeld)
                    return null;
            }
        }

        return null;
    }

    /// <summary>Takes the lock file that a killed run left; null when there is none, or its run is at work.</summary>
    public static FolderLock? TryTakeLeft(string path) => IsThere(path) ? TryTakeOver(path, out _) : null;

    private static FolderLock? TryTakeOver(string path, out bool isHeld)
    {
        isHeld = false;
        if (!IsThere(path))
            return null;
        if (!PlainFile.Is(path))
            throw OutputErrors.NotALock(path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (IOException)
        {
            isHeld = IsThere(path);
            return null;
        }

        // Its holder may have removed the name between our opening and our locking it: the lock is ours only if the name still leads to
        // the file that we hold.
        bool isNamed = OperatingSystem.IsWindows() || PlainFile.IsNameOf(path, stream.SafeFileHandle);
        if (isNamed && IdIn(stream) is { } id)
            return new FolderLock(stream, id);
        bool isEmpty = stream.CanSeek && stream.Length == 0;
        if (OperatingSystem.IsWindows())
            stream.Dispose(); // Windows removes no open file
        if (isNamed && isEmpty)
            File.Delete(path); // killed before it wrote its line; the name goes, and no byte of anybody's
        stream.Dispose();
        return isNamed && !isEmpty ? throw OutputErrors.NotALock(path) : null;
    }

    /// <summary>Removes the lock file, where its name is still its own, and lets go.</summary>
    public void Dispose()
    {
        bool isNamed = OperatingSystem.IsWindows() || PlainFile.IsNameOf(stream.Name, stream.SafeFileHandle);
        if (OperatingSystem.IsWindows())
            stream.Dispose(); // Windows removes no open file
        if (isNamed)
            File.Delete(stream.Name);
        stream.Dispose();
    }

    /// <summary>Links that lead nowhere are there too.</summary>
    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>The number in a lock file's line; null where the file is none.</summary>
    private static string? IdIn(FileStream stream)
    {
        if (!stream.CanSeek || stream.Length != Mark.Length + IdLength + 1)
            return null;
        byte[] bytes = new byte[Mark.Length + IdLength + 1];
        stream.Position = 0;
        stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        string text = Encoding.ASCII.GetString(bytes);
        string id = text[Mark.Length..^1];
        return text.StartsWith(Mark, StringComparison.Ordinal) && text[^1] == '\n' && id.All(char.IsAsciiHexDigitLower) ? id : null;
    }
}
