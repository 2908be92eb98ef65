using static System.FormattableString;

namespace ZoneComp.Reading.Shapefiles;

/// <summary>Turns the problems of a shapefile into findings.</summary>
internal static class ShapefileFindings
{
    /// <param name="placeOf">A coordinate of a record.</param>
    public static Diagnostic Of(ShapefileProblem problem, Func<long, LayerPoint> placeOf)
    {
        string subject = Path.GetFileName(problem.File) + (problem.Record is long record ? Invariant($"#{record}") : "");
        var severity = problem.Severity switch
        {
            ProblemSeverity.Error => Severity.Error,
            ProblemSeverity.Warning => Severity.Warning,
            _ => Severity.Note,
        };
        var (code, en, zh) = Words(problem.Kind);
        var summed = new SummedFinding($"{problem.Kind} {problem.Field}", new LocalText(en, zh), problem.Detail, problem.Count);
        return new Diagnostic(code, severity, subject, summed.Text())
        {
            Summed = problem.Field is null ? null : summed,
            InLayer = problem.Record is long one ? placeOf(one) : null,
            Further = problem.IsRest ? problem.Count : 0,
        };
    }

    public static LayerPoint At(ShapePoint? point) => point is { } found ? new LayerPoint(found.X, found.Y) : LayerPoint.None;

