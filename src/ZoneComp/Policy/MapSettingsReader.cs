namespace ZoneComp.Policy;

/// <summary>The key <c>maps</c> of the block <c>outputs</c>.</summary>
internal static class MapSettingsReader
{
    public static (MapSettings Maps, NeighbourSettings? Neighbours) Read(MapReader outputs)
    {
        if (outputs.OptionalMap("maps") is not { } map)
            return (MapSettings.Default, null);
        MapClassSettings classes = ReadClasses(map, MapClassSettings.Default, withBreaks: false);
        Dictionary<string, MapClassSettings> figures = new(StringComparer.Ordinal);
        foreach ((PolicyNode name, PolicyNode value) in map.NamedEntries("figures", areLabels: true))
        {
            MapReader figure = new(value, map.Errors);
            figures[name.Text] = ReadClasses(figure, classes, withBreaks: true);
            figure.Finish();
        }

        MapSettings read = new(
            classes, figures, map.OptionalText("prepared_by") ?? "", map.OptionalText("approval") ?? "", map.OptionalText("secrecy") ?? "",
                IssueReader.ReadDate(map))
        {
            PerHead = map.OptionalText("per_head") ?? "",
            Inset = map.Texts("inset"),
            Panels = [.. map.NamedEntries("panels", areLabels: true).Select(entry => ReadPanels(entry, map))],
        };
        NeighbourSettings? neighbours = map.Optional("neighbours") is { } around ? ReadNeighbours(around, map.Errors) : null;
        map.Finish();
        return (read, neighbours);
    }

    private static NeighbourSettings ReadNeighbours(PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        NeighbourSettings read = new(SourceReader.Read(map), map.OptionalText("name"), node);
        map.Finish();
        return read;
    }

    private static MapPanels ReadPanels(KeyValuePair<PolicyNode, PolicyNode> entry, MapReader map)
    {
        MapReader panels = new(entry.Value, map.Errors);
        MapPanels read = new(entry.Key.Text, panels.OptionalText("title") ?? entry.Key.Text, panels.Texts("figures"));
        panels.Finish();
        if (read.Figures.Count is 0 or > MapPanels.Most)
            map.Errors.Add(
                entry.Key, $"'{read.Name}' has {read.Figures.Count} figures; expected 'figures' with 1 to {MapPanels.Most} names",
                $"“{read.Name}”有 {read.Figures.Count} 个指标；figures 应列 1 至 {MapPanels.Most} 个名称");
        return read;
    }

    private static MapClassSettings ReadClasses(MapReader map, MapClassSettings otherwise, bool withBreaks)
    {
        ClassMethod method = map.Choice(
            "method", otherwise.Method, ("rounded", ClassMethod.Rounded), ("jenks", ClassMethod.Jenks), ("equal", ClassMethod.Equal),
                ("quantile", ClassMethod.Quantile), ("pretty", ClassMethod.Pretty));
        int count = map.OptionalInteger("classes") ?? otherwise.Count;
        if (count is < 2 or > MapClassSettings.MostClasses)
            map.Errors.Add(map.Optional("classes")!, $"'classes' is {count}; expected 2 to {MapClassSettings.MostClasses}",
                $"“classes”是 {count}；应为 2 至 {MapClassSettings.MostClasses}");
        bool lowerIn = map.Choice("closed", otherwise.LowerIn, ("left", true), ("right", false));
        if (!withBreaks || map.Optional("breaks") is not { } node)
            return new MapClassSettings(method, count, [], lowerIn);
        decimal[] breaks = node.Kind == PolicyNodeKind.List ? [.. node.Items.Select(map.Number).OfType<decimal>()]
            : [.. new[] { map.Number(node) }.OfType<decimal>()];
        if (breaks.Length is 0 or >= MapClassSettings.MostClasses || !breaks.Zip(breaks.Skip(1)).All(pair => pair.First < pair.Second))
        {
            map.Errors.Add(
                node, $"'breaks' must be 1 to {MapClassSettings.MostClasses - 1} ascending numbers, in the unit that the map shows",
                    $"“breaks”应为 1 至 {MapClassSettings.MostClasses - 1} 个由小到大的数，单位与地图所示相同");
        }

        return new MapClassSettings(ClassMethod.Breaks, count, breaks, lowerIn);
    }
}
