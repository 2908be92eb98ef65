namespace ZoneComp.Overlay.Tiles;

/// <summary>An edge in a tile's own 32-bit coordinates; the feature's inside is on its left.</summary>
internal struct TileEdge
{
    public int X0, Y0, X1, Y1;

    /// <summary>Numbers of its two vertices over the whole input.</summary>
    public int V0, V1;

    /// <summary>As in <see cref="EdgeStrip"/>.</summary>
    public int Owner;

    /// <summary>Index in the tile.</summary>
    public int Index;
}
