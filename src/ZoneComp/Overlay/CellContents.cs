using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay;

/// <summary>The edges of one cell, their boxes side by side so that one instruction compares eight.</summary>
internal sealed class CellContents
{
    /// <summary>Boxes compared at once; the arrays end in as many boxes that meet nothing.</summary>
    public const int Lanes = 8;

    private int[] indices = new int[64];

    public int Count { get; private set; }

    /// <summary>The cell's low corner; cell corners lie half a unit below it.</summary>
    public int LowX { get; private set; }

    public int LowY { get; private set; }

    /// <summary>Whether an edge here is much longer than a cell.</summary>
    public bool AnyLong { get; private set; }

    public int[] MinX { get; private set; } = new int[64];

    public int[] MinY { get; private set; } = new int[64];

    public int[] MaxX { get; private set; } = new int[64];

    public int[] MaxY { get; private set; } = new int[64];

    /// <summary>Numbers of the edges' vertices.</summary>
    public int[] V0 { get; private set; } = new int[64];

    public int[] V1 { get; private set; } = new int[64];

    /// <summary>Indices of the edges in the tile.</summary>
    public ReadOnlySpan<int> Indices => indices.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<int> cell, ReadOnlySpan<TileEdge> edges, int lowX, int lowY)
    {
        (Count, LowX, LowY) = (cell.Length, lowX, lowY);
        if (indices.Length < cell.Length + Lanes)
            Grow(2 * (cell.Length + Lanes));
        EdgeRole any = 0;
        ref int minX = ref MinX[0], minY = ref MinY[0], maxX = ref MaxX[0], maxY = ref MaxY[0], v0 = ref V0[0], v1 = ref V1[0];
        int[] to = indices;
        for (int at = 0; at < cell.Length && at < to.Length; at++)
        {
            int index = cell[at];
            ref readonly TileEdge edge = ref edges[index];
            to[at] = index;
            int x0 = edge.X0, x1 = edge.X1, y0 = edge.Y0, y1 = edge.Y1;
            Unsafe.Add(ref minX, at) = Math.Min(x0, x1);
            Unsafe.Add(ref maxX, at) = Math.Max(x0, x1);
            Unsafe.Add(ref minY, at) = Math.Min(y0, y1);
            Unsafe.Add(ref maxY, at) = Math.Max(y0, y1);
            Unsafe.Add(ref v0, at) = edge.V0;
            Unsafe.Add(ref v1, at) = edge.V1;
            any |= edge.Role;
        }

        Vector256.StoreUnsafe(Vector256.Create(int.MaxValue), ref minX, (nuint)cell.Length);
        AnyLong = (any & EdgeRole.Long) != 0;
    }

    private void Grow(int length)
    {
        indices = new int[length];
        (MinX, MinY, MaxX, MaxY) = (new int[length], new int[length], new int[length], new int[length]);
        (V0, V1) = (new int[length], new int[length]);
    }
}
