using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>Symbols as QGIS writes them; each property twice, since QGIS before 3.18 reads the prop elements and later ones the
/// options.</summary>
internal static class QgisSymbols
{
    public const string Border = "110,110,110,255";

    public static XElement Fill(string name, string rgba, string outline = Border, string outlineWidth = "0.15") =>
        Symbol(
            "fill", name, "SimpleFill", ("color", rgba), ("joinstyle", "round"), ("outline_color", outline), ("outline_style", "solid"),
            ("outline_width", outlineWidth), ("outline_width_unit", "MM"), ("style", "solid"));

    /// <summary>A fill that lets the map below show through.</summary>
    /// <param name="rgb">"0,114,178".</param>
    public static XElement PatternFill(string name, string rgb, string pattern) =>
        Symbol(
            "fill", name, "SimpleFill", ("color", $"{rgb},{(pattern == "solid" ? "110" : "230")}"), ("joinstyle", "round"),
            ("outline_color", $"{rgb},255"), ("outline_style", "solid"), ("outline_width", "0.2"), ("outline_width_unit", "MM"),
            ("style", pattern));

    public static XElement Line(string name, string rgba, string width) =>
        Symbol(
            "line", name, "SimpleLine", ("line_color", rgba), ("line_style", "solid"), ("line_width", width), ("line_width_unit", "MM"),
            ("joinstyle", "round"), ("capstyle", "round"));

    public static XElement Marker(string name, string shape, string rgba, string size) =>
        Symbol(
            "marker", name, "SimpleMarker", ("color", rgba), ("name", shape), ("outline_color", "0,0,0,255"), ("outline_style", "solid"),
            ("outline_width", "0.2"), ("outline_width_unit", "MM"), ("size", size), ("size_unit", "MM"));

    /// <summary>"#c2e699" as "194,230,153,255".</summary>
    public static string Rgba(string hex) => string.Create(CultureInfo.InvariantCulture,
        $"{Byte(hex, 1)},{Byte(hex, 3)},{Byte(hex, 5)},255");

    public static XElement Option(string type, string name, string value) =>
        new("Option", new XAttribute("type", type), new XAttribute("name", name), new XAttribute("value", value));

    private static XElement Symbol(string type, string name, string layerClass, params (string Key, string Value)[] properties) =>
        new(
            "symbol",
            new XAttribute("type", type),
            new XAttribute("name", name),
            new XAttribute("alpha", "1"),
            new XAttribute("force_rhr", "0"),
            new XAttribute("clip_to_extent", "1"),
            new XElement(
                "layer",
                new XAttribute("class", layerClass),
                new XAttribute("enabled", "1"),
                new XAttribute("locked", "0"),
                new XAttribute("pass", "0"),
                new XElement(
                    "Option",
                    new XAttribute("type", "Map"),
                    properties.Select(property => Option("QString", property.Key, property.Value))),
                properties.Select(property => new XElement(
                    "prop",
                    new XAttribute("k", property.Key),
                    new XAttribute("v", property.Value)))));

    private static int Byte(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
