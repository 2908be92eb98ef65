using System.Text.RegularExpressions;

namespace ZoneComp.Comparison.Results;

/// <summary>One thing that two policies say differently.</summary>
/// <param name="Path">Keys from the top of the file; positions in lists by number, from 1.</param>
/// <param name="Old">As the first policy writes it; null where it says nothing.</param>
/// <param name="New">As the second one does.</param>
public sealed partial record PolicyChange(IReadOnlyList<string> Path, string? Old, string? New, int? OldLine, int? NewLine)
{
    /// <summary>Path of the order of a block's entries.</summary>
    internal const string Order = "(order)";

    private const int Longest = 160, Beside = 40;

    // What people read changes no amount.
    private static readonly string[] Shown = ["title", "basis", "family", "note", "decimals"];
    private static readonly string[] OfAmounts = ["year", "previous", "tables", "indicators", "factors", "schemes"];

    /// <summary><see cref="Path"/> in the file's own words.</summary>
    public IReadOnlyList<string> PathWritten { get; init; } = Path;

    /// <summary><see cref="Old"/> in the first file's own words.</summary>
    public string? OldWritten { get; init; } = Old;

    /// <summary><see cref="New"/> in the second file's own words.</summary>
    public string? NewWritten { get; init; } = New;

    /// <summary>What each scheme gives more by this line, in its measure; empty where amounts were not asked for or did not move.</summary>
    public IReadOnlyList<SchemeMove> Moved { get; init; } = [];

    /// <summary>Whether amounts may follow it, where the ground is the same.</summary>
    internal bool MayMoveMoney => OfAmounts.Contains(Path[0]) && !Shown.Contains(Path[^1]);

    /// <summary>"rate of forest.grade_1: 0.20 to 0.25 yuan/mu (line 84)".</summary>
    public LocalText Words()
    {
        (LocalText what, LocalText line) = (What(), Line());
        // Two files that say it in two languages differ in what they mean alone.
        bool asWritten = OldWritten != NewWritten;
        (string? old, string? now) = asWritten ? (OldWritten, NewWritten) : (Old, New);
        if (old is null)
            return new($"{what.En}: new, {Short(now!)}{line.En}", $"{what.Zh}：新增 {Short(now!)}{line.Zh}");
        if (now is null)
            return new($"{what.En}: gone, was {Short(old)}{line.En}", $"{what.Zh}：删除，原为 {Short(old)}{line.Zh}");
        (string Old, string New) differing = Differing(OneLine(old), OneLine(now));
        (string before, string after) = OneUnit(differing);
        return new(
            $"{what.En}: {before} to {after}{line.En}",
            $"{what.Zh}：由 {differing.Old} 改为 {differing.New}{line.Zh}");
    }

    private LocalText What()
    {
        IReadOnlyList<string> path = PathWritten;
        if (Path[^1] == Order)
            return new($"order of {string.Join('.', path.SkipLast(1))}", $"{string.Join('.', path.SkipLast(1))} 的次序");
        if (Path.Count == 1)
            return new(path[0], path[0]);
        bool isNested = Path.Count > 3
            && (Path[0], Path[2]) is ("schemes", "items") or ("schemes", "parts") or ("tables", "columns") or ("layers", "classes");
        string owner = isNested ? $"{path[1]}.{path[3]}" : path[1];
        string[] rest = [.. path.Skip(isNested ? 4 : 2)];
        string own = Path[0] is "indicators" or "factors" or "schemes" or "tables" or "layers" or "region_sets"
            ? owner
            : $"{path[0]}.{owner}";
        if (rest.Length == 0)
            return new($"{path[0]}: {own}", $"{path[0]}：{own}");
        if (Path.Count == 4 && Path[2] == "weights")
            return new($"weight of {path[3]} in {own}", $"{own} 中 {path[3]} 的权重");
        if (Path.Count == 3 && Path[2] == "expr")
            return new($"formula of {own}", $"{own} 的公式");
        string key = string.Join('.', rest);
        return new($"{key} of {own}", $"{own} 的 {key}");
    }

    private LocalText Line() => (OldLine, NewLine) switch
    {
        (int old, int now) when old != now => new($" (line {now}, was line {old})", $"（第 {now} 行，原第 {old} 行）"),
        (_, int now) => new($" (line {now})", $"（第 {now} 行）"),
        (int old, _) => new($" (was line {old})", $"（原第 {old} 行）"),
        _ => new("", ""),
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Short(string text) => OneLine(text) is { Length: > Longest } line ? line[..Longest] + "..." : OneLine(text);

    // Of long texts what lies around the place where they differ.
    private static (string Old, string New) Differing(string old, string now)
    {
        if (old.Length <= Longest && now.Length <= Longest)
            return (old, now);
        int least = Math.Min(old.Length, now.Length), start = 0, end = 0;
        while (start < least && old[start] == now[start])
            start++;
        while (end < least - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        return (Around(old, start, end), Around(now, start, end));
    }

    private static string Around(string text, int start, int end)
    {
        int from = Math.Max(0, start - Beside), to = Math.Min(text.Length, text.Length - end + Beside);
        return Short((from > 0 ? "..." : "") + text[from..to] + (to < text.Length ? "..." : ""));
    }

    // Two numbers of one unit: the unit once.
    private static (string Old, string New) OneUnit((string Old, string New) texts)
    {
        (string old, string now) = texts;
        Match first = NumberAndUnit().Match(old), second = NumberAndUnit().Match(now);
        string unit = first.Groups[2].Value;
        return first.Success && second.Success && unit == second.Groups[2].Value
            ? (first.Groups[1].Value, $"{second.Groups[1].Value} {unit.Replace(" / ", "/", StringComparison.Ordinal)}")
            : (old, now);
    }

    [GeneratedRegex(@"^(-?[0-9.]+)\s*(\p{L}[\p{L}0-9_ /]*)$")]
    private static partial Regex NumberAndUnit();
}

/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Yuan">In the scheme's measure.</param>
public sealed record SchemeMove(string Scheme, decimal Yuan)
{
    /// <summary>"yuan", or what a quota counts.</summary>
    public string Measure { get; init; } = "yuan";

    /// <summary>Of payments between parties, what each receives more or pays less; empty for other schemes.</summary>
    public IReadOnlyList<PartyMove> Parties { get; init; } = [];
}

/// <param name="Party">Code of a region or unit, or a name of the policy.</param>
public sealed record PartyMove(string Party, decimal Yuan);
