using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ZoneComp.Cli;

/// <summary><c>--progress json</c>: one JSON object a line on standard error for the program that started this one
/// (docs/commands.md).</summary>
internal sealed class ProgressLines(Language language)
{
    /// <summary>Lines come when the stage or a count changes, when the share rose by this, and every second.</summary>
    private const double Step = 0.01;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly JobProgress job = new();
    private readonly Lock gate = new();
    private StageProgress written;

    /// <summary>Folder of the results; null while there are none.</summary>
    public string? Results { get; set; }

    /// <summary>What stood in the way; null while nothing did.</summary>
    public string? Failure { get; set; }

    public T Follow<T>(Func<IProgress<StageProgress>, T> work)
    {
        using var beat = new Timer(_ => Write(job.Last), null, Beat, Beat);
        return work(new InlineProgress(report =>
        {
            lock (gate)
            {
                job.Tell(report);
                StageProgress now = job.Last;
                if (now.Stage != written.Stage || now.Findings != written.Findings || now.Share - written.Share >= Step)
                    Write(now);
            }
        }));
    }

    public void Finding(Diagnostic finding, LocalText text) => Line(
        new FindingLine(
            "finding", finding.Severity, finding.Code, finding.Subject, finding.Layer, text.In(language),
            finding.AcceptedBecause is not null),
        Replies.Lines.FindingLine);

    /// <summary>The last line.</summary>
    public void End(int exitCode) => Line(
        new EndLine("end", exitCode, Seconds(job.Elapsed), Results, job.Last.Findings ?? FindingCounts.None, Failure),
        Replies.Lines.EndLine);

    private void Write(StageProgress now)
    {
        if (now.Stage is null)
            return; // nothing has begun
        lock (gate)
        {
            if (now.Share < written.Share)
                return; // a beat that was overtaken
            written = now;
            decimal share = Math.Round((decimal)now.Share, 4);
            var line = new ProgressLine(
                "progress", now.Stage.En, now.Stage.In(language), share, Seconds(job.Elapsed), job.Left is { } left ? Seconds(left) : null,
                now.Findings);
            Line(line, Replies.Lines.ProgressLine);
        }
    }

    private static decimal Seconds(TimeSpan time) => Math.Round((decimal)time.TotalSeconds, 1);

    private void Line<T>(T line, JsonTypeInfo<T> type)
    {
        lock (gate)
            Console.Error.WriteLine(JsonSerializer.Serialize(line, type));
    }
}

/// <param name="Stage">In English, the same in every language.</param>
/// <param name="Title">In the user's language.</param>
internal sealed record ProgressLine(
    string Event, string Stage, string Title, decimal Share, decimal ElapsedS, decimal? RemainingS, FindingCounts Findings);

internal sealed record FindingLine(
    string Event, Severity Severity, string Code, string Subject, string? Layer, string Message, bool Accepted);

internal sealed record EndLine(string Event, int ExitCode, decimal ElapsedS, string? Results, FindingCounts Findings, string? Error);
