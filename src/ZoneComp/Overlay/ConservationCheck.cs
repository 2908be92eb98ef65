namespace ZoneComp.Overlay;

/// <summary>The laws that hold as integers in every run; a breach is a bug, never the data's fault.</summary>
internal static class ConservationCheck
{
    /// <summary>
    /// Per region the combinations add up to the shoelace sum of its rings; per class the regions and the outside, less what regions
    /// share, add up to the ground that the class covers.
    /// </summary>
    public static void Verify<TSet>(OverlayInput input, AreaTable<TSet> areas)
        where TSet : struct, IClassBits<TSet>
    {
        var byRegion = new Int128[input.RegionCount];
        var byClass = new Int128[input.ClassCount];
        foreach (ref readonly AreaTable<TSet>.Row row in areas.Rows)
        {
            if (row.Region >= 0)
                byRegion[row.Region] += row.Area2;
            if (row.Region == SpecialRegion.Everywhere)
            {
                byClass[row.Feature] -= row.Area2;
                continue;
            }

            foreach (int @class in row.Set.ToClassSet().Indices())
                byClass[@class] += row.Region == SpecialRegion.Excess ? -row.Area2 : row.Area2;
        }

        for (int region = 0; region < byRegion.Length; region++)
        {
            Int128 own = input.RegionRings(region).Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));
            if (own != byRegion[region])
                throw new InvalidOperationException($"Region {region}: its combinations add up to {byRegion[region]}, its rings to {own}.");
        }

        for (int @class = 0; @class < byClass.Length; @class++)
        {
            if (byClass[@class] != 0)
                throw new InvalidOperationException($"Class {@class}: regions and outside miss its ground by {byClass[@class]}.");
        }
    }
}
