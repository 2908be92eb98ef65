namespace ZoneComp.Indicators;

/// <summary>Turns the overlay's integers into the table of exact square metres that all later stages work on.</summary>
internal static class CombinationAssembly
{
    public static CombinationTable ToTable(
        PolicyFile policy,
        ResolvedGround ground,
        IReadOnlyList<ZoneClass> classes,
        IReadOnlyList<AreaBoundRow> bounds) =>
        ToTable(
            ground.Overlay,
            ground.Regions,
            classes,
            ground.Ground,
            [.. policy.Regions.Parents.Select(level => new RegionLevel(level.Name, level.Title))],
            bounds);

    /// <param name="regions">By code, as the overlay's rows number them.</param>
    internal static CombinationTable ToTable(
        OverlayResult overlay, IReadOnlyList<Region> regions, IReadOnlyList<ZoneClass> classes, IReadOnlyList<RegionGround> ground,
        IReadOnlyList<RegionLevel> levels, IReadOnlyList<AreaBoundRow>? bounds = null) => new()
        {
            Classes = classes,
            Regions = regions,
            Ground = ground,
            Levels = levels,
            Bounds = bounds ?? [],
            Rows =
        [
            .. overlay.Areas
                .Where(area => area.Area2 != 0)
                .OrderBy(area => OutsideLast(area.Region))
                .ThenBy(area => area.Classes)
                .Select(area => new CombinationRow(area.Region, area.Classes, AreaUnits.ToM2(area.Area2))),
        ],
            Repeats =
        [
            .. overlay.Repeats
                .Where(repeat => repeat.Repeated2 != 0)
                .OrderBy(repeat => OutsideLast(repeat.Region))
                .ThenBy(repeat => repeat.Class)
                .Select(repeat =>
                    new RepeatRow(repeat.Region, repeat.Class, AreaUnits.ToM2(repeat.Repeated2), AreaUnits.ToM2(repeat.Excess2))),
        ],
        };

    private static int OutsideLast(int region) => region == CombinationTable.OutsideIndex ? int.MaxValue : region;
}
