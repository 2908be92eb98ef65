using System.CommandLine;
using System.Reflection;
using ZoneComp.Diagnostics;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp init DIR</c>: a working starter.</summary>
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
        var command = new DocumentedCommand(
            "init",
            new LocalText(
                "Writes a working starter: a policy file, sample data and a README; run it, then put your own layers in their place.",
                "写出可直接运行的起步目录：办法文件、示例数据与说明；先运行一遍，再换成自己的图层。"),
            language,
            ("zonecomp init my-province", new LocalText("then: zonecomp run my-province/policy.yaml -o out", "然后：zonecomp run my-province/policy.yaml -o out")))
        { folder };
        command.SetAction(parsed =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            IReadOnlyList<string> files = Write(parsed.GetRequiredValue(folder));
            terminal.Json(new InitReply(files), Replies.Context.InitReply);
            string policy = Path.Combine(parsed.GetRequiredValue(folder), "policy.yaml");
            string typed = policy.Contains(' ', StringComparison.Ordinal) ? $"\"{policy}\"" : policy;
            terminal.Line(terminal.Say(
                $"{files.Count} files written; now: zonecomp run {typed} -o out",
                $"已写出 {files.Count} 个文件；接下来：zonecomp run {typed} -o out"));
            return ExitCode.Done;
        });
        return command;
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
        foreach (string name in program.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
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
