using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ZoneComp.Cli;

/// <summary>The commands, their common options, and the one place where exceptions become exit codes.</summary>
internal static class CommandLine
{
    /// <summary>The language is needed before parsing, since help texts are written in it.</summary>
    public static Language LanguageOf(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        string? chosen = null;
        for (int at = 0; at < args.Count; at++)
        {
            if (args[at] == "--lang" && at + 1 < args.Count)
                chosen = args[at + 1];
            else if (args[at].StartsWith("--lang=", StringComparison.Ordinal))
                chosen = args[at]["--lang=".Length..];
        }

        chosen ??= environment("ZONECOMP_LANG") ?? environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? "";
        return chosen.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
    }

    public static async Task<int> InvokeAsync(string[] args, Language language)
    {
        RootCommand root = Build(language);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // What was parsed holds no options where it was not understood.
            if (string.Join(' ', args).Replace('=', ' ').Contains("--progress json", StringComparison.Ordinal))
            {
                var lines = new ProgressLines(language)
                {
                    Failure = string.Join("; ", parsed.Errors.Select(error => LibraryWords.Error(error.Message, language))),
                };
                lines.End(ExitCode.Usage);
                return ExitCode.Usage;
            }

            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(ScreenText.Lines("zonecomp: " + LibraryWords.Error(error.Message, language)));
            await Console.Error.WriteLineAsync(new LocalText("See zonecomp --help.", "用法见 zonecomp --help。").In(language));
            return ExitCode.Usage;
        }

        var terminal = Terminals.Of(parsed, language);
        try
        {
            NativeProgram.RequireLibraries();
            // The library's own way ends the program after two seconds, whatever it is doing then.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            // What takes no token is ended by the system.
            using StopSignals? stop = parsed.Action is AsynchronousCommandLineAction ? new StopSignals() : null;
            return terminal.End(await parsed.InvokeAsync(configuration, stop?.Token ?? CancellationToken.None));
        }
        catch (OperationCanceledException)
        {
            terminal.Fail(new LocalText("cancelled; nothing was written", "已取消，未写出任何结果"));
            return terminal.End(ExitCode.Cancelled);
        }
        catch (UserErrorException error)
        {
            terminal.Fail(error.Text);
            return terminal.End(ExitCode.Usage);
        }
    }

    private static RootCommand Build(Language language)
    {
        var root = new RootCommand(new LocalText(
            "ZoneComp computes ecological compensation: it overlays counties with zone layers, measures what each zone covers, and turns "
                + "that into factors and amounts.",
            "ZoneComp 计算生态保护补偿：将县域与各类生态区图层叠加，量算覆盖面积与比例，得出系数与补偿金额。").In(language))
        {
            new Option<string>("--lang")
            {
                Description = new LocalText("Language of messages: zh or en (default: the system's)", "消息语言：zh 或 en（默认随系统）").In(language),
                Recursive = true,
            }.Among("zh", "en"),
            new Option<bool>("--quiet", "-q")
            {
                Description = new LocalText("Print nothing but errors", "只输出错误").In(language),
                Recursive = true,
            },
            new Option<bool>("--verbose")
            {
                Description = new LocalText(
                    "Print findings one by one, also those that say that all is well",
                    "逐条列出检查发现，包括仅说明正常的").In(language),
                Recursive = true,
            },
            new Option<string>("--progress")
            {
                Description = new LocalText(
                    "How far the job is: json writes lines for programs on standard error",
                    "进度：json 表示在标准错误上逐行写出供程序读取的 JSON").In(language),
                Recursive = true,
                HelpName = "json",
            }.Among("json"),
            new Option<bool>("--json")
            {
                Description = new LocalText("Print one JSON document for programs", "输出供程序读取的 JSON").In(language),
                Recursive = true,
            },
        };
        root.Subcommands.Add(CoverageCommand.Build(language));
        root.Subcommands.Add(InitCommand.Build(language));
        root.Subcommands.Add(InspectCommand.Build(language));
        root.Subcommands.Add(CheckCommand.Build(language));
        root.Subcommands.Add(TestCommand.Build(language));
        root.Subcommands.Add(FormatCommand.Build(language));
        root.Subcommands.Add(RunCommand.Build(language));
        root.Subcommands.Add(OverlayCommand.Build(language));
        root.Subcommands.Add(MergeCommand.Build(language));
        root.Subcommands.Add(ClusterCommand.Build(language));
        root.Subcommands.Add(AllocateCommand.Build(language));
        root.Subcommands.Add(ExplainCommand.Build(language));
        root.Subcommands.Add(VerifyCommand.Build(language));
        root.Subcommands.Add(RerunCommand.Build(language));
        root.Subcommands.Add(ProvenanceCommand.Build(language));
        root.Subcommands.Add(CompareCommand.Build(language));
        root.Subcommands.Add(DiffCommand.Build(language));
        root.Subcommands.Add(ServeCommand.Build(language));
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help } helpOption)
                helpOption.Action = new HelpWithExamples(help, language);
        }

        return root;
    }

    private static Option<string> Among(this Option<string> option, params string[] values)
    {
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>The library's help page, with the command's examples after it.</summary>
    private sealed class HelpWithExamples(HelpAction help, Language language) : SynchronousCommandLineAction
    {
        /// <summary>Who asks for help has not forgotten the arguments.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            using StringWriter page = new();
            parseResult.InvocationConfiguration.Output = page;
            int code = help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = output;
            output.Write(LibraryWords.Help(page.ToString(), language));
            if (parseResult.CommandResult.Command is IHasExamples command)
            {
                output.WriteLine(new LocalText("Examples:", "示例：").In(language));
                foreach ((string line, LocalText why) in command.Examples)
                {
                    output.WriteLine("  " + line);
                    output.WriteLine("      " + why.In(language));
                }

                output.WriteLine();
            }

            return code;
        }
    }
}

/// <summary>A command that shows how it is used.</summary>
internal interface IHasExamples
{
    IReadOnlyList<(string Line, LocalText Why)> Examples { get; }
}

/// <summary>A subcommand with a text in the user's language and examples for its help page.</summary>
internal sealed class DocumentedCommand(
    string name,
    LocalText description,
    Language language,
    params (string Line, LocalText Why)[] examples)
    : Command(name, description.In(language)), IHasExamples
{
    public IReadOnlyList<(string Line, LocalText Why)> Examples { get; } = examples;
}
