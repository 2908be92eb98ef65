using System.Globalization;

namespace ZoneComp.Outputs.Maps;

/// <summary>What an office wants on its maps, in words; "" where the policy states nothing.</summary>
internal sealed record OfficialWords(string Secrecy, string Approval, string Maker)
{
    public static OfficialWords Of(MapSettings maps, Language language)
    {
        bool chinese = language == Language.Chinese;
        string date = maps.Date is not { } day ? "" : day.ToString(chinese ? "yyyy年M月d日" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        string maker = maps.PreparedBy.Length == 0 ? "" : chinese ? $"制图单位：{maps.PreparedBy}" : $"Map by {maps.PreparedBy}";
        return new OfficialWords(
            XmlText.Clean(maps.Secrecy.Length == 0 ? "" : chinese ? $"密级：{maps.Secrecy}" : $"Classification: {maps.Secrecy}"),
            XmlText.Clean(maps.Approval.Length == 0 ? "" : chinese ? $"审图号：{maps.Approval}" : $"Map approval: {maps.Approval}"),
            XmlText.Clean(string.Join("  ", new[] { maker, date }.Where(part => part.Length > 0))));
    }
}
