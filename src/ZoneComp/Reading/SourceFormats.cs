namespace ZoneComp.Reading;

internal enum SourceFormat
{
    Shapefile,
    GeoPackage,
    GeoJson,
    GeoJsonSequence,
    Csv,
    GeoParquet,
    Zip,

    /// <summary>Cells of classes, which GDAL reads.</summary>
    Raster,

    /// <summary>Not one that we read ourselves: left to GDAL.</summary>
    Gdal,
}

/// <summary>Tells the format of a file by its ending and first bytes.</summary>
internal static class SourceFormats
{
    /// <exception cref="UserErrorException">There is no such file, or it is a folder.</exception>
    public static SourceFormat Of(string path)
    {
        if (!Path.Exists(path))
            throw SourceRefusals.NotThere(path);
        SourceFormat byEnding = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".shp" or ".dbf" => SourceFormat.Shapefile,
            ".gpkg" => SourceFormat.GeoPackage,
            ".geojson" or ".json" => SourceFormat.GeoJson,
            ".geojsonl" or ".geojsons" or ".ndjson" or ".jsonl" => SourceFormat.GeoJsonSequence,
            ".csv" => SourceFormat.Csv,
            ".parquet" or ".geoparquet" => SourceFormat.GeoParquet,
            ".zip" => SourceFormat.Zip,
            ".tif" or ".tiff" or ".img" or ".asc" => SourceFormat.Raster,
            ".kmz" => SourceFormat.Gdal,
            _ => SourceFormat.Gdal,
        };
        if (Directory.Exists(path))
            return byEnding == SourceFormat.Gdal ? byEnding : throw SourceRefusals.Folder(path);
        if (SourceRefusals.PartOfShapefile(path) is { } part)
            throw part;
        return byEnding != SourceFormat.Gdal ? byEnding : ByContent(path);
    }

    private static SourceFormat ByContent(string path)
    {
        Span<byte> head = stackalloc byte[16];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head.StartsWith("SQLite format 3\0"u8) ? SourceFormat.GeoPackage
            : head.StartsWith("PAR1"u8) ? SourceFormat.GeoParquet
            : head.StartsWith("PK\x03\x04"u8) ? SourceFormat.Zip
            : head.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("{"u8) ? SourceFormat.GeoJson
            : head.StartsWith("II*\0"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("MM\0+"u8)
                ? SourceFormat.Raster
            : head.StartsWith("\x1E"u8) ? SourceFormat.GeoJsonSequence
            : SourceFormat.Gdal;
    }
}
