using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>zonecomp.gpkg: the regions with all their figures, the allocation rows and the findings, for QGIS.</summary>
public static class RegionGeoPackage
{
    public const string FileName = "zonecomp.gpkg";
    public const string RegionTable = "regions";
    public const string AllocationTableName = "allocation";

    /// <summary>Writes the package; <paramref name="styles"/> become the layers' styles in QGIS.</summary>
    public static void Write(string path, RunResults results, IReadOnlyList<GeoPackageStyle> styles)
    {
        List<GeoPackageTable> tables = [Regions(results), FindingsGeoPackage.Table(results.Findings)];
        if (results.Allocation is { } allocation)
            tables.Add(Allocation(allocation, results.Year));
        tables.AddRange(DrawnGeoPackage.Tables(results));
        GeoPackageWriter.Write(path, new GeoPackageContent
        {
            Crs = results.Crs,
            Tables = tables,
            ManifestJson = ManifestJson.Stable(results.Manifest),
            Styles = styles,
        });
    }

    /// <summary>Reads a package back and compares it with the run.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        Dictionary<string, int> rows = new()
        {
            [RegionTable] = results.Combinations.Regions.Count,
            [FindingsGeoPackage.TableName] = results.Findings.Count,
        };
        if (results.Allocation is { } allocation)
            rows[AllocationTableName] = allocation.Rows.Count;
        if (LevelBorders.Levels(results) is { Count: > 0 } levels)
            rows[DrawnGeoPackage.BorderTable] = levels.Count;
        if (results.Neighbours.Count > 0)
            rows[DrawnGeoPackage.NeighbourTable] = results.Neighbours.Count;
        if (results.Drawn.Zones.Count > 0)
            rows[DrawnGeoPackage.ZoneTable] = results.Drawn.Zones.Count;
        if (results.Drawn.Ground.Count > 0)
            rows[DrawnGeoPackage.GroundTable] = results.Drawn.Ground.Count;
        GeoPackageCheck.Require(path, rows, [.. results.Combinations.Regions.Select(region => region.Code)]);
    }

    /// <summary>Columns of the regions layer, in order; the style and the project refer to them by name.</summary>
    public static IReadOnlyList<GeoPackageColumn> RegionColumns(RunResults results) =>
    [
        new("year", "年度", GeoPackageType.Integer),
        new("region_code", "行政区划代码", GeoPackageType.Text),
        new("region_name", "行政区名称", GeoPackageType.Text),
        .. Levels(results).Select(level =>
            new GeoPackageColumn(
                $"parent_{RegionFigures.ColumnName(level)}", $"上级代码（{TitleOf(results, level)}）", GeoPackageType.Text)),
        .. RegionFigures.Of(results)
            .Select(figure =>
                new GeoPackageColumn(
                    figure.Name,
                    FigureText.TitleWithUnit(figure, Language.Chinese),
                    TypeOf(figure.Quantity),
                    figure.Formula ?? "")),
    ];

    private static GeoPackageTable Regions(RunResults results)
    {
        IReadOnlyList<Figure> figures = RegionFigures.Of(results);
        IReadOnlyList<string> levels = Levels(results);
        return new GeoPackageTable(RegionTable, "行政区", $"{results.Title} {results.Year}", "MULTIPOLYGON", RegionColumns(results),
            results.Combinations.Regions.Select((region, index) => new GeoPackageRow(
                AsMultiPolygon(results.Shapes[index]),
                [
                    (long)results.Year,
                    region.Code,
                    region.Name,
                    .. levels.Select(level => region.Parents.GetValueOrDefault(level)),
                    .. figures.Select(figure => figure.Values[index]),
                ])));
    }

    internal static IReadOnlyList<GeoPackageColumn> AllocationColumns { get; } =
    [
        new("year", "年度", GeoPackageType.Integer),
        new("unit_code", "单位代码", GeoPackageType.Text),
        new("unit_name", "单位名称", GeoPackageType.Text),
        new("scheme", "资金", GeoPackageType.Text),
        new("source", "资金来源", GeoPackageType.Text),
        new("computed_yuan", "测算额（元）", GeoPackageType.Real),
        new("bounded_yuan", "调整后（元）", GeoPackageType.Real),
        new("amount_yuan", "下达额（元）", GeoPackageType.Real),
        new("last_year_yuan", "上年数（元）", GeoPackageType.Real),
        new("change_yuan", "增减（元）", GeoPackageType.Real),
        new("bound", "限制", GeoPackageType.Text),
        new("note", "说明", GeoPackageType.Text),
    ];

    private static GeoPackageTable Allocation(AllocationTable allocation, int year) => new(
        AllocationTableName, "分配结果", "unit x scheme x source", null,
        AllocationColumns,
        allocation.Rows.Select(row => new GeoPackageRow(null,
            [
                (long)year, row.Unit, row.UnitName, row.Scheme, row.Source, row.ComputedYuan, row.BoundedYuan, row.AmountYuan,
                row.LastYearYuan, row.ChangeYuan, row.Bound, row.Note,
            ])));

    private static string TitleOf(RunResults results, string level) =>
        results.Combinations.Levels.FirstOrDefault(known => known.Name == level)?.Titles.Zh ?? level;

    /// <summary>Names of the levels above, ordinal.</summary>
    private static IReadOnlyList<string> Levels(RunResults results) =>
        [
            .. results.Combinations.Regions.SelectMany(region => region.Parents.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static Geometry? AsMultiPolygon(Geometry? shape) => shape switch
    {
        null => null,
        Polygon polygon => polygon.Factory.CreateMultiPolygon([polygon]),
        MultiPolygon => shape,
        _ => throw new ArgumentException($"A region's shape is a {shape.GeometryType}, not a polygon."),
    };

    private static GeoPackageType TypeOf(Quantity quantity) => quantity switch
    {
        Quantity.Text => GeoPackageType.Text,
        Quantity.Flag => GeoPackageType.Boolean,
        _ => GeoPackageType.Real,
    };
}
