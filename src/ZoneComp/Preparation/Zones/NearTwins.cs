namespace ZoneComp.Preparation.Zones;

/// <summary>Lines and points of several files of one layer that lie on one another but for rounding: the same thing, exported
/// twice.</summary>
/// <remarks>A copy in GeoJSON has seven decimals of a degree, 0.01 m; one in another CRS has its vertices there and its edges
/// beside.</remarks>
internal static class NearTwins
{
    /// <summary>0.1 m on the lattice.</summary>
    private const long Near = 100;

    /// <summary>Features looked at on either side of one whose least x is the same but for <see cref="Near"/>.</summary>
    private const int MostLookedAt = 64;

    public static IEnumerable<(PlaceFeature First, PlaceFeature Second)> Pairs(IReadOnlyList<PlaceFeature> features)
    {
        if (features.DistinctBy(feature => feature.Source).Take(2).Count() < 2)
            yield break;
        Ends[] ends = [.. features.Where(feature => feature.Parts.Count > 0).Select(Ends.Of)
            .OrderBy(each => each.X).ThenBy(each => each.Feature.Source)
            .ThenBy(each => each.Feature.FeatureId)];
        for (int one = 0; one < ends.Length; one++)
        {
            for (int other = one + 1; other < Math.Min(ends.Length, one + MostLookedAt) && ends[other].X - ends[one].X <= Near; other++)
            {
                (PlaceFeature first, PlaceFeature second) = (ends[one].Feature, ends[other].Feature);
                if (first.Source == second.Source || !ends[one].IsNear(ends[other]))
                    continue;
                yield return first.Source < second.Source ? (first, second) : (second, first);
            }
        }
    }

    private sealed record Ends(PlaceFeature Feature, long X, (LatticePoint From, LatticePoint To)[] Parts, double Length)
    {
        public static Ends Of(PlaceFeature feature) => new(
            feature,
            feature.Parts.Min(part => Math.Min(part[0].X, part[^1].X)),
            [.. feature.Parts.Select(part => (part[0], part[^1]))],
            feature.Parts.Sum(part => part.Zip(part.Skip(1)).Sum(edge => double.Hypot(
                edge.Second.X - edge.First.X,
                edge.Second.Y - edge.First.Y))));

        /// <summary>The same ends, either way round, and a length that only edges in another CRS can make another.</summary>
        public bool IsNear(Ends other) =>
            Parts.Length == other.Parts.Length
            && Math.Abs(Length - other.Length) <= Near + (Length / 1000)
            && Parts.Zip(other.Parts).All(pair =>
                (AreNear(pair.First.From, pair.Second.From) && AreNear(pair.First.To, pair.Second.To))
                || (AreNear(pair.First.From, pair.Second.To) && AreNear(pair.First.To, pair.Second.From)));

        private static bool AreNear(LatticePoint one, LatticePoint other) =>
            Math.Abs(one.X - other.X) <= Near && Math.Abs(one.Y - other.Y) <= Near;
    }
}
