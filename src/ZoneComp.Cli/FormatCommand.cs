using System.CommandLine;
using System.Text;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp format POLICY</c>: the words of the policy language in English or Chinese.</summary>
internal static class FormatCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var check = new Option<bool>("--check")
        {
            Description = new LocalText(
                "Write nothing; exit code 1 when the file is not in one language",
                "不写出；文件用词不是同一种语言时退出码为 1").In(language),
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = new LocalText(
                "File to write, which may be the policy itself; without it the policy is printed",
                "写入的文件，可以是测算方案本身；不写则输出到屏幕").In(language),
            HelpName = "FILE",
        };
        var command = new DocumentedCommand(
            "format",
            new LocalText(
                "Rewrites the words of the policy language in Chinese or English (--lang; by default the one that most of them are in). "
                + "Comments, order, layout and the policy's own names stay; the policy says the same.",
                "把测算方案中的关键词统一写成中文或英文（--lang；默认取文件中较多的一种）。注释、次序、排版和测算方案自定的名称不变，内容不变。"),
            language,
            ("zonecomp format policy.yaml --lang zh -o policy.yaml", new LocalText("keys, functions and units in Chinese",
                "键、函数和单位写成中文")),
            ("zonecomp format policy.yaml --lang en", new LocalText("prints it in English", "以英文输出")),
            ("zonecomp format policy.yaml --check", new LocalText("exit code 1 when words of both languages stand in it",
                "两种语言混用时退出码为 1")))
        { policy, check, output };
        command.SetAction(parsed =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            string path = parsed.GetRequiredValue(policy);
            Language? wanted = parsed.GetValue<string?>("--lang") is string stated ? (stated == "zh" ? Language.Chinese
                : Language.English) : null;
            FormattedPolicy formatted = PolicyFormat.Of(path, wanted);
            if (parsed.GetValue(check))
            {
                terminal.Line(formatted.IsSame
                    ? terminal.Say($"{path}: in one language", $"{path}：用词为同一种语言")
                    : terminal.Say($"{path}: words would change; zonecomp format -o writes them",
                        $"{path}：有用词会改变；请用 zonecomp format -o 改写"));
                return formatted.IsSame ? ExitCode.Done : ExitCode.Findings;
            }

            if (parsed.GetValue(output) is string file)
                Write(file, formatted.After, path);
            else
                Console.Out.Write(formatted.After);
            return ExitCode.Done;
        });
        return command;
    }

    // Beside the file first, so that a full disk costs nobody the policy.
    private static void Write(string file, string text, string policy)
    {
        bool hasMark = File.ReadAllBytes(policy).AsSpan().StartsWith(Encoding.UTF8.Preamble);
        string fresh = file + ".part";
        try
        {
            File.WriteAllText(fresh, text, new UTF8Encoding(hasMark));
            File.Move(fresh, file, overwrite: true);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
            throw new UserErrorException($"{file}: cannot be written: {unwritten.Message}", $"{file}：无法写入：{unwritten.Message}",
                unwritten);
        }
    }
}
