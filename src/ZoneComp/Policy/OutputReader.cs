namespace ZoneComp.Policy;

/// <summary>The block <c>outputs</c>.</summary>
internal static class OutputReader
{
    private const string Geodatabase =
        "ogr2ogr -f OpenFileGDB results.gdb OUT/zonecomp.gpkg -mapFieldType Integer64=Integer regions allocation findings";

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
        (MapSettings maps, NeighbourSettings? neighbours) = MapSettingsReader.Read(map);
        ShapefileEncoding? shapefile = map.Choice(
            "shapefile", (ShapefileEncoding?)null, ("none", null), ("gbk", ShapefileEncoding.Gbk), ("utf8", ShapefileEncoding.Utf8));
        Language? language = map.Choice("language", (Language?)null, ("zh", Language.Chinese), ("en", Language.English));
        string? areaUnit = map.Choice(
            "area_unit", (string?)null, ("ha", "ha"), ("km2", "km2"), ("mu", "mu"), ("wan_mu", "wan_mu"), ("公顷", "ha"), ("平方公里", "km2"),
            ("亩", "mu"), ("万亩", "wan_mu"));
        if (map.Optional("geodatabase") is { } asked)
            map.Errors.Add(
                asked,
                "a run writes no File Geodatabase: GDAL draws its identifiers by chance, so no run could be repeated byte for byte; GDAL 3.6 "
                    + $"or later makes one of the results: {Geodatabase}",
                $"运行不写 File Geodatabase：其中的标识由 GDAL 随机生成，结果无法逐字节重现；可用 GDAL 3.6 及以上由结果生成：{Geodatabase}");
        map.Finish();
        return new OutputSettings(zones, ground)
        {
            Issue = issue,
            Maps = maps,
            Neighbours = neighbours,
            Shapefile = shapefile,
            Language = language,
            AreaUnit = areaUnit,
        };
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
