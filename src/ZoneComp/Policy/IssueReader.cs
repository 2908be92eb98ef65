using System.Globalization;

namespace ZoneComp.Policy;

/// <summary>The keys <c>issue</c> and <c>per</c> of the block <c>outputs</c>.</summary>
internal static class IssueReader
{
    private const int MostDecimals = 6;

    /// <param name="levels">Names of the levels above the regions.</param>
    public static IssueSettings Read(MapReader outputs, IReadOnlyList<string> levels)
    {
        IReadOnlyList<string> per = ReadPer(outputs, levels);
        if (outputs.OptionalMap("issue") is not { } map)
            return IssueSettings.Default with { Per = per };
        decimal unit = map.Choice(
            "unit", IssueSettings.Default.YuanPerUnit, ("yuan", 1m), ("wan_yuan", 10_000m), ("yi_yuan", 100_000_000m), ("元", 1m),
            ("万元", 10_000m), ("亿元", 100_000_000m));
        int decimals = map.OptionalInteger("decimals") ?? IssueSettings.Default.Decimals;
        if (decimals is < 0 or > MostDecimals)
            map.Errors.Add(
                map.Optional("decimals")!,
                $"'decimals' is {decimals}; expected 0 to {MostDecimals}",
                $"“decimals”是 {decimals}；应为 0 至 {MostDecimals}");
        IssueSettings read = new(
            map.OptionalText("title"), unit, Math.Clamp(decimals, 0, MostDecimals), map.OptionalText("prepared_by") ?? "",
            map.OptionalText("reviewed_by") ?? "", ReadDate(map), map.Texts("notes"), per);
        map.Finish();
        return read;
    }

    private static IReadOnlyList<string> ReadPer(MapReader outputs, IReadOnlyList<string> levels)
    {
        IReadOnlyList<string> per = [.. outputs.Texts("per").Select(each => levels.Contains(each) ? each : PolicyWords.Meaning(each))];
        PolicyNode? node = outputs.Optional("per");
        for (int index = 0; index < per.Count; index++)
        {
            if (per[index] == IssueSettings.EachRegion || levels.Contains(per[index]))
                continue;
            string known = string.Join(", ", levels.Append(IssueSettings.EachRegion));
            outputs.Errors.Add(
                node!.Kind == PolicyNodeKind.List ? node.Items[index] : node,
                $"'per' names '{per[index]}'; expected a level of regions.parents or '{IssueSettings.EachRegion}': {known}",
                $"“per”写的是“{per[index]}”；应为 regions.parents 中的级别或“{IssueSettings.EachRegion}”：{known}");
        }

        return [.. per.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The key <c>date</c>.</summary>
    public static DateOnly? ReadDate(MapReader map)
    {
        if (map.OptionalText("date") is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        map.Errors.Add(
            map.Optional("date")!,
            $"'date' is '{text}'; expected a day such as 2025-11-30",
            $"“date”是“{text}”；应为日期，如 2025-11-30");
        return null;
    }
}
