namespace ZoneComp.Reading.GeoParquet;

/// <summary>A Parquet file with WKB geometry (GeoParquet 0.1 to 2.0, or columns of Parquet's own types GEOMETRY and GEOGRAPHY), or a plain
/// Parquet table, as a layer.</summary>
/// <remarks>In memory is one row group of the columns asked for.</remarks>
public sealed class GeoParquetSource : IFeatureSource
{
    private readonly ReadingReport report;
    private readonly GeoParquetLayer? layer;

    private GeoParquetSource(string path, ParquetFile file, DiagnosticLog log)
    {
        report = new ReadingReport(log);
        layer = GeoParquetLayer.Of(file, path, report);
        Info = new LayerInfo(
            path, Path.GetFileNameWithoutExtension(path), layer?.Format ?? "Parquet", layer?.Kind ?? GeometryKind.None,
            layer?.Crs, layer?.CrsOrigin, null, null,
            [
                .. file.Columns.GroupBy(leaf => leaf.Path[0])
                    .Where(column => column.Key != layer?.Column && column.Key != layer?.Covering)
                    .Select(column => FieldOf(column.Key, [.. column])),
            ],
            file.RowCount, [path])
        {
            StatedExtent = layer?.Box?.Extent,
        };
        string[] notRead = [.. Info.Fields.Where(field => field.Type == FieldType.Other).Select(field => field.Name)];
        if (notRead.Length > 0)
            report.Add(GeoParquetFindings.ColumnsNotRead(Path.GetFileName(path), notRead));
        if (Info.Kind == GeometryKind.Other)
            Info = Info with { Kind = KindPeek.Of(new GeoParquetCursor(OpenFile(path), path, layer, Info, [], ReadingReport.Unheard)) };
    }

    public LayerInfo Info { get; }

    public static GeoParquetSource Open(SourceRequest request, DiagnosticLog log)
    {
        using var file = OpenFile(request.Path);
        return new GeoParquetSource(request.Path, file, log);
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        int[] indices = FieldChoice.Find(Info, fields, report);
        return new GeoParquetCursor(OpenFile(Info.Path), Info.Path, layer, Info, indices, report);
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

    /// <summary>A column of the table; lists, maps and structs have several, or one that is repeated, and are not read.</summary>
    private static FieldInfo FieldOf(string name, ParquetLeaf[] leaves) =>
        new(name, leaves is [{ Path.Count: 1 } one] ? TypeOf(one) : FieldType.Other);

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
