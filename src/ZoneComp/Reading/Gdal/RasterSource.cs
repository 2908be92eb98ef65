namespace ZoneComp.Reading.Gdal;

/// <summary>A raster of classes as a layer of polygons: a feature for each patch of cells of one value, with that value as its only
/// field.</summary>
/// <remarks>Nothing is sampled: the polygons are the cells, so that what a region has of a value is exact to the part of a cell.</remarks>
public sealed unsafe class RasterSource : IFeatureSource
{
    /// <summary>The field that holds the cells' value.</summary>
    public const string ValueField = "value";

    private readonly SourceRequest request;
    private readonly ReadingReport report;
    private readonly double[] place = new double[6];
    private readonly int band;
    private readonly bool isWhole;

    private RasterSource(GdalLibrary gdal, nint dataset, SourceRequest request, DiagnosticLog log)
    {
        this.request = request;
        report = new ReadingReport(log);
        IReadOnlyList<string> layers = LayersOf(gdal, dataset, request.Path);
        string name = LayerChoice.Pick(request, layers, layers.Count);
        band = 1 + layers.ToList().IndexOf(name);
        fixed (double* into = place)
        {
            if (gdal.GeoTransform(dataset, into) != 0)
                throw new UserErrorException(
                    $"{request.Path}: states no place on the ground (no geotransform); georeference it first (gdalwarp, QGIS)",
                    $"{request.Path}：没有说明像元的地面位置（无仿射变换参数）；请先配准（gdalwarp、QGIS）");
        }

        isWhole = gdal.RasterDataType(gdal.RasterBand(dataset, band)) is not (GdalLibrary.Float32 or GdalLibrary.Float64);
        string? crs = gdal.WktOf(gdal.RasterSpatialRef(dataset));
        string driver = GdalLibrary.String(gdal.DriverName(gdal.DatasetDriver(dataset)));
        Info = new LayerInfo(
            request.Path, name, $"{driver} (GDAL {gdal.VersionName})", GeometryKind.Polygon, crs, crs is null ? null : "GDAL", null, null,
            [new FieldInfo(ValueField, isWhole ? FieldType.Integer : FieldType.Real)], null,
            [.. gdal.FilesOf(dataset).Select(Path.GetFullPath).Where(File.Exists).Distinct(StringComparer.Ordinal)])
        {
            StatedExtent = RasterGrid.ExtentOf(gdal.RasterWidth(dataset), gdal.RasterHeight(dataset), place),
        };
    }

    public LayerInfo Info { get; }

    public static RasterSource Open(SourceRequest request, DiagnosticLog log) =>
        With(request, (gdal, dataset) => new RasterSource(gdal, dataset, request, log));

    public static IReadOnlyList<string> Layers(string path) =>
        With(new SourceRequest(path), (gdal, dataset) => LayersOf(gdal, dataset, path));

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        int[] indices = FieldChoice.Find(Info, fields, report);
        RasterGrid grid = With(request, (gdal, dataset) =>
            RasterGrid.Read(gdal, dataset, gdal.RasterBand(dataset, band), request.Path, place));
        report.Add(GdalFindings.RasterRead(Path.GetFileName(request.Path), grid));
        return new Cursor(grid, indices.Length, isWhole);
    }

    public void Dispose()
    {
        // The dataset is open only while cells are read.
    }

    private static T With<T>(SourceRequest request, Func<GdalLibrary, nint, T> use)
    {
        GdalLibrary gdal = GdalFinder.Require(request.Path);
        _ = GdalMessages.Take(); // of whatever was read before
        nint dataset = gdal.OpenRaster(request.Path, request.IsConfined);
        if (dataset == 0)
        {
            string said = gdal.LastError() is { Length: > 0 } message ? message : "no driver knows it";
            throw new UserErrorException(
                $"{request.Path}: GDAL {gdal.VersionName} cannot read this raster ({said}); expected a GeoTIFF"
                    + (request.IsConfined ? "; this run is confined, and other formats are not read then" : ", .img or .asc"),
                $"{request.Path}：GDAL {gdal.VersionName} 无法读取该栅格（{said}）；应为 GeoTIFF"
                    + (request.IsConfined ? "；本次运行限定在测算方案所在目录之内，不读取其他栅格格式" : "、.img 或 .asc"));
        }

        try
        {
            return use(gdal, dataset);
        }
        finally
        {
            gdal.Close(dataset);
        }
    }

    private static IReadOnlyList<string> LayersOf(GdalLibrary gdal, nint dataset, string path)
    {
        string stem = Path.GetFileNameWithoutExtension(path);
        int bands = gdal.RasterBands(dataset);
        return bands == 1 ? [stem] : [.. Enumerable.Range(1, bands).Select(number => FormattableString.Invariant($"band {number}"))];
    }

    private sealed class Cursor(RasterGrid grid, int fields, bool isWhole) : IFeatureCursor
    {
        private readonly RasterPatches patches = new(grid);
        private readonly FeatureShape shape = new();
        private bool isTraced;

        /// <summary>Patches are numbered from 1, by their first cells row by row.</summary>
        public long FeatureId { get; private set; }

        public FeatureShape Shape
        {
            get
            {
                if (!isTraced)
                    patches.Trace(shape);
                isTraced = true;
                return shape;
            }
        }

        public bool MoveNext()
        {
            isTraced = false;
            FeatureId++;
            return patches.MoveNext();
        }

        public object? Value(int index)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, fields);
            double value = grid.Values[patches.Value];
            return isWhole ? (long)value : value;
        }

        public void Dispose()
        {
            // the cells are memory alone
        }
    }
}
