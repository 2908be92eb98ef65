using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Layers of zonecomp.gpkg beside the regions: borders of the levels above, and what a policy asks for: zones as used, chosen
/// ground.</summary>
internal static class DrawnGeoPackage
{
    public const string ZoneTable = "zones", GroundTable = "ground", BorderTable = "level_borders", NeighbourTable = "neighbours";

    public static IReadOnlyList<GeoPackageColumn> BorderColumns { get; } =
    [
        new("level", "级别", GeoPackageType.Text), new("level_title", "级别名称", GeoPackageType.Text),
    ];

    public static IReadOnlyList<GeoPackageColumn> ZoneColumns { get; } =
    [
        new("class", "类别代号", GeoPackageType.Text),
        new("class_title", "类别", GeoPackageType.Text),
        new("source", "来源文件", GeoPackageType.Text),
        new("feature", "要素号", GeoPackageType.Integer, "as GDAL and QGIS number the features of the source"),
        new("region_code", "行政区划代码", GeoPackageType.Text, "empty where the feature is whole"),
        new("region_name", "行政区名称", GeoPackageType.Text),
        new("area_m2", "图形面积（平方米）", GeoPackageType.Real),
    ];

    public static IReadOnlyList<GeoPackageColumn> GroundColumns { get; } =
    [
        new("ground", "代号", GeoPackageType.Text),
        new("ground_title", "名称", GeoPackageType.Text),
        new("region_code", "行政区划代码", GeoPackageType.Text),
        new("region_name", "行政区名称", GeoPackageType.Text),
        new("area_m2", "面积（平方米）", GeoPackageType.Real, "as measured by the overlay"),
        new("area_mu", "面积（亩）", GeoPackageType.Real),
    ];

    public static IReadOnlyList<GeoPackageColumn> NeighbourColumns { get; } = [new("name", "名称", GeoPackageType.Text)];

    /// <summary>Those that have something in them.</summary>
    public static IEnumerable<GeoPackageTable> Tables(RunResults results)
    {
        IReadOnlyList<Region> regions = results.Combinations.Regions;
        IReadOnlyList<ZoneClass> classes = results.Combinations.Classes;
        if (LevelBorders.Levels(results) is { Count: > 0 } levels)
        {
            yield return new GeoPackageTable(
                BorderTable, "上级界线", "borders of the levels above, the outline with the highest", "MULTILINESTRING", BorderColumns,
                LevelBorders.Of(results).Select((lines, index) => new GeoPackageRow(lines, [levels[index].Name, levels[index].Titles.Zh])));
        }

        if (results.Neighbours.Count > 0)
        {
            yield return new GeoPackageTable(
                NeighbourTable, "邻区", "ground beside the regions, for maps", "MULTIPOLYGON", NeighbourColumns,
                results.Neighbours.Select(neighbour => new GeoPackageRow(neighbour.Shape, [neighbour.Name])));
        }

        if (results.Drawn.Zones.Count > 0)
        {
            yield return new GeoPackageTable(
                ZoneTable,
                "分区图斑",
                "zones as used",
                "MULTIPOLYGON",
                ZoneColumns,
                results.Drawn.Zones.Select(zone => new GeoPackageRow(
                Present(zone.Shape),
                [
                    classes[zone.Class].Name, classes[zone.Class].Title, zone.Source, zone.Feature,
                    zone.Region is { } region ? regions[region].Code : null, zone.Region is { } named ? regions[named].Name : null,
                    zone.AreaM2,
                ])));
        }

        if (results.Drawn.Ground.Count > 0)
        {
            yield return new GeoPackageTable(
                GroundTable,
                "指定地块",
                "chosen combinations of zones",
                "MULTIPOLYGON",
                GroundColumns,
                results.Drawn.Ground.Select(ground => new GeoPackageRow(
                Present(ground.Shape),
                [
                    ground.Name, ground.Title, regions[ground.Region].Code, regions[ground.Region].Name, ground.AreaM2,
                    ground.AreaM2 * 3 / 2000,
                ])));
        }
    }

    /// <summary>A shape whose rings all were flat is no shape.</summary>
    private static MultiPolygon? Present(MultiPolygon shape) => shape.IsEmpty ? null : shape;
}
