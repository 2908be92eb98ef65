namespace ZoneComp.Model;

/// <summary>Times the stages of a run and passes on how far they are.</summary>
internal sealed class StageClock : IProgress<double>
{
    private readonly TimeProvider clock;
    private readonly IProgress<StageProgress> progress;
    private readonly DateTimeOffset started;
    private readonly long startedAt;
    private readonly List<(LocalText Stage, long At)> begun = []; // by the thread that runs the stages
    private readonly Lock gate = new();
    private volatile LocalText? current; // what all threads see of it
    private double share; // told last

    public StageClock(TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        this.clock = clock;
        this.progress = progress;
        Cancellation = cancellation;
        started = clock.GetUtcNow();
        startedAt = clock.GetTimestamp();
    }

    public CancellationToken Cancellation { get; }

    /// <summary>Of the job; set before its first stage begins.</summary>
    public StagePlan Plan { get; set; } = StagePlan.Unknown;

    /// <summary>Whose findings are counted; null for nobody's.</summary>
    public DiagnosticLog? Log { get; set; }

    /// <summary>For work that is part of a stage, by any thread: what it begins and how far it is, nobody hears.</summary>
    public StageClock Aside() => new(clock, new Progress<StageProgress>(), Cancellation);

    /// <summary>Ends the stage before and begins the next; throws when the run was cancelled.</summary>
    public void Begin(LocalText stage)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (begun.Count > 0)
            Tell(begun[^1].Stage, 1);
        begun.Add((stage, clock.GetTimestamp()));
        current = stage;
        Tell(stage, 0);
    }

    /// <summary>Part of the current stage that is done, 0 to 1.</summary>
    public void Report(double value)
    {
        Cancellation.ThrowIfCancellationRequested();
        if (current is { } stage)
            Tell(stage, value);
    }

    /// <summary>Tells the last time of the last stage, with all findings.</summary>
    /// <param name="isWhole">False where the job stops before its end.</param>
    public void End(bool isWhole)
    {
        if (current is { } stage)
            Tell(stage, isWhole ? 1 : 0);
    }

    /// <summary>In order, whatever thread tells it.</summary>
    private void Tell(LocalText stage, double done)
    {
        lock (gate)
        {
            if (Plan.PlaceOf(stage) is var (from, to))
                share = Math.Max(share, from + ((to - from) * Math.Clamp(done, 0, 1)));
            progress.Report(new StageProgress(stage, done, share, Log?.Counts ?? FindingCounts.None));
        }
    }

    public TimingRecord Timings()
    {
        long now = clock.GetTimestamp();
        return new TimingRecord(
            started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            Seconds(startedAt, now),
            [
                .. begun.Select((stage, index) =>
                    new StageTime(stage.Stage.En, Seconds(stage.At, index + 1 < begun.Count ? begun[index + 1].At : now))),
            ]);
    }

    private decimal Seconds(long from, long to) => Math.Round((decimal)clock.GetElapsedTime(from, to).TotalSeconds, 3);
}
