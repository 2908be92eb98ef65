namespace ZoneComp.Overlay.Ground;

/// <summary>The features that cover the place that a query has come to.</summary>
internal sealed class PlaceWindings(OverlayInput input, FeatureWindings windings)
{
    private IReadOnlyList<Place>? places;

    public void Cross(int feature, int change)
    {
        windings.Add(feature, change);
        places = null;
    }

    /// <summary>One place for every region that covers it; region -1 where none does.</summary>
    public IReadOnlyList<Place> Places()
    {
        if (places is not null)
            return places;
        var classes = new SortedDictionary<int, int>();
        var regions = new SortedSet<int>();
        foreach (FeatureWinding entry in windings.Entries)
        {
            FeatureEntry feature = input.Feature(entry.Owner);
            if (!feature.IsRegion)
                classes[feature.Group] = classes.GetValueOrDefault(feature.Group) + entry.Winding;
            else if (entry.Winding > 0)
                regions.Add(feature.Region);
        }

        var set = ClassSet.Of([.. classes.Where(pair => pair.Value > 0).Select(pair => pair.Key)]);
        return places = regions.Count == 0
            ? [new Place(SpecialRegion.Outside, set)]
            : [.. regions.Select(region => new Place(region, set))];
    }
}
