using System.Text;

namespace ZoneComp.Outputs.Shapefiles;

/// <summary>What a shapefile cannot hold of a run's texts.</summary>
internal static class ShapefileOutputFindings
{
    private static readonly Encoding Windows936 = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    public static IEnumerable<Diagnostic> Of(ShapefileEncoding? kind, IReadOnlyList<Region> regions, IEnumerable<Column> columns)
    {
        if (kind is not { } asked)
            yield break;
        Encoding encoding = ShapefileOutput.EncodingOf(asked);
        IEnumerable<(Region Region, string Column, string Text)> texts = regions.Select(region => (region, "region_name", region.Name))
            .Concat(
            columns.Where(column => column.Quantity == Quantity.Text)
                .SelectMany(column => regions.Select((region, row) => (region, column.Name, column.Values[row] as string ?? ""))));
        foreach ((Region region, string column, string text) in texts)
        {
            if (encoding.GetByteCount(text) is var bytes and > ShapefileOutput.LongestText)
                yield return TextCut(region, column, bytes);
            if (text.Contains('\0', StringComparison.Ordinal))
                yield return TextEnds(region, column);
            if (asked == ShapefileEncoding.Gbk
                && text.EnumerateRunes().FirstOrDefault(rune => !IsInGbk(rune.ToString())) is { Value: > 0 } beyond)
                yield return NotInGbk(region, column, beyond.ToString());
        }
    }

    /// <summary>
    /// Whether programs that read GBK find the character that was written: not where only the later standard GB 18030 has it (four bytes,
    /// or two that were free in GBK, as those of the euro sign), nor one of a private area, which each program maps in its own way.
    /// </summary>
    private static bool IsInGbk(string character) =>
        character[0] is not (>= '\uE000' and <= '\uF8FF')
            && Windows936.GetBytes(character).AsSpan().SequenceEqual(CodePages.Gbk.GetBytes(character));

    private static Diagnostic TextEnds(Region region, string column) => new(
        "ZC711",
        Severity.Warning,
        $"{region.Code} {region.Name}",
        new LocalText(
            $"shapefile: the text of {column} holds a character 0, at which programs end it; the other outputs have it whole",
            $"shapefile：{column} 的文本含有字符 0，软件读到此处即止；其余成果保留全文"));

    private static Diagnostic TextCut(Region region, string column, int bytes) => new(
        "ZC711",
        Severity.Warning,
        $"{region.Code} {region.Name}",
        new LocalText(
            $"shapefile: the text of {column} takes {bytes} bytes, and a .dbf holds {ShapefileOutput.LongestText}: it is cut there; "
            + "the other outputs have it whole",
            $"shapefile：{column} 的文本为 {bytes} 字节，.dbf 至多 {ShapefileOutput.LongestText} 字节，已截断；其余成果保留全文"));

    private static Diagnostic NotInGbk(Region region, string column, string character) => new(
        "ZC712",
        Severity.Warning,
        $"{region.Code} {region.Name}",
        new LocalText(
            $"shapefile: {column} holds '{character}', which GBK lacks: it is written as GB 18030 does, "
            + "and programs that expect GBK show other characters; take outputs: {shapefile: utf8}",
            $"shapefile：{column} 中的“{character}”不在 GBK 内，按 GB 18030 写出，只认 GBK 的软件会显示成别的字；请改用 outputs: {{shapefile: utf8}}"));
}
