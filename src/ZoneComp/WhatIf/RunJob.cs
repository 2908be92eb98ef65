namespace ZoneComp.WhatIf;

/// <summary>A run in the background of the page, asked now and then how far it is.</summary>
internal sealed class RunJob : IProgress<StageProgress>, IDisposable
{
    /// <summary>Findings that are told while the run goes on; at its end all are there.</summary>
    private const int MostTold = 500;

    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<Diagnostic> told = [];
    private readonly Task work;
    private volatile Seen seen = new(new LocalText("begins", "开始"), 0);

    /// <param name="run">What is done; it may throw what a run throws.</param>
    public RunJob(Func<RunJob, CancellationToken, RunOutcome> run) => work = Task.Run(() =>
    {
        try
        {
            Outcome = run(this, stop.Token);
        }
        catch (UserErrorException refused)
        {
            Refused = refused.Text;
        }
        catch (OperationCanceledException)
        {
            Refused = new LocalText("stopped; nothing was written", "已停止，未写出任何结果");
        }
    });

    public RunOutcome? Outcome { get; private set; }

    public LocalText? Refused { get; private set; }

    public bool IsDone => work.IsCompleted;

    public LocalText Stage => seen.Stage;

    /// <summary>Of the whole job, 0 to 1.</summary>
    public double Share => seen.Share;

    /// <summary>By any thread of the run.</summary>
    public void Hear(Diagnostic finding)
    {
        if (finding.IsReassuring)
            return;
        lock (gate)
        {
            if (told.Count < MostTold)
                told.Add(finding);
        }
    }

    /// <summary>What was found since so many were told.</summary>
    public IReadOnlyList<Diagnostic> Since(int count)
    {
        lock (gate)
            return [.. told.Skip(count)];
    }

    /// <summary>Of what nobody foresaw; thrown where it is asked for.</summary>
    public void ThrowIfBroken()
    {
        if (work.IsFaulted)
            work.GetAwaiter().GetResult();
    }

    public void Stop() => stop.Cancel();

    public void Report(StageProgress value) => seen = new Seen(value.Stage, value.Share);

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private sealed record Seen(LocalText Stage, double Share);
}
