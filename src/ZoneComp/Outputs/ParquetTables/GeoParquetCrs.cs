namespace ZoneComp.Outputs.ParquetTables;

/// <summary>The CRS of map outputs as GeoParquet states it.</summary>
/// <remarks>Left out, it would mean WGS 84: a silent change of datum.</remarks>
internal static class GeoParquetCrs
{
    /// <summary>EPSG:4490 as PROJJSON. The axes are the authority's (latitude first); GeoParquet's coordinates are x, y all the
    /// same.</summary>
    private const string Cgcs2000 = """
        {"$schema":"https://proj.org/schemas/v0.5/projjson.schema.json","type":"GeographicCRS","name":"China Geodetic Coordinate System 2000","datum":{"type":"GeodeticReferenceFrame","name":"China 2000","ellipsoid":{"name":"CGCS2000","semi_major_axis":6378137,"inverse_flattening":298.257222101}},"coordinate_system":{"subtype":"ellipsoidal","axis":[{"name":"Geodetic latitude","abbreviation":"Lat","direction":"north","unit":"degree"},{"name":"Geodetic longitude","abbreviation":"Lon","direction":"east","unit":"degree"}]},"id":{"authority":"EPSG","code":4490}}
        """;

    public static (GeoCrsOrigin Origin, string? Crs) Of(MapCrs crs) => crs.Code switch
    {
        _ when crs == MapCrs.UnknownPlane => (GeoCrsOrigin.Unknown, null),
        4490 when crs.Organization == "EPSG" => (GeoCrsOrigin.Stated, Cgcs2000),
        _ => throw new ArgumentException($"{crs.Organization}:{crs.Code} is not written as PROJJSON."),
    };
}
