using ZoneComp.Model;
using ZoneComp.Overlay;

namespace ZoneComp.Indicators;

/// <summary>Turns the overlay's integers into the table of exact square metres that all later stages work on.</summary>
public static class CombinationAssembly
{
    /// <param name="regions">By code, in the order in which they were given to the overlay.</param>
    public static CombinationTable ToTable(OverlayResult overlay, IReadOnlyList<Region> regions, IReadOnlyList<ZoneClass> classes, IReadOnlyList<RegionLevel>? levels = null) => new()
    {
        Levels = levels ?? [],
        Classes = classes,
        Regions = regions,
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
                .Select(repeat => new RepeatRow(repeat.Region, repeat.Class, AreaUnits.ToM2(repeat.Repeated2), AreaUnits.ToM2(repeat.Excess2))),
        ],
    };

    private static int OutsideLast(int region) => region == CombinationTable.OutsideIndex ? int.MaxValue : region;
}
