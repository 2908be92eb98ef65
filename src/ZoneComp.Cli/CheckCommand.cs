using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp check POLICY</c>: everything that can be known before the results are written.</summary>
internal static class CheckCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var threads = RunCommand.ThreadsOption(language);
        var confined = RunCommand.ConfinedOption(language);
        var output = new Option<string>("--output", "-o")
        {
            Description = new LocalText(
                "Also write the findings as a layer of points to open in QGIS: a .gpkg, or a folder that gets findings.gpkg",
                "另将检查发现写成可在 QGIS 中打开的点图层：.gpkg 文件，或将写入 findings.gpkg 的目录").In(language),
            HelpName = "OUT",
        };
        var command = new DocumentedCommand(
            "check",
            new LocalText(
                "Reads the policy and all its data, does the whole computation, and reports every finding; writes no results.",
                "读取测算方案与全部数据并试算，报告发现的所有问题；不写出结果。"),
            language,
            ("zonecomp check policy.yaml", new LocalText("findings as a table; exit code 1 when there are errors", "以表格列出问题；有错误时退出码为 1")),
            ("zonecomp check policy.yaml -o findings.gpkg", new LocalText("and as points to zoom to in QGIS", "并写成可在 QGIS 中缩放定位的点")),
            ("zonecomp check policy.yaml --json", new LocalText("findings as JSON", "以 JSON 列出问题")))
        { policy, output, threads, confined };
        command.SetAction((parsed, cancel) => Task.FromResult(Jobs.Run(
            Terminals.Of(parsed, language),
            new RunSettings
            {
                PolicyPath = parsed.GetRequiredValue(policy),
                OutputPath = null,
                FindingsPath = PackageOf(parsed.GetValue(output)),
                LooksClosely = true,
                Threads = parsed.GetValue(threads),
                Confined = parsed.GetValue(confined),
            },
            cancel)));
        return command;
    }

    private static string? PackageOf(string? output) =>
        output is null || Path.GetExtension(output).Equals(".gpkg", StringComparison.OrdinalIgnoreCase)
            ? output
            : Path.Combine(output, "findings.gpkg");
}
