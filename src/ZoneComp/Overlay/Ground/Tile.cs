namespace ZoneComp.Overlay.Ground;

/// <summary>One job: the box of lattice points whose edges it walks, and the blocks of edges that come near it.</summary>
/// <param name="Own">An edge belongs to the tile that holds its first vertex, so every edge is walked once.</param>
/// <param name="Reach">The box with a margin for edges that lead out of it; edges that meet it are gathered.</param>
/// <param name="Blocks">Blocks that meet <paramref name="Reach"/>, ascending.</param>
internal sealed record Tile(LatticeBox Own, LatticeBox Reach, int[] Blocks);
