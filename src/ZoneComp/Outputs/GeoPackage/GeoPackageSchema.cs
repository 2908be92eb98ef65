namespace ZoneComp.Outputs.GeoPackage;

/// <summary>The tables that the GeoPackage standard asks for (OGC 12-128r17, version 1.3, annex C), and QGIS's table of styles.</summary>
internal static class GeoPackageSchema
{
    /// <summary>"GPKG" in the database header.</summary>
    public const int ApplicationId = 0x47504B47;

    /// <summary>Version 1.3.0: what GDAL from 3.3 and QGIS from 3.20 write and every later one reads.</summary>
    public const int UserVersion = 10300;

    /// <summary>The standard wants a time of last change. It is fixed, so that equal content is equal bytes; 1980 is also the first year a
    /// zip can say.</summary>
    public const string FixedTime = "1980-01-01T00:00:00.000Z";

    public static string Core { get; } = Read("core.sql");

    public static string Metadata { get; } = Read("metadata.sql");

    public static string LayerStyles { get; } = Read("layer_styles.sql");

    /// <summary>Triggers that keep the spatial index true when QGIS edits the layer (standard, annex F.3); <c>{t}</c> is the table,
    /// <c>{i}</c> the index.</summary>
    public static string SpatialIndexTriggers(string table) =>
        Read("spatial_index.sql").Replace("{t}", table, StringComparison.Ordinal)
            .Replace("{i}", SpatialIndexName(table), StringComparison.Ordinal);

    public static string SpatialIndexName(string table) => $"rtree_{table}_geom";

    private static string Read(string name)
    {
        using var text = new StreamReader(typeof(GeoPackageSchema).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
