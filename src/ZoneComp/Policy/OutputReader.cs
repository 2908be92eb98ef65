namespace ZoneComp.Policy;

/// <summary>The block <c>outputs</c>.</summary>
internal static class OutputReader
{
    /// <param name="levels">Names of the levels above the regions.</param>
    public static OutputSettings Read(MapReader? map, IReadOnlyList<string> levels)
    {
        if (map is null)
            return OutputSettings.Default;
        ZoneDrawing zones = map.Choice(
            "zones", ZoneDrawing.None, ("none", ZoneDrawing.None), ("as_used", ZoneDrawing.AsUsed), ("clipped", ZoneDrawing.Clipped));
        IReadOnlyList<GroundSettings> ground =
        [
            .. map.NamedEntries("ground").Select(entry => ReadGround(entry.Key, entry.Value, map.Errors)).OfType<GroundSettings>(),
        ];
        IssueSettings issue = IssueReader.Read(map, levels);
        MapSettings maps = MapSettingsReader.Read(map);
        ShapefileEncoding? shapefile = map.Choice(
            "shapefile", (ShapefileEncoding?)null, ("none", null), ("gbk", ShapefileEncoding.Gbk), ("utf8", ShapefileEncoding.Utf8));
        map.Finish();
        return new OutputSettings(zones, ground) { Issue = issue, Maps = maps, Shapefile = shapefile };
    }

    private static GroundSettings? ReadGround(PolicyNode name, PolicyNode value, PolicyErrors errors)
    {
        if (value is { Kind: PolicyNodeKind.Scalar, IsNothing: false })
            return new GroundSettings(name.Text, name.Text, value);
        MapReader map = new(value, errors);
        PolicyNode? set = map.Required("set");
        string title = map.OptionalText("title") ?? name.Text;
        _ = map.Text(set);
        map.Finish();
        return set is null ? null : new GroundSettings(name.Text, title, set);
    }
}
