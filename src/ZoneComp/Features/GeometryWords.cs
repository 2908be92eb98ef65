namespace ZoneComp.Features;

/// <summary>Kinds of geometry and of fields in Chinese sentences.</summary>
public static class GeometryWords
{
    public static string Zh(GeometryKind kind) => kind switch
    {
        GeometryKind.Polygon => "面",
        GeometryKind.Line => "线",
        GeometryKind.Point => "点",
        GeometryKind.None => "无图形",
        _ => "其他",
    };

    public static string Zh(FieldType type) => type switch
    {
        FieldType.Text => "文本",
        FieldType.Integer => "整数",
        FieldType.Real => "小数",
        FieldType.Boolean => "是否",
        FieldType.Date => "日期",
        _ => "其他",
    };
}
