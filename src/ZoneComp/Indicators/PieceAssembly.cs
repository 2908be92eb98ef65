namespace ZoneComp.Indicators;

/// <summary>The trace in the words of the data: which feature of which file gave which region how much.</summary>
internal static class PieceAssembly
{
    public static IReadOnlyList<PieceRow> Of(PreparedInput prepared, OverlayResult overlay) =>
    [
        .. overlay.Pieces
            .Where(piece => piece.Area2 != 0)
            .OrderBy(piece => piece.Region == CombinationTable.OutsideIndex ? int.MaxValue : piece.Region)
            .ThenBy(piece => piece.Zone)
            .ThenBy(piece => piece.Classes)
            .Select(piece => new PieceRow(
                piece.Region,
                prepared.Rings.ClassOf(piece.Zone),
                prepared.Zones.Source(piece.Zone),
                prepared.Zones.FeatureId(piece.Zone),
                piece.Classes,
                AreaUnits.ToM2(piece.Area2))),
    ];
}
