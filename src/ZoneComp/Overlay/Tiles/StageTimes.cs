using System.Diagnostics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Steps of the overlay whose time is told.</summary>
internal enum Stage
{
    Index,
    Gather,
    Grid,
    Starts,

    /// <summary>Crossings, and windings carried from corner to corner.</summary>
    Cells,
    Sort,
    Walk,
    Repair,
}

/// <summary>Time by stage, in ticks of the stopwatch.</summary>
internal sealed class StageTimes
{
    private readonly long[] ticks = new long[Enum.GetValues<Stage>().Length];

    public void Add(Stage stage, long elapsed) => ticks[(int)stage] += elapsed;

    public void Add(StageTimes other)
    {
        for (int stage = 0; stage < ticks.Length; stage++)
            ticks[stage] += other.ticks[stage];
    }

    public IReadOnlyDictionary<string, double> Milliseconds() =>
        Enum.GetValues<Stage>()
            .ToDictionary(stage => stage.ToString().ToLowerInvariant(), stage => ticks[(int)stage] * 1000.0 / Stopwatch.Frequency);
}
