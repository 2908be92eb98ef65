using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>The strips of edges of one cell, their boxes side by side so that one instruction compares eight.</summary>
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

    /// <summary>Indices of the strips in the tile.</summary>
    public ReadOnlySpan<int> Indices => indices.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<int> cell, ReadOnlySpan<EdgeStrip> strips, int lowX, int lowY)
    {
        (Count, LowX, LowY) = (cell.Length, lowX, lowY);
        if (indices.Length < cell.Length + Lanes)
            Grow(2 * (cell.Length + Lanes));
        StripTraits any = 0;
        ref int minX = ref MinX[0], minY = ref MinY[0], maxX = ref MaxX[0], maxY = ref MaxY[0];
        int[] to = indices;
        for (int at = 0; at < cell.Length && at < to.Length; at++)
        {
            int index = cell[at];
            ref readonly EdgeStrip strip = ref strips[index];
            to[at] = index;
            Unsafe.Add(ref minX, at) = strip.MinX;
            Unsafe.Add(ref maxX, at) = strip.MaxX;
            Unsafe.Add(ref minY, at) = strip.MinY;
            Unsafe.Add(ref maxY, at) = strip.MaxY;
            any |= strip.Traits;
        }

        Vector256.StoreUnsafe(Vector256.Create(int.MaxValue), ref minX, (nuint)cell.Length);
        AnyLong = (any & StripTraits.Long) != 0;
    }

    private void Grow(int length)
    {
        indices = new int[length];
        (MinX, MinY, MaxX, MaxY) = (new int[length], new int[length], new int[length], new int[length]);
    }
}
