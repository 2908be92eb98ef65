using System.Globalization;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary>Runs the policy of a coverage and prints the answer.</summary>
internal static class CoverageAnswer
{
    /// <summary>Options of the command that answer a finding; the finding itself speaks of policies.</summary>
    private static readonly (string Code, LocalText Way)[] Ways =
    [
        (
            "ZC201",
            new(
                "a layer without CRS: --crs CODE, or --crs FILE=CODE for one (EPSG:4490 for degrees on CGCS2000)",
                "图层未给出坐标系：--crs 代码，或 --crs 文件=代码（CGCS2000 经纬度为 EPSG:4490）")),
        (
            "ZC205",
            new(
                "another datum: --assume-cgcs2000 \"REASON\", where its difference may be neglected",
                "其他基准：若其差异可忽略，--assume-cgcs2000 \"理由\"")),
        ("ZC230", new("one code on several features: --join-parts, where they are parts of one region", "代码重复：若属同一区域的各部分，--join-parts")),
        ("ZC243", new(
            "a layer that does not meet the regions: leave it out, mend its --crs FILE=CRS, or --accept ZC243=\"REASON\"",
            "图层与区域不相交：去掉该图层，或用 --crs 文件=坐标系 更正，或 --accept ZC243=\"理由\"")),
        (
            "ZC302",
            new(
                "regions that overlap: --overlaps count_in_each (or first_by_code, half_each)",
                "区域重叠：--overlaps count_in_each（或 first_by_code、half_each）")),
    ];

    private const int HeadingWidth = 18;

    /// <summary>Classes that a line names.</summary>
    private const int MostListed = 5;

    public static int Give(Terminal terminal, RunSettings settings, CoverageDraft draft, int? top, CancellationToken cancel)
    {
        RunOutcome outcome = terminal.WithProgress(progress =>
            Pipeline.Run(settings, BuildFacts.Current, TimeProvider.System, progress, cancel));
        IReadOnlyList<Diagnostic> findings = [.. draft.Findings, .. outcome.Findings];
        string? written = settings.OutputPath is null ? null : settings.PolicyPath;
        CoverageFigures? figures = outcome.Results is { } results ? CoverageFigures.Of(results.Combinations) : null;
        terminal.Wrote(outcome.WrittenTo);
        terminal.Findings(findings);
        LocalText? error = figures is null || outcome.HasErrors ? Stopped(findings, outcome, written) : null;
        terminal.Json(
            new CoverageReply(
                draft.Code, draft.Name, figures?.Classes, figures?.Rows, figures?.All, figures?.OutsideM2, outcome.WrittenTo, written,
                draft.PolicyText, findings,
                error?.In(terminal.Language)),
            Replies.Context.CoverageReply);
        Jobs.TellKept(terminal, outcome.Kept);
        if (error is not null || figures is null)
        {
            terminal.Fail(error!);
            return ExitCode.Findings;
        }

        terminal.Line(terminal.Say(
            $"code: {draft.Code}, name: {draft.Name ?? "none (--name FIELD)"}",
            $"代码字段：{draft.Code}，名称字段：{draft.Name ?? "无（--name 字段）"}"));
        Print(terminal, figures, draft.Name is not null, top);
        terminal.Line(outcome.WrittenTo is { } folder
            ? terminal.Say(
                $"results in {folder}: open report.html or zonecomp.qgz; the policy that repeats them: {written}",
                $"结果已写入 {folder}：可打开 report.html 或 zonecomp.qgz；可重复计算的测算方案：{written}")
            : terminal.Say(
                "-o OUT writes tables, maps, GeoPackage and the policy that repeats this",
                "加 -o OUT 可写出各表、地图、GeoPackage 及可重复计算的测算方案"));
        return ExitCode.Done;
    }

    private static LocalText Stopped(IReadOnlyList<Diagnostic> findings, RunOutcome outcome, string? policy)
    {
        long errors = findings.Where(finding => finding.Severity == Severity.Error).Sum(finding => Math.Max(1, finding.Further));
        string where = outcome.FindingsFile is { } file ? $" ({file})" : "";
        LocalText[] ways =
        [
            .. Ways.Where(way => findings.Any(finding => finding.Code == way.Code && finding.Severity == Severity.Error))
                .Select(way => way.Way),
        ];
        LocalText keep = policy is null
            ? new("-o OUT writes the policy, in which everything else can be said", "加 -o OUT 可写出测算方案，其余情况可在其中写明")
            : new(
                $"{policy} is the policy so far, in which everything else can be said: zonecomp check",
                $"{policy} 为目前的测算方案，其余情况可在其中写明：zonecomp check");
        return new LocalText(
            $"{errors} finding(s) of severity error; no coverage was computed{where}\n"
                + string.Join('\n', ways.Append(keep).Select(way => "  " + way.En)),
            $"有 {errors} 条错误级问题，未算出覆盖率{where}\n" + string.Join('\n', ways.Append(keep).Select(way => "  " + way.Zh)));
    }

