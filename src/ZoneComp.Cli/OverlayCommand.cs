using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp overlay POLICY -o OUT</c>: the first half, maps to the combination table.</summary>
internal static class OverlayCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var output = RunCommand.OutputOption(language);
        var threads = RunCommand.ThreadsOption(language);
        var confined = RunCommand.ConfinedOption(language);
        var pieces = RunCommand.PiecesOption(language);
        var cells = new CellOptions(language);
        var shard = Shards.OptionOf(language);
        var sort = Shards.SortOptionOf(language);
        var command = new DocumentedCommand(
            "overlay",
            new LocalText(
                "The first half of a run: maps to the tables of areas (combinations.parquet, coverage.parquet, the same as CSV). Maps, "
                    + "workbook and page are written by run and allocate.",
                "前半程：由图层得到面积各表（combinations.parquet、coverage.parquet 及相应 CSV）。地图、工作簿与网页由 run 和 allocate 写出。"),
            language,
            (
                "zonecomp overlay policy.yaml -o areas",
                new LocalText(
                    "then, as often as weights change: zonecomp allocate policy.yaml --from areas -o out",
                    "之后每次调整权重：zonecomp allocate policy.yaml --from areas -o out")))
        { policy, output, threads, pieces, confined, sort, shard };
        cells.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            (int Shard, int Of)? sorted = parsed.GetValue(sort) is { } piece ? Shards.Parse(piece) : null;
            if ((sorted is not null || parsed.GetValue(shard) is not null) && cells.AsksForCache(parsed))
            {
                throw new UserErrorException(
                    "--cache: a shard keeps its part, and one whose part is there already measures nothing; leave --cache out",
                    "--cache：分片本身保存结果，已有结果的分片不再计算；请去掉 --cache");
            }

            if (sorted is { } own)
            {
                if (parsed.GetValue(shard) is not null)
                    throw new UserErrorException(
                        "--sort and --shard are steps one after the other: give one of them",
                        "--sort 与 --shard 为先后两步：每次只用一个");
                return Task.FromResult(Shards.Run(
                    terminal,
                    new SortSettings
                    {
                        PolicyPath = parsed.GetRequiredValue(policy),
                        PartsFolder = parsed.GetRequiredValue(output),
                        Confined = parsed.GetValue(confined),
                        Piece = own.Shard,
                        Of = own.Of,
                        Threads = parsed.GetValue(threads),
                        MemoryBytes = cells.MemoryOf(parsed),
                    },
                    cancel));
            }

            if (parsed.GetValue(shard) is { } text && Shards.Parse(text) is { } share)
            {
                return Task.FromResult(Shards.Run(
                    terminal,
                    new ShardSettings
                    {
                        PolicyPath = parsed.GetRequiredValue(policy),
                        PartsFolder = parsed.GetRequiredValue(output),
                        Confined = parsed.GetValue(confined),
                        Shard = share.Shard,
                        Of = share.Of,
                        Threads = parsed.GetValue(threads),
                        MemoryBytes = cells.MemoryOf(parsed),
                        WithPieces = parsed.GetValue(pieces),
                    },
                    cancel));
            }

            return Task.FromResult(Jobs.Run(
                terminal,
                new RunSettings
                {
                    PolicyPath = parsed.GetRequiredValue(policy),
                    OutputPath = parsed.GetRequiredValue(output),
                    Confined = parsed.GetValue(confined),
                    Threads = parsed.GetValue(threads),
                    WithPieces = parsed.GetValue(pieces),
                    Cells = cells.Of(parsed, parsed.GetRequiredValue(output)),
                    OverlayOnly = true,
                },
                cancel));
        });
        return command;
    }
}
