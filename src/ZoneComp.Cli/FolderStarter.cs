using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp init DIR --from FOLDER</c>: a policy from what lies in a folder.</summary>
internal static class FolderStarter
{
    /// <summary>Layers are left out one after the other until the rest passes; more rounds than this bring nothing.</summary>
    private const int MostRounds = 4;

    public static int Write(Terminal terminal, string folder, FolderRequest request, int threads, CancellationToken cancel)
    {
        if (File.Exists(request.PolicyPath))
        {
            throw new UserErrorException(
                $"{request.PolicyPath} is there already; name another folder, nothing was written",
                $"{request.PolicyPath} 已存在；请指定其他目录，未写出任何文件");
        }

        FolderDraft draft = FolderDrafting.Make(request, cancel);
        string text = FolderDrafting.Text(draft, request);
        IReadOnlyList<Diagnostic> findings = [];
        for (int round = 0; round < MostRounds; round++)
        {
            findings = Check(terminal, request.PolicyPath, text, threads, cancel);
            Dictionary<string, LocalText> reasons = findings.Where(finding => finding is
            {
                Severity: Severity.Error, Layer: not null
                and not "regions"
            })
                .GroupBy(finding => finding.Layer!).ToDictionary(group => group.Key, group => Why(group.First()), StringComparer.Ordinal);
            FolderDraft rest = FolderDrafting.Without(draft, reasons);
            rest = FolderDrafting.WithOverlaps(rest, findings);
            bool isSame = rest.LeftOut.Count == draft.LeftOut.Count && rest.Draft.Regions == draft.Draft.Regions;
            if (isSame || rest.Draft.Layers.Count == 0)
                break;
            (draft, text) = (rest, FolderDrafting.Text(rest, request));
        }

        _ = Directory.CreateDirectory(folder);
        File.WriteAllText(request.PolicyPath, text);
        InitCommand.WriteInLanguage(request.PolicyPath, request.Language);
        terminal.Json(new InitReply([request.PolicyPath]), Replies.Context.InitReply);
        Tell(terminal, draft, request, findings, text);
        return ExitCode.Done;
    }

    /// <summary>Asks on the terminal.</summary>
    public static int Ask(Question question, Language language)
    {
        var prompt = new SelectionPrompt<int>().Title(Markup.Escape(question.Text.In(language)))
            .PageSize(12)
            .UseConverter(at => Markup.Escape(question.Choices[at]));
        _ = prompt.AddChoices([question.Guess, .. Enumerable.Range(0, question.Choices.Count).Where(at => at != question.Guess)]);
        return AnsiConsole.Prompt(prompt);
    }

    private static IReadOnlyList<Diagnostic> Check(Terminal terminal, string path, string text, int threads, CancellationToken cancel)
    {
        var settings = new RunSettings { PolicyPath = path, PolicyText = text, OutputPath = null, Threads = threads };
        return terminal.WithProgress(progress => Pipeline.Run(
            settings, BuildFacts.Current, TimeProvider.System, progress, cancel)).Findings;
    }

    private static LocalText Why(Diagnostic finding) => new($"{finding.Code} {finding.Message.En}", $"{finding.Code} {finding.Message.Zh}");

    private static void Tell(Terminal terminal, FolderDraft draft, FolderRequest request, IReadOnlyList<Diagnostic> findings, string text)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(terminal.Say("in the policy", "写入测算方案"), terminal.Say("file", "文件"), terminal.Say("as", "作为"));
        DraftRegions regions = draft.Draft.Regions;
        Add(
            "regions",
            string.Join(", ", regions.Source.Further.Prepend(regions.Source).Select(source => Path.GetFileName(source.Files[0]))),
            terminal.Say($"regions; code {regions.Code}, name {regions.Name ?? "-"}", $"区域；代码 {regions.Code}，名称 {regions.Name ?? "-"}"));
        foreach (DraftLayer layer in draft.Draft.Layers)
            Add(
                layer.Name,
                layer.Source.Files[0],
                layer.Title
                    + (layer.Field is null
                        ? ""
                        : terminal.Say(
                            $"; {layer.Classes.Count} classes of {layer.Field}",
                            $"；按 {layer.Field} 分 {layer.Classes.Count} 类")));
        foreach (DraftTable each in draft.Draft.Tables)
            Add(
                each.Name,
                each.File,
                terminal.Say($"table; key {each.Key}, {each.Columns.Count} columns", $"表；键列 {each.Key}，{each.Columns.Count} 列"));
        terminal.Table(table);
        foreach ((string name, LocalText why) in draft.LeftOut)
            terminal.Line(terminal.Say($"left out: {name}: {why.En}", $"未写入：{name}：{why.Zh}"));
        int open = text.Split('\n')
            .Count(line => line.TrimStart().StartsWith(terminal.Say("# QUESTION", "# 待定"), StringComparison.Ordinal));
        int guessed = text.Split('\n')
            .Count(line => line.TrimStart().StartsWith(terminal.Say("# GUESS", "# 推测"), StringComparison.Ordinal));
        terminal.Line(terminal.Say(
            $"{request.PolicyPath}: {guessed} guess(es), {open} open question(s), marked in it",
            $"{request.PolicyPath}：有 {guessed} 处推测、{open} 处待定，均已在文件中标明"));
        Diagnostic[] errors = [.. findings.Where(finding => finding.Severity == Severity.Error)];
        terminal.Findings(errors);
        terminal.Line(errors.Length == 0
            ? terminal.Say(
                $"it passes zonecomp check; now: zonecomp run {Typed(request.PolicyPath)} -o out",
                $"已通过 zonecomp check；接下来：zonecomp run {Typed(request.PolicyPath)} -o out")
            : terminal.Say(
                $"it does not pass zonecomp check yet: mend what is told above, then: zonecomp check {Typed(request.PolicyPath)}",
                $"尚未通过 zonecomp check：请先处理以上问题，再运行 zonecomp check {Typed(request.PolicyPath)}"));

        void Add(string name, string file, string what) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(Path.GetFileName(file)), Markup.Escape(what));
    }

    internal static string Typed(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
