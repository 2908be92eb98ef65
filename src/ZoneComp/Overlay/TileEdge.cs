namespace ZoneComp.Overlay;

/// <summary>An edge in a tile's own 32-bit coordinates; the feature's inside is on its left.</summary>
internal struct TileEdge
{
    public int X0, Y0, X1, Y1;

    /// <summary>Numbers of its two vertices over the whole input.</summary>
    public int V0, V1;

    public int Feature;

    public EdgeRole Role;
}

/// <summary>What a tile does with an edge.</summary>
[Flags]
internal enum EdgeRole
{
    /// <summary>Starts in another tile, which walks it.</summary>
    Neighbour = 0,

    /// <summary>Starts in this tile: walked here.</summary>
    Own = 1,

    /// <summary>Starts here and reaches beyond the tile's margin: its crossings are found outside the grid.</summary>
    Far = 2,

    /// <summary>Much longer than a cell: entered only in cells that it passes.</summary>
    Long = 4,
}
