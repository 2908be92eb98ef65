using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Lattice;

/// <summary>All vertices, block by block, as steps from one to the next in as few bits as the block's longest step needs: about 4 bytes a
/// vertex of a usual map.</summary>
/// <remarks>
/// A block is packed as the least step in x and in y (4 bytes each), the steps in x, those in y. Chunks are mostly of 1 MB and never move.
/// </remarks>
/// <param name="lent">Memory for the first chunk, of another's who needs it back after <see cref="Seal"/>; null for a chunk of its
/// own.</param>
internal sealed class PointStore(byte[]? lent = null)
{
    /// <summary>Room for a block's offsets that are read: two for each point.</summary>
    public const int OffsetRoom = 2 * (EdgeBlock.MaxEdges + 1);

    /// <summary>Room for a block's points in x, or in y, as <see cref="CopyTo"/> fills it.</summary>
    public const int AxisRoom = EdgeBlock.MaxEdges + 1 + Lanes;

    private const int ChunkBytes = 1 << 20;
    private const int Lanes = 8;
    private const int Leasts = 2 * sizeof(int);
    private readonly List<byte[]> chunks = [];
    private int room; // bytes that the last chunk still takes
    private int used;

    /// <summary>The points of a block as offsets from its origin, x and y in turns.</summary>
    /// <param name="into">Of <see cref="OffsetRoom"/> numbers.</param>
    public ReadOnlySpan<int> Read(in EdgeBlock block, Span<int> into)
    {
        Span<int> x = stackalloc int[AxisRoom], y = stackalloc int[AxisRoom];
        Unpack(block, 0, 0, ref x[0], ref y[0]);
        for (int at = 0; at <= block.EdgeCount; at++)
            (into[2 * at], into[(2 * at) + 1]) = (x[at], y[at]);
        return into[..(2 * (block.EdgeCount + 1))];
    }

    /// <summary>Stores the vertices from..to of a ring, the last one included (cyclic), and returns their block with its box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EdgeBlock Store(ReadOnlySpan<LatticePoint> ring, int from, int to)
    {
        LatticePoint origin = ring[from];
        var block = new EdgeBlock { OriginX = origin.X, OriginY = origin.Y, EdgeCount = to - from };
        Span<int> x = stackalloc int[AxisRoom], y = stackalloc int[AxisRoom];
        unchecked
        {
            for (int at = from; at < to; at++)
                (x[at - from], y[at - from]) = ((int)(ring[at].X - origin.X), (int)(ring[at].Y - origin.Y));
            LatticePoint last = ring[to == ring.Length ? 0 : to];
            (x[to - from], y[to - from]) = ((int)(last.X - origin.X), (int)(last.Y - origin.Y));
        }

        Store(x, y, ref block);
        return block;
    }

    /// <summary>Bytes of a block's packed steps.</summary>
    public static int BytesOf(int edgeCount, int widthX, int widthY) =>
        Leasts + PackedNumbers.BytesFor(edgeCount, widthX) + PackedNumbers.BytesFor(edgeCount, widthY);

    /// <summary>A block's steps as they are packed.</summary>
    public ReadOnlySpan<byte> Packed(in EdgeBlock block) =>
        chunks[block.Chunk].AsSpan(block.ChunkPlace, BytesOf(block.EdgeCount, block.WidthX, block.WidthY));

    /// <summary>Stores a block's steps that are packed already; says in it where.</summary>
    public void StorePacked(ReadOnlySpan<byte> packed, ref EdgeBlock block)
    {
        MakeRoom(packed.Length);
        (block.Chunk, block.ChunkPlace) = (chunks.Count - 1, used);
        packed.CopyTo(chunks[^1].AsSpan(used));
        Use(packed.Length);
    }

    /// <summary>Copies a block's points, x and y apart and counted from another origin, and the last one over the eight places behind
    /// it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(in EdgeBlock block, long originX, long originY, ref int toX, ref int toY)
    {
        int count = block.EdgeCount;
        unchecked
        {
            Unpack(block, (int)(block.OriginX - originX), (int)(block.OriginY - originY), ref toX, ref toY);
        }

        Vector256.Create(Unsafe.Add(ref toX, count)).StoreUnsafe(ref toX, (nuint)(count + 1));
        Vector256.Create(Unsafe.Add(ref toY, count)).StoreUnsafe(ref toY, (nuint)(count + 1));
    }

    /// <summary>Takes over another store's chunks; returns the number that its first one has here.</summary>
    public int Adopt(PointStore other)
    {
        if (other.IsInLentChunk)
            other.Seal();
        chunks.AddRange(other.chunks);
        room = 0;
        return chunks.Count - other.chunks.Count;
    }

