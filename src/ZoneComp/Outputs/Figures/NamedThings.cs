using System.Text.RegularExpressions;

namespace ZoneComp.Outputs.Figures;

/// <summary>What records call by the policy's names, as people call it: in Chinese by titles.</summary>
internal static partial class NamedThings
{
    /// <summary>What an input is for: "layer forest" is 图层：公益林.</summary>
    public static LocalText Role(RunResults results, InputRecord input)
    {
        string[] parts = input.Role.Split(' ', 2);
        string? kind = parts[0] switch
        {
            "regions" => "区域",
            "layer" => "图层",
            "table" => "数据表",
            "neighbours" => "邻区",
            "previous" => "上年结果",
            _ => null,
        };
        return new LocalText(input.Role, kind is null ? input.Role : parts is [_, var of] && parts[0] != "previous"
            ? $"{kind}：{string.Join('、', of.Split(", ").Select(name => results.TitleOf(name)?.Zh ?? name))}" : kind);
    }

    public static LocalText Subject(RunResults results, AssumptionRecord assumption) =>
        results.TitleOf(assumption.Subject) ?? new LocalText(assumption.Subject, assumption.Subject);

    /// <summary>A set of layers and classes: "forest.I &amp; redline" is 公益林 一级 &amp; 红线.</summary>
    public static LocalText Ground(RunResults results, string set) =>
        new(set, Name().Replace(set, name => results.TitleOf(name.Value)?.Zh ?? name.Value));

    [GeneratedRegex(@"[\p{L}_][\w.]*")]
    private static partial Regex Name();
}
