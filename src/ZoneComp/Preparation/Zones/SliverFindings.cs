namespace ZoneComp.Preparation.Zones;

/// <summary>Findings about slivers of zones that join a neighbour.</summary>
internal static class SliverFindings
{
    public static Diagnostic Joined(OpenedSource source, LayerSettings layer, IReadOnlyList<JoinedSliver> slivers, decimal areaM2)
    {
        const int Named = 8;
        string Names(IReadOnlyList<int> classes) => string.Join(" + ", classes.Select(index => layer.ClassNames[index]));
        (string Change, int Count, decimal M2)[] changes =
        [
            .. slivers.Where(sliver => !sliver.Own.SequenceEqual(sliver.Feature.Classes))
                .GroupBy(sliver => $"{Names(sliver.Own)} → {Names(sliver.Feature.Classes)}")
                .Select(group => (group.Key, group.Count(), group.Sum(sliver => sliver.AreaM2)))
                .OrderByDescending(each => each.Item3).ThenBy(each => each.Key, StringComparer.Ordinal),
        ];
        string list = string.Join("; ", changes.Take(Named).Select(each =>
            FormattableString.Invariant($"{each.Change}: {each.Count}, {each.M2:N2} m²")));
        string listZh = list.Replace(" m²", " 平方米", StringComparison.Ordinal).Replace("; ", "；", StringComparison.Ordinal);
        int more = Math.Max(0, changes.Length - Named), alone = slivers.Count(sliver => !sliver.HasNeighbour);
        decimal aloneM2 = slivers.Where(sliver => !sliver.HasNeighbour).Sum(sliver => sliver.AreaM2);
        decimal movedM2 = changes.Sum(each => each.M2);
        return new Diagnostic(
            "ZC330",
            Severity.Warning,
            source.Subject(slivers.Min(sliver => sliver.Feature.FeatureId)),
            new LocalText(
                FormattableString.Invariant($"{slivers.Count} feature(s) narrower than {layer.SliversM:0.###} m, {areaM2:N2} m² in all, ")
                    + "this the first, count in the class of the neighbour with which they share most border, as 'slivers' says: "
                    + FormattableString.Invariant($"{changes.Sum(each => each.Count)} change their class, {movedM2:N2} m²")
                    + (changes.Length == 0 ? "" : $" ({list}{(more == 0 ? "" : $"; {more} more changes")})")
                    + FormattableString.Invariant($"; {alone} have no neighbour and keep theirs, {aloneM2:N2} m²"),
                FormattableString.Invariant($"有 {slivers.Count} 个要素窄于 {layer.SliversM:0.###} 米，共 {areaM2:N2} 平方米，此为第一个；")
                    + "按 slivers 的规定计入公共边界最长的相邻图斑所属的类："
                    + FormattableString.Invariant($"其中 {changes.Sum(each => each.Count)} 个改变所属类，{movedM2:N2} 平方米")
                    + (changes.Length == 0 ? "" : $"（{listZh}{(more == 0 ? "" : $"；另有 {more} 种")}）")
                    + FormattableString.Invariant($"；{alone} 个没有相邻图斑，保持原类，{aloneM2:N2} 平方米")))
        { Layer = source.PolicyLayer, Weight = FindingWeight.M2(movedM2) };
    }
}
