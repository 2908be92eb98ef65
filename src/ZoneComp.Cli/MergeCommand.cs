using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp merge PARTS -o OUT</c>: the parts of all shards become the results of one run.</summary>
internal static class MergeCommand
{
    public static Command Build(Language language)
    {
        var parts = new Argument<string>("PARTS")
        {
            Description = new LocalText("Folder with the parts of all shards", "存放全部分片的目录").In(language),
        };
        var output = RunCommand.OutputOption(language);
        var threads = RunCommand.ThreadsOption(language);
        var pieces = RunCommand.PiecesOption(language);
        var confined = RunCommand.ConfinedOption(language);
        var cells = new CellOptions(language);
        var policy = new Option<string>("--policy")
        {
            Description = new LocalText(
                "The policy file, where it lies elsewhere than when the parts were made",
                "测算方案（若位置与生成分片时不同）").In(language),
            HelpName = "POLICY",
        };
        var whole = new Option<bool>("--run")
        {
            Description = new LocalText(
                "The whole run's results, as of zonecomp run; else those of zonecomp overlay",
                "写出 zonecomp run 的全部结果；否则只写 zonecomp overlay 的结果").In(language),
        };
        var command = new DocumentedCommand(
            "merge",
            new LocalText(
                "Puts the parts of all shards together: the same bytes as a run on one machine. Refuses while a shard is missing.",
                "合并全部分片，结果与单机运行逐字节相同；缺少分片时拒绝合并。"),
            language,
            ("zonecomp overlay policy.yaml --shard 1/2 -o parts", new LocalText("on one machine", "在一台机器上")),
            ("zonecomp overlay policy.yaml --shard 2/2 -o parts", new LocalText("on another", "在另一台机器上")),
            (
                "zonecomp merge parts -o out --run",
                new LocalText("tables, maps and amounts, as zonecomp run policy.yaml -o out", "得到与 zonecomp run policy.yaml -o out 相同的结果")))
        { parts, output, threads, pieces, confined, policy, whole };
        cells.AddTo(command, withCache: false);
        command.SetAction((parsed, cancel) =>
        {
            string folder = Path.GetFullPath(parsed.GetRequiredValue(parts));
            return Task.FromResult(Jobs.Run(
                Terminals.Of(parsed, language),
                new RunSettings
                {
                    PolicyPath = parsed.GetValue(policy) ?? Parts.PolicyOf(folder),
                    OutputPath = parsed.GetRequiredValue(output),
                    Threads = parsed.GetValue(threads),
                    WithPieces = parsed.GetValue(pieces),
                    Confined = parsed.GetValue(confined),
                    OverlayOnly = !parsed.GetValue(whole),
                    Cells = new CellSettings
                    {
                        PartsFolder = folder,
                        MemoryBytes = cells.MemoryOf(parsed),
                        WorkFolder = cells.WorkOf(parsed),
                    },
                },
                cancel));
        });
        return command;
    }
}
