using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp allocate POLICY --from DIR -o OUT</c>: the second half, from the combination table to the amounts.</summary>
internal static class AllocateCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var from = new Option<string>("--from")
        {
            Description = new LocalText(
                "Results of an earlier run or overlay, with combinations.parquet",
                "先前运行或叠加的结果目录，其中有 combinations.parquet").In(language),
            Required = true,
            HelpName = "DIR",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = new LocalText(
                "Folder of the results; without it the totals are shown and nothing is written",
                "结果目录；不写则只显示合计，不写出文件").In(language),
            HelpName = "DIR",
        };
        var touched = new Option<bool>("--accept-touched")
        {
            Description = new LocalText(
                "Compute also where files of DIR are not as their run wrote them (by the digests in its run.json and SHA256SUMS)",
                "即使 DIR 中的文件与其运行写出时不同（按 run.json 与 SHA256SUMS 中的摘要）也照常计算").In(language),
        };
        var confined = RunCommand.ConfinedOption(language);
        var command = new DocumentedCommand(
            "allocate",
            new LocalText(
                "The second half of a run: indicators, factors and amounts from an earlier overlay, without any geometry.",
                "后半程：由先前的叠加结果计算指标、系数与金额，无需图形。"),
            language,
            (
                "zonecomp allocate policy.yaml --from out",
                new LocalText("the totals of a changed weight or rate, nothing written", "试算权重或标准改变后的合计，不写文件")),
            (
                "zonecomp allocate policy.yaml --from out -o what-if",
                new LocalText("what a changed weight or rate would do", "试算权重或标准改变后的结果")))
        { policy, from, output, touched, confined };
        command.SetAction((parsed, cancel) => Task.FromResult(Jobs.Run(
            Terminals.Of(parsed, language),
            new RunSettings
            {
                PolicyPath = parsed.GetRequiredValue(policy),
                OutputPath = parsed.GetValue(output),
                Confined = parsed.GetValue(confined),
                CombinationsFrom = parsed.GetRequiredValue(from),
                AcceptTouched = parsed.GetValue(touched),
            },
            cancel)));
        return command;
    }
}
