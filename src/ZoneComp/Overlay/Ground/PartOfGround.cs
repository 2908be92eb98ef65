namespace ZoneComp.Overlay.Ground;

/// <summary>What a part of a larger ground must know of the rest, so that its sums are the part's share of the whole's.</summary>
/// <param name="Own">Edges that start here are walked; the parts' own grounds are a partition of the plane.</param>
/// <param name="Ground">The own ground and what lies round about: here the part has all edges of the whole.</param>
/// <param name="Corner">The low point of the ground that the part was loaded for.</param>
/// <param name="CornerWindings">
/// By feature that is not here with all its edges: how often it winds round the corner, half a unit left of and below its point.
/// </param>
internal sealed record PartOfGround(LatticeBox Own, LatticeBox Ground, LatticePoint Corner, IReadOnlyDictionary<int, int> CornerWindings)
{
    /// <summary>
    /// How far round about its own ground a part must know all edges: an edge that starts inside may lead so far out, and a tile's margin,
    /// a
    /// 64th of its side, is no wider while the side is at most 2^26.
    /// </summary>
    public const long Margin = EdgeSplitting.MaxEdge + 2;

    /// <summary>Less ground of the part: its sums are those of the edges that start in <paramref name="own"/>.</summary>
    public PartOfGround Within(LatticeBox own) => this with { Own = own, Ground = own.Widened(Margin).CommonWith(Ground) };

    /// <summary>Some features are now here with all their edges.</summary>
    public PartOfGround Completed(IEnumerable<int> features)
    {
        var windings = new Dictionary<int, int>(CornerWindings);
        foreach (int feature in features)
            windings.Remove(feature);
        return this with { CornerWindings = windings };
    }
}
