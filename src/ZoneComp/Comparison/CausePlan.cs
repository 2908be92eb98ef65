namespace ZoneComp.Comparison;

/// <summary>One way to group the changed switches into causes.</summary>
/// <param name="Groups">In the switches' fixed order.</param>
/// <param name="Joined">Groups of several switches that could not be told apart, and why.</param>
internal sealed record CausePlan(
    IReadOnlyList<IReadOnlyList<Switch>> Groups,
    IReadOnlyList<(IReadOnlyList<Switch> Group, LocalText Why)> Joined)
{
    /// <summary>The finest first: every switch its own cause; the rules as one; the maps as one; both.</summary>
    /// <param name="mapsAsOne">Why the maps' switches cannot be told apart; null when they can.</param>
    public static IEnumerable<CausePlan> InOrder(IReadOnlyList<Switch> changed, LocalText? mapsAsOne)
    {
        LocalText rules = new("a mix of the two years' rules cannot be computed", "两年规则混合后无法计算");
        LocalText maps = mapsAsOne ?? new LocalText("a mix of the two years' maps cannot be computed", "两年图层混合后无法计算");
        bool manyRules = changed.Count(each => each.IsText) > 1, manyMaps = changed.Count(each => each.IsMap) > 1;
        foreach (bool mapsTied in (bool[])[false, true])
        {
            if ((mapsTied && !manyMaps) || (!mapsTied && manyMaps && mapsAsOne is not null))
                continue;
            yield return Of(changed, mapsTied ? maps : null, null);
            if (manyRules)
                yield return Of(changed, mapsTied ? maps : null, rules);
        }
    }

    private static CausePlan Of(IReadOnlyList<Switch> changed, LocalText? maps, LocalText? rules)
    {
        List<IReadOnlyList<Switch>> groups = [.. changed.Select(each => (IReadOnlyList<Switch>)[each])];
        List<(IReadOnlyList<Switch>, LocalText)> joined = [];
        void Join(Func<Switch, bool> belongs, LocalText? why)
        {
            IReadOnlyList<Switch> group = [.. groups.Where(each => each is [var one] && belongs(one)).Select(each => each[0])];
            if (why is null || group.Count < 2)
                return;
            int at = groups.FindIndex(each => each[0] == group[0]);
            _ = groups.RemoveAll(each => group.Contains(each[0]));
            groups.Insert(at, group);
            joined.Add((group, why));
        }

        Join(each => each.IsMap, maps);
        Join(each => each.IsText, rules);
        LocalText tooMany = new(
            FormattableString.Invariant(
                $"more than {ShapleyValues.MostCauses} causes changed, and those last in the policy's order are joined"),
            FormattableString.Invariant($"变化的原因超过 {ShapleyValues.MostCauses} 项，将测算方案中排在最后的几项合并"));
        foreach (SwitchKind kind in (SwitchKind[])[SwitchKind.Layer, SwitchKind.Table])
        {
            Switch[] own = [.. groups.Where(each => each is [var one] && one.Kind == kind).Select(each => each[0])];
            int excess = groups.Count - ShapleyValues.MostCauses;
            if (excess > 0)
                Join(own.TakeLast(excess + 1).ToHashSet().Contains, tooMany);
        }

        return new CausePlan(groups, joined);
    }
}
