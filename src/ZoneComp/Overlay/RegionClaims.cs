namespace ZoneComp.Overlay;

/// <summary>Which regions claim the same ground, by their polygons alone and exactly.</summary>
internal static class RegionClaims
{
    /// <summary>By region those that overlap it, however little. Only regions whose loose borders come near another one are looked
    /// at.</summary>
    /// <param name="offset">Added to the numbers of the regions given.</param>
    public static IReadOnlyList<IReadOnlySet<int>> Find(OverlayInput regions, IReadOnlyList<LooseBorder> loose, int offset, int threads)
    {
        HashSet<int>[] claims = [.. Enumerable.Range(0, regions.RegionCount).Select(_ => new HashSet<int>())];
        IReadOnlyList<HashSet<int>> possible = RegionBorders.PossibleClaims(regions, loose);
        int[] near = [.. Enumerable.Range(0, claims.Length).Where(region => possible[region].Count > 0)];
        var input = new OverlayInput(0);
        foreach (int region in near)
        {
            _ = input.AddRegion();
            foreach (LatticePoint[] ring in regions.RegionRings(region))
                input.AddRing(ring);
        }

        if (near.Length == 0)
            return claims;
        foreach (RegionOverlap overlap in ZoneOverlay.Measure(input, new OverlayOptions(threads)).RegionOverlaps)
        {
            (int first, int second) = (near[overlap.First], near[overlap.Second]);
            _ = claims[first].Add(second + offset);
            _ = claims[second].Add(first + offset);
        }

        return claims;
    }
}