    private static void Print(Terminal terminal, CoverageFigures figures, bool hasNames, int? top)
    {
        // A column of zeros tells nothing that one line does not.
        ILookup<bool, int> classes = Enumerable.Range(0, figures.Classes.Count).ToLookup(index => figures.All.CoveredM2[index] > 0);
        int[] all = figures.Classes.Count == 1 ? [0] : [.. classes[true]], met = Fitting(figures, all, hasNames);
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(terminal.Say("code", "代码"));
        if (hasNames)
            table.AddColumn(terminal.Say("region", "区域"));
        foreach (string heading in (string[])[
            terminal.Say("area ha", "面积 公顷"),
            .. met.Select(index => figures.Classes[index].Title + " %"),
            terminal.Say("any %", "合计（不重复）%"),
            terminal.Say("counted twice ha", "重复计算 公顷"),
        ])
            table.AddColumn(new TableColumn(Markup.Escape(Broken(heading))).RightAligned());
        CoverageLine[] shown = top is { } most
            ? [
                .. figures.Rows.OrderByDescending(row => row.ShareOf(row.AnyM2) ?? -1)
                    .ThenBy(row => row.Code, StringComparer.Ordinal)
                    .Take(Math.Max(0, most)),
            ]
            : [.. figures.Rows];
        foreach (CoverageLine row in shown)
            Add(row, row.Code, row.Name);
        if (figures.Rows.Count != 1)
            Add(figures.All, terminal.Say($"all {figures.Rows.Count}", $"全部 {figures.Rows.Count} 个"), "");
        terminal.Table(table);
        string[] narrow = Titles(all.Except(met)), nowhere = Titles(Enumerable.Range(0, figures.Classes.Count).Except(all)),
            outside =
            [
                .. figures.Classes.Zip(figures.OutsideM2)
                    .Where(pair => pair.Second > 0)
                    .Select(pair => $"{pair.First.Title} {Ha(pair.Second)} {terminal.Say("ha", "公顷")}"),
            ];
        if (narrow.Length > 0)
            terminal.Line(terminal.Say(
                $"too wide for this window, all with -o OUT, --json or > FILE: {Listed(narrow)}",
                $"窗口宽度不足，未列（-o OUT、--json 或 > 文件 可得全部）：{Listed(narrow)}"));
        if (nowhere.Length > 0)
            terminal.Line(terminal.Say($"in no region: {Listed(nowhere)}", $"各区域内均无：{Listed(nowhere)}"));
        if (outside.Length > 0)
            terminal.Line(terminal.Say($"outside all regions: {Listed(outside)}", $"各区域以外：{Listed(outside)}"));

        string[] Titles(IEnumerable<int> indices) => [.. indices.Select(index => figures.Classes[index].Title)];

        string Listed(string[] items) =>
            string.Join(terminal.Say("; ", "；"), items.Take(MostListed))
                + (items.Length > MostListed
                    ? terminal.Say($"; and {items.Length - MostListed} more", $"；另有 {items.Length - MostListed} 项") : "");

        void Add(CoverageLine row, string code, string name)
        {
            string[] cells =
            [
                code,
                .. hasNames ? [name] : (string[])[],
                Ha(row.AreaM2),
                .. met.Select(index => row.CoveredM2[index]).Append(row.AnyM2).Select(m2 => Percent(row.ShareOf(m2))),
                Ha(row.TwiceM2),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
    }

    /// <summary>The classes whose columns a terminal has room for, those with the most ground; all of them in a file.</summary>
    private static int[] Fitting(CoverageFigures figures, int[] met, bool hasNames)
    {
        if (Terminals.Width is not { } width)
            return met;
        // Code, area, share of any and what counts twice, as wide as their longest number; a blank on either side of each.
        int left = width - 10 - figures.Rows.Max(row => row.Code.Length + (hasNames ? 2 + (2 * row.Name.Length) : 0))
            - (2 * Ha(figures.All.AreaM2).Length) - HeadingWidth;
        int[] chosen =
        [
            .. met.OrderByDescending(index => figures.All.CoveredM2[index])
                .TakeWhile(index => (left -= 2 + WidthOf(Broken(figures.Classes[index].Title + " %"))) >= 0),
        ];
        return chosen.Length == 0 ? met[..Math.Min(1, met.Length)] : [.. chosen.Order()];
    }

    /// <summary>In letters; a Chinese sign takes two.</summary>
    private static int WidthOf(string heading) =>
        Math.Max("100.0000".Length, heading.Split('\n').Max(line => line.Sum(sign => sign > 0x2E80 ? 2 : 1)));

    /// <summary>Long headings on several lines: a column is as wide as its figures, or little more.</summary>
    private static string Broken(string heading)
    {
        var lines = new List<string> { "" };
        foreach (string word in heading.Split(' ').SelectMany(word => word.Chunk(HeadingWidth).Select(part => new string(part))))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= HeadingWidth)
                lines.Add(word);
            else
                lines[^1] = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
        }

        return string.Join('\n', lines);
    }

    private static string Ha(decimal m2) =>
        Math.Round(m2 / 10_000m, 2, MidpointRounding.AwayFromZero).ToString("N2", CultureInfo.InvariantCulture);

    private static string Percent(decimal? share) =>
        share is { } part ? Math.Round(part * 100, 4, MidpointRounding.AwayFromZero).ToString("F4", CultureInfo.InvariantCulture) : "";
}

internal sealed record CoverageReply(
    string CodeField,
    string? NameField,
    IReadOnlyList<ZoneClass>? Classes,
    IReadOnlyList<CoverageLine>? Regions,
    CoverageLine? All,
    IReadOnlyList<decimal>? OutsideM2,
    string? Written,
    string? PolicyFile,
    string Policy,
    IReadOnlyList<Diagnostic> Findings,
    string? Error);
