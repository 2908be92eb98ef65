namespace ZoneComp.Indicators;

/// <summary>Features whole in the region that holds most of them, as `assign: largest_share` says.</summary>
/// <remarks>
/// Outside every region is a candidate as any region is: a feature that lies mostly there counts for nobody. Of equal shares a region goes
/// before the outside, and of regions the first by code. What holds most is decided by the whole feature, whatever part of it a formula
/// then counts.
/// </remarks>
internal static class LargestShare
{
    /// <param name="pieces">All pieces of the layer's features, those outside every region included.</param>
    /// <param name="places">All places of the layer's lines or points.</param>
    /// <returns>The same with one region for all parts of a feature.</returns>
    public static (IReadOnlyList<PieceRow> Pieces, IReadOnlyList<PlaceRow> Places) Of(
        string layer, LayerGeometry geometry, IReadOnlyList<PieceRow> pieces, IReadOnlyList<PlaceRow> places, DiagnosticLog log)
    {
        Part[] parts =
        [
            .. pieces.Select(piece => new Part(piece.Source, piece.FeatureId, piece.Class, "", piece.Region, piece.AreaM2)),
            .. places.Select(place => new Part(place.Source, place.FeatureId, 0, place.Class, place.Region, place.Amount)),
        ];
        Dictionary<(int, long), int> homes = parts.GroupBy(part => part.Feature).ToDictionary(group => group.Key, group => Home(group));
        // A feature that two classes take is told once.
        Part[] strays = [.. parts.GroupBy(part => part.Feature)
            .SelectMany(group => group.Where(part => (part.Class, part.Name) == (group.First().Class, group.First().Name)))
            .Where(part => part.Amount > 0m && part.Region != homes[part.Feature])];
        if (strays.Length > 0)
            log.Add(Moved(layer, geometry, homes.Count, strays.ToLookup(part => homes[part.Feature] >= 0)));
        return (
            [.. pieces.Select(piece => piece with { Region = homes[(piece.Source, piece.FeatureId)] })],
            [.. places.Select(place => place with { Region = homes[(place.Source, place.FeatureId)] })]);
    }

    private static decimal Sum(IEnumerable<Part> parts) => parts.Sum(part => part.Amount);

    private static int Home(IEnumerable<Part> parts) =>
        parts.GroupBy(part => part.Region).OrderByDescending(Sum)
            .ThenBy(group => group.Key == CombinationTable.OutsideIndex ? int.MaxValue : group.Key).First().Key;

    /// <param name="strays">Parts in other regions than their feature counts in, by whether it counts in one.</param>
    private static Diagnostic Moved(string layer, LayerGeometry geometry, int features, ILookup<bool, Part> strays)
    {
        FindingWeight Amount(bool counted) => geometry switch
        {
            LayerGeometry.Lines => FindingWeight.Metres(Sum(strays[counted])),
            LayerGeometry.Points => FindingWeight.Features(Sum(strays[counted])),
            _ => FindingWeight.M2(Sum(strays[counted])),
        };
        int Number(bool counted) => strays[counted].Select(part => part.Feature).Distinct().Count();
        string moved = $"{Number(true)} of {features} feature(s) lie in several regions and are counted whole in the one that holds most "
            + $"of them, by 'assign: largest_share': {Amount(true).Shown().En} count in another region than where they lie, or lie in none";
        string movedZh = $"{features} 个要素中有 {Number(true)} 个跨区域，按 assign: largest_share 整体计入所占份额最大的区域："
            + $"其中 {Amount(true).Shown().Zh}不在所计入的区域内";
        string lost = Number(false) == 0 ? ""
            : $"; {Number(false)} lie mostly outside every region and are counted in none ({Amount(false).Shown().En} of them lie in "
                + "regions)";
        string lostZh = Number(false) == 0 ? ""
            : $"；有 {Number(false)} 个大部分位于所有区域之外，不计入任何区域（其在区域内的部分为 {Amount(false).Shown().Zh}）";
        return new Diagnostic("ZC331", Severity.Note, layer, new LocalText(moved + lost, movedZh + lostZh))
        {
            Layer = layer,
            Weight = Amount(true) with { Amount = Amount(true).Amount + Amount(false).Amount },
        };
    }

    private readonly record struct Part(int Source, long FeatureId, int Class, string Name, int Region, decimal Amount)
    {
        public (int, long) Feature => (Source, FeatureId);
    }
}
