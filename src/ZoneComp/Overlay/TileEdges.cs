using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay;

/// <summary>The edges that come near a tile, in the order of their vertices, in the tile's own coordinates.</summary>
/// <remarks>
/// Edge i leads from point i to point i + 1. x and y lie apart, so that eight edges load at once. Edges count as the tile's when they are in a strip
/// that meets its reach; the others are only there because their block is.
/// </remarks>
internal sealed class TileEdges
{
    private const int Lanes = EdgeStrip.MaxEdges;

    private EdgeStrip[] strips = new EdgeStrip[1 << 10];
    private int stripCount;
    private readonly List<Chain> chains = [];
    private readonly List<TileEdge> far = [];
    private int pointCount;
    private int ownX, ownY;
    private uint ownWidth, ownHeight;
    private int largestStrip;
    private int lastEndVertex;

    /// <summary>Points, and some places more that may be read.</summary>
    public int[] X { get; private set; } = new int[1 << 13];

    public int[] Y { get; private set; } = new int[1 << 13];

    /// <summary>Points, so one more than the largest index of an edge.</summary>
    public int PointCount => pointCount;

    /// <summary>Lattice point that the tile's coordinates count from: the low corner of its reach.</summary>
    public long OriginX { get; private set; }

    public long OriginY { get; private set; }

    /// <summary>Size of the reach: coordinates inside it run from 0 to Width - 1 and Height - 1.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Edges that start in the tile.</summary>
    public int OwnCount { get; private set; }

    public Span<EdgeStrip> Strips => strips.AsSpan(0, stripCount);

    /// <summary>The own edges, as runs.</summary>
    public List<Chain> Chains => chains;

    /// <summary>Own edges that reach beyond the tile's margin: their crossings are found outside the grid.</summary>
    public List<TileEdge> Far => far;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(OverlayInput input, Tile tile)
    {
        (stripCount, pointCount, OwnCount, lastEndVertex) = (0, 0, 0, -1);
        chains.Clear();
        far.Clear();
        OriginX = tile.Reach.MinX;
        OriginY = tile.Reach.MinY;
        Width = (int)(tile.Reach.MaxX - tile.Reach.MinX + 1);
        Height = (int)(tile.Reach.MaxY - tile.Reach.MinY + 1);
        (ownX, ownY) = ((int)(tile.Own.MinX - OriginX), (int)(tile.Own.MinY - OriginY));
        (ownWidth, ownHeight) = ((uint)(tile.Own.MaxX - tile.Own.MinX), (uint)(tile.Own.MaxY - tile.Own.MinY));
        largestStrip = Math.Max(Width, Height) / 8;
        ReadOnlySpan<EdgeBlock> blocks = input.Blocks;
        foreach (int index in tile.Blocks)
        {
            ref readonly EdgeBlock block = ref blocks[index];
            Add(block, input.Points.Read(block));
        }
    }

    /// <summary>An edge of a strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileEdge EdgeOf(in EdgeStrip strip, int number)
    {
        int at = strip.First + number;
        return new TileEdge
        {
            X0 = X[at],
            Y0 = Y[at],
            X1 = X[at + 1],
            Y1 = Y[at + 1],
            V0 = strip.FirstVertex + number,
            V1 = number + 1 == strip.Count ? strip.EndVertex : strip.FirstVertex + number + 1,
            Feature = strip.Feature,
            Index = at,
        };
    }

    /// <summary>Whether the tile walks the edge.</summary>
    public bool IsOwn(in TileEdge edge) =>
        unchecked((uint)(edge.X0 - ownX) <= ownWidth && (uint)(edge.Y0 - ownY) <= ownHeight);

