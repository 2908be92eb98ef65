using System.Globalization;

namespace ZoneComp.Reading.GeoParquet;

/// <summary>What a Parquet file says of its primary geometry column: by its "geo" metadata, or by the column's own type.</summary>
/// <param name="Types">Geometry types that are said to occur; empty where none are named.</param>
/// <param name="Covering">Column of the geometries' boxes, which is no attribute; null for none.</param>
/// <param name="Edges">How edges run where they are not straight; null where they are.</param>
/// <param name="IsTurned">Whether shells are said to run counterclockwise, and holes clockwise.</param>
/// <param name="Box">That is said to hold all geometries; null for none.</param>
internal sealed record GeoParquetLayer(
    string Column, string Format, IReadOnlyList<string> Types, string? Crs, string? CrsOrigin, GeoParquetBox? Box, string? Covering,
    CurvedEdges? Edges, bool IsTurned)
{
    /// <summary>The newest generation whose words are known here.</summary>
    private const int NewestVersion = 2;

    /// <summary>The one kind that the types allow; else Other.</summary>
    public GeometryKind Kind => Types.Select(KindOf).Distinct().ToList() is [var one] ? one : GeometryKind.Other;

    /// <summary>null for a Parquet file without geometry.</summary>
    /// <exception cref="UserErrorException">The metadata is damaged, contradicts the file, or says something that would change the
    /// coordinates' meaning and is not known here.</exception>
    public static GeoParquetLayer? Of(ParquetFile file, string path, ReadingReport report)
    {
        GeoMetadata? geo = Metadata(file, path);
        if (geo is null)
            return null;
        string subject = Path.GetFileName(path), name = geo.PrimaryColumn;
        GeoColumn column = geo.Columns[name];
        bool isNative = geo.Version == GeoMetadata.NativeVersion;
        if (!isNative
            && geo.Version.Length > 0
            && !(int.TryParse(geo.Version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
                && major <= NewestVersion))
            throw Bad(path, $"version {geo.Version}", $"版本 {geo.Version}");
        if (column.Encoding != GeoColumn.Wkb)
            throw Bad(path, $"column {name} with encoding {column.Encoding}", $"列 {name} 的编码为 {column.Encoding}");
        if (file.Columns.FirstOrDefault(leaf => leaf.Name == name) is not { Type.Kind: ParquetKind.Bytes } leaf)
            throw Bad(path, $"column {name} holds no bytes", $"列 {name} 不是字节列");

        (string? crs, string? origin) = CrsOf(file, leaf, column, isNative, path);
        CurvedEdges? edges = column.Edges == "planar" ? null : EdgesOf(column.Edges, crs, path);
        if (edges is not null)
            report.Add(GeoParquetFindings.EdgesSplit(subject, column.Edges, edges.OnSphere));
        if (column.Epoch is { } epoch)
            report.Add(GeoParquetFindings.EpochStated(subject, epoch));
        string[] further =
        [
            .. geo.Columns.Keys.Concat(file.Columns.Where(other => other.IsGeometry && other.Path.Count == 1).Select(other => other.Name))
                .Distinct()
                .Where(other => other != name)
                .Order(StringComparer.Ordinal),
        ];
        if (further.Length > 0)
            report.Add(ReadingFindings.FurtherGeometries(subject, name, further));
        return new GeoParquetLayer(
            name, isNative ? "Parquet GEOMETRY" : "GeoParquet", column.GeometryTypes, crs, origin,
            GeoParquetBox.Of(column.Bbox), column.CoveringColumn, edges, column.Orientation == "counterclockwise");
    }

    /// <summary>Whether a geometry of this kind may occur.</summary>
    public bool Takes(GeometryKind kind) =>
        Types.Count == 0 || Types.Any(type => KindOf(type) is var stated && (stated == kind || stated == GeometryKind.Other));

    /// <summary>Whether heights and measures are said to be there, or not, as a geometry of this kind has them.</summary>
    public bool TakesDimensions(GeometryKind kind, string dimensions)
    {
        string[] ofKind = [.. Types.Where(type => KindOf(type) == kind)];
        return ofKind.Length == 0 || ofKind.Any(type => (type.Contains(' ') ? type[type.IndexOf(' ')..] : "") == dimensions);
    }

    private static GeoMetadata? Metadata(ParquetFile file, string path)
    {
        try
        {
            return GeoMetadata.Of(file);
        }
        catch (ParquetException exception)
        {
            string what = exception.Message.Replace(file.Name + ": ", "", StringComparison.Ordinal);
            throw Bad(path, what, what);
        }
    }

    /// <summary>Without a crs the specifications mean CRS84; a crs of null is none.</summary>
    private static (string? Crs, string? Origin) CrsOf(ParquetFile file, ParquetLeaf leaf, GeoColumn column, bool isNative, string path)
    {
        string? crs = column.CrsOrigin switch
        {
            GeoCrsOrigin.DefaultCrs84 => "OGC:CRS84",
            GeoCrsOrigin.Unknown => null,
            _ => isNative ? OfNative(column.Crs) : column.Crs,
        };
        if (!isNative && leaf.IsGeometry)
        {
            string? own = leaf.GeometryCrs is null ? "OGC:CRS84" : OfNative(GeoMetadata.Resolved(file, leaf.GeometryCrs));
            bool same = own == crs
                || (own is not null && crs is not null && CoordinateSystems.Crs.TryParse(own, out Crs? first, out _)
                    && CoordinateSystems.Crs.TryParse(crs, out Crs? second, out _) && first.HasSameCoordinatesAs(second));
            if (!same)
                throw Bad(
                    path,
                    $"its CRS of column {leaf.Name} is another than the column's own type has",
                    $"其中列 {leaf.Name} 的坐标系与该列自身类型所载不同");
        }

        return (crs, crs is null ? null : isNative ? "Parquet GEOMETRY" : "GeoParquet crs");
    }

    /// <summary>The forms that a column's own type has beside PROJJSON: "srid:4490", of which 0 is none.</summary>
    private static string? OfNative(string? crs) => crs switch
    {
        "srid:0" => null,
        not null when crs.StartsWith("srid:", StringComparison.Ordinal) => "EPSG:" + crs["srid:".Length..],
        _ => crs,
    };

    private static CurvedEdges EdgesOf(string edges, string? definition, string path)
    {
        if (definition is null
            || !CoordinateSystems.Crs.TryParse(definition, out Crs? crs, out _)
            || !crs.IsGeographic
            || crs.AngularUnitDeg != 1)
            throw Bad(path, $"edges {edges} where the CRS is not longitude and latitude in degrees", $"edges 为 {edges}，而坐标系不是以度为单位的经纬度");
        return CurvedEdges.Of(edges, crs.Ellipsoid) ?? throw Bad(path, $"edges {edges}", $"edges 为 {edges}");
    }

    private static UserErrorException Bad(string path, string en, string zh) => new(
        $"{path}: the \"geo\" metadata cannot be used ({en}); expected GeoParquet 0.1 to 2.0 with WKB. Write the layer anew, for "
            + $"instance with ogr2ogr",
        $"{path}：“geo” 元数据无法使用（{zh}）；应为使用 WKB 的 GeoParquet 0.1 至 2.0。请重新导出该图层，例如用 ogr2ogr");

    private static GeometryKind KindOf(string type) => type.Replace(" ZM", "", StringComparison.Ordinal)
        .Replace(" Z", "", StringComparison.Ordinal)
        .Replace(" M", "", StringComparison.Ordinal) switch
    {
        "Point" or "MultiPoint" => GeometryKind.Point,
        "LineString" or "MultiLineString" => GeometryKind.Line,
        "Polygon" or "MultiPolygon" => GeometryKind.Polygon,
        _ => GeometryKind.Other,
    };
}
