using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace ZoneComp.Overlay;

/// <summary>Runs the tiles of one input on several threads and adds up their sums: the same integers in any order.</summary>
internal sealed class OverlayRun<TSet>(OverlayInput input, OverlayOptions options)
    where TSet : struct, IClassBits<TSet>
{
    private int[] numbers = [];
    private int nextTile;
    private int tilesDone;
    private ExceptionDispatchInfo?[] failures = [];
    private volatile bool isOver;

    public TileSums<TSet> Sums { get; private set; } = new();

    public StageTimes Times { get; } = new();

    public long Edges { get; private set; }

    public long Crossings { get; private set; }

    public int Tiles { get; private set; }

    /// <summary>How the ground was cut.</summary>
    public TileIndex? Index { get; private set; }

    /// <summary>Measures everything.</summary>
    public void Measure(long areaOriginX, IProgress<double>? progress, CancellationToken cancellation)
    {
        long mark = Stopwatch.GetTimestamp();
        // What the cutting leaves idle judges shapes; neither needs what the other finds.
        Task<bool[]> judged = options.Threads > 1 && !options.Trace
            ? Task.Run(() => input.ShapesJudged(options.Threads), CancellationToken.None)
            : Task.FromResult<bool[]>([]);
        TileIndex index;
        try
        {
            index = TileIndex.Build(input, options.TileEdges, options.Threads);
        }
        finally
        {
            _ = Task.WaitAny([judged], CancellationToken.None); // it reads the input
        }

        input.TakeShapes(judged.GetAwaiter().GetResult());
        Times.Add(Stage.Index, Stopwatch.GetTimestamp() - mark);
        Measure(areaOriginX, index, [.. Enumerable.Range(0, index.Tiles.Count)], progress, cancellation);
    }

    /// <summary>Measures some tiles.</summary>
    public void Measure(long areaOriginX, TileIndex index, int[] tiles, IProgress<double>? progress, CancellationToken cancellation)
    {
        long mark = Stopwatch.GetTimestamp();
        Index = index;
        numbers = tiles;
        if (!options.Trace)
            input.JudgeShapes(options.Threads);
        WindingOwners owners = WindingOwners.Of(input, options.Trace);
        CornerWindings corners = CornerWindings.Prepare(input, owners, index);
        Times.Add(Stage.Index, Stopwatch.GetTimestamp() - mark);
        Tiles = tiles.Length;
        failures = new ExceptionDispatchInfo?[Tiles];
        var walks = new RingWalk<TSet>[Math.Clamp(options.Threads, 1, Math.Max(Tiles, 1))];
        var workers = new TileWorker[walks.Length];
        for (int number = 0; number < workers.Length; number++)
        {
            walks[number] = new RingWalk<TSet>(input.ClassCount, input.VisibleClasses, owners, options.Trace, areaOriginX);
            workers[number] = new TileWorker(input, index, corners, owners, walks[number]);
        }

        var threads = new Thread[workers.Length - 1];
        for (int number = 0; number < threads.Length; number++)
        {
            TileWorker worker = workers[number + 1];
            threads[number] = new Thread(() => Work(worker, progress, cancellation)) { IsBackground = true };
            threads[number].Start();
        }

        Work(workers[0], progress, cancellation);
        foreach (Thread thread in threads)
            thread.Join();
        // Tiles begin in their order, so whichever fails first in that order is among those that began.
        Array.Find(failures, failure => failure is not null)?.Throw();
        cancellation.ThrowIfCancellationRequested();
        Sums = walks[0].Sums;
        for (int number = 0; number < workers.Length; number++)
        {
            if (number > 0)
                Sums.Add(walks[number].Sums);
            Times.Add(workers[number].Times);
            Edges += workers[number].EdgesWalked;
            Crossings += walks[number].Crossings;
        }
    }

    private void Work(TileWorker worker, IProgress<double>? progress, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !isOver && Interlocked.Increment(ref nextTile) - 1 is var tile && tile < Tiles)
        {
            try
            {
                Seam.At("tile");
                worker.Measure(numbers[tile]);
                int done = Interlocked.Increment(ref tilesDone);
                if ((done & 15) == 0 || done == Tiles)
                    progress?.Report((double)done / Tiles);
            }
#pragma warning disable CA1031 // Not swallowed: whatever it is, the thread that called sees it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failures[tile] = ExceptionDispatchInfo.Capture(exception);
                isOver = true;
            }
        }
    }
}
