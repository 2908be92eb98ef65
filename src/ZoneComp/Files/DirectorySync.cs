using System.Runtime.InteropServices;

namespace ZoneComp.Files;

/// <summary>Brings what was written to the disk itself, so that a power cut after it changes nothing.</summary>
internal static partial class DirectorySync
{
    /// <summary>Flushes a file.</summary>
    public static void FlushFile(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Flushes the names in a folder and all folders below it.</summary>
    public static void FlushFolders(string folder)
    {
        foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            FlushEntries(inner);
        FlushEntries(folder);
    }

    /// <summary>Flushes the names in one folder: after a rename, the rename itself. Windows journals them by itself.</summary>
    public static void FlushEntries(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int handle = Open(folder, 0);
        if (handle < 0)
            return; // some network file systems let no folder be opened; the rename is then as durable as they make it
        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
