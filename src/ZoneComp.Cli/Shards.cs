using System.CommandLine;
using System.Globalization;

namespace ZoneComp.Cli;

/// <summary><c>--sort K/N</c> and <c>--shard K/N</c>: one share of reading the layers, one share of the overlay, for one machine of
/// several.</summary>
internal static class Shards
{
    public static Option<string> OptionOf(Language language)
    {
        var option = new Option<string>("--shard")
        {
            Description = new LocalText(
                "Measure share K of N only and leave it as a part in OUT; zonecomp merge puts the parts together. 0/N only prepares what "
                    + "all shares read",
                "只计算 N 份中的第 K 份，在 OUT 中留下分片文件，由 zonecomp merge 合并；0/N 只准备各份共用的数据").In(language),
            HelpName = "K/N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Parse(text) is null)
                result.AddError(new LocalText(
                    $"--shard {text}: K/N with 0 <= K <= N and 1 <= N <= 9999, such as 3/8",
                    $"--shard {text}：应为 K/N，0 <= K <= N，1 <= N <= 9999，如 3/8").In(language));
        });
        return option;
    }

    public static Option<string> SortOptionOf(Language language)
    {
        var option = new Option<string>("--sort")
        {
            Description = new LocalText(
                "Read and sort piece K of N of the layers only and leave it in OUT, for all shards; without it whoever comes first sorts "
                    + "everything",
                "只读取并排序图层 N 块中的第 K 块，存放在 OUT 中供各分片使用；不用此项时由最先开始者排序全部").In(language),
            HelpName = "K/N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Parse(text) is not { Shard: > 0 })
                result.AddError(new LocalText(
                    $"--sort {text}: K/N with 1 <= K <= N <= 9999, such as 3/8",
                    $"--sort {text}：应为 K/N，1 <= K <= N <= 9999，如 3/8").In(language));
        });
        return option;
    }

    public static (int Shard, int Of)? Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int of)
            && of is >= 1 and <= 9999 && shard <= of ? (shard, of) : null;
    }

    public static int Run(Terminal terminal, SortSettings settings, CancellationToken cancel)
    {
        SortOutcome outcome = terminal.WithProgress(progress => SortRun.Run(settings, TimeProvider.System, progress, cancel));
        terminal.Findings(outcome.Findings);
        LocalText? error = outcome.HasErrors ? new("findings of severity error; no piece was written", "有错误级问题，未写出排序块") : null;
        terminal.Json(
            new SortReply(outcome.Path, outcome.WasThere, outcome.Zones, outcome.Vertices, outcome.Findings, error?.In(terminal.Language)),
            Replies.Context.SortReply);
        if (error is not null)
        {
            terminal.Fail(error);
            return ExitCode.Findings;
        }

        string zones = outcome.Zones.ToString("N0", CultureInfo.InvariantCulture),
            vertices = outcome.Vertices.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Line(outcome.WasThere
            ? terminal.Say($"{outcome.Path} is there already", $"{outcome.Path} 已存在")
            : terminal.Say($"{outcome.Path}: {zones} zone features, {vertices} vertices", $"{outcome.Path}：{zones} 个图斑、{vertices} 个顶点"));
        return ExitCode.Done;
    }

    public static int Run(Terminal terminal, ShardSettings settings, CancellationToken cancel)
    {
        ShardOutcome outcome = terminal.WithProgress(progress => ShardRun.Run(settings, TimeProvider.System, progress, cancel));
        terminal.Findings(outcome.Findings);
        LocalText? error = outcome.HasErrors ? new("findings of severity error; no part was written", "有错误级问题，未写出分片") : null;
        terminal.Json(
            new ShardReply(
                outcome.Part, outcome.WasThere, outcome.Cells, outcome.Edges, outcome.Ground, outcome.Findings,
                error?.In(terminal.Language)),
            Replies.Context.ShardReply);
        if (error is not null)
        {
            terminal.Fail(error);
            return ExitCode.Findings;
        }

        string cells = string.Create(CultureInfo.InvariantCulture, $"{outcome.Cells}"),
            edges = outcome.Edges.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Line(outcome switch
        {
            { Part: null } =>
                terminal.Say(
                    $"prepared: {cells} cells, {edges} edges in {settings.PartsFolder}",
                    $"已准备：{settings.PartsFolder} 中 {cells} 个地块、{edges} 条边"),
            { WasThere: true } => terminal.Say($"{outcome.Part} is there already", $"{outcome.Part} 已存在"),
            _ => terminal.Say($"{outcome.Part}: {cells} cells, {edges} edges", $"{outcome.Part}：{cells} 个地块、{edges} 条边"),
        });
        return ExitCode.Done;
    }
}
