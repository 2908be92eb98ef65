using static System.FormattableString;

namespace ZoneComp.Features;

/// <summary>Findings of stage 1, reading: ZC1xx. Those of the shapefile format are in <see cref="ShapefileFindings"/>.</summary>
internal static class ReadingFindings
{
    public static Diagnostic CoordinateUnusable(string subject) => new(
        "ZC116", Severity.Error, subject,
        new LocalText(
            "a coordinate is not a number, infinite, or the \"no data\" value; the feature is read without geometry. Repair it in the "
                + "source layer",
            "坐标不是数、为无穷大或为“无数据”值；该要素按无几何读入。请在源图层中修复"));

    public static Diagnostic GeometryKindUnusable(string subject, string kind) => new(
        "ZC117", Severity.Warning, subject,
        new LocalText(
            $"the geometry is a {kind}, of which no area can be taken; expected points, lines or polygons without curves",
            $"几何类型为 {kind}，无法计算面积；应为点、线或不含曲线的面"));

    public static Diagnostic AnswerCut(string file, long features) => new(
        "ZC154", Severity.Error, file,
        new LocalText(
            Invariant($"the server had more features than these {features} (exceededTransferLimit): ")
                + "the file is a part of the layer. Ask for the rest with resultOffset, or have the layer exported",
            Invariant($"服务器上的要素多于此处的 {features} 个（exceededTransferLimit）：")
                + "该文件只是图层的一部分。请用 resultOffset 请求其余部分，或请对方导出整个图层"));

    public static Diagnostic RingNotClosed(string subject) => new(
        "ZC119", Severity.Warning, subject,
        new LocalText(
            "a ring does not end where it began; it is closed by a straight line",
            "环的起点与终点不重合；已用直线闭合"));

    public static Diagnostic GeometryDamaged(string subject, string detail) => new(
        "ZC120", Severity.Error, subject,
        new LocalText(
            $"the geometry cannot be read ({detail}); the feature has no geometry. Repair it in the source layer",
            $"几何无法读取（{detail}），该要素没有几何。请在源图层中修复"));

    public static Diagnostic RowLengthDiffers(string subject, int found, string[] header) => new(
        "ZC121", Severity.Warning, subject,
        new LocalText(
            Invariant($"the row has {found} values, the header {header.Length} names; ")
                + (found < header.Length
                    ? $"it has none under {string.Join(", ", header.Skip(found).Take(12))}, which is read as empty"
                    : "surplus ones are left out")
                + ". A value that holds the delimiter must stand in double quotes",
            Invariant($"该行有 {found} 个值，表头有 {header.Length} 个列名；")
                + (found < header.Length ? $"{string.Join("、", header.Skip(found).Take(12))} 下没有值，按空值读取" : "多余的略去")
                + "。含分隔符的值须加双引号"));

    public static Diagnostic WholeBeyondDouble(string subject, string field, double value, bool isSingle = false) => new(
        "ZC136", Severity.Warning, subject,
        new LocalText(
            Invariant(
                $"field {field} holds {value:F0} as a floating-point number, which keeps only the first {(isSingle ? "7" : "15 or 16")} digits: the last ones ")
                    + Invariant($"may be others than were meant, and two codes may have become one. Store it as text in the source"),
            Invariant($"字段 {field} 以浮点数保存 {value:F0}，浮点数只能保留前 {(isSingle ? "7" : "15 至 16")} 位：末尾数字可能与原值不同，不同的代码可能变成同一个。请在源数据中按文本保存")));

    public static Diagnostic PropertyRepeated(string subject, string name) => new(
        "ZC137", Severity.Warning, subject,
        new LocalText(
            $"the property {name} stands in the feature more than once; its last value is taken. Correct the file, or the program that "
                + $"wrote it",
            $"该要素中属性 {name} 出现多次；取最后一个值。请更正文件或生成该文件的程序"));

    public static Diagnostic OwnCrs(string subject) => new(
        "ZC144", Severity.Warning, subject,
        new LocalText(
            "the feature or its geometry states a CRS of its own (crs), which is not read: its coordinates are taken in the layer's. "
                + "Bring all features into one CRS, and state it for the file",
            "该要素或其几何自带坐标系（crs），未读取：坐标按图层的坐标系处理。请将全部要素统一到同一坐标系，并在文件层面声明"));

