namespace ZoneComp.Expressions;

/// <summary>Counts zone features by region from the trace.</summary>
internal static class FeatureCounts
{
    /// <summary>Features of the classes with at least so much ground in the region; null when there is no trace.</summary>
    /// <param name="trace">Null when there is none.</param>
    /// <param name="within">Combinations whose ground counts.</param>
    /// <param name="least">Internal area units.</param>
    public static IReadOnlyList<decimal>? Of(
        RegionScope scope, IReadOnlyList<PieceRow>? trace, IReadOnlyList<int> classes, Predicate<ClassSet> within, decimal least)
    {
        if (trace is not IReadOnlyList<PieceRow> pieces)
            return null;
        Dictionary<(int Region, int Layer, int Source, long Feature), decimal> areas = [];
        Dictionary<string, int> layers = new(StringComparer.Ordinal);
        foreach (PieceRow piece in pieces)
        {
            if (piece.Region < 0 || !classes.Contains(piece.Class) || !within(piece.Classes))
                continue;
            // A feature that two classes' filters take is one feature: keyed by its layer.
            string layer = scope.Classes[piece.Class].Layer;
            if (!layers.TryGetValue(layer, out int number))
                layers.Add(layer, number = layers.Count);
            (int, int, int, long) key = (piece.Region, number, piece.Source, piece.FeatureId);
            areas[key] = areas.GetValueOrDefault(key) + (piece.AreaM2 * InternalUnits.ThirdsInM2);
        }

        decimal[] counts = new decimal[scope.Frame.Count];
        foreach (((int region, _, _, _), decimal area) in areas)
            counts[region] += area >= least ? 1m : 0m;
        return counts;
    }
}
