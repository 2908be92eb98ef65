using System.Text.RegularExpressions;

namespace ZoneComp.Outputs.Tables;

/// <summary>Bounds and notes for people: what the program itself wrote, in both languages; what the policy or a table says, as it says
/// it.</summary>
/// <remarks>Data tables keep the English words, which programs compare. Parts of one text stand behind each other with "; "
/// between.</remarks>
internal static partial class OwnWords
{
    private static readonly Dictionary<string, string> Bounds = new(StringComparer.Ordinal)
    {
        ["floor"] = "下限",
        ["cap"] = "上限",
        ["minimum"] = "最低额",
        ["hold-harmless"] = "不低于上年",
        ["corridor"] = "增减幅限制",
        ["exit share"] = "退出保留",
    };

    public static LocalText Bound(string text) => Parts(text, part => Bounds.GetValueOrDefault(part, part));

    public static LocalText Note(string text) => Parts(text, part =>
    {
        part = Net().Replace(part, "$1 笔收付相抵后净额");
        part = Capped().Replace(part, "上限 $1，原为 $2");
        part = Late().Replace(part, "逾期，乘 $1");
        return Least().Replace(part, "$1，至少保留 $2");
    });

    private static LocalText Parts(string text, Func<string, string> inChinese) =>
        new(text, string.Join("; ", text.Split("; ").Select(inChinese)));

    [GeneratedRegex("^net of ([0-9]+) payments$")]
    private static partial Regex Net();

    [GeneratedRegex("^cap ([0-9.]+) of ([0-9.]+)$")]
    private static partial Regex Capped();

    [GeneratedRegex("^late, x ([0-9.]+)$")]
    private static partial Regex Late();

    [GeneratedRegex("^(.*: -[0-9.]+ %), ([0-9.]+ %) stay$")]
    private static partial Regex Least();
}
