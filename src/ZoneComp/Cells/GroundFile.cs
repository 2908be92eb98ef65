using Microsoft.Win32.SafeHandles;
using ZoneComp.Diagnostics;

namespace ZoneComp.Cells;

/// <summary>Where one batch's rows of one cell lie in the ground file.</summary>
/// <param name="Checksum">First 16 bytes of the SHA-256 of the stored bytes.</param>
/// <param name="FirstNumber">Numbers of the first and the last feature in it.</param>
internal sealed record Segment(long Offset, int Length, Guid Checksum, long Edges, int FirstNumber, int LastNumber);

/// <summary>Rows of all cells one after another in one file, written once from the front, read anywhere by any number of threads.</summary>
internal sealed class GroundFile : IDisposable
{
    private const int WriteBuffer = 1 << 20;
    private readonly FileStream stream;
    private readonly bool lasting;

    private readonly SafeFileHandle handle;

    private GroundFile(FileStream stream, bool lasting) => (this.stream, this.lasting, handle) = (stream, lasting, stream.SafeFileHandle);

    public long Length => stream.Length;

    /// <summary>A new file that nobody else sees: it goes when it is closed, whatever ends the program.</summary>
    public static GroundFile CreateScratch(string folder)
    {
        string path = Path.Combine(folder, FormattableString.Invariant($".zonecomp-ground-{Guid.NewGuid():N}"));
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, WriteBuffer, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the open file stays until it is closed, even by a kill
        return new GroundFile(stream, lasting: false);
    }

    public static GroundFile Create(string path) => new(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, WriteBuffer), lasting: true);

    public static GroundFile Open(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1), lasting: false);

    public Segment Append(CellRows rows)
    {
        long offset = stream.Position;
        Guid checksum = rows.Write(stream);
        return new Segment(offset, checked((int)(stream.Position - offset)), checksum, rows.Edges, rows.Features[0].Number, rows.Features[^1].Number);
    }

    /// <summary>Makes what was appended readable, as other threads may do while more is appended.</summary>
    public void Flush() => stream.Flush();

    /// <summary>Ends the writing; what others will read goes to the disk for good.</summary>
    public void EndWriting() => stream.Flush(flushToDisk: lasting);

    /// <param name="buffer">Grown as needed.</param>
    public void Read(Segment segment, CellRows into, ref byte[] buffer)
    {
        if (buffer.Length < segment.Length)
            buffer = GC.AllocateUninitializedArray<byte>(segment.Length);
        int got = 0;
        while (got < segment.Length)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(got, segment.Length - got), segment.Offset + got);
            if (read == 0)
                break;
            got += read;
        }

        if (!into.TryRead(buffer.AsSpan(0, got), segment.Checksum))
        {
            throw new UserErrorException(
                $"{stream.Name} is damaged at byte {segment.Offset}: its checksum does not match. Delete the folder and run again",
                $"{stream.Name} 在第 {segment.Offset} 字节处损坏：校验和不符。请删除该目录后重新运行");
        }
    }

    public void Dispose() => stream.Dispose();
}
