using System.CommandLine;
using System.Reflection;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp init DIR</c>: a working starter, or with --from a policy from a folder of layers.</summary>
internal static class InitCommand
{
    /// <summary>The sample's files lie in the program itself under this name.</summary>
    private const string Prefix = "sample-data/";

    public static Command Build(Language language)
    {
        var folder = new Argument<string>("DIR")
        {
            Description = new LocalText("Folder to make; it must be new or empty", "要建立的目录；须为新目录或空目录").In(language),
        };
        var from = Text(
            "--from",
            "FOLDER",
            "Draft a policy from the layers and tables of this folder instead; DIR may hold other files",
            "改为根据此目录中的图层与表起草测算方案；DIR 可以已有其他文件");
        var regions = Text("--regions", "FILE", "With --from: the regions' layer", "与 --from 连用：区域图层");
        var code = Text("--code", "FIELD", "With --from: field of the regions' code", "与 --from 连用：区域代码字段");
        var name = Text("--name", "FIELD", "With --from: field of the regions' name", "与 --from 连用：区域名称字段");
        var yes = new Option<bool>("--yes", "-y")
        {
            Description = new LocalText("With --from: take every guess, ask nothing", "与 --from 连用：不提问，一律采用推测").In(language),
        };
        var threads = RunCommand.ThreadsOption(language);
        var command = new DocumentedCommand(
            "init",
            new LocalText(
                "Writes a working starter: a policy file, sample data and a README; run it, then put your own layers in their place. "
                    + "With --from FOLDER: drafts the policy from your own layers and tables.",
                "写出可直接运行的起步目录：测算方案、示例数据与说明；先运行一遍，再换成自己的图层。加 --from 目录：根据自己的图层与表起草测算方案。"),
            language,
            (
                "zonecomp init my-province",
                new LocalText("then: zonecomp run my-province/policy.yaml -o out", "然后：zonecomp run my-province/policy.yaml -o out")),
            (
                "zonecomp init my-policy --from my-layers",
                new LocalText("a policy from your own folder; guesses and open questions are marked in it", "根据自己的目录起草测算方案，推测与待定之处均有标注")))
        { folder, from, regions, code, name, yes, threads };
        command.SetAction((parsed, cancel) => Task.FromResult(Start(parsed, cancel)));
        return command;

        Option<string> Text(string option, string help, string en, string zh) =>
            new(option) { Description = new LocalText(en, zh).In(language), HelpName = help };

        int Start(ParseResult parsed, CancellationToken cancel)
        {
            Terminal terminal = Terminals.Of(parsed, language);
            if (parsed.GetValue(from) is { } layers)
            {
                string place = parsed.GetRequiredValue(folder);
                bool asks = !parsed.GetValue(yes) && !terminal.IsJson && !Console.IsInputRedirected && !Console.IsOutputRedirected;
                var request = new FolderRequest(
                    layers, Path.Combine(place, "policy.yaml"), TimeProvider.System.GetLocalNow().Year, language, parsed.GetValue(regions),
                    parsed.GetValue(code), parsed.GetValue(name))
                {
                    Ask = asks ? question => FolderStarter.Ask(question, language) : null,
                };
                return FolderStarter.Write(terminal, place, request, parsed.GetValue(threads), cancel);
            }

            IReadOnlyList<string> files = Write(parsed.GetRequiredValue(folder));
            terminal.Json(new InitReply(files), Replies.Context.InitReply);
            string policy = Path.Combine(parsed.GetRequiredValue(folder), "policy.yaml");
            WriteInLanguage(policy, language);
            string typed = FolderStarter.Typed(policy);
            terminal.Line(terminal.Say(
                $"{files.Count} files written; now: zonecomp run {typed} -o out",
                $"已写出 {files.Count} 个文件；接下来：zonecomp run {typed} -o out"));
            return ExitCode.Done;
        }
    }

    /// <summary>The policy with Chinese keys for who asks for Chinese; as it is where it does not read yet.</summary>
    internal static void WriteInLanguage(string policy, Language language)
    {
        if (language != Language.Chinese)
            return;
        try
        {
            File.WriteAllText(policy, PolicyFormat.Of(policy, language).After);
        }
        catch (UserErrorException)
        {
            // What it lacks is told where it is checked.
        }
    }

    private static IReadOnlyList<string> Write(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new UserErrorException(
                $"{folder} is there already and not empty; name a new folder, nothing was written",
                $"{folder} 已存在且非空；请指定新目录，未写出任何文件");
        }

        var written = new List<string>();
        Assembly program = typeof(InitCommand).Assembly;
        foreach (string name in program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            string path = Path.Combine(folder, name[Prefix.Length..]);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using Stream content = program.GetManifestResourceStream(name)!;
            using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
            content.CopyTo(file);
            written.Add(path);
        }

        return written;
    }
}