    /// <summary>Whether the edge ends beyond the reach.</summary>
    public bool EndsOutside(in TileEdge edge) =>
        unchecked((uint)edge.X1 >= (uint)Width || (uint)edge.Y1 >= (uint)Height);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in EdgeBlock block, ReadOnlySpan<int> points)
    {
        // The block's first point is the last one of the block before where both lie in one ring.
        int first = block.FirstVertex == lastEndVertex ? pointCount - 1 : pointCount;
        if (X.Length < first + EdgeBlock.MaxEdges + 1 + (2 * Lanes))
        {
            (int[] x, int[] y) = (X, Y);
            Array.Resize(ref x, 2 * x.Length);
            Array.Resize(ref y, 2 * y.Length);
            (X, Y) = (x, y);
        }

        Copy(block, points, first);
        ulong own = AddStrips(block, first);
        OwnCount += BitOperations.PopCount(own);
        AddChains(block, first, own);
        pointCount = first + block.EdgeCount + 1;
        lastEndVertex = block.EndVertex;
    }

    /// <summary>Copies the block's points, moved to the tile's origin, and the last one over the places behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Copy(in EdgeBlock block, ReadOnlySpan<int> points, int first)
    {
        unchecked
        {
            int offsetX = (int)(block.OriginX - OriginX), offsetY = (int)(block.OriginY - OriginY);
            int count = points.Length / 2;
            ref int from = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(points);
            ref int toX = ref X[first], toY = ref Y[first];
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

    /// <summary>Cuts the block into strips and keeps those that meet the reach; returns which of its edges are the tile's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong AddStrips(in EdgeBlock block, int first)
    {
        ulong allOwn = 0;
        ref int x = ref X[first], y = ref Y[first];
        Vector256<int> lowX = Vector256.Create(ownX), lowY = Vector256.Create(ownY);
        Vector256<uint> width = Vector256.Create(ownWidth), height = Vector256.Create(ownHeight);
        for (int at = 0; at < block.EdgeCount; at += Lanes)
        {
            int count = Math.Min(Lanes, block.EdgeCount - at);
            uint lanes = (1u << count) - 1;
            Vector256<int> x0 = Vector256.LoadUnsafe(ref x, (nuint)at), x1 = Vector256.LoadUnsafe(ref x, (nuint)(at + 1));
            Vector256<int> y0 = Vector256.LoadUnsafe(ref y, (nuint)at), y1 = Vector256.LoadUnsafe(ref y, (nuint)(at + 1));
            var strip = new EdgeStrip
            {
                MinX = Least(Vector256.Min(x0, x1)),
                MinY = Least(Vector256.Min(y0, y1)),
                MaxX = ~Least(~Vector256.Max(x0, x1)),
                MaxY = ~Least(~Vector256.Max(y0, y1)),
            };
            if (strip.MaxX < 0 || strip.MaxY < 0 || strip.MinX >= Width || strip.MinY >= Height)
                continue;
            uint own = lanes & (Vector256.LessThanOrEqual((x0 - lowX).AsUInt32(), width) & Vector256.LessThanOrEqual((y0 - lowY).AsUInt32(), height)).ExtractMostSignificantBits();
            allOwn |= (ulong)own << at;
            strip.First = first + at;
            strip.Count = count;
            strip.FirstVertex = block.FirstVertex + at;
            strip.EndVertex = at + count == block.EdgeCount ? block.EndVertex : block.FirstVertex + at + count;
            strip.Feature = block.Feature;
            bool monotone = (Vector256.GreaterThan(x1, x0).ExtractMostSignificantBits() & lanes) == lanes
                || (Vector256.GreaterThan(x0, x1).ExtractMostSignificantBits() & lanes) == lanes
                || (Vector256.GreaterThan(y1, y0).ExtractMostSignificantBits() & lanes) == lanes
                || (Vector256.GreaterThan(y0, y1).ExtractMostSignificantBits() & lanes) == lanes;
            strip.Traits = (own != 0 ? StripTraits.HasOwn : 0) | (monotone ? StripTraits.Monotone : 0);
            if (own != 0)
                AddFar(strip, own);
            if (strips.Length < stripCount + Lanes)
                Array.Resize(ref strips, 2 * strips.Length);
            if (count > 1 && Math.Max((long)strip.MaxX - strip.MinX, (long)strip.MaxY - strip.MinY) > largestStrip)
                AddSplit(strip);
            else
                strips[stripCount++] = strip;
        }

        return allOwn;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Least(Vector256<int> values)
    {
        Vector128<int> half = Vector128.Min(values.GetLower(), values.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half.ToScalar(), half.GetElement(1));
    }

    /// <summary>A strip with long edges would be compared with everything: halves of it, or single edges, are not.</summary>
    private void AddSplit(in EdgeStrip strip)
    {
        int half = strip.Count / 2;
        AddPart(strip, 0, half);
        AddPart(strip, half, strip.Count);
    }

    private void AddPart(in EdgeStrip whole, int from, int to)
    {
        EdgeStrip part = whole;
        part.First = whole.First + from;
        part.Count = to - from;
        part.FirstVertex = whole.FirstVertex + from;
        part.EndVertex = to == whole.Count ? whole.EndVertex : whole.FirstVertex + to;
        (part.MinX, part.MinY, part.MaxX, part.MaxY) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (int at = part.First; at <= part.First + part.Count; at++)
        {
            part.MinX = Math.Min(part.MinX, X[at]);
            part.MinY = Math.Min(part.MinY, Y[at]);
            part.MaxX = Math.Max(part.MaxX, X[at]);
            part.MaxY = Math.Max(part.MaxY, Y[at]);
        }

        if (part.MaxX < 0 || part.MaxY < 0 || part.MinX >= Width || part.MinY >= Height)
            return;
        if (part.Count > 1 && Math.Max((long)part.MaxX - part.MinX, (long)part.MaxY - part.MinY) > largestStrip)
            AddSplit(part);
        else
            strips[stripCount++] = part;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFar(in EdgeStrip strip, uint own)
    {
        if (strip.MinX >= 0 && strip.MinY >= 0 && strip.MaxX < Width && strip.MaxY < Height)
            return;
        for (uint bits = own; bits != 0; bits &= bits - 1)
        {
            TileEdge edge = EdgeOf(strip, BitOperations.TrailingZeroCount(bits));
            if (EndsOutside(edge))
                far.Add(edge);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChains(in EdgeBlock block, int first, ulong own)
    {
        while (own != 0)
        {
            int from = BitOperations.TrailingZeroCount(own);
            int to = from + BitOperations.TrailingZeroCount(~(own >> from));
            if (chains.Count > 0 && chains[^1].EndEdge == first + from && block.FirstVertex == lastEndVertex && from == 0)
                chains[^1] = chains[^1] with { EndEdge = first + to };
            else
                AddChain(block, first, from, to);
            own = to >= EdgeBlock.MaxEdges ? 0 : own & (~0UL << to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChain(in EdgeBlock block, int first, int from, int to)
    {
        int second = from + 1 == block.EdgeCount ? block.EndVertex : block.FirstVertex + from + 1;
        chains.Add(new Chain(first + from, first + to, block.FirstVertex + from, second, block.Feature));
    }
}
