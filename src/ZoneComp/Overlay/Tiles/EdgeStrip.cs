namespace ZoneComp.Overlay.Tiles;

/// <summary>Up to eight consecutive edges of one ring with their box, so that two strips which lie apart are told apart at once.</summary>
internal struct EdgeStrip
{
    /// <summary>Most edges of a strip: as many as one instruction compares.</summary>
    public const int MaxEdges = 8;

    /// <summary>Box of the edges, both ends included, in the tile's coordinates.</summary>
    public int MinX, MinY, MaxX, MaxY;

    /// <summary>Index in the tile of the first edge, which is that of the point where it starts.</summary>
    public int First;

    public int Count;

    /// <summary>Number, over the whole input, of the first edge's first vertex; the others follow.</summary>
    public int FirstVertex;

    /// <summary>Number of the vertex where the last edge ends.</summary>
    public int EndVertex;

    public int Feature;

    /// <summary>Whose winding changes across the edges: the feature's, or its class's where that is enough, see
    /// <see cref="WindingOwners"/>.</summary>
    public int Owner;

    /// <summary>Which of the edges are there, a bit each: all but those taken out by <see cref="OpposedEdges"/>.</summary>
    public byte Live;

    /// <summary>Which start in the tile.</summary>
    public byte Own;

    public StripTraits Traits;
}

/// <summary>What the edges of a strip have in common.</summary>
[Flags]
internal enum StripTraits : byte
{
    None = 0,

    /// <summary>At least one that is there starts in the tile, so it is walked here.</summary>
    HasOwn = 1,

    /// <summary>All lead the same way in x or in y, strictly: moved or not, no two of them cross.</summary>
    Monotone = 2,

    /// <summary>A single edge much longer than a cell: entered only in cells that it passes.</summary>
    Long = 4,

    /// <summary>Of a simple feature: no two of the feature's edges meet but at the vertex that they share.</summary>
    Simple = 8,

    /// <summary>A joint between two vertices on one point, where edges were taken out.</summary>
    Joint = 16,

    /// <summary>Of a region: held against all other edges, those of buried zones too.</summary>
    Region = 32,

    /// <summary>Of a buried zone: held against edges of regions alone.</summary>
    Buried = 64,
}
