using System.Text.Json;
using ZoneComp.Diagnostics;
using ZoneComp.Parquet;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Reading;

/// <summary>A GeoParquet file with WKB geometry (GeoParquet 1.0 and 1.1), or a plain Parquet table, as a layer.</summary>
/// <remarks>In memory is one row group of the columns asked for.</remarks>
public sealed class GeoParquetSource : IFeatureSource
{
    private readonly ReadingReport report;
    private readonly string? geometryColumn;

    private GeoParquetSource(string path, ParquetFile file, DiagnosticLog log)
    {
        report = new ReadingReport(log);
        var geo = GeoParquetMetadata.Of(file, path);
        geometryColumn = geo?.GeometryColumn;
        Info = new LayerInfo(
            path, Path.GetFileNameWithoutExtension(path), geo is null ? "Parquet" : "GeoParquet", geo?.Kind ?? GeometryKind.None,
            geo?.Crs, geo?.CrsOrigin, null, null,
            [.. file.Columns.Where(leaf => leaf.Path.Count == 1 && leaf.Name != geometryColumn).Select(leaf => new FieldInfo(leaf.Name, TypeOf(leaf)))],
            file.RowCount, [path])
        {
            StatedExtent = geo?.Extent,
        };
        if (Info.Kind == GeometryKind.Other)
            Info = Info with { Kind = KindPeek.Of(new GeoParquetCursor(OpenFile(path), path, geometryColumn, [], ReadingReport.Unheard)) };
    }

    public LayerInfo Info { get; }

    public static GeoParquetSource Open(SourceRequest request, DiagnosticLog log)
    {
        using var file = OpenFile(request.Path);
        return new GeoParquetSource(request.Path, file, log);
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        _ = FieldChoice.Find(Info, fields, report);
        return new GeoParquetCursor(OpenFile(Info.Path), Info.Path, geometryColumn, fields, report);
    }

    public void Dispose()
    {
        // The file is open only while a cursor walks over it.
    }

    internal static UserErrorException Unreadable(string path, Exception exception) => new(
        $"{path}: cannot be read as Parquet: {exception.Message}", $"{path}：无法作为 Parquet 读取：{exception.Message}", exception);

    private static ParquetFile OpenFile(string path)
    {
        try
        {
            return ParquetFile.Open(path);
        }
        catch (Exception exception) when (exception is ParquetException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static FieldType TypeOf(ParquetLeaf leaf) => leaf.Type.Kind switch
    {
        ParquetKind.Text or ParquetKind.Time or ParquetKind.Timestamp => FieldType.Text,
        ParquetKind.Int32 or ParquetKind.Int64 => FieldType.Integer,
        ParquetKind.Double or ParquetKind.Decimal => FieldType.Real,
        ParquetKind.Boolean => FieldType.Boolean,
        ParquetKind.Date => FieldType.Date,
        _ => FieldType.Other,
    };
}

/// <summary>What the "geo" entry of a GeoParquet file says of its primary geometry column.</summary>
internal sealed record GeoParquetMetadata(string GeometryColumn, GeometryKind Kind, string? Crs, string? CrsOrigin)
{
    public LayerExtent? Extent { get; private init; }

    /// <summary>null for a Parquet file without "geo".</summary>
    /// <exception cref="UserErrorException">The entry is damaged, or names an encoding other than WKB.</exception>
    public static GeoParquetMetadata? Of(ParquetFile file, string path)
    {
        if (!file.Metadata.TryGetValue("geo", out string? geo))
            return null;
        try
        {
            using var json = JsonDocument.Parse(geo);
            string primary = json.RootElement.GetProperty("primary_column").GetString() ?? "";
            JsonElement column = json.RootElement.GetProperty("columns").GetProperty(primary);
            string? encoding = column.GetProperty("encoding").GetString();
            if (encoding != "WKB" || !file.HasColumn(primary))
                throw Bad(path, $"geometry column {primary} with encoding {encoding}");
            // Without a crs the specification means CRS84; a crs of null is none.
            string? crs = !column.TryGetProperty("crs", out JsonElement stated) ? "OGC:CRS84" : stated.ValueKind == JsonValueKind.Object ? stated.GetRawText() : null;
            return new GeoParquetMetadata(primary, KindOf(column), crs, crs is null ? null : "GeoParquet crs") { Extent = ExtentOf(column) };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Bad(path, exception.Message);
        }
    }

    private static LayerExtent? ExtentOf(JsonElement column)
    {
        if (!column.TryGetProperty("bbox", out JsonElement box) || box.ValueKind != JsonValueKind.Array)
            return null;
        double[] numbers = [.. box.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN)];
        return numbers.Length is 4 or 6 ? LayerInfo.BoxOf(numbers[0], numbers[1], numbers[numbers.Length / 2], numbers[(numbers.Length / 2) + 1]) : null;
    }

    private static UserErrorException Bad(string path, string what) => new(
        $"{path}: the \"geo\" metadata cannot be used ({what}); expected GeoParquet 1.0 or 1.1 with WKB",
        $"{path}：“geo” 元数据无法使用（{what}）；应为使用 WKB 的 GeoParquet 1.0 或 1.1");

    private static GeometryKind KindOf(JsonElement column)
    {
        if (!column.TryGetProperty("geometry_types", out JsonElement types) || types.ValueKind != JsonValueKind.Array)
            return GeometryKind.Other;
        var kinds = types.EnumerateArray().Select(type => (type.GetString() ?? "").Replace(" Z", "", StringComparison.Ordinal) switch
        {
            "Point" or "MultiPoint" => GeometryKind.Point,
            "LineString" or "MultiLineString" => GeometryKind.Line,
            "Polygon" or "MultiPolygon" => GeometryKind.Polygon,
            _ => GeometryKind.Other,
        }).Distinct().ToList();
        return kinds.Count == 1 ? kinds[0] : GeometryKind.Other;
    }
}
