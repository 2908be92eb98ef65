using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>The regions' polygons as an earlier run kept them.</summary>
internal static class EarlierShapes
{
    /// <summary>In the order of the regions; null where the run has none.</summary>
    /// <exception cref="UserErrorException">The file does not read.</exception>
    public static IReadOnlyList<Geometry?> Read(string folder, IReadOnlyList<Region> regions)
    {
        string path = Path.Combine(folder, GeoParquetRegions.FileName);
        Dictionary<string, byte[]?> shapes = File.Exists(path) ? EarlierTable.Read(path, Read) : [];
        WKBReader reader = new();
        return [.. regions.Select(region => shapes.GetValueOrDefault(region.Code) is { } wkb ? reader.Read(wkb) : null)];
    }

    private static Dictionary<string, byte[]?> Read(ParquetFile file)
    {
        Dictionary<string, byte[]?> shapes = new(StringComparer.Ordinal);
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group);
            byte[]?[] geometries = file.Column(GeoParquetRegions.GeometryColumn).Bytes(group);
            for (int row = 0; row < codes.Length; row++)
                shapes[codes[row]] = geometries[row];
        }

        return shapes;
    }
}
