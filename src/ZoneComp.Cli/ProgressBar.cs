using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ZoneComp.Cli;

/// <summary>One bar on the terminal for the whole job: what is done, what was found, time taken and left.</summary>
internal static class ProgressBar
{
    /// <summary>Whoever sees 100 % takes the job for done.</summary>
    private const double Most = 99;

    public static T Show<T>(IAnsiConsole console, Language language, Func<IProgress<StageProgress>, T> work)
    {
        var job = new JobProgress();
        return console.Progress().AutoClear(true)
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ShareColumn(job),
                new TimeColumn(job, language))
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("…", new ProgressTaskSettings { MaxValue = 100 });
                bar.IsIndeterminate = true;
                return work(new InlineProgress(report =>
                {
                    job.Tell(report);
                    StageProgress now = job.Last;
                    bar.Description = ScreenText.Cell(now.Stage.In(language) + Found(now.Findings, language));
                    bar.IsIndeterminate = Percent(now) < 1;
                    bar.Value = Percent(now);
                }));
            });
    }

    private static double Percent(StageProgress now) => Math.Min(Most, 100 * now.Share);

    private static string Found(FindingCounts found, Language language) => (found.Errors, found.Warnings) switch
    {
        (0, 0) => "",
        (0, _) => new LocalText($", {found.Warnings} warnings", $"，警告 {found.Warnings}").In(language),
        _ => new LocalText($", {found.Errors} errors, {found.Warnings} warnings", $"，错误 {found.Errors}，警告 {found.Warnings}").In(language),
    };

    private static string Clock(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>Nothing before the first percent.</summary>
    private sealed class ShareColumn(JobProgress job) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(Percent(job.Last) < 1 ? "" : Math.Floor(Percent(job.Last)).ToString("F0", CultureInfo.InvariantCulture) + " %");
    }

    private sealed class TimeColumn(JobProgress job, Language language) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            string elapsed = Clock(job.Elapsed);
            return new Text(job.Left is { TotalSeconds: >= 1 } left
                ? new LocalText($"{elapsed}, about {Clock(left)} left", $"已用 {elapsed}，约剩 {Clock(left)}").In(language)
                : new LocalText(elapsed, $"已用 {elapsed}").In(language));
        }
    }
}

/// <summary>Passes reports on at once, on the thread that makes them.</summary>
internal sealed class InlineProgress(Action<StageProgress> report) : IProgress<StageProgress>
{
    public void Report(StageProgress value) => report(value);
}
