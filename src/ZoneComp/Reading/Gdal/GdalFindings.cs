using static System.FormattableString;

namespace ZoneComp.Reading.Gdal;

/// <summary>What GDAL itself says of a file, passed on in its own words.</summary>
internal static class GdalFindings
{
    /// <param name="stated">Null where the format states no number.</param>
    public static Diagnostic Incomplete(string subject, long read, long? stated, string said) => new(
        "ZC124", Severity.Error, subject,
        new LocalText(
            Invariant($"GDAL read {read}{(stated is null ? "" : Invariant($" of {stated}"))} features of the layer and then said: {(said.Length == 0 ? "nothing" : said)}. The layer is not whole: repair it, or export it anew from its source"),
            Invariant($"GDAL 读取了图层的 {read}{(stated is null ? "" : Invariant($"/{stated}"))} 个要素后报告：{(said.Length == 0 ? "无" : said)}。图层不完整：请修复，或由源数据重新导出")));

    /// <summary>GDAL read it without an error.</summary>
    public static Diagnostic TextNotWhole(string subject, LocalText found) => new(
        "ZC138", Severity.Error, subject,
        new LocalText(
            $"{found.En}. GDAL passes over what it does not understand, so that features or points may be missing: repair the file, "
                + "or export it anew",
            $"{found.Zh}。GDAL 会略过无法理解的内容，可能缺少要素或点：请修复文件，或重新导出"));

    public static Diagnostic Warned(string subject, string said) => new(
        "ZC125", Severity.Warning, subject,
        new LocalText($"GDAL warns: {said}", $"GDAL 警告：{said}"));
}
