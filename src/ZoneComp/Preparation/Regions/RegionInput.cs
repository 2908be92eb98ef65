namespace ZoneComp.Preparation.Regions;

/// <summary>The regions, read and held against one another, in the overlay's input before any zone.</summary>
/// <param name="All">The lowest, then the remainders of a level with polygons of its own.</param>
/// <param name="Rings">With the regions alone; whoever adds the zones owns it from then on.</param>
/// <param name="Box">Of the regions.</param>
/// <param name="Gaps">Ends when all gaps between the regions were found.</param>
internal sealed record RegionInput(
    IReadOnlyList<PreparedRegion> All, IReadOnlyList<MaskFeature> Mask, RegionLayout Layout, OverlayInput Rings, LatticeBox Box,
    Task<IReadOnlyList<Diagnostic>> Gaps)
{
    /// <summary>Whether the box holds them all: of one that was refused it does not.</summary>
    public bool IsWhole { get; } = All.All(region => region.IsWhole);

    public IReadOnlyList<Region> Regions { get; } = [.. All.Select(region => region.Region)];

    /// <param name="classes">Classes of the policy.</param>
    /// <param name="aside">Opens the files beside the regions' own.</param>
    public static RegionInput Read(
        PolicyFile policy, int classes, AreaPlane plane, SourceOpening opening, SourceOpening aside, int threads, HandedZones? handed,
        DiagnosticLog log)
    {
        (IReadOnlyList<PreparedRegion> lowest, IReadOnlyList<PreparedRegion> remainders) = LevelPreparation.Read(
            policy,
            RegionPreparation.Read(policy, opening, log),
            aside,
            log);
        IReadOnlyList<PreparedRegion> all = [.. lowest, .. remainders];
        handed?.RequireRoom(
            new LocalText("the regions", "各区域"),
            all.Sum(region => region.Rings.Sum(ring => (long)ring.Length)),
            HandedZones.BytesPerRegionVertex);
        IReadOnlyList<MaskFeature> mask = policy.Regions.Mask is { } only ? GroundLayers.Read(only, "regions: mask", aside, log) : [];
        RegionLayout layout = RegionBorderCheck.Plan(
            policy, classes, lowest, remainders, plane, aside, threads, out Task<IReadOnlyList<Diagnostic>> gaps);
        if (policy.Regions.Parents.FirstOrDefault(each => each.Layer is not null) is { } level)
        {
            var notJudged = new HashSet<int>();
            IReadOnlyDictionary<int, SliverGround> slivers =
                SliverGround.Find(Drawn(all, lowest.Count, 0, 0), all, lowest.Count, level, plane, threads, notJudged);
            layout = layout.With(slivers, notJudged);
        }

        layout.RequireRoom();
        OverlayInput rings = Drawn(all, lowest.Count, layout.ClassCount, layout.VisibleClasses);
        return new RegionInput(all, mask, layout, rings, rings.Bounds, gaps);
    }

    private static OverlayInput Drawn(IReadOnlyList<PreparedRegion> all, int lowest, int classes, int visible)
    {
        var rings = new OverlayInput(classes) { VisibleClasses = visible };
        for (int region = 0; region < all.Count; region++)
        {
            _ = rings.AddRegion(isBackground: region >= lowest);
            foreach (LatticePoint[] ring in all[region].Rings)
                rings.AddRing(ring);
        }

        return rings;
    }
}
