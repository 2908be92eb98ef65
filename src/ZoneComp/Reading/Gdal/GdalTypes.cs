namespace ZoneComp.Reading.Gdal;

/// <summary>GDAL's type numbers (ogr_core.h), which are part of its stable interface.</summary>
internal static unsafe class GdalTypes
{
    public const int Integer = 0;
    public const int Real = 2;
    public const int Text = 4;
    public const int Binary = 8;
    public const int Date = 9;
    public const int Time = 10;
    public const int DateTime = 11;
    public const int Integer64 = 12;
    public const int BooleanSubtype = 1;

    public static FieldInfo FieldOf(GdalLibrary gdal, nint field)
    {
        FieldType type = gdal.FieldType(field) switch
        {
            Integer when gdal.FieldSubtype(field) == BooleanSubtype => FieldType.Boolean,
            Integer or Integer64 => FieldType.Integer,
            Real => FieldType.Real,
            Text or Time or DateTime => FieldType.Text,
            Date => FieldType.Date,
            _ => FieldType.Other, // binary, and lists
        };
        return new FieldInfo(GdalLibrary.String(gdal.FieldName(field)), type, gdal.FieldWidth(field), gdal.FieldPrecision(field));
    }

    /// <param name="type">Without Z and M.</param>
    public static GeometryKind KindOf(int type) => type switch
    {
        1 or 4 => GeometryKind.Point,
        2 or 5 => GeometryKind.Line,
        3 or 6 or 10 or 12 => GeometryKind.Polygon, // 10 and 12: with curves, which are made straight
        100 => GeometryKind.None,
        _ => GeometryKind.Other,
    };
}
