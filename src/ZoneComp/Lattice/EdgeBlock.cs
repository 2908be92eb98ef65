namespace ZoneComp.Lattice;

/// <summary>Up to 64 consecutive edges of one ring, with their box, so that a job skips them as one when they lie elsewhere.</summary>
internal struct EdgeBlock
{
    /// <summary>Most edges that one block holds.</summary>
    public const int MaxEdges = 64;

    /// <summary>Lattice point that the block's offsets and box count from: its first vertex.</summary>
    public long OriginX, OriginY;

    /// <summary>Box of the block's edges, both ends included, relative to the origin.</summary>
    public int MinX, MinY, MaxX, MaxY;

    /// <summary>Feature in the order of adding, regions and zones counted together.</summary>
    public int Feature;

    /// <summary>Number, over the whole input, of the block's first vertex; the others follow. It decides the perturbation.</summary>
    public int FirstVertex;

    /// <summary>Number of the vertex where the last edge ends: the next block's first, or the ring's first.</summary>
    public int EndVertex;

    /// <summary>Where the steps from point to point lie in <see cref="PointStore"/>: chunk, and place in it.</summary>
    public int Chunk, ChunkPlace;

    public int EdgeCount;

    /// <summary>Bits of a step in x, and in y.</summary>
    public byte WidthX, WidthY;

    /// <summary>Whether a ring starts with this block.</summary>
    public bool StartsRing;

    /// <summary>Box of the block's edges on the lattice.</summary>
    public readonly LatticeBox Box => new(OriginX + MinX, OriginY + MinY, OriginX + MaxX, OriginY + MaxY);
}
