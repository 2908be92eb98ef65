using static System.FormattableString;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>Findings about a GeoPackage's file and its lists.</summary>
internal static class GeoPackageFindings
{
    public static Diagnostic SideFile(string subject, string file, bool isLog) => isLog
        ? new("ZC130", Severity.Note, subject, new LocalText(
            $"{file} beside it holds changes that are not in the file itself yet; they were read along. Hand on both files, or close the "
                + $"package in QGIS first",
            $"旁边的 {file} 含有尚未写入该文件的修改，已一并读取。转交时请带上两个文件，或先在 QGIS 中关闭该数据包"))
        : new("ZC130", Severity.Warning, subject, new LocalText(
            $"{file} beside it is of a change that was cut off; the package was read as it was before that change. Open it once in QGIS, "
                + $"close it, and look whether anything is missing",
            $"旁边的 {file} 属于一次被中断的修改；已按修改之前的状态读取。请用 QGIS 打开一次并关闭，核对是否有缺失"));

    public static Diagnostic OutOfOrder(string subject) => new(
        "ZC147", Severity.Error, subject, new LocalText(
            "the row does not stand where its number belongs, which SQLite never writes: the file is damaged, and other values may be too. "
                + "Get it again from its source",
            "该行未处于其编号应在的位置，SQLite 不会写成这样：文件已损坏，其他值也可能有误。请从来源重新获取"));

    public static Diagnostic WithoutKey(string subject) => new(
        "ZC148", Severity.Note, subject, new LocalText(
            "the table has no integer primary key, as the standard demands; its features are counted from 0 in the order of rows",
            "该表没有标准要求的整数主键；要素按行的次序从 0 编号"));

    public static Diagnostic LogMissing(string subject) => new(
        "ZC131", Severity.Note, subject, new LocalText(
            "the package keeps changes in a write-ahead log (-wal), and none lies beside it; if it was copied while a program had it "
                + "open, the latest changes are missing",
            "该数据包把修改写在预写日志（-wal）中，而旁边没有该文件；如果是在其他程序打开时复制的，会缺少最近的修改"));

    public static Diagnostic DefinitionsDiffer(string subject, string followed, string followedName, string other, string otherName) => new(
        "ZC132", Severity.Warning, subject, new LocalText(
            $"the package contradicts itself about the CRS: {followed} says \"{followedName}\" and was followed, {other} says "
                + $"\"{otherName}\"; name the right one in the policy (crs:)",
            $"数据包中的坐标系自相矛盾：已按 {followed} 的“{followedName}”读取，而 {other} 为“{otherName}”；请在测算方案中写明（crs:）"));

    public static Diagnostic DefinitionUnreadable(string subject, string column, LocalText problem) => new(
        "ZC132", Severity.Warning, subject, new LocalText(
            $"{column} of the CRS cannot be read ({problem.En}); the other definition was followed",
            $"坐标系的 {column} 无法读取（{problem.Zh}）；已按另一定义读取"));

    public static Diagnostic SrsIdsDiffer(string subject, long inColumns, long inContents) => new(
        "ZC132", Severity.Warning, subject, new LocalText(
            Invariant($"the package contradicts itself about the CRS: gpkg_geometry_columns says srs_id {inColumns} and was followed, ")
                    + Invariant($"gpkg_contents says {inContents}; name the right one in the policy (crs:)"),
            Invariant($"数据包中的坐标系自相矛盾：已按 gpkg_geometry_columns 的 srs_id {inColumns} 读取，而 gpkg_contents 为 {inContents}；请在测算方案中写明（crs:）")));
}
