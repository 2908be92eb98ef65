using ZoneComp.Diagnostics;

namespace ZoneComp.Reading.Gdal;

/// <summary>A layer of any format that GDAL reads, File Geodatabase first.</summary>
public sealed unsafe class GdalSource : IFeatureSource
{
    private readonly GdalLibrary gdal;
    private readonly ReadingReport report;
    private readonly int layerIndex;

    private GdalSource(GdalLibrary gdal, nint dataset, SourceRequest request, int layerIndex, DiagnosticLog log)
    {
        this.gdal = gdal;
        this.layerIndex = layerIndex;
        report = new ReadingReport(log);
        nint layer = gdal.Layer(dataset, layerIndex);
        nint definition = gdal.LayerDefinition(layer);
        string driver = GdalLibrary.String(gdal.DriverName(gdal.DatasetDriver(dataset)));
        string? crs = CrsOf(layer);
        long count = gdal.FeatureCount(layer, 1);
        Info = new LayerInfo(
            request.Path, GdalLibrary.String(gdal.LayerName(layer)), $"{driver} (GDAL {gdal.VersionName})", GdalTypes.KindOf(gdal.FlatGeometryType(gdal.GeometryType(layer))),
            crs, crs is null ? null : "GDAL", null, null,
            [.. Enumerable.Range(0, gdal.FieldCount(definition)).Select(index => GdalTypes.FieldOf(gdal, gdal.Field(definition, index)))],
            count < 0 ? null : count, FilesOf(request.Path));
        // What drivers that did not open the file say of it is no news of the layer, so that a failure counts for no more than a warning here.
        foreach (GdalMessage message in GdalMessages.Take())
            report.Add(GdalFindings.Warned(Path.GetFileName(request.Path.TrimEnd('/', '\\')), message.Text));
        if (Info.Kind == GeometryKind.Other)
            Info = Info with { Kind = KindPeek.Of(new GdalCursor(gdal, OpenDataset(gdal, request.Path), layerIndex, [], Info, ReadingReport.Unheard)) };
    }

    public LayerInfo Info { get; }

    public static GdalSource Open(SourceRequest request, DiagnosticLog log)
    {
        GdalLibrary gdal = GdalFinder.Require(request.Path);
        nint dataset = OpenDataset(gdal, request.Path);
        try
        {
            var layers = LayersOf(gdal, dataset);
            string name = LayerChoice.Pick(request, layers, layers.Count);
            return new GdalSource(gdal, dataset, request, layers.IndexOf(name), log);
        }
        finally
        {
            gdal.Close(dataset);
        }
    }

    public static IReadOnlyList<string> Layers(string path)
    {
        GdalLibrary gdal = GdalFinder.Require(path);
        nint dataset = OpenDataset(gdal, path);
        try
        {
            return LayersOf(gdal, dataset);
        }
        finally
        {
            gdal.Close(dataset);
        }
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        int[] indices = FieldChoice.Find(Info, fields, report);
        // A dataset of its own for every cursor: GDAL's handles must not be shared.
        return new GdalCursor(gdal, OpenDataset(gdal, Info.Path), layerIndex, indices, Info, report);
    }

    public void Dispose()
    {
        // The dataset is open only while a cursor walks over it.
    }

    private string? CrsOf(nint layer)
    {
        nint crs = gdal.SpatialRef(layer);
        if (crs == 0)
            return null;
        byte* wkt = null;
        int failed = gdal.ToWkt(crs, &wkt);
        string text = GdalLibrary.String(wkt);
        gdal.Free(wkt);
        return failed != 0 || text.Length == 0 ? null : text;
    }

    private static List<string> LayersOf(GdalLibrary gdal, nint dataset) =>
        [.. Enumerable.Range(0, gdal.LayerCount(dataset)).Select(index => GdalLibrary.String(gdal.LayerName(gdal.Layer(dataset, index))))];

    private static nint OpenDataset(GdalLibrary gdal, string path)
    {
        _ = GdalMessages.Take(); // of whatever was read before
        nint dataset = gdal.Open(path);
        if (dataset != 0)
            return dataset;
        string said = gdal.LastError() is { Length: > 0 } message ? message : "no driver knows it";
        throw new UserErrorException(
            $"{path}: the format is not known, to GDAL {gdal.VersionName} neither ({said}); expected a shapefile (.shp, .zip), GeoPackage, GeoJSON, CSV with WKT, GeoParquet, File Geodatabase (.gdb) or another vector format of GDAL that refers to no other file or server",
            $"{path}：未知格式，GDAL {gdal.VersionName} 也无法读取（{said}）；应为 Shapefile（.shp、.zip）、GeoPackage、GeoJSON、含 WKT 的 CSV、GeoParquet、文件地理数据库（.gdb），或 GDAL 支持且不引用其他文件或服务的矢量格式");
    }

    /// <summary>A geodatabase is a folder: all of its files are the layer's.</summary>
    private static IReadOnlyList<string> FilesOf(string path) =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [path];
}
