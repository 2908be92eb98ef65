using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ZoneComp.Cells;

/// <summary>One feature in one cell, as stored.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct FeatureRow
{
    /// <summary>Of a region its index; of a zone its number among those of its source, in the order of reading.</summary>
    public int Number;

    /// <summary>Class of a zone; for a region the complement of its index.</summary>
    public int Group;

    /// <summary>How often it winds round the cell's corner.</summary>
    public int CornerWinding;

    /// <summary>Blocks of edges that it has here, and everywhere.</summary>
    public int BlockCount, TotalBlocks;

    /// <summary>1 where it is known to be simple, as in <see cref="FeatureEntry.IsSimple"/>.</summary>
    public int Simple;
}

/// <summary>Up to 64 edges of one ring in one cell, as stored; their steps follow one another in the same order, packed as in
/// <see cref="PointStore"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct BlockRow
{
    public long OriginX, OriginY;
    public int MinX, MinY, MaxX, MaxY;

    /// <summary>Vertices of the feature before the ring, of the ring, and of the ring before the block.</summary>
    public int RingStart, RingLength, Offset;

    public int EdgeCount;

    /// <summary>Bits of a step in x, and in y.</summary>
    public short WidthX, WidthY;

    /// <summary>Bytes of its packed steps.</summary>
    public readonly int StepBytes => PointStore.BytesOf(EdgeCount, WidthX, WidthY);
}

/// <summary>What one batch of features puts into one cell: features, blocks and steps in the order of their numbers.</summary>
internal sealed class CellRows
{
    private const int Header = 3 * sizeof(int);
    private readonly List<FeatureRow> features = [];
    private readonly List<BlockRow> blocks = [];
    private readonly List<byte> steps = [];

    public ReadOnlySpan<FeatureRow> Features => CollectionsMarshal.AsSpan(features);

    public ReadOnlySpan<BlockRow> Blocks => CollectionsMarshal.AsSpan(blocks);

    public ReadOnlySpan<byte> Steps => CollectionsMarshal.AsSpan(steps);

    public long Edges { get; private set; }

    public long StoredBytes => Header + MemoryMarshal.AsBytes(Features).Length + MemoryMarshal.AsBytes(Blocks).Length + Steps.Length;

    /// <summary>The row of a feature, made when it is not the last one.</summary>
    public ref FeatureRow Feature(in FeatureRow like)
    {
        if (features.Count == 0 || features[^1].Number != like.Number)
            features.Add(like with { CornerWinding = 0, BlockCount = 0 });
        return ref CollectionsMarshal.AsSpan(features)[^1];
    }

    /// <param name="packed">Its steps.</param>
    public void Add(in BlockRow block, ReadOnlySpan<byte> packed)
    {
        blocks.Add(block);
        steps.AddRange(packed);
        Edges += block.EdgeCount;
    }

    /// <summary>Adds a whole feature.</summary>
    /// <param name="stored">Its blocks as stored.</param>
    /// <param name="whole">The same blocks, with places in <paramref name="store"/>.</param>
    public void Add(in FeatureRow row, ReadOnlySpan<BlockRow> stored, ListPart<EdgeBlock> whole, PointStore store)
    {
        Feature(row).BlockCount = whole.Count;
        for (int index = 0; index < whole.Count; index++)
            Add(stored[index], store.Packed(whole[index]));
    }

    /// <summary>The blocks as the overlay has them, their steps in a store; vertex numbers and feature are left for the caller.</summary>
    public ChunkedList<EdgeBlock> ToBlocks(PointStore store)
    {
        var made = new ChunkedList<EdgeBlock>();
        int at = 0;
        foreach (ref readonly BlockRow row in Blocks)
        {
            EdgeBlock block = ToBlock(row);
            store.StorePacked(Steps.Slice(at, row.StepBytes), ref block);
            made.Add(block);
            at += row.StepBytes;
        }

        return made;
    }

    public static EdgeBlock ToBlock(in BlockRow row) => new()
    {
        OriginX = row.OriginX,
        OriginY = row.OriginY,
        MinX = row.MinX,
        MinY = row.MinY,
        MaxX = row.MaxX,
        MaxY = row.MaxY,
        EdgeCount = row.EdgeCount,
        WidthX = (byte)row.WidthX,
        WidthY = (byte)row.WidthY,
        StartsRing = row.Offset == 0,
    };

    public void Clear()
    {
        features.Clear();
        blocks.Clear();
        steps.Clear();
        Edges = 0;
    }

    /// <summary>First 16 bytes of the SHA-256 of the rows as stored.</summary>
    public Guid Checksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([features.Count, blocks.Count, steps.Count]));
        hash.AppendData(MemoryMarshal.AsBytes(Features));
        hash.AppendData(MemoryMarshal.AsBytes(Blocks));
        hash.AppendData(Steps);
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Writes the rows, <see cref="StoredBytes"/> from a place on.</summary>
    public void Write(SafeFileHandle file, long offset)
    {
        Put(MemoryMarshal.AsBytes<int>([features.Count, blocks.Count, steps.Count]));
        Put(MemoryMarshal.AsBytes(Features));
        Put(MemoryMarshal.AsBytes(Blocks));
        Put(Steps);

        void Put(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(file, bytes, offset);
            offset += bytes.Length;
        }
    }

    /// <summary>Reads rows that were written, whole or not at all.</summary>
    /// <returns>False when the bytes are not those that were written.</returns>
    public bool TryRead(ReadOnlySpan<byte> bytes, Guid checksum)
    {
        Clear();
        if (bytes.Length < Header || new Guid(SHA256.HashData(bytes).AsSpan(0, 16)) != checksum)
            return false;
        ReadOnlySpan<int> counts = MemoryMarshal.Cast<byte, int>(bytes[..Header]);
        bytes = bytes[Header..];
        Take(features, counts[0], ref bytes);
        Take(blocks, counts[1], ref bytes);
        Take(steps, counts[2], ref bytes);
        foreach (ref readonly BlockRow block in Blocks)
            Edges += block.EdgeCount;
        return true;
    }

    private static void Take<T>(List<T> into, int count, ref ReadOnlySpan<byte> bytes)
        where T : struct
    {
        int length = count * Marshal.SizeOf<T>();
        CollectionsMarshal.SetCount(into, count);
        bytes[..length].CopyTo(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(into)));
        bytes = bytes[length..];
    }
}
