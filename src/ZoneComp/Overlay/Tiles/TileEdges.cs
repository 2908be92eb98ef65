using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>The edges that come near a tile, in the order of their vertices, in the tile's own coordinates.</summary>
/// <remarks>
/// Edge i leads from point i to point i + 1. x and y lie apart, so that eight edges load at once. Edges count as the tile's when they are
/// in a strip
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
    private int ringFirstVertex, ringFirstEdge;
    private bool anySimple;
    private bool[] runStarts = new bool[1 << 13]; // edges whose predecessor in the ring is not the one before
    private readonly Dictionary<int, int> lastOfRing = []; // from a ring's first edge to its last, where both are here
    private readonly OpposedEdges opposed = new();

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

    /// <summary>Edges that start in the tile, with those taken out.</summary>
    public int OwnCount { get; private set; }

    public Span<EdgeStrip> Strips => strips.AsSpan(0, stripCount);

    /// <summary>The own edges, as runs.</summary>
    public List<Chain> Chains => chains;

    /// <summary>Own edges that reach beyond the tile's margin: their crossings are found outside the grid.</summary>
    public List<TileEdge> Far => far;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(OverlayInput input, WindingOwners owners, Tile tile)
    {
        (stripCount, pointCount, OwnCount, lastEndVertex, ringFirstVertex, anySimple) = (0, 0, 0, -1, -1, false);
        chains.Clear();
        far.Clear();
        lastOfRing.Clear();
        OriginX = tile.Reach.MinX;
        OriginY = tile.Reach.MinY;
        Width = (int)(tile.Reach.MaxX - tile.Reach.MinX + 1);
        Height = (int)(tile.Reach.MaxY - tile.Reach.MinY + 1);
        (ownX, ownY) = ((int)(tile.Own.MinX - OriginX), (int)(tile.Own.MinY - OriginY));
        (ownWidth, ownHeight) = ((uint)(tile.Own.MaxX - tile.Own.MinX), (uint)(tile.Own.MaxY - tile.Own.MinY));
        largestStrip = Math.Max(Width, Height) / 8;
        ChunkedList<EdgeBlock> blocks = input.Blocks;
        foreach (int index in tile.Blocks)
        {
            ref readonly EdgeBlock block = ref blocks[index];
            Add(block, input.Points, owners);
        }

        if (anySimple && opposed.Find(this) > 0)
            TakeOut();
        foreach (ref readonly EdgeStrip strip in Strips)
        {
            if ((strip.Traits & StripTraits.HasOwn) != 0)
                AddOwn(strip);
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
            Owner = strip.Owner,
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
    private void Add(in EdgeBlock block, PointStore points, WindingOwners owners)
    {
        // The block's first point is the last one of the block before where both lie in one ring.
        int first = block.FirstVertex == lastEndVertex ? pointCount - 1 : pointCount;
        Reserve(first + EdgeBlock.MaxEdges + 1);
        if (first == pointCount)
            runStarts[first] = true;
        runStarts.AsSpan(first + 1, block.EdgeCount).Clear();
        points.CopyTo(block, OriginX, OriginY, ref X[first], ref Y[first]);
        int owner = owners.Of(block.Feature);
        bool simple = owners.IsClass(owner);
        anySimple |= simple;
        OwnCount += AddStrips(block, first, owner, (simple ? StripTraits.Simple : 0)
            | (owners.IsBuried(owner) ? StripTraits.Buried : owners.Group(owner) < 0 ? StripTraits.Region : 0));
        if (block.StartsRing)
            (ringFirstVertex, ringFirstEdge) = (block.FirstVertex, first);
        if (block.EndVertex == ringFirstVertex)
            lastOfRing.Add(ringFirstEdge, first + block.EdgeCount - 1);
        pointCount = first + block.EdgeCount + 1;
        lastEndVertex = block.EndVertex;
    }

    private void Reserve(int points)
    {
        if (X.Length >= points + (2 * Lanes))
            return;
        (int[] x, int[] y) = (X, Y);
        Array.Resize(ref x, 2 * x.Length);
        Array.Resize(ref y, 2 * y.Length);
        Array.Resize(ref runStarts, 2 * runStarts.Length);
        (X, Y) = (x, y);
    }

    /// <summary>Cuts the block into strips and keeps those that meet the reach; returns how many of its edges are the tile's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddStrips(in EdgeBlock block, int first, int owner, StripTraits traits)
    {
        int owned = 0;
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
                MinX = LaneBounds.Least(Vector256.Min(x0, x1)),
                MinY = LaneBounds.Least(Vector256.Min(y0, y1)),
                MaxX = LaneBounds.Greatest(Vector256.Max(x0, x1)),
                MaxY = LaneBounds.Greatest(Vector256.Max(y0, y1)),
            };
            if (IsOutside(strip))
                continue;
            uint own = lanes & (Vector256.LessThanOrEqual((x0 - lowX).AsUInt32(), width) & Vector256.LessThanOrEqual((y0
                - lowY).AsUInt32(), height)).ExtractMostSignificantBits();
            owned += BitOperations.PopCount(own);
            strip.First = first + at;
            strip.Count = count;
            strip.FirstVertex = block.FirstVertex + at;
            strip.EndVertex = at + count == block.EdgeCount ? block.EndVertex : block.FirstVertex + at + count;
            strip.Feature = block.Feature;
            strip.Owner = owner;
            strip.Live = (byte)lanes;
            strip.Own = (byte)own;
            strip.Traits = traits | (own != 0 ? StripTraits.HasOwn : 0) | (LaneBounds.IsMonotone(x0, x1, y0, y1, lanes)
                ? StripTraits.Monotone
                : 0);
            if (strips.Length < stripCount + Lanes)
                Array.Resize(ref strips, 2 * strips.Length);
            if (count > 1 && Math.Max((long)strip.MaxX - strip.MinX, (long)strip.MaxY - strip.MinY) > largestStrip)
                AddSplit(strip);
            else
                strips[stripCount++] = strip;
        }

        return owned;
    }

    private bool IsOutside(in EdgeStrip strip) => strip.MaxX < 0 || strip.MaxY < 0 || strip.MinX >= Width || strip.MinY >= Height;

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
        part.Live = (byte)((1u << part.Count) - 1);
        part.Own = (byte)((whole.Own >> from) & part.Live);
        part.Traits &= part.Own == 0 ? ~StripTraits.HasOwn : part.Traits;
        SetBox(ref part);
        if (IsOutside(part))
            return;
        if (part.Count > 1 && Math.Max((long)part.MaxX - part.MinX, (long)part.MaxY - part.MinY) > largestStrip)
            AddSplit(part);
        else
            strips[stripCount++] = part;
    }

    /// <summary>The box of the edges that are there.</summary>
    private void SetBox(ref EdgeStrip strip)
    {
        (strip.MinX, strip.MinY, strip.MaxX, strip.MaxY) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (uint live = strip.Live; live != 0; live &= live - 1)
        {
            int at = strip.First + BitOperations.TrailingZeroCount(live);
            strip.MinX = Math.Min(strip.MinX, Math.Min(X[at], X[at + 1]));
            strip.MinY = Math.Min(strip.MinY, Math.Min(Y[at], Y[at + 1]));
            strip.MaxX = Math.Max(strip.MaxX, Math.Max(X[at], X[at + 1]));
            strip.MaxY = Math.Max(strip.MaxY, Math.Max(Y[at], Y[at + 1]));
        }
    }

    /// <summary>Drops the strips of which nothing is left, tightens the others' boxes and joins what is left where edges are
    /// missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOut()
    {
        opposed.FindJoints(this);
        int kept = 0;
        for (int index = 0; index < stripCount; index++)
        {
            ref EdgeStrip strip = ref strips[index];
            if (strip.Live == 0)
                continue;
            if (strip.Live != (1u << strip.Count) - 1)
            {
                SetBox(ref strip);
                if (IsOutside(strip))
                    continue;
                if ((strip.Own & strip.Live) == 0)
                    strip.Traits &= ~StripTraits.HasOwn;
            }

            strips[kept++] = strip;
        }

        stripCount = kept;
        foreach (OpposedEdges.Joint joint in opposed.Joints)
            AddJoint(joint);
    }

    private void AddJoint(in OpposedEdges.Joint joint)
    {
        (int x, int y) = (X[joint.Point], Y[joint.Point]);
        Reserve(pointCount + 2);
        X.AsSpan(pointCount, 2 + Lanes).Fill(x);
        Y.AsSpan(pointCount, 2 + Lanes).Fill(y);
        if (strips.Length == stripCount)
            Array.Resize(ref strips, 2 * stripCount);
        strips[stripCount++] = new EdgeStrip
        {
            MinX = x,
            MinY = y,
            MaxX = x,
            MaxY = y,
            First = pointCount,
            Count = 1,
            FirstVertex = joint.FromVertex,
            EndVertex = joint.ToVertex,
            Feature = -1,
            Owner = joint.Owner,
            Live = 1,
            Traits = StripTraits.Joint | joint.Buried,
        };
        pointCount += 2;
    }

    /// <summary>Whether an edge starts inside the reach.</summary>
    public bool IsInReach(int edge) => unchecked((uint)X[edge] < (uint)Width && (uint)Y[edge] < (uint)Height);

    /// <summary>Whether the edge before it in its ring is not the one before it here.</summary>
    public bool StartsRun(int edge) => runStarts[edge];

    /// <summary>The edge that leads to the start of another in its ring; it is here where that start is in the reach.</summary>
    public int Before(int edge) => runStarts[edge] ? lastOfRing[edge] : edge - 1;

    /// <summary>Adds a strip's own edges to the chains, and to those that lead far out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddOwn(in EdgeStrip strip)
    {
        uint own = (uint)strip.Own & strip.Live;
        if (strip.MinX < 0 || strip.MinY < 0 || strip.MaxX >= Width || strip.MaxY >= Height)
        {
            for (uint bits = own; bits != 0; bits &= bits - 1)
            {
                TileEdge edge = EdgeOf(strip, BitOperations.TrailingZeroCount(bits));
                if (EndsOutside(edge))
                    far.Add(edge);
            }
        }

        while (own != 0)
        {
            int from = BitOperations.TrailingZeroCount(own), to = from + BitOperations.TrailingZeroCount(~(own >> from));
            int first = strip.First + from;
            if (chains.Count > 0 && chains[^1].EndEdge == first && !runStarts[first])
                chains[^1] = chains[^1] with { EndEdge = strip.First + to };
            else
                chains.Add(new Chain(
                    first,
                    strip.First + to,
                    strip.FirstVertex + from,
                    from + 1 == strip.Count ? strip.EndVertex : strip.FirstVertex + from + 1,
                    strip.Owner));
            own &= ~0u << to;
        }
    }
}
