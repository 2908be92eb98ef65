using System.CommandLine;
using System.Globalization;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp run POLICY -o OUT</c>: the whole job.</summary>
internal static class RunCommand
{
    public static Command Build(Language language)
    {
        var policy = PolicyArgument(language);
        var output = OutputOption(language);
        var threads = ThreadsOption(language);
        var pieces = PiecesOption(language);
        var confined = ConfinedOption(language);
        var cells = new CellOptions(language);
        var command = new DocumentedCommand(
            "run",
            new LocalText(
                "Runs the whole job: maps to areas, factors, amounts, and the files under OUT.",
                "完成全部计算：由图层得到面积、系数、金额，写入 OUT 目录。"),
            language,
            ("zonecomp run policy.yaml -o out", new LocalText("results in the folder out, replaced as a whole", "结果写入 out 目录，整体替换")),
            ("zonecomp run policy.yaml -o out --pieces", new LocalText("also which polygon gave which county how much", "另写出每个图斑在各县内的面积")),
            (
                "zonecomp run policy.yaml -o out --cache",
                new LocalText(
                    "keeps the areas by cell in out.cache; the next run measures only what changed",
                    "各地块面积存入 out.cache，下次只重算变化之处")),
            ("zonecomp run policy.yaml -o out --json", new LocalText("for another program", "供其他程序调用")))
        { policy, output, threads, pieces, confined };
        cells.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Jobs.Run(
            Terminals.Of(parsed, language),
            new RunSettings
            {
                PolicyPath = parsed.GetRequiredValue(policy),
                OutputPath = parsed.GetRequiredValue(output),
                Threads = parsed.GetValue(threads),
                WithPieces = parsed.GetValue(pieces),
                Confined = parsed.GetValue(confined),
                Cells = cells.Of(parsed, parsed.GetRequiredValue(output)),
            },
            cancel)));
        return command;
    }

    public static Argument<string> PolicyArgument(Language language) => new("POLICY")
    {
        Description = new LocalText("The policy file (YAML)", "测算方案（YAML）").In(language),
    };

    public static Option<string> OutputOption(Language language) => new("--output", "-o")
    {
        Description = new LocalText(
            "Folder of the results; an earlier result there is replaced as a whole",
            "结果目录；其中原有结果整体替换").In(language),
        Required = true,
        HelpName = "OUT",
    };

    public static Option<int> ThreadsOption(Language language)
    {
        var threads = new Option<int>("--threads")
        {
            Description = new LocalText(
                "Threads to use (default: all processors); results do not depend on it",
                "线程数（默认全部处理器）；结果与之无关").In(language),
            DefaultValueFactory = _ => Environment.ProcessorCount,
            HelpName = "N",
        };
        threads.Validators.Add(result =>
        {
            // By the text: asking for the value of what is no number throws.
            if (result.Tokens is [{ Value: { } text }] && !(int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count >= 1))
                result.AddError(new LocalText("--threads: 1 or more is expected", "--threads 应为 1 或以上").In(language));
        });
        return threads;
    }

    public static Option<bool> ConfinedOption(Language language) => new("--confined")
    {
        Description = new LocalText(
            "Refuse a policy that takes files from outside its folder ('outside'): for policies from others",
            "拒绝使用其目录之外文件（outside）的测算方案：用于他人提供的测算方案").In(language),
    };

    public static Option<bool> PiecesOption(Language language) => new("--pieces")
    {
        Description = new LocalText(
            "Also write pieces.parquet: per region and zone feature the area by combination",
            "另写出 pieces.parquet：各区域内每个图斑的面积").In(language),
    };
}