    public static Diagnostic PlaceNotRead(string subject, Severity severity) => new(
        "ZC149", severity, subject,
        severity == Severity.Error
            ? new LocalText(
                "the feature has its geometry in the member \"place\" alone (JSON-FG), which is not read: it has none here. Export the "
                    + "layer to GeoPackage",
                "该要素的图形仅在 place 成员中（JSON-FG），未读取：此处没有图形。请将图层导出为 GeoPackage")
            : new LocalText(
                "the feature has a second geometry in the member \"place\" (JSON-FG), in a CRS of its own and maybe more exact, which is "
                    + "not read; its \"geometry\" was. Export the layer to GeoPackage",
                "该要素在 place 成员中另有图形（JSON-FG，自带坐标系，可能更精确），未读取；读取的是 geometry。请将图层导出为 GeoPackage"));

    public static Diagnostic ValueUnusable(string subject, string field) => new(
        "ZC145", Severity.Warning, subject,
        new LocalText(
            $"field {field} holds what is no text and no number that can be kept (bytes, or a number without end); it is read as empty",
            $"字段 {field} 的值既不是文本也不是可保存的数（字节或无穷大），按空值读取"));

    public static Diagnostic OtherSrid(string subject, int srid, int? layer, Severity severity) => new(
        "ZC123", severity, subject,
        new LocalText(
            Invariant(
                $"the geometry states SRID {srid}, the layer's is {(layer is null ? "not stated" : layer)}; its coordinates would be ")
                    + Invariant($"taken in the wrong CRS: bring all of the layer's features into one CRS"),
            Invariant($"几何的 SRID 为 {srid}，而图层的为 {(layer is null ? "未给出" : layer)}；其坐标会按错误的坐标系读取：请将图层的全部要素统一到同一坐标系")));

    public static Diagnostic TextUndecodable(string subject, string field, string value) => new(
        "ZC110", Severity.Warning, subject,
        new LocalText(
            $"text of field {field} cannot be decoded, or holds signs that are none of a text (control characters), U+FFFD stands for "
                + $"them: \"{Start(value)}\"; name the right encoding in the policy, or save the layer anew from its source",
            $"字段 {field} 的文本无法解码或含有控制字符，以 U+FFFD 代替：“{Start(value)}”；请在测算方案中指明编码，或由源数据重新导出"));

    public static Diagnostic EncodingGuessed(string subject, string encoding) => new(
        "ZC114", Severity.Warning, subject,
        new LocalText(
            $"no text encoding is stated; {encoding} was guessed, and the text leaves room for another. Name the encoding in the policy",
            $"未声明编码；推测为 {encoding}，文本不足以确定。请在测算方案中指明编码"));

    public static Diagnostic NoLineEnd(string subject, int row, string last) => new(
        "ZC436", Severity.Note, subject, new LocalText(
            Invariant($"ends in row {row} without a line end, as a file does that was cut short; is '{Start(last)}' its whole last value?"),
            Invariant($"在第 {row} 行结束而没有换行，与被截断的文件相同；最后的值“{Start(last)}”是否完整？")));

    /// <param name="other">A name in the other encoding.</param>
    public static Diagnostic NamesGuessed(string subject, string other, bool isGbk)
    {
        (string taken, string left) = isGbk ? ("GBK", "UTF-8") : ("UTF-8", "GBK");
        return new(
            "ZC114", isGbk ? Severity.Warning : Severity.Note, subject,
            new LocalText(
                $"the archive does not say how its names are encoded; they read as {taken}, and would read as {left} too: \"{other}\". If "
                    + "the layers' names look wrong, pack it anew",
                $"压缩包未声明文件名编码；按 {taken} 读取，但也可按 {left} 读作“{other}”。如图层名不对，请重新打包"));
    }

    public static Diagnostic ArcsStroked(string subject, double off) => new(
        "ZC135", Severity.Note, subject,
        new LocalText(
            Invariant(
                $"the geometry has arcs; they are read as edges of a quarter of a degree that keep the area, and no area can be off by ")
                    + Invariant($"more than {off:0.######} square units of the layer (m² in a layer in metres)"),
            Invariant($"几何含有弧段；按四分之一度一段的边读取并保持面积，任何面积的偏差不超过 {off:0.######} 图层平方单位（以米为单位的图层即 m²）")));

    public static Diagnostic FurtherGeometries(string subject, string read, IReadOnlyList<string> further) => new(
        "ZC273", Severity.Warning, subject,
        new LocalText(
            $"has further columns of geometry: {string.Join(", ", further)}; {read} is read",
            $"含有其他几何列：{string.Join("、", further)}；读取的是 {read}"));

    private static string Start(string value) => value.Length <= 24 ? value : value[..24] + "…";

    public static Diagnostic ColumnRepeated(string subject, string name, string given) => new(
        "ZC109", Severity.Warning, subject,
        new LocalText(
            $"the column name {name} is used more than once; this one is given as {given}",
            $"列名 {name} 重复；此列改称 {given}"));
}
