using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>All vertices as 32-bit offsets, in chunks of 4 MB that never move.</summary>
internal sealed class PointStore
{
    private const int ChunkPoints = 1 << 19;
    private readonly List<int[]> chunks = [];
    private int used = ChunkPoints;

    public ReadOnlySpan<int> Read(in EdgeBlock block) =>
        chunks[block.Chunk].AsSpan(2 * block.ChunkPoint, 2 * (block.EdgeCount + 1));

    /// <summary>Stores the vertices from..to of a ring, the last one included (cyclic), and returns their block with its box.</summary>
    public EdgeBlock Store(ReadOnlySpan<LatticePoint> ring, int from, int to)
    {
        int edges = to - from;
        if (used + edges + 1 > ChunkPoints)
        {
            chunks.Add(GC.AllocateUninitializedArray<int>(2 * ChunkPoints));
            used = 0;
        }

        LatticePoint origin = ring[from];
        var block = new EdgeBlock { OriginX = origin.X, OriginY = origin.Y, EdgeCount = edges, Chunk = chunks.Count - 1, ChunkPoint = used };
        Span<int> offsets = chunks[^1].AsSpan(2 * used, 2 * (edges + 1));
        for (int index = 0; index <= edges; index++)
        {
            LatticePoint point = ring[from + index == ring.Length ? 0 : from + index];
            int x = (int)(point.X - origin.X), y = (int)(point.Y - origin.Y);
            offsets[2 * index] = x;
            offsets[(2 * index) + 1] = y;
            block.MinX = Math.Min(block.MinX, x);
            block.MinY = Math.Min(block.MinY, y);
            block.MaxX = Math.Max(block.MaxX, x);
            block.MaxY = Math.Max(block.MaxY, y);
        }

        used += edges + 1;
        return block;
    }

    /// <summary>A store that shares what is stored so far and grows by itself.</summary>
    public PointStore Fork()
    {
        var fork = new PointStore();
        fork.chunks.AddRange(chunks);
        return fork;
    }
}
