using static System.FormattableString;

namespace ZoneComp.Reading.Gdal;

/// <summary>What GDAL itself says of a file, passed on in its own words.</summary>
internal static class GdalFindings
{
    /// <param name="stated">Null where the format states no number.</param>
    public static Diagnostic Incomplete(string subject, long read, long? stated, string said) => new(
        "ZC124", Severity.Error, subject,
        new LocalText(
            Invariant($"GDAL read {read}{(stated is null ? "" : Invariant($" of {stated}"))} features of the layer and then said: ")
                    + Invariant(
                        $"{(said.Length == 0 ? "nothing" : said)}. The layer is not whole: repair it, or export it anew from its source"),
            Invariant(
                $"GDAL 读取了图层的 {read}{(stated is null ? "" : Invariant($"/{stated}"))} 个要素后报告：{(said.Length == 0 ? "无" : said)}。图层不完整：请修复，")
                    + Invariant($"或由源数据重新导出")));

    /// <summary>GDAL read it without an error.</summary>
    public static Diagnostic TextNotWhole(string subject, LocalText found) => new(
        "ZC138", Severity.Error, subject,
        new LocalText(
            $"{found.En}. GDAL passes over what it does not understand, so that features or points may be missing: repair the file, "
                + "or export it anew",
            $"{found.Zh}。GDAL 会略过无法理解的内容，可能缺少要素或点：请修复文件，或重新导出"));

    public static Diagnostic ClosedLine(string subject) => new(
        "ZC155", Severity.Warning, subject,
        new LocalText(
            "a closed line of a drawing is read as an area; "
                + "a closed line inside another is an area of its own, no hole: "
                + "see that holes are not drawn so, or export the drawing's areas as polygons",
            "图纸中的闭合线按面读入；位于另一闭合线之内的，自成一个面，不作为洞：请确认图中没有这样画的洞，否则请将面导出为多边形"));

    public static Diagnostic EncodingNotTaken(string subject, string encoding, string driver) => new(
        "ZC156", Severity.Warning, subject,
        new LocalText(
            $"'encoding: {encoding}' has no effect: of {driver} GDAL decides the encoding by the file. "
                + "If names are garbled, export the layer to GeoPackage",
            $"encoding: {encoding} 不起作用：{driver} 的编码由 GDAL 按文件判定。若名称为乱码，请将图层导出为 GeoPackage"));

    public static Diagnostic OldWorkbook(string path) => new(
        "ZC157", Severity.Note, path,
        new LocalText(
            "an .xls workbook is read through GDAL, which does not tell "
                + "hidden rows, hidden sheets, filters and merged cells: see that the sheet has none",
            "经由 GDAL 读取 .xls 工作簿，无法得知隐藏的行与工作表、筛选及合并单元格：请确认工作表中没有这些"));

    public static Diagnostic RasterRead(string subject, RasterGrid grid) => new(
        "ZC152", Severity.Note, subject,
        new LocalText(
            Invariant($"a raster of {grid.Columns} x {grid.Rows} cells of {grid.CellSize.Width:0.######} x ")
                + Invariant($"{grid.CellSize.Height:0.######} (units of its CRS) in {grid.Values.Length} values; {grid.Empty} cells hold ")
                + "none. Areas are those of the cells, exact to their parts; its borders are no finer than a cell",
            Invariant($"栅格：{grid.Columns} × {grid.Rows} 个像元，像元大小 {grid.CellSize.Width:0.######} × ")
                + Invariant($"{grid.CellSize.Height:0.######}（坐标系单位），{grid.Values.Length} 个取值，{grid.Empty} 个像元无值。")
                + "面积按像元及其被切割的部分精确计算；边界精度不高于一个像元"));

    public static Diagnostic Warned(string subject, string said) => new(
        "ZC125", Severity.Warning, subject,
        new LocalText($"GDAL warns: {said}", $"GDAL 警告：{said}"));
}
