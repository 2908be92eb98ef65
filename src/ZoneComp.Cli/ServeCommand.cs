using System.CommandLine;
using System.Diagnostics;
using ZoneComp.Cli.Serving;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp serve POLICY --from OUT</c>: the workbench, one page on this machine.</summary>
internal static class ServeCommand
{
    public static Command Build(Language language)
    {
        var policy = new Argument<string>("POLICY")
        {
            Description = new LocalText("The policy file, or a folder of layers to make one from", "测算方案，或据以新建测算方案的图层目录").In(language),
        };
        var from = new Option<string?>("--from")
        {
            Description = new LocalText(
                "Results of an earlier run whose areas are used (default: the newest fitting ones in the policy's folder)",
                "使用其面积的先前结果目录（默认：测算方案所在目录中最新且相符的结果）").In(language),
            HelpName = "OUT",
        };
        var port = new Option<int>("--port")
        {
            Description = new LocalText("Port on this machine (default: a free one)", "本机端口（默认选一个空闲端口）").In(language),
            HelpName = "N",
        };
        var noOpen = new Option<bool>("--no-open")
        {
            Description = new LocalText("Only print the address; open no browser", "只显示地址，不打开浏览器").In(language),
        };
        var command = new DocumentedCommand(
            "serve",
            new LocalText(
                "Opens the workbench: a page on this machine alone, where every number of the policy can be tried at other values, with "
                    + "the amounts that a run would give.",
                "打开工作台：仅限本机的网页，可将测算方案中的每个数值改试，金额与正式计算完全一致。"),
            language,
            ("zonecomp serve policy.yaml --from out", new LocalText("what if: change a weight, a rate, the fund", "试算：改动权重、标准或资金总额")),
            ("zonecomp serve policy.yaml --from out --no-open --port 8123", new LocalText("print the address only", "只显示地址")))
        { policy, from, port, noOpen };
        command.SetAction((parsed, cancel) => Serve(
            Terminals.Of(parsed, language), parsed.GetRequiredValue(policy), parsed.GetValue(from), parsed.GetValue(port),
            !parsed.GetValue(noOpen), cancel));
        return command;
    }

    private static async Task<int> Serve(Terminal terminal, string policy, string? from, int port, bool opens, CancellationToken cancel)
    {
        var settings = new WorkbenchSettings(
            Directory.Exists(policy) ? Path.Combine(policy, "policy.yaml") : policy,
            from,
            terminal.Language);
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(settings.PolicyPath)))
            || (!File.Exists(settings.PolicyPath) && !Directory.Exists(policy)))
            throw new UserErrorException($"{policy}: there is no such policy or folder", $"{policy}：没有该测算方案或目录");
        using Workbench workbench = terminal.WithProgress(progress =>
            Workbench.Open(settings, BuildFacts.Current, TimeProvider.System, progress, cancel));
        await using var server = await WorkbenchServer.Start(workbench, port, cancel);
        terminal.Json(new ServeReply(server.Address), Replies.Context.ServeReply);
        terminal.Line(server.Address);
        terminal.Line(terminal.Say(
            "The workbench runs while this window is open; it ends with Ctrl-C, or some minutes after its page was closed.",
            "本窗口开着时工作台可用；按 Ctrl-C 结束，或在页面关闭数分钟后自行结束。"));
        if (opens)
            OpenBrowser(server.Address);
        await server.UntilUnused(cancel);
        return ExitCode.Done;
    }

    private static void OpenBrowser(string address)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Exception none) when (none is System.ComponentModel.Win32Exception or PlatformNotSupportedException or FileNotFoundException)
        {
            // The address stands on the screen.
        }
    }
}
