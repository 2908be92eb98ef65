using System.Globalization;

namespace ZoneComp.CoordinateSystems;

/// <summary>Tells the forms of a CRS definition apart.</summary>
internal static class CrsText
{
    /// <summary>Longer texts are no CRS definition: the longest real ones have a few kilobytes.</summary>
    private const int MaxLength = 1 << 20;

    public static Crs Read(string definition)
    {
        string text = definition.Trim().Trim('\uFEFF', '\0').Trim();
        if (text.Length == 0)
            throw new CrsTextException("the CRS definition is empty", "坐标系定义为空");
        if (text.Length > MaxLength)
            throw new CrsTextException(
                $"the CRS definition has {text.Length} characters; that is no CRS",
                $"坐标系定义长达 {text.Length} 个字符，不是坐标系");
        Crs crs = text[0] == '{'
            ? ProjJsonReader.Read(text)
            : text.Contains('[') || text.Contains('(') ? WktReader.Read(text) : ByCode(text);
        return crs.Code is null ? crs with { Code = CrsCatalog.CodeOf(crs) } : crs;
    }

    private static Crs ByCode(string text)
    {
        string code = Horizontal(text);
        if (code.ToUpperInvariant() is "OGC:CRS84" or "OGC:CRS84H")
            return CrsCatalog.Find("EPSG", 4326)! with { Name = "WGS 84 (CRS84)", Code = "OGC:CRS84" };
        string[] parts = code.Split(':');
        (string authority, string digits) = parts.Length == 2 ? (parts[0].Trim().ToUpperInvariant(), parts[1]) : ("EPSG", code);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new CrsTextException(
                $"\"{Start(text)}\" is neither WKT, PROJJSON nor a code such as EPSG:4490",
                $"“{Start(text)}”既不是 WKT、PROJJSON，也不是 EPSG:4490 这样的代码");
        }

        return CrsCatalog.Find(authority, number) ?? throw new CrsTextException(
            $"{authority}:{number} is not among the codes known here (EPSG codes of the projections in docs/crs.md, by the dataset v10.076); "
                + "give the CRS as WKT, for instance the text of its .prj file",
            $"{authority}:{number} 不在本程序已知的代码之中（EPSG 数据集 v10.076 中投影受支持的代码）；请以 WKT 给出坐标系（例如 .prj 文件的内容）");
    }

    /// <summary>
    /// AUTHORITY:CODE of the horizontal part: of "EPSG:4490+5737" (with heights), "urn:ogc:def:crs:EPSG::4490",
    /// "urn:ogc:def:crs,crs:EPSG::4490,crs:EPSG::5737"
    /// and "http://www.opengis.net/def/crs/EPSG/0/4490".
    /// </summary>
    private static string Horizontal(string text)
    {
        if (text.StartsWith("urn:ogc:def:crs,crs:", StringComparison.OrdinalIgnoreCase))
            text = "urn:ogc:def:crs:" + text["urn:ogc:def:crs,crs:".Length..].Split(',')[0];
        if (text.StartsWith("urn:ogc:def:crs:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("urn:x-ogc:def:crs:", StringComparison.OrdinalIgnoreCase))
            return text.Split(':') is { Length: >= 6 } parts ? $"{parts[4]}:{parts[^1]}" : text;
        int path = text.IndexOf("opengis.net/def/crs/", StringComparison.OrdinalIgnoreCase);
        if (path >= 0 && text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return text[(path + "opengis.net/def/crs/".Length)..].Split('/') is [var authority, _, var number]
                ? $"{authority}:{number}"
                : text;
        int plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? text : text[..plus].Trim();
    }

    public static string Start(string text) => text.Length <= 60 ? text : text[..60] + "...";
}

/// <summary>A definition that cannot be read; never leaves <see cref="Crs.TryParse"/>.</summary>
internal sealed class CrsTextException(string en, string zh) : Exception(en)
{
    public LocalText Text { get; } = new(en, zh);
}
