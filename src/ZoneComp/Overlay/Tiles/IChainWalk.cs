namespace ZoneComp.Overlay.Tiles;

/// <summary>
/// What is done along a tile's own edges: measured (<see cref="RingWalk{TSet}"/>), or kept where they bound chosen ground
/// (<c>OutlineWalk</c>).
/// </summary>
internal interface IChainWalk
{
    /// <param name="start">What winds round the ground just right of the chain's start.</param>
    void Walk(TileEdges tile, CrossingList crossings, in Chain chain, ReadOnlySpan<FeatureWinding> start);
}
