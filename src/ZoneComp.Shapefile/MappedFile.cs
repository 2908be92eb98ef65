using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace ZoneComp.Shapefile;

/// <summary>A file mapped into memory for reading: its pages come as they are read and are let go of soon after, so that 4 GB of file need
/// no 4 GB of memory.</summary>
internal sealed unsafe partial class MappedFile : IDisposable
{
    /// <summary>Pages held at most, but for a record that is larger by itself, bytes.</summary>
    private const long HeldBytes = 32 << 20;

    /// <summary>The system brings so many pages at a time, at most, bytes: Linux's fault-around.</summary>
    private const int GroupShift = 16;

    private const int DontNeed = 4; // MADV_DONTNEED, the same on Linux and macOS

    private readonly MemoryMappedFile? map;
    private readonly MemoryMappedViewAccessor? view;
    private byte* start;
    private long group = -1;
    private long held;

    private MappedFile(string path)
    {
        Path = path;
        // Others may have the layer open, QGIS for one; we only read.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Length = stream.Length;
        if (Length == 0)
        {
            stream.Dispose(); // an empty file cannot be mapped
            return;
        }

        map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="ShapefileException">The file is missing, locked or not allowed.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            return new MappedFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ShapefileException(path, null, $"cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>Bytes of the file in place, valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ReadOnlySpan<byte> bytes = SliceAgain(offset, length);
        if (length > 0 && (group != offset >> GroupShift || length > 1 << GroupShift))
            LetGo(offset, length);
        return bytes;
    }

    /// <summary>The same bytes for a thread that comes soon after the one that counts the pages; for any number of them at once.</summary>
    public ReadOnlySpan<byte> SliceAgain(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
        if (length == 0)
            return [];
        ObjectDisposedException.ThrowIf(start is null, this);
        return new ReadOnlySpan<byte>(start + offset, length);
    }

    /// <summary>Lets go of all pages when enough were brought; the bytes stay good, since whoever reads a page brings it again.</summary>
    private void LetGo(long offset, int length)
    {
        held += (1L << GroupShift) + length;
        if (held > HeldBytes && !OperatingSystem.IsWindows())
        {
            // Fails for no reason that matters: the pages then stay until the system wants them.
            _ = Advise(start - view!.PointerOffset, (nuint)(Length + view.PointerOffset), DontNeed);
            held = length;
        }

        group = (offset + length - 1) >> GroupShift;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);

    public void Dispose()
    {
        if (start is not null)
        {
            start = null;
            view!.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        view?.Dispose();
        map?.Dispose();
    }
}
