namespace ZoneComp.Reading;

/// <summary>Opens a layer, whatever its format.</summary>
public static class FeatureSources
{
    /// <exception cref="UserErrorException">The file is missing, of an unknown format, or cannot be read at all.</exception>
    public static IFeatureSource Open(SourceRequest request, DiagnosticLog log) => Reading(request.Path, () =>
        SourceFormats.Of(request.Path) switch
        {
            SourceFormat.Shapefile => ShapefileSource.Open(request, log),
            SourceFormat.GeoPackage => GeoPackageSource.Open(request, log),
            SourceFormat.GeoJson => GeoJsonSource.Open(request, isSequence: false, log),
            SourceFormat.GeoJsonSequence => GeoJsonSource.Open(request, isSequence: true, log),
            SourceFormat.Csv => CsvSource.Open(request, log),
            SourceFormat.GeoParquet => GeoParquetSource.Open(request, log),
            SourceFormat.Zip => ZipSource.Open(request, log),
            SourceFormat.Raster => RasterSource.Open(request, log),
            _ => (IFeatureSource)GdalSource.Open(request, log),
        });

    /// <summary>Names of the layers in a file or container, in its own order.</summary>
    /// <exception cref="UserErrorException">As for <see cref="Open"/>.</exception>
    public static IReadOnlyList<string> Layers(string path) => Reading(path, () =>
        SourceFormats.Of(path) switch
        {
            SourceFormat.GeoPackage => GeoPackageSource.Layers(path),
            SourceFormat.Zip => ZipSource.Layers(path),
            SourceFormat.Raster => RasterSource.Layers(path),
            SourceFormat.Gdal => GdalSource.Layers(path),
            _ => (IReadOnlyList<string>)[Path.GetFileNameWithoutExtension(path)],
        });

    private static T Reading<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SourceRefusals.Unreadable(path, exception);
        }
    }
}
