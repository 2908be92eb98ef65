using NetTopologySuite.Geometries;
using GeoPackageTable = ZoneComp.Outputs.GeoPackage.GeoPackageTable;

namespace ZoneComp.Comparison.Outputs;

/// <summary>comparison.gpkg: the regions with their changes, styled, and the outlines of the polygons that changed, for QGIS.</summary>
internal static class ComparisonPackage
{
    public const string FileName = "comparison.gpkg";
    private const string RegionTable = "regions", PolygonTable = "changed_polygons";

    public static void Write(string path, ComparisonResults results)
    {
        IReadOnlyList<Figure> figures = [.. ChangeFigures.Of(results).SelectMany(each => each)];
        IReadOnlyList<GeoPackageColumn> columns = RegionColumns(figures);
        GeoPackageWriter.Write(path, new GeoPackageContent
        {
            Crs = results.Base.Crs,
            Tables = [Regions(results, figures, columns), .. results.Maps.Shapes.Count > 0 ? (GeoPackageTable[])[Polygons(results)] : []],
            ManifestJson = ManifestJson.Stable(results.Manifest),
            Styles =
            [
                .. figures.Select((figure, index) => new GeoPackageStyle(
                    RegionTable, figure.Name, ShownUnit.Of(figure).Title(figure, Language.Chinese), QgisStyle.Qml(
                        QgisStyle.Graduated(DivergingClasses.Of(figure), columns),
                        labelled: true), index == 0)),
            ],
        });
    }

    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, ComparisonResults results)
    {
        Dictionary<string, int> rows = new() { [RegionTable] = results.Base.Combinations.Regions.Count };
        if (results.Maps.Shapes.Count > 0)
            rows[PolygonTable] = results.Maps.Shapes.Count;
        GeoPackageCheck.Require(path, rows, [.. results.Base.Combinations.Regions.Select(region => region.Code)]);
    }

    private static IReadOnlyList<GeoPackageColumn> RegionColumns(IReadOnlyList<Figure> figures) =>
    [
        new("old_year", "前一年度", GeoPackageType.Integer),
        new("new_year", "后一年度", GeoPackageType.Integer),
        new("region_code", "行政区划代码", GeoPackageType.Text),
        new("region_name", "行政区名称", GeoPackageType.Text),
        .. figures.Select(figure =>
            new GeoPackageColumn(figure.Name, FigureText.TitleWithUnit(figure, Language.Chinese), GeoPackageType.Real)),
    ];

    private static GeoPackageTable Regions(
        ComparisonResults results,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<GeoPackageColumn> columns) => new(
        RegionTable, "行政区变化", $"{results.Title} {results.Labels.Between.Zh}", "MULTIPOLYGON", columns,
        results.Base.Combinations.Regions.Select((region, index) => new GeoPackageRow(
            AsMultiPolygon(results.Base.Shapes[index]),
            [(long)results.OldYear, (long)results.NewYear, region.Code, region.Name, .. figures.Select(figure => figure.Values[index])])));

    private static GeoPackageTable Polygons(ComparisonResults results) => new(
        PolygonTable, "变化的图斑", "outlines of both years", "MULTIPOLYGON",
        [
            new("year", "年度", GeoPackageType.Integer),
            new("layer", "图层", GeoPackageType.Text),
            new("what", "变化", GeoPackageType.Text),
            new("file", "文件", GeoPackageType.Text),
            new("feature", "要素号", GeoPackageType.Integer),
            new("classes", "类别", GeoPackageType.Text),
        ],
        results.Maps.Shapes.Select(shape => new GeoPackageRow(
            shape.Shape.IsEmpty ? null : shape.Shape,
            [
                (long)(shape.IsNew ? results.NewYear : results.OldYear), shape.Layer, ComparisonParquet.NameOf(shape.Change), shape.File,
                shape.Feature, shape.Classes,
            ])));

    private static Geometry? AsMultiPolygon(Geometry? shape) =>
        shape is Polygon polygon ? polygon.Factory.CreateMultiPolygon([polygon]) : shape;
}
