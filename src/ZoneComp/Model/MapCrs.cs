namespace ZoneComp.Model;

/// <summary>The CRS that map outputs are written in.</summary>
/// <param name="Code">Number at the authority; also the srs_id in a GeoPackage, where -1 is a plane of unknown place.</param>
/// <param name="Organization">Authority: "EPSG", or "NONE".</param>
/// <param name="Wkt">WKT 1 (GDAL's dialect), or "undefined".</param>
/// <param name="IsGeographic">Degrees when true, metres when false.</param>
public sealed record MapCrs(int Code, string Organization, string Name, string Wkt, bool IsGeographic)
{
    /// <summary>CGCS2000 longitude and latitude in degrees, EPSG:4490.</summary>
    public static MapCrs Cgcs2000 { get; } = new(4490, "EPSG", "China Geodetic Coordinate System 2000",
        """GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]""",
        IsGeographic: true);

    /// <summary>Metres in a plane whose place on the earth the run does not know (planar area method without a known CRS).</summary>
    public static MapCrs UnknownPlane { get; } = new(-1, "NONE", "Undefined Cartesian SRS", "undefined", IsGeographic: false);
}
