using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Reading.Gdal;

/// <summary>A layer of any format that GDAL reads, File Geodatabase first.</summary>
public sealed unsafe partial class GdalSource : IFeatureSource
{
    /// <summary>Of files that drivers read without naming them.</summary>
    private static readonly string[] SideEndings = [".gfs", ".xsd", ".prj", ".cpg"];


    private readonly GdalLibrary gdal;
    private readonly ReadingReport report;
    private readonly int layerIndex;
    private readonly SourceRequest request;
    private readonly bool isDrawing;

    private GdalSource(GdalLibrary gdal, nint dataset, SourceRequest request, int layerIndex, DiagnosticLog log)
    {
        this.gdal = gdal;
        this.layerIndex = layerIndex;
        this.request = request;
        report = new ReadingReport(log);
        nint layer = gdal.Layer(dataset, layerIndex);
        nint definition = gdal.LayerDefinition(layer);
        string driver = GdalLibrary.String(gdal.DriverName(gdal.DatasetDriver(dataset)));
        isDrawing = GdalDrivers.Drawings.Contains(driver);
        bool isEncodingTaken = driver == "DXF" && request.Encoding is not null;
        string? crs = gdal.WktOf(gdal.SpatialRef(layer));
        long count = gdal.FeatureCount(layer, 1);
        Info = new LayerInfo(
            request.Path, GdalLibrary.String(gdal.LayerName(layer)), $"{driver} (GDAL {gdal.VersionName})",
            GdalTypes.KindOf(gdal.FlatGeometryType(gdal.GeometryType(layer))),
            crs, crs is null ? null : "GDAL", isEncodingTaken ? EncodingOf(request) : null, isEncodingTaken ? "policy" : null,
            [.. Enumerable.Range(0, gdal.FieldCount(definition)).Select(index => GdalTypes.FieldOf(gdal, gdal.Field(definition, index)))],
            count < 0 ? null : count, FilesOf(gdal, dataset, request.Path));
        // What drivers that did not open the file say of it is no news of the layer, so that a failure counts for no more than a warning
        // here.
        foreach (GdalMessage message in GdalMessages.Take())
            report.Add(GdalFindings.Warned(Path.GetFileName(request.Path.TrimEnd('/', '\\')), message.Text));
        if (Check(request.Path) is { } notWhole)
            report.Add(notWhole);
        if (request.Encoding is { } named && !isEncodingTaken)
            report.Add(GdalFindings.EncodingNotTaken(Path.GetFileName(request.Path.TrimEnd('/', '\\')), named, driver));
        if (Info.Kind == GeometryKind.Other || isDrawing)
            Info = Info with { Kind = KindPeek.Of(Cursor([], ReadingReport.Unheard), isDrawing) };
    }

    public LayerInfo Info { get; }

    public static GdalSource Open(SourceRequest request, DiagnosticLog log)
    {
        GdalLibrary gdal = GdalFinder.Require(request.Path);
        nint dataset = OpenDataset(gdal, request);
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
        nint dataset = OpenDataset(gdal, new SourceRequest(path));
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
        return Cursor(indices, report);
    }

    public void Dispose()
    {
        // The dataset is open only while a cursor walks over it.
    }

    private static Diagnostic? Check(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".MIF" => MifCheck.Examine(path),
        ".KML" or ".GML" or ".GPX" => XmlCheck.Examine(path),
        _ => null,
    };

    /// <summary>With a dataset of its own: GDAL's handles must not be shared.</summary>
    private GdalCursor Cursor(int[] indices, ReadingReport to) =>
        new(gdal, OpenDataset(gdal, request), layerIndex, indices, Info, isDrawing, to);

    private static string? EncodingOf(SourceRequest request) =>
        request.Encoding is { } named ? CodePages.NameOf(SourceEncoding.Named(request.Path, named)) : null;

    private static List<string> LayersOf(GdalLibrary gdal, nint dataset) =>
        [.. Enumerable.Range(0, gdal.LayerCount(dataset)).Select(index => GdalLibrary.String(gdal.LayerName(gdal.Layer(dataset, index))))];

    private static nint OpenDataset(GdalLibrary gdal, SourceRequest request)
    {
        (string path, bool isConfined) = (request.Path, request.IsConfined);
        _ = GdalMessages.Take(); // of whatever was read before
        if (NamesOtherTables(path))
        {
            throw new UserErrorException(
                $"{path}: is a MapInfo table made of other tables (a view or a seamless table), whose names could lead anywhere; export "
                    + $"it as one table and name that",
                $"{path}：是由其他表组成的 MapInfo 表（视图或无缝表），其中的文件名可能指向任何位置；请导出为单个表后使用");
        }

        nint dataset = gdal.Open(path, isConfined, EncodingOf(request));
        if (dataset != 0)
            return dataset;
        if (isConfined)
        {
            throw new UserErrorException(
                $"{path}: this run is confined to the policy's folder, and this format is one whose files may name others, or is not "
                    + $"known; convert it to GeoPackage, or run without --confined",
                $"{path}：本次运行限定在测算方案所在目录之内，而该格式的文件可能引用其他文件，或格式未知；请转换为 GeoPackage，或去掉 --confined");
        }

        string said = gdal.LastError() is { Length: > 0 } message ? message : "no driver knows it";
        throw new UserErrorException(
            $"{path}: the format is not known, to GDAL {gdal.VersionName} neither ({said}); expected a shapefile (.shp, .zip), "
                + $"GeoPackage, GeoJSON, CSV with WKT, GeoParquet, File Geodatabase (.gdb) or another vector format of GDAL that refers "
                    + $"to no other file or server",
            $"{path}：未知格式，GDAL {gdal.VersionName} 也无法读取（{said}）；应为 Shapefile（.shp、.zip）、GeoPackage、GeoJSON、含 WKT 的 CSV、GeoParquet、"
                + $"文件地理数据库（.gdb），或 GDAL 支持且不引用其他文件或服务的矢量格式");
    }

    /// <summary>What the driver names, all files of a folder, and what is found beside a file by its name.</summary>
    private static IReadOnlyList<string> FilesOf(GdalLibrary gdal, nint dataset, string path)
    {
        IEnumerable<string> beside = Directory.Exists(path)
            ? Directory.EnumerateFiles(path)
            : SideEndings.Select(ending => Path.ChangeExtension(path, ending)).Prepend(path);
        return [.. gdal.FilesOf(dataset)
            .Select(Path.GetFullPath)
            .Concat(beside)
            .Where(file => File.Exists(file) && !file.EndsWith(".lock", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).OrderBy(file => file != path)];
    }

    private static bool NamesOtherTables(string path)
    {
        const int Head = 1 << 16;
        if (!Path.GetExtension(path).Equals(".tab", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            return false;
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[Math.Min(Head, file.Length)];
        file.ReadExactly(head);
        string text = Encoding.Latin1.GetString(head);
        return file.Length > Head || MadeOfOthers().IsMatch(text);
    }

    [GeneratedRegex(@"open\s+table|create\s+view|IsSeamless""?\s*=\s*""?TRUE", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MadeOfOthers();
}
