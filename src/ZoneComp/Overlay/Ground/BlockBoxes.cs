using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Ground;

/// <summary>The boxes of all blocks, close together, for those who look for blocks near a box.</summary>
/// <remarks>Counted from the low corner of the ground in 32 bits; where that is not enough in units of two, four, ... lattice units, so
/// that a box may be a little too large.</remarks>
internal sealed class BlockBoxes
{
    private readonly long originX, originY;
    private readonly int shift;
    private Box[] boxes;

    public BlockBoxes(OverlayInput input)
    {
        LatticeBox bounds = input.Bounds;
        boxes = new Box[input.Blocks.Count];
        if (bounds.IsEmpty)
            return;
        (originX, originY) = (bounds.MinX, bounds.MinY);
        shift = Math.Max(0, 33 - BitOperations.LeadingZeroCount((ulong)Math.Max(bounds.MaxX - originX, bounds.MaxY - originY)));
        int block = 0;
        foreach (ref readonly EdgeBlock edges in input.Blocks.All())
        {
            LatticeBox box = edges.Box;
            boxes[block++] = new Box(
                (int)((box.MinX - originX) >> shift), (int)((box.MinY - originY) >> shift), (int)((box.MaxX - originX) >> shift),
                (int)((box.MaxY - originY) >> shift), edges.EdgeCount);
        }
    }

    /// <summary>Those of some blocks whose boxes meet a box, in their order.</summary>
    /// <param name="found">Of as many places as there are blocks.</param>
    /// <param name="edges">How many edges they have.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Meeting(ReadOnlySpan<int> blocks, LatticeBox box, Span<int> found, out long edges)
    {
        int minX = Near(box.MinX - originX),
            minY = Near(box.MinY - originY),
            maxX = Near(box.MaxX - originX),
            maxY = Near(box.MaxY - originY);
        int count = 0;
        edges = 0;
        foreach (int block in blocks)
        {
            ref readonly Box other = ref boxes[block];
            // About half of them do, in no order: without branches.
            int meets = Convert.ToInt32((other.MinX <= maxX) & (minX <= other.MaxX) & (other.MinY <= maxY) & (minY <= other.MaxY));
            found[count] = block;
            count += meets;
            edges += other.Edges & -meets;
        }

        return count;
    }

    /// <summary>Frees the memory; nothing can be found any more.</summary>
    public void Forget() => boxes = [];

    private int Near(long offset) => (int)Math.Clamp(offset >> shift, -1, int.MaxValue);

    private readonly record struct Box(int MinX, int MinY, int MaxX, int MaxY, int Edges);
}
