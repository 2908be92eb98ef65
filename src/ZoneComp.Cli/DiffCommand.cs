using System.CommandLine;
using System.Globalization;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp diff A.yaml B.yaml</c>: what changed between two policies, in words of the policy, and what it costs.</summary>
internal static class DiffCommand
{
    /// <summary>Parties of a ledger that a line names.</summary>
    private const int MostParties = 12;

    public static Command Build(Language language)
    {
        var old = new Argument<string>("A")
        {
            Description = new LocalText("The first policy: the change counts from it", "前一测算方案：变化由它算起").In(language),
        };
        var current = new Argument<string>("B") { Description = new LocalText("The second policy", "后一测算方案").In(language) };
        var from = new Option<string?>("--from")
        {
            Description = new LocalText(
                "Results on whose ground both are computed, to say how much money each line moved",
                "以其面积计算两份测算方案的结果目录，用以说明每行改动牵动多少资金").In(language),
            HelpName = "OUT",
        };
        var command = new DocumentedCommand(
            "diff",
            new LocalText(
                "Says what two policies say differently, line by line in words of the policy, however the files are laid out; with "
                    + "--from also how much money each line moved.",
                "逐行说明两份测算方案的不同之处，与文件排版无关；加 --from 时并说明每行改动牵动多少资金。"),
            language,
            ("zonecomp diff policy-2024.yaml policy-2025.yaml", new LocalText("what changed", "改了什么")),
            (
                "zonecomp diff policy-2024.yaml policy-2025.yaml --from out",
                new LocalText("and what each change costs, on the ground of out", "以 out 的面积计算每处改动牵动的资金")))
        { old, current, from };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            PolicyDiffResult result = terminal.WithProgress(progress => PolicyDiff.Of(
                parsed.GetRequiredValue(old), parsed.GetRequiredValue(current), parsed.GetValue(from), TimeProvider.System, progress,
                cancel));
            terminal.Json(
                new DiffReply(
                    [.. result.Changes.Select(change => Line(change, terminal))],
                    result.Joined is null ? null : terminal.Say(result.Joined),
                    result.ChangeYuan,
                    result.Quotas),
                Replies.Context.DiffReply);
            foreach (PolicyChange change in result.Changes)
            {
                terminal.Line(terminal.Say(change.Words()));
                foreach (SchemeMove move in change.Moved)
                    terminal.Line("    " + Shown(move, terminal));
            }

            if (result.Changes.Count == 0)
                terminal.Line(terminal.Say("the two policies say the same", "两份测算方案内容相同"));
            if (result.Joined is not null)
                terminal.Line(
                    terminal.Say($"money is told together for several lines: {result.Joined.En}", $"若干行的资金合并说明：{result.Joined.Zh}"));
            if (result.ChangeYuan is { } yuan && (yuan != 0m || result.Quotas.Count == 0))
                terminal.Line(terminal.Say($"all schemes together: {Yuan(yuan)} yuan", $"全部项目合计：{Yuan(yuan)} 元"));
            foreach (SchemeMove quota in result.Quotas)
                terminal.Line(terminal.Say("in all: ", "合计：") + Shown(quota, terminal));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    internal static ChangedLine Line(PolicyChange change, Terminal terminal) =>
        new(terminal.Say(change.Words()), change.Path, change.Old, change.New, change.OldLine, change.NewLine, change.Moved);

    /// <summary>Payments between parties move money where their net does not.</summary>
    private static string Shown(SchemeMove move, Terminal terminal)
    {
        string unit = " " + terminal.Say(FigureText.Unit(move.Measure));
        if (move.Measure != "yuan")
            return $"{move.Scheme} {move.Yuan.ToString("+#,0.##########;-#,0.##########;0", CultureInfo.InvariantCulture)}{unit}";
        if (move.Parties.Count == 0)
            return $"{move.Scheme} {Yuan(move.Yuan)}{unit}";
        string net = move.Yuan == 0m ? terminal.Say("the same in sum", "净额合计不变")
            : terminal.Say($"{Yuan(move.Yuan)} yuan in sum", $"净额合计 {Yuan(move.Yuan)} 元");
        string parties = string.Join(
            terminal.Say(", ", "，"),
            move.Parties.Take(MostParties).Select(party => $"{party.Party} {Yuan(party.Yuan)}{unit}"));
        int more = move.Parties.Count - MostParties;
        return terminal.Say($"{move.Scheme}: {net}; {parties}", $"{move.Scheme}：{net}；{parties}")
            + (more > 0 ? terminal.Say($", {more} parties more (--json)", $"，另有 {more} 方（--json）") : "");
    }

    private static string Yuan(decimal yuan) => yuan.ToString("+#,0.00;-#,0.00;0.00", CultureInfo.InvariantCulture);
}
