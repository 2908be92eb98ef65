namespace ZoneComp.Features;

/// <summary>Kinds of geometry in Chinese sentences.</summary>
internal static class GeometryWords
{
    public static string Zh(GeometryKind kind) => kind switch
    {
        GeometryKind.Polygon => "面",
        GeometryKind.Line => "线",
        GeometryKind.Point => "点",
        _ => "无图形",
    };
}
