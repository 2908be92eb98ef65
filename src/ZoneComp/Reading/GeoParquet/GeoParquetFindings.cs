using static System.FormattableString;

namespace ZoneComp.Reading.GeoParquet;

/// <summary>Findings about what a Parquet file says of its geometries and columns.</summary>
internal static class GeoParquetFindings
{
    public static Diagnostic EdgesSplit(string subject, string edges, bool onSphere) => new(
        "ZC126", onSphere ? Severity.Warning : Severity.Note, subject,
        new LocalText(
            Invariant($"the edges are {edges}, {(onSphere ? "great circles on a sphere" : "shortest lines on the ellipsoid")}: they are ")
                    + Invariant($"followed to {CurvedEdges.ToleranceM} m by further ")
                            + Invariant(
                                $"vertices{(onSphere
                                    ? ". Programs that take the shortest line on the ellipsoid instead get other areas where edges are long"
                                    : "")}"),
            Invariant($"边为 {edges}，即{(onSphere ? "球面大圆弧" : "椭球面最短线")}：已加密顶点，与原线偏差不超过 {CurvedEdges.ToleranceM} ")
                    + Invariant($"m{(onSphere ? "。改用椭球面最短线的软件，在边较长时面积不同" : "")}")));

    public static Diagnostic EpochStated(string subject, double epoch) => new(
        "ZC127", Severity.Warning, subject,
        new LocalText(
            Invariant(
                $"the coordinates hold for the epoch {epoch}; the ground moves some centimetres a year and they are taken as they stand. ")
                    + Invariant($"Where that matters, bring the layer to the datum's own epoch (CGCS2000: 2000.0)"),
            Invariant($"坐标的历元为 {epoch}；地壳每年移动数厘米，此处按原值使用。如有影响，请将图层归算到基准自身的历元（CGCS2000：2000.0）")));

    public static Diagnostic OtherType(string subject, GeometryKind found, IReadOnlyList<string> stated) => new(
        "ZC128", Severity.Warning, subject,
        new LocalText(
            Invariant($"the geometry is a {found}, the file's metadata names only {string.Join(", ", stated)}; it is read as it is"),
            Invariant($"几何类型为{GeometryWords.Zh(found)}，而文件元数据仅列出 {string.Join("、", stated)}；按实际几何读入")));

    /// <param name="dimensions">" Z", " M", " ZM" or nothing.</param>
    public static Diagnostic OtherDimensions(string subject, string dimensions, IReadOnlyList<string> stated) => new(
        "ZC281", Severity.Note, subject,
        new LocalText(
            Invariant(
                $"the geometry has {Extra(dimensions).En}, the file's metadata names {string.Join(", ", stated)}; only x and y are read, ")
                    + Invariant($"so the area is the same"),
            Invariant($"几何{Extra(dimensions).Zh}，而文件元数据列出 {string.Join("、", stated)}；仅读取 x 与 y，面积不受影响")));

    public static Diagnostic OtherOrientation(string subject, bool isCurved) => new(
        "ZC282", isCurved ? Severity.Warning : Severity.Note, subject,
        new LocalText(
            "a ring runs the other way than the file's metadata says (orientation: counterclockwise); it is turned round, the first ring "
            + "as a shell and the others as holes. "
                + "Programs that believe the metadata may take the ground outside it: write the layer anew",
            "环的方向与文件元数据（orientation: counterclockwise）不符；已改正方向，首环作外环，其余作内环。轻信元数据的软件可能取其外部：请重新导出该图层"));

    public static Diagnostic BeyondBox(string subject, LayerPoint beyond, GeoParquetBox box) => new(
        "ZC146", Severity.Warning, subject,
        new LocalText(
            Invariant($"the point {beyond.X}, {beyond.Y} lies outside the box that the file's metadata states of all its geometries ")
                + $"({box}); one of the two is wrong, by another CRS, another order of axes or another year. It is read as it stands",
            Invariant($"点 {beyond.X}, {beyond.Y} 在文件元数据所载全部几何的外框（{box}）之外；二者必有一误（坐标系、坐标轴次序或年份不同）。按原坐标读入")));

    public static Diagnostic BeyondOwnBox(string subject, LayerPoint beyond, GeoParquetBox box) => new(
        "ZC146", Severity.Warning, subject,
        new LocalText(
            Invariant($"the point {beyond.X}, {beyond.Y} lies outside the box that its own row states ({box}), by which programs choose ")
                + $"what they read; one of the two is of before a change. It is read as it stands: write the layer anew",
            Invariant($"点 {beyond.X}, {beyond.Y} 在本行所载外框（{box}）之外，而其他软件按外框筛选要素；二者之一为修改前的内容。按原坐标读入：请重新导出该图层")));

    public static Diagnostic ColumnsNotRead(string subject, IReadOnlyList<string> columns) => new(
        "ZC129", Severity.Note, subject,
        new LocalText(
            Invariant($"of types that are not read (lists, structs, maps, bytes): {string.Join(", ", columns)}; the other columns are"),
            Invariant($"类型无法读取（列表、结构、映射、字节）：{string.Join("、", columns)}；其余列可读取")));

    private static LocalText Extra(string dimensions) => dimensions switch
    {
        " Z" => new("heights (Z)", "含高程（Z）"),
        " M" => new("measures (M)", "含度量值（M）"),
        " ZM" => new("heights and measures (ZM)", "含高程与度量值（ZM）"),
        _ => new("neither heights nor measures", "不含高程与度量值"),
    };
}
