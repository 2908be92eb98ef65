namespace ZoneComp.Model;

/// <summary>How the texts of a shapefile with the results are encoded.</summary>
public enum ShapefileEncoding
{
    Gbk,
    Utf8,
}
