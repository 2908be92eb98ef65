namespace ZoneComp.Indicators;

/// <summary>The survey's levelling of land classes: a region's total controls its classes across the row, and each class its
/// combinations.</summary>
/// <remarks>Ground in none of the classes is a class of its own, with the lowest code.</remarks>
internal sealed class LandClassLevelling
{
    private readonly int[] classes;

    private LandClassLevelling(int[] classes) => this.classes = classes;

    /// <summary>The classes of the layer that the policy names, from the highest code downward; null where it names none.</summary>
    public static LandClassLevelling? Of(PolicyFile policy, IReadOnlyList<ZoneClass> all)
    {
        if (policy.Regions.OfficialArea?.Adjustment?.LandClasses is not { } named)
            return null;
        LayerSettings layer = policy.Layers.First(each => each.Name == named.Text);
        int[] own = [.. Enumerable.Range(0, all.Count).Where(index => all[index].Layer == layer.Name)];
        return new([.. own.Zip(
            layer.Classes,
            (index, settings) => (index, Code: settings.Values.Count > 0 ? settings.Values.Min(StringComparer.Ordinal)! : settings.Name))
            .OrderByDescending(pair => pair.Code, StringComparer.Ordinal).Select(pair => pair.index)]);
    }

    /// <returns>Units of each part; null with a <paramref name="problem"/>.</returns>
    public Int128[]? Shares(IReadOnlyList<LevelledPart> parts, Int128 units, decimal unitM2, out LocalText? problem)
    {
        problem = null;
        int[] classOf = new int[parts.Count]; // place in the row; the last is ground in no class
        for (int part = 0; part < classOf.Length; part++)
        {
            int[] holding = [.. Enumerable.Range(0, classes.Length).Where(index => parts[part].Classes.Contains(classes[index]))];
            if (holding.Length > 1)
            {
                problem = new(
                    "land classes overlap each other there, so their areas cannot add up to the region's",
                    "该处地类相互重叠，各地类面积之和不可能等于区域面积");
                return null;
            }

            classOf[part] = holding.Length == 0 ? classes.Length : holding[0];
        }

        int[][] members =
        [
            .. Enumerable.Range(0, classes.Length + 1)
                .Select(index => Enumerable.Range(0, parts.Count).Where(part => classOf[part] == index).ToArray()),
        ];
        Int128[] totals = UnitShares.SurveyClasses(
            [
                .. members.Select(own =>
                    AreaLevelling.Weights([.. own.Select(part => parts[part])]).Aggregate((Int128)0, (sum, weight) => sum + weight)),
            ], units, (Int128)(10_000m / unitM2));
        var shares = new Int128[parts.Count];
        for (int index = 0; index < members.Length; index++)
        {
            Int128[] own = UnitShares.Survey(AreaLevelling.Weights([.. members[index].Select(part => parts[part])]), totals[index]);
            for (int at = 0; at < own.Length; at++)
                shares[members[index][at]] = own[at];
        }

        return shares;
    }
}
