using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>What an office wants on its maps, as variables of the project: changed there once, it changes on every layout.</summary>
internal static class QgisVariables
{
    public const string PreparedBy = "zonecomp_prepared_by", Approval = "zonecomp_approval", Secrecy = "zonecomp_secrecy",
        Date = "zonecomp_date";

    public static XElement Of(MapSettings maps)
    {
        (string Name, string Value)[] variables =
        [
            (PreparedBy, maps.PreparedBy), (Approval, maps.Approval), (Secrecy, maps.Secrecy),
                (Date, maps.Date?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) ?? ""),
        ];
        return new XElement("Variables",
            new XElement("variableNames", new XAttribute("type", "QStringList"),
                variables.Select(variable => new XElement("value", variable.Name))),
            new XElement("variableValues", new XAttribute("type", "QStringList"),
                variables.Select(variable => new XElement("value", XmlText.Clean(variable.Value)))));
    }

    /// <summary>Text of a label: the variable behind its title, nothing where it is empty.</summary>
    public static string Shown(string variable, string title) => $"[% if(coalesce(@{variable}, '') = '', '', '{title}' || @{variable}) %]";
}