    private static (string Code, string En, string Zh) Words(ProblemKind kind) => kind switch
    {
        ProblemKind.RecordUnreadable =>
            ("ZC101", "the shape cannot be read; the feature has no geometry. Repair or replace the file", "图形无法读取，该要素没有几何。请修复或更换文件"),
        ProblemKind.RowMissing =>
            (
                "ZC102",
                "the shape has no row in the .dbf; all its fields are empty. Get the .dbf again",
                "该图形在 .dbf 中没有对应的行，所有字段为空。请重新索取 .dbf"),
        ProblemKind.DbfUnreadable =>
            (
                "ZC102",
                "the .dbf cannot be read; the layer has no fields. Get it again from whoever gave the layer",
                ".dbf 无法读取，图层没有字段。请向提供单位重新索取"),
        ProblemKind.DbfMissing =>
            (
                "ZC102",
                "there is no .dbf: the geometry is all that is left, without codes, names or classes. Get the .dbf from whoever gave the "
                    + "layer and put it beside the .shp",
                "缺少 .dbf：只剩图形，没有代码、名称和类别。请向提供单位索取 .dbf，与 .shp 放在一起"),
        ProblemKind.ShxMissing => ("ZC103", "there is no .shx", "缺少 .shx"),
        ProblemKind.ShxUnusable => ("ZC103", "the .shx cannot be trusted", ".shx 不可信"),
        ProblemKind.ShxOrderDiffers =>
            (
                "ZC142",
                "the .shx has the shapes in another order than the .shp counts them, so a shape's attributes may be another's; it was "
                    + "followed. Save the layer anew from its source",
                ".shx 中图形的顺序与 .shp 自身的编号不同，图形的属性可能对错位；已按 .shx 读取。请由源数据重新导出图层"),
        ProblemKind.BytesSkipped => ("ZC103", "bytes between the records were skipped", "跳过了记录之间的字节"),
        ProblemKind.RecordLengthWrong => ("ZC104", "the record's length is wrong; its own counts were followed", "记录长度有误，已按其自身点数读取"),
        ProblemKind.HeaderLengthWrong => ("ZC104", "the file length in the header is wrong; the real one was used", "文件头中的长度有误，已按实际长度读取"),
        ProblemKind.BytesOutsideRecords =>
            ("ZC104", "the .shx does not reach all bytes of the .shp: left behind by editing", ".shx 未指向 .shp 的全部字节：编辑后遗留"),
        ProblemKind.RowCountDiffers => ("ZC105", "shapes and rows do not match in number", "图形数与属性行数不一致"),
        ProblemKind.RowsSurplus =>
            (
                "ZC105",
                "the .dbf has more rows than there are shapes, so a shape's attributes may be another's; replace the .dbf",
                ".dbf 的行数多于图形数，图形的属性可能对错位；请更换 .dbf"),
        ProblemKind.RowsDeleted => ("ZC106", "features with a delete flag are not read", "带删除标记的要素未读取"),
        ProblemKind.RowsOutOfStep =>
            (
                "ZC143",
                "the rows of the .dbf do not begin where its header has them, so values are taken from beside their fields; get the .dbf "
                    + "again, or save the layer anew",
                ".dbf 各行的起点与文件头所记不符，取值会错位；请重新索取 .dbf 或重新导出图层"),
        ProblemKind.RowLengthDiffers =>
            (
                "ZC143",
                "the rows of the .dbf are longer than its fields together; what stands behind the last field is not read",
                ".dbf 的行长大于各字段宽度之和；最后一个字段之后的内容未读取"),
        ProblemKind.ValueUnreadable => ("ZC107", "a value cannot be read and is taken as empty", "值无法读取，按空值处理"),
        ProblemKind.ValueOverflowed =>
            ("ZC107", "a value was too wide for its field when it was written and is lost; taken as empty", "写入时数值超出字段宽度而丢失，按空值处理"),
        ProblemKind.DecimalComma => ("ZC107", "a comma was read as the decimal point", "逗号按小数点读取"),
        ProblemKind.FieldTypeNotRead => ("ZC108", "a field's type is not read; its values are empty", "字段类型无法读取，值为空"),
        ProblemKind.FieldOutsideRow => ("ZC108", "a field lies outside the row; its values are empty", "字段超出行的范围，值为空"),
        ProblemKind.FieldNameRepeated => ("ZC109", "a field name is used more than once", "字段名重复"),
        ProblemKind.TextUndecodable =>
            (
                "ZC110",
                "text cannot be decoded, U+FFFD stands for the bytes; name the right encoding in the policy",
                "文本无法解码，以 U+FFFD 代替；请在测算方案中指明编码"),
        ProblemKind.TextCut =>
            ("ZC111", "text was cut inside a character when it was written; the broken character is left out", "文本写入时在字符中间被截断，残缺字符已去掉"),
        ProblemKind.CpgUnknown => ("ZC112", "the .cpg names no known encoding and is passed over", ".cpg 未指明已知编码，已忽略"),
        ProblemKind.PrjEmpty =>
            (
                "ZC272",
                "the .prj is there and empty, so the layer states no CRS; get it again, or name the CRS in the policy (crs:)",
                ".prj 为空，图层因此没有坐标系；请重新索取，或在测算方案中写明（crs:）"),
        ProblemKind.EncodingContradicted =>
            (
                "ZC113",
                "the stated text encoding is refuted by the text, which was followed; name the encoding in the policy to be sure",
                "声明的编码与文本不符，已按文本判断；如需确定请在测算方案中指明编码"),
        ProblemKind.EncodingDetected => ("ZC114", "no text encoding is stated; it was detected from the text", "未声明编码，已根据文本判断"),
        ProblemKind.EncodingGuessed =>
            (
                "ZC114",
                "no text encoding is stated; it was guessed, and the text leaves room for another. Name the encoding in the policy",
                "未声明编码；编码为推测，文本不足以确定。请在测算方案中指明编码"),
        ProblemKind.EncodingDoubtful =>
            (
                "ZC134",
                "the stated text encoding was followed, and something speaks against it; look at the names, and name the encoding in the "
                    + "policy",
                "已按声明的编码读取，但有相反的迹象；请核对名称，并在测算方案中指明编码"),
        ProblemKind.EncodingDefaulted =>
            (
                "ZC115",
                "no text encoding is stated and the text leaves it open; the default was used. Name the encoding in the policy",
                "未声明编码且无法判断，已用默认编码。请在测算方案中指明编码"),
        ProblemKind.PointsOutsideParts =>
            ("ZC104", "points lie before the first part and belong to none; they are left out", "部分点位于第一个部件之前，不属于任何部件，已略去"),
        ProblemKind.TypesMixed => ("ZC118", "the layer mixes shape types", "图层中混有不同的图形类型"),
        ProblemKind.HeaderTypeDiffers =>
            ("ZC118", "the header names another shape type than the records have; the records were followed", "文件头中的图形类型与记录不符，已按记录读取"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no words for this problem"),
    };
}