    /// <summary>Ends the storing: the last chunk becomes as large as what it holds, and the memory lent for the first is free
    /// again.</summary>
    public void Seal()
    {
        if (room == 0)
            return;
        Trim();
        room = 0;
    }

    /// <summary>A store that shares what is stored so far and grows by itself.</summary>
    public PointStore Fork() => Fork(chunks.Count);

    /// <summary>A store that shares the first chunks and grows by itself.</summary>
    public PointStore Fork(int shared)
    {
        var fork = new PointStore();
        fork.chunks.AddRange(chunks[..shared]);
        return fork;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unpack(in EdgeBlock block, int firstX, int firstY, ref int toX, ref int toY)
    {
        ref byte packed = ref chunks[block.Chunk][block.ChunkPlace];
        int leastX = Unsafe.ReadUnaligned<int>(ref packed), leastY = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref packed, sizeof(int)));
        packed = ref Unsafe.Add(ref packed, Leasts);
        PackedNumbers.AddUp(ref packed, block.EdgeCount, leastX, block.WidthX, firstX, ref toX);
        PackedNumbers.AddUp(
            ref Unsafe.Add(ref packed, PackedNumbers.BytesFor(block.EdgeCount, block.WidthX)),
            block.EdgeCount,
            leastY,
            block.WidthY,
            firstY,
            ref toY);
    }

    /// <summary>Packs the steps between points, and says in the block where they are and how far the points reach.</summary>
    /// <param name="x">Offsets from the block's origin; become the steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Store(Span<int> x, Span<int> y, ref EdgeBlock block)
    {
        int edges = block.EdgeCount;
        (block.MinX, block.MaxX) = ToSteps(x, edges, out int leastX, out int greatestX);
        (block.MinY, block.MaxY) = ToSteps(y, edges, out int leastY, out int greatestY);
        unchecked
        {
            block.WidthX = (byte)PackedNumbers.WidthFor((uint)(greatestX - leastX));
            block.WidthY = (byte)PackedNumbers.WidthFor((uint)(greatestY - leastY));
        }

        int bytesX = PackedNumbers.BytesFor(edges, block.WidthX), bytes = BytesOf(edges, block.WidthX, block.WidthY);
        MakeRoom(bytes);
        (block.Chunk, block.ChunkPlace) = (chunks.Count - 1, used);
        ref byte packed = ref chunks[^1][used];
        Unsafe.WriteUnaligned(ref packed, leastX);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref packed, sizeof(int)), leastY);
        packed = ref Unsafe.Add(ref packed, Leasts);
        PackedNumbers.Pack(ref x[0], edges, leastX, block.WidthX, ref packed);
        PackedNumbers.Pack(ref y[0], edges, leastY, block.WidthY, ref Unsafe.Add(ref packed, bytesX));
        Use(bytes);
    }

    /// <returns>The least and the greatest offset.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Min, int Max) ToSteps(Span<int> offsets, int edges, out int least, out int greatest)
    {
        // What lies behind the last offset counts as that: a step of nothing, and eight lanes may be looked at everywhere.
        offsets[(edges + 1)..].Fill(offsets[edges]);
        Vector256<int> min = Vector256.Create(offsets[0]),
            max = min,
            leastStep = Vector256.Create(offsets[1] - offsets[0]),
            greatestStep = leastStep;
        ref int at = ref MemoryMarshal.GetReference(offsets);
        for (int first = 0; first < edges; first += Lanes)
        {
            Vector256<int> next = Vector256.LoadUnsafe(ref at, (nuint)(first + 1)),
                steps = next - Vector256.LoadUnsafe(ref at, (nuint)first);
            steps.StoreUnsafe(ref at, (nuint)first);
            min = Vector256.Min(min, next);
            max = Vector256.Max(max, next);
            leastStep = Vector256.Min(leastStep, steps);
            greatestStep = Vector256.Max(greatestStep, steps);
        }

        (least, greatest) = (LaneBounds.Least(leastStep), LaneBounds.Greatest(greatestStep));
        return (LaneBounds.Least(min), LaneBounds.Greatest(max));
    }

    private bool IsInLentChunk => chunks.Count > 0 && chunks[^1] == lent;

    private void Use(int bytes)
    {
        used += bytes;
        room -= bytes;
    }

    private void MakeRoom(int bytes)
    {
        if (bytes + PackedNumbers.Slack <= room)
            return;
        if (IsInLentChunk)
            Trim();
        byte[] chunk = chunks.Count == 0 && lent is not null ? lent : GC.AllocateUninitializedArray<byte>(ChunkBytes);
        chunks.Add(chunk);
        (room, used) = (chunk.Length, 0);
    }

    /// <summary>What the last chunk holds becomes a chunk of its own.</summary>
    private void Trim() => chunks[^1] = chunks[^1].AsSpan(0, used + PackedNumbers.Slack).ToArray();
}
