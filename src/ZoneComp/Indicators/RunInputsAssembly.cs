using System.Globalization;

namespace ZoneComp.Indicators;

/// <summary>What the stages after the overlay need of it, in plain records.</summary>
internal static class RunInputsAssembly
{
    public static RunInputs Of(PreparedInput prepared, ResolvedGround ground, CombinationTable table, bool trace) =>
        Of(prepared, ground, ground.Overlay, table, trace);

    private static RunInputs Of(PreparedInput prepared, ResolvedGround ground, OverlayResult overlay, CombinationTable table, bool trace) =>
        new()
        {
            Combinations = table,
            Shapes = RegionShapes.Of(prepared, ground.Rows),
            Crs = RegionShapes.CrsOf(prepared.Plane),
            Pieces = trace ? PieceAssembly.Of(prepared, overlay) : null,
            Inputs = prepared.Inputs,
            AreaDescription = prepared.Plane.Describe().En,
            Measures =
        [
            new("regions", Text(ground.Regions.Count)),
            new("zone_features", Text(prepared.Zones.Count)),
            new("vertices", Text(prepared.Rings.VertexCount)),
            new("flat_rings_left_out", Text(prepared.Rings.FlatRingCount)),
            new("edges", Text(overlay.Statistics.Edges)),
            new("crossings", Text(overlay.Statistics.Crossings)),
            new("ghosts_joined", Text(overlay.Statistics.Ghosts)),
            new("ghost_area_m2", AreaUnits.ToM2(overlay.Statistics.GhostArea2).ToString(CultureInfo.InvariantCulture)),
            new("features_repaired", Text(overlay.Faults.Count)),
            .. Polygons(prepared, overlay),
        ],
        };

    /// <summary>Sum of the polygons of each class, m², whatever region they lie in: what regions, outside and repeats must add up to. Not
    /// where regions overlap, or lie over counties.</summary>
    private static IEnumerable<NamedValue> Polygons(PreparedInput prepared, OverlayResult overlay)
    {
        if (overlay.RegionOverlaps.Count + overlay.BackgroundOverlaps.Count > 0)
            return [];
        return overlay.Polygons2.Take(prepared.Classes.Count).Select((sum, index) => new NamedValue(
            RunLaws.PolygonsMeasure + prepared.Classes[index].Name, AreaUnits.ToM2(sum).ToString(CultureInfo.InvariantCulture)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
