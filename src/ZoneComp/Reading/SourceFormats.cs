using ZoneComp.Diagnostics;

namespace ZoneComp.Reading;

internal enum SourceFormat
{
    Unknown,
    Shapefile,
}

/// <summary>Tells the format of a file by its ending and first bytes.</summary>
internal static class SourceFormats
{
    /// <exception cref="UserErrorException">There is no such file.</exception>
    public static SourceFormat Of(string path)
    {
        if (!Path.Exists(path))
            throw new UserErrorException($"{path}: there is no such file", $"{path}：文件不存在");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".shp" or ".dbf" => SourceFormat.Shapefile,
            _ => SourceFormat.Unknown,
        };
    }

    public static UserErrorException Unknown(string path) => new(
        $"{path}: the format is not known; expected a shapefile (.shp, .zip), GeoPackage (.gpkg), GeoJSON, CSV with WKT, or GeoParquet",
        $"{path}：未知格式；应为 Shapefile（.shp、.zip）、GeoPackage（.gpkg）、GeoJSON、含 WKT 的 CSV 或 GeoParquet");
}
