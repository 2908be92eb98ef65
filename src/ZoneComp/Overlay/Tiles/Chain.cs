namespace ZoneComp.Overlay.Tiles;

/// <summary>A run of edges that follow one another in a ring and start in the tile: walked there in one go.</summary>
/// <param name="FirstEdge">Index of the first edge in the tile.</param>
/// <param name="EndEdge">Index after the last edge.</param>
/// <param name="FirstVertex">Number of the first edge's first vertex; the others follow.</param>
/// <param name="SecondVertex">Number of the vertex where the first edge ends.</param>
/// <param name="Owner">As in <see cref="EdgeStrip"/>.</param>
internal readonly record struct Chain(int FirstEdge, int EndEdge, int FirstVertex, int SecondVertex, int Owner);
