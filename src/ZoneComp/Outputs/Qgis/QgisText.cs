using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>Text from data and policy for places where QGIS would compute <c>[% … %]</c>: layout labels, legends, names of layers, map
/// tips.</summary>
internal static class QgisText
{
    /// <summary>Word joiner: no width, no glyph, and QGIS no longer sees the start of an expression.</summary>
    private const char Joiner = '\u2060';

    public static string Plain(string text) => XmlText.Clean(text).Replace("[%", $"[{Joiner}%", StringComparison.Ordinal);

    /// <summary>A map tip that says whose value it is, of what, in the unit of the map, and what no value means.</summary>
    public static XElement FigureTip(Figure figure)
    {
        ShownUnit unit = ShownUnit.Of(figure);
        string title = Encoded(Plain(unit.Title(figure, Language.Chinese)));
        string value = string.Create(CultureInfo.InvariantCulture,
            $"[% coalesce(format_number(\"{figure.Name}\" * {unit.Factor}, {unit.Decimals}), '–') %]");
        return new XElement("mapTip", new XAttribute("enabled", "1"),
            $"<b>{Tip("region_name")}</b> {Tip("region_code")}<br/>{title}：{value}");
    }

    private static string Encoded(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A map tip that shows a field's value as text: QGIS takes a tip for HTML, and without one of ours it would show the bare
    /// name as HTML.</summary>
    public static string Tip(string field) =>
        $"[% replace(replace(replace(coalesce(to_string(\"{field}\"), ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;') %]";
}
