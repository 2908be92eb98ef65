namespace ZoneComp.Preparation.Regions;

/// <summary>Looks at the regions' borders before anything is overlaid: gaps, an outline they do not fill, ground that several may
/// claim.</summary>
internal static class RegionBorderCheck
{
    /// <summary>Ground below this area is rounding.</summary>
    private const decimal ShownM2 = 1m;

    /// <param name="gaps">Another thread looks for them where nothing has to be read for it; it tells nobody but who waits for it.</param>
    public static RegionLayout Plan(
        PolicyFile policy,
        int classes,
        IReadOnlyList<PreparedRegion> lowest,
        IReadOnlyList<PreparedRegion> remainders,
        AreaPlane plane,
        SourceOpening opening,
        int threads,
        out Task<IReadOnlyList<Diagnostic>> gaps)
    {
        // Ground of counties that their towns leave is a row of its own, so gaps are looked for between the counties.
        OverlayInput claimed = Rings(lowest), whole = remainders.Count > 0 ? Rings(remainders) : claimed;
        IReadOnlyList<LooseBorder> loose = RegionBorders.Loose(claimed),
            wholeLoose = remainders.Count > 0 ? RegionBorders.Loose(whole) : loose;
        bool fit = RegionFit.IsCertain(claimed, loose), wholeFit = remainders.Count > 0 ? RegionFit.IsCertain(whole, wholeLoose) : fit;
        IReadOnlyList<Diagnostic> Gaps()
        {
            Seam.At("gaps");
            return [.. wholeFit && policy.Regions.Outline is null ? [] : FindGaps(policy, wholeLoose, plane, opening)];
        }

        gaps = threads > 1 && policy.Regions.Outline is null && !wholeFit ? Task.Run(Gaps) : Task.FromResult(Gaps());
        IReadOnlyList<IReadOnlySet<int>> claims = policy.Regions.Overlaps == RegionOverlapRule.CountInEach ? []
            : [
                .. Claims(claimed, loose, fit, 0, threads),
                .. remainders.Count > 0 ? Claims(whole, wholeLoose, wholeFit, lowest.Count, threads) : [],
            ];
        return RegionLayout.Plan(policy, classes, lowest.Count, remainders.Count > 0, claims);
    }

    private static IReadOnlyList<IReadOnlySet<int>> Claims(
        OverlayInput regions, IReadOnlyList<LooseBorder> loose, bool fit, int offset, int threads) =>
        fit ? [.. Enumerable.Repeat(new HashSet<int>(), regions.RegionCount)] : RegionClaims.Find(regions, loose, offset, threads);

    private static OverlayInput Rings(IReadOnlyList<PreparedRegion> regions)
    {
        var rings = new OverlayInput(0);
        foreach (PreparedRegion region in regions)
        {
            _ = rings.AddRegion();
            foreach (LatticePoint[] ring in region.Rings)
                rings.AddRing(ring);
        }

        return rings;
    }

    private static IEnumerable<Diagnostic> FindGaps(
        PolicyFile policy,
        IReadOnlyList<LooseBorder> loose,
        AreaPlane plane,
        SourceOpening opening)
    {
        LatticePoint[][] outline = policy.Regions.Outline is not OutlineLayer around ? []
            : [
                .. GroundLayers.Read(around.Ground, "regions: outline", opening, opening.Log)
                    .SelectMany(feature => feature.Rings)
                    .SelectMany(Split),
            ];
        IReadOnlyList<BorderFace> faces = BorderFaces.Find(loose, outline, plane.GroundOfX);
        BorderFace[] small = [.. faces.Where(face => face.AreaM2 < ShownM2)];
        if (small.Length > 0)
            yield return OverlayFindings.GapsByRounding(small.Length, small.Sum(face => face.AreaM2));
        Severity severity = Severity.Warning;
        if (policy.Regions.Outline is { } layer)
        {
            decimal areaM2 = AreaUnits.ToM2(outline.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)));
            severity = faces.Sum(face => face.AreaM2) > layer.Tolerance * areaM2 ? Severity.Error : Severity.Warning;
        }

        foreach (BorderFace face in faces.Except(small))
        {
            FindingPlace place = plane.Place(face.At);
            yield return policy.Regions.Outline is null ? OverlayFindings.Gap(face, place)
                : face.InOutline ? OverlayFindings.InNoRegion(face, severity, place)
                : OverlayFindings.BeyondOutline(face, severity, place);
        }
    }

    /// <summary>As the regions' rings are kept, so that shared borders stay shared.</summary>
    private static IEnumerable<LatticePoint[]> Split(LatticePoint[] ring)
    {
        ReadOnlySpan<LatticePoint> kept = EdgeSplitting.Prepare(ring, []);
        return kept.Length < 3 ? [] : [kept.ToArray()];
    }
}
