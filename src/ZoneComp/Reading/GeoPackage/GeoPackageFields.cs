using System.Globalization;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>Column types of a GeoPackage (OGC 12-128r18, table 1).</summary>
internal static class GeoPackageFields
{
    public static FieldInfo Of(string name, string declared)
    {
        string upper = declared.ToUpperInvariant();
        int open = upper.IndexOf('(', StringComparison.Ordinal);
        string plain = (open < 0 ? upper : upper[..open]).Trim();
        int width = open > 0
            && int.TryParse(upper[(open + 1)..].TrimEnd(')', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out int declaredWidth)
            ? declaredWidth
            : 0;
        FieldType type = plain switch
        {
            "BOOLEAN" => FieldType.Boolean,
            "DATE" => FieldType.Date,
            "DATETIME" => FieldType.Text,
            "BLOB" => FieldType.Other,
            _ when plain.Contains("INT", StringComparison.Ordinal) => FieldType.Integer,
            _ when plain.Contains("REAL", StringComparison.Ordinal) || plain.Contains("FLOA", StringComparison.Ordinal)
                || plain.Contains("DOUB", StringComparison.Ordinal) || plain is "NUMERIC" or "DECIMAL" => FieldType.Real,
            _ => FieldType.Text,
        };
        return new FieldInfo(name, type, type == FieldType.Text ? width : 0);
    }

    public static GeometryKind KindOf(string? geometryType) => geometryType?.ToUpperInvariant() switch
    {
        null => GeometryKind.None,
        "POINT" or "MULTIPOINT" => GeometryKind.Point,
        "LINESTRING" or "MULTILINESTRING" or "CIRCULARSTRING" or "COMPOUNDCURVE" or "MULTICURVE" or "CURVE" => GeometryKind.Line,
        "POLYGON" or "MULTIPOLYGON" or "CURVEPOLYGON" or "MULTISURFACE" or "SURFACE" => GeometryKind.Polygon,
        _ => GeometryKind.Other,
    };
}
