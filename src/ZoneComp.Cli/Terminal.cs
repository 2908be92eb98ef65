using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary>Everything the program prints: results on standard output, findings and progress on standard error.</summary>
internal sealed class Terminal(Language language, bool quiet, bool json, bool verbose, ProgressLines? lines = null)
{
    private readonly IAnsiConsole errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private readonly IAnsiConsole output = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    private bool hasReplied;

    public Language Language => language;

    public bool IsJson => json;

    public string Say(string en, string zh) => language == Language.Chinese ? zh : en;

    public string Say(LocalText text) => text.In(language);

    /// <summary>One line of result; nothing under --quiet or --json.</summary>
    public void Line(string text)
    {
        if (!quiet && !json)
            Console.Out.WriteLine(ScreenText.Lines(text));
    }

    /// <summary>One line of result that says what is wrong: also under --quiet, which leaves errors.</summary>
    public void Wrong(string text)
    {
        if (!json)
            (quiet ? Console.Error : Console.Out).WriteLine(ScreenText.Lines(text));
    }

    public void Table(Table table)
    {
        if (quiet || json)
            return;
        // In a file or a pipe nobody wants lines broken at 80 columns.
        if (Console.IsOutputRedirected)
            output.Profile.Width = 1000;
        output.Write(table);
    }

    /// <summary>The one JSON document of a command, under --json.</summary>
    public void Json<T>(T document, JsonTypeInfo<T> type)
    {
        if (!json)
            return;
        hasReplied = true;
        Console.Out.WriteLine(JsonSerializer.Serialize(document, type));
    }

    /// <summary>Says why the command failed; under --json in a document of its own only where the command's reply was not printed
    /// before.</summary>
    public void Fail(LocalText text)
    {
        if (!hasReplied)
            Json(new FailureReply(Say(text)), Replies.Context.FailureReply);
        if (lines is not null)
            lines.Failure = Say(text);
        else
            Console.Error.WriteLine("zonecomp: " + ScreenText.Lines(Say(text)));
    }

    /// <summary>Prints findings, the gravest first: a line for each kind, all that are listed under --verbose.</summary>
    public void Findings(IReadOnlyList<Diagnostic> findings)
    {
        if (json || findings.Count == 0)
            return;
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns(Say("severity", "级别"), Say("code", "代码"), Say("where", "位置"), Say("what", "说明"));
        foreach ((Diagnostic finding, LocalText text) in FindingLines.Of(findings, verbose)
            .Where(line => !quiet || line.Finding.Severity == Severity.Error))
        {
            if (lines is not null)
                lines.Finding(finding, text);
            // A table on a terminal; in a file or a pipe one line each, as compilers write them.
            else if (Console.IsErrorRedirected)
                Console.Error.WriteLine(ScreenText.OneLine($"{Say(finding.Named)}: {Word(finding.Severity)} {finding.Code}: {Say(text)}"));
            else
                table.AddRow(
                    $"[{Colour(finding.Severity)}]{Word(finding.Severity)}[/]",
                    finding.Code,
                    ScreenText.Cell(Say(finding.Named)),
                    ScreenText.Cell(Say(text)));
        }

        if (table.Rows.Count > 0)
            errors.Write(table);
    }

    /// <summary>Tells the program that follows this one where the results are.</summary>
    public void Wrote(string? folder)
    {
        if (lines is not null)
            lines.Results = folder;
    }

    /// <summary>Says that the command is over, to a program that follows it.</summary>
    public int End(int exitCode)
    {
        lines?.End(exitCode);
        return exitCode;
    }

    /// <summary>Runs work with a progress bar on a terminal, lines for a program that asked for them, and silently elsewhere.</summary>
    public T WithProgress<T>(Func<IProgress<StageProgress>, T> work)
    {
        if (lines is not null)
            return lines.Follow(work);
        return quiet || json || Console.IsErrorRedirected ? work(new Progress<StageProgress>()) : ProgressBar.Show(errors, language, work);
    }

    private string Word(Severity severity) => severity switch
    {
        Severity.Error => Say("error", "错误"),
        Severity.Warning => Say("warning", "警告"),
        _ => Say("note", "提示"),
    };

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Error => "red",
        Severity.Warning => "yellow",
        _ => "default",
    };
}
