namespace ZoneComp.Shapefile;

/// <summary>Shape types of the ESRI Shapefile Technical Description (July 1998), p. 4.</summary>
public enum ShapeType
{
    Null = 0,
    Point = 1,
    PolyLine = 3,
    Polygon = 5,
    MultiPoint = 8,
    PointZ = 11,
    PolyLineZ = 13,
    PolygonZ = 15,
    MultiPointZ = 18,
    PointM = 21,
    PolyLineM = 23,
    PolygonM = 25,
    MultiPointM = 28,
    MultiPatch = 31,
}

/// <summary>What a shape type is made of, its Z and M left aside.</summary>
public enum ShapeFamily
{
    Null,
    Point,
    MultiPoint,
    PolyLine,
    Polygon,
    MultiPatch,
}

public static class ShapeTypes
{
    public static bool IsKnown(int type) => type is 0 or 1 or 3 or 5 or 8 or 11 or 13 or 15 or 18 or 21 or 23 or 25 or 28 or 31;

    public static ShapeFamily Family(this ShapeType type) => type switch
    {
        ShapeType.Null => ShapeFamily.Null,
        ShapeType.Point or ShapeType.PointZ or ShapeType.PointM => ShapeFamily.Point,
        ShapeType.MultiPoint or ShapeType.MultiPointZ or ShapeType.MultiPointM => ShapeFamily.MultiPoint,
        ShapeType.PolyLine or ShapeType.PolyLineZ or ShapeType.PolyLineM => ShapeFamily.PolyLine,
        ShapeType.Polygon or ShapeType.PolygonZ or ShapeType.PolygonM => ShapeFamily.Polygon,
        ShapeType.MultiPatch => ShapeFamily.MultiPatch,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a shape type"),
    };
}
