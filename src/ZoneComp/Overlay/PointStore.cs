using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>All vertices as 32-bit offsets, in chunks, mostly of 4 MB, that never move.</summary>
/// <param name="chunkPoints">Points that a chunk takes.</param>
internal sealed class PointStore(int chunkPoints = PointStore.ChunkPoints)
{
    private const int ChunkPoints = 1 << 19;
    private const int Lanes = 8;
    private readonly List<int[]> chunks = [];
    private int room; // points that the last chunk still takes
    private int used;

    public ReadOnlySpan<int> Read(in EdgeBlock block) =>
        chunks[block.Chunk].AsSpan(2 * block.ChunkPoint, 2 * (block.EdgeCount + 1));

    /// <summary>Stores the vertices from..to of a ring, the last one included (cyclic), and returns their block with its box.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EdgeBlock Store(ReadOnlySpan<LatticePoint> ring, int from, int to)
    {
        int edges = to - from;
        MakeRoom(edges + 1);
        LatticePoint origin = ring[from];
        var block = new EdgeBlock { OriginX = origin.X, OriginY = origin.Y, EdgeCount = edges, Chunk = chunks.Count - 1, ChunkPoint = used };
        Span<int> offsets = chunks[^1].AsSpan(2 * used, 2 * (edges + 1));
        Copy(ring.Slice(from, edges), offsets, ref block);
        LatticePoint last = ring[to == ring.Length ? 0 : to];
        Copy([last], offsets[(2 * edges)..], ref block);
        Use(edges + 1);
        return block;
    }

    /// <summary>Copies a block's points, x and y apart and counted from another origin, and the last one over the eight places behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CopyTo(in EdgeBlock block, long originX, long originY, ref int toX, ref int toY)
    {
        unchecked
        {
            ReadOnlySpan<int> points = Read(block);
            int offsetX = (int)(block.OriginX - originX), offsetY = (int)(block.OriginY - originY);
            int count = points.Length / 2;
            ref int from = ref MemoryMarshal.GetReference(points);
            if (count < Lanes)
            {
                for (int at = 0; at < count; at++)
                {
                    Unsafe.Add(ref toX, at) = Unsafe.Add(ref from, 2 * at) + offsetX;
                    Unsafe.Add(ref toY, at) = Unsafe.Add(ref from, (2 * at) + 1) + offsetY;
                }
            }
            else
            {
                Vector256<int> moveX = Vector256.Create(offsetX), moveY = Vector256.Create(offsetY);
                for (int at = 0; at < count; at += Lanes)
                {
                    at = Math.Min(at, count - Lanes); // the last eight may overlap those before
                    Vector256<long> low = Vector256.LoadUnsafe(ref from, (nuint)(2 * at)).AsInt64();
                    Vector256<long> high = Vector256.LoadUnsafe(ref from, (nuint)((2 * at) + Lanes)).AsInt64();
                    (Vector256.Narrow(low, high) + moveX).StoreUnsafe(ref toX, (nuint)at);
                    (Vector256.Narrow(low >>> 32, high >>> 32) + moveY).StoreUnsafe(ref toY, (nuint)at);
                }
            }

            Vector256.Create(Unsafe.Add(ref toX, count - 1)).StoreUnsafe(ref toX, (nuint)count);
            Vector256.Create(Unsafe.Add(ref toY, count - 1)).StoreUnsafe(ref toY, (nuint)count);
        }
    }

    /// <summary>Stores a block's offsets as they are, x and y in turns; says where.</summary>
    public (int Chunk, int ChunkPoint) StoreOffsets(ReadOnlySpan<int> offsets)
    {
        int count = offsets.Length / 2;
        MakeRoom(count);
        offsets.CopyTo(chunks[^1].AsSpan(2 * used));
        Use(count);
        return (chunks.Count - 1, used - count);
    }

    /// <summary>Takes over another store's chunks; returns the number that its first one has here.</summary>
    public int Adopt(PointStore other)
    {
        chunks.AddRange(other.chunks);
        room = 0;
        return chunks.Count - other.chunks.Count;
    }

    private void MakeRoom(int points)
    {
        if (points <= room)
            return;
        (room, used) = (Math.Max(chunkPoints, points), 0);
        chunks.Add(GC.AllocateUninitializedArray<int>(2 * room));
    }

    private void Use(int points)
    {
        used += points;
        room -= points;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<LatticePoint> points, Span<int> offsets, ref EdgeBlock block)
    {
        unchecked
        {
            long originX = block.OriginX, originY = block.OriginY;
            int minX = block.MinX, minY = block.MinY, maxX = block.MaxX, maxY = block.MaxY;
            int index = 0;
            if (points.Length >= Lanes && offsets.Length >= 2 * points.Length)
            {
                // Four points at once: they lie in memory as x, y, x, y, and so do the offsets.
                ref long from = ref Unsafe.As<LatticePoint, long>(ref MemoryMarshal.GetReference(points));
                ref int to = ref MemoryMarshal.GetReference(offsets);
                Vector256<long> origin = Vector256.Create(originX, originY, originX, originY);
                Vector256<int> least = Vector256<int>.Zero, greatest = Vector256<int>.Zero; // the origin itself
                for (; index + 4 <= points.Length; index += 4)
                {
                    Vector256<int> moved = Vector256.Narrow(
                        Vector256.LoadUnsafe(ref from, (nuint)(2 * index)) - origin, Vector256.LoadUnsafe(ref from, (nuint)((2 * index) + 4)) - origin);
                    moved.StoreUnsafe(ref to, (nuint)(2 * index));
                    least = Vector256.Min(least, moved);
                    greatest = Vector256.Max(greatest, moved);
                }

                for (int lane = 0; lane < Lanes; lane += 2)
                {
                    (minX, minY) = (Math.Min(minX, least[lane]), Math.Min(minY, least[lane + 1]));
                    (maxX, maxY) = (Math.Max(maxX, greatest[lane]), Math.Max(maxY, greatest[lane + 1]));
                }
            }

            for (; index < points.Length && (2 * index) + 1 < offsets.Length; index++)
            {
                int x = (int)(points[index].X - originX), y = (int)(points[index].Y - originY);
                offsets[2 * index] = x;
                offsets[(2 * index) + 1] = y;
                minX = Math.Min(minX, x);
                minY = Math.Min(minY, y);
                maxX = Math.Max(maxX, x);
                maxY = Math.Max(maxY, y);
            }

            (block.MinX, block.MinY, block.MaxX, block.MaxY) = (minX, minY, maxX, maxY);
        }
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
}
