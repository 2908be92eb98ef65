using System.Diagnostics;

namespace ZoneComp.Cli;

/// <summary>How far a job is, as last told, and the time that it has taken and is likely to take.</summary>
internal sealed class JobProgress
{
    /// <summary>Below it an estimate of the time left says nothing.</summary>
    private const double LeastShare = 0.02;

    private readonly long began = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private StageProgress last;
    private TimeSpan? leftThen;
    private TimeSpan then;

    public StageProgress Last
    {
        get
        {
            lock (gate)
                return last;
        }
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    /// <summary>Time that is likely left; null while nobody can say, or once it was used up.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (gate)
                return leftThen is { } left && left - (Elapsed - then) is var now && now > TimeSpan.Zero ? now : null;
        }
    }

    public void Tell(StageProgress report)
    {
        lock (gate)
        {
            if (report.Share > last.Share && report.Share >= LeastShare)
            {
                then = Elapsed;
                leftThen = then * ((1 - report.Share) / report.Share);
            }

            // Two jobs of one command, one after the other, are told as one.
            last = report with { Share = Math.Max(report.Share, last.Share) };
        }
    }
}
