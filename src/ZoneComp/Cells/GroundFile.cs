using Microsoft.Win32.SafeHandles;

namespace ZoneComp.Cells;

/// <summary>Where one batch's rows of one cell lie in the ground file.</summary>
/// <param name="Checksum">First 16 bytes of the SHA-256 of the stored bytes.</param>
/// <param name="Shift">Of the cell that the rows were sorted for.</param>
/// <param name="Source">Whose features they are: the ordinal of the zones' source, or <see cref="Regions"/>.</param>
/// <param name="FirstNumber">Numbers, in the source, of the first and the last feature in it.</param>
internal sealed record Segment(long Offset, int Length, Guid Checksum, long Edges, int Shift, int Source, int FirstNumber, int LastNumber)
{
    /// <summary>Source of the regions, which come before all zones.</summary>
    public const int Regions = -1;

    /// <summary>Which of several ground files it lies in.</summary>
    public int File { get; init; }
}

/// <summary>Rows of all cells one after another in one file, appended and read by any number of threads.</summary>
internal sealed class GroundFile : IDisposable
{
    private readonly FileStream stream;
    private readonly IReadOnlyList<FileStream> others;
    private readonly bool lasting;
    private readonly SafeFileHandle handle;
    private long end;

    private GroundFile(FileStream stream, bool lasting, IReadOnlyList<FileStream>? others = null) =>
        (this.stream, this.lasting, handle, end, this.others) = (stream, lasting, stream.SafeFileHandle, stream.Length, others ?? []);

    public long Length => Interlocked.Read(ref end);

    /// <summary>A new file that nobody else sees: it goes when it is closed, whatever ends the program.</summary>
    public static GroundFile CreateScratch(string folder)
    {
        string path = Path.Combine(folder, FormattableString.Invariant($".zonecomp-ground-{Guid.NewGuid():N}"));
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the open file stays until it is closed, even by a kill
        return new GroundFile(stream, lasting: false);
    }

    public static GroundFile Create(string path) =>
        new(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1), lasting: true);

    /// <summary>Files of one ground, as segments number them.</summary>
    public static GroundFile Open(IReadOnlyList<string> paths)
    {
        FileStream[] files =
        [
            .. paths.Select(path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1)),
        ];
        return new GroundFile(files[0], lasting: false, files[1..]);
    }

    /// <param name="shift">Of the cell.</param>
    public Segment Append(CellRows rows, int shift, int source)
    {
        Guid checksum = rows.Checksum();
        int length = checked((int)rows.StoredBytes);
        long offset = Interlocked.Add(ref end, length) - length;
        rows.Write(handle, offset);
        return new Segment(offset, length, checksum, rows.Edges, shift, source, rows.Features[0].Number, rows.Features[^1].Number);
    }

    /// <summary>Ends the writing; what others will read goes to the disk for good.</summary>
    public void EndWriting()
    {
        if (lasting)
            RandomAccess.FlushToDisk(handle);
    }

    /// <param name="buffer">Grown as needed.</param>
    public void Read(Segment segment, CellRows into, ref byte[] buffer)
    {
        if (buffer.Length < segment.Length)
            buffer = GC.AllocateUninitializedArray<byte>(segment.Length);
        FileStream from = segment.File == 0 ? stream : others[segment.File - 1];
        int got = 0;
        while (got < segment.Length)
        {
            int read = RandomAccess.Read(from.SafeFileHandle, buffer.AsSpan(got, segment.Length - got), segment.Offset + got);
            if (read == 0)
                break;
            got += read;
        }

        if (!into.TryRead(buffer.AsSpan(0, got), segment.Checksum))
        {
            throw new UserErrorException(
                $"{from.Name} is damaged at byte {segment.Offset}: its checksum does not match. Delete it and what was made from it, and "
                    + $"run again",
                $"{from.Name} 在第 {segment.Offset} 字节处损坏：校验和不符。请删除该文件及由其生成的内容后重新运行");
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        foreach (FileStream other in others)
            other.Dispose();
    }
}
