using System.Runtime.ExceptionServices;

namespace ZoneComp.Cells;

/// <summary>Pieces of work for some threads, the heaviest first; each may add others.</summary>
internal sealed class WorkQueue : IDisposable
{
    private readonly PriorityQueue<Action, (long Weight, long Order)> waiting = new();
    private readonly List<Thread> threads = [];
    private readonly CancellationToken cancellation;
    private ExceptionDispatchInfo? failure;
    private long added;
    private int underway;
    private bool ended;

    /// <param name="helpers">Threads besides the one that finishes; they begin at once.</param>
    public WorkQueue(int helpers, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        for (int number = 0; number < helpers; number++)
        {
            var thread = new Thread(Work) { IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }
    }

    public void Enqueue(long weight, Action work)
    {
        lock (waiting)
        {
            waiting.Enqueue(work, (-weight, added++));
            Monitor.PulseAll(waiting);
        }
    }

    /// <summary>Has this thread work too until nothing is left; throws what any piece of work threw.</summary>
    public void Finish()
    {
        while (Take(untilIdle: true) is { } work)
            Do(work);
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Throws what any piece of work threw so far.</summary>
    public void ThrowFailure() => Volatile.Read(ref failure)?.Throw();

    /// <summary>Ends the threads; what nobody has begun is dropped.</summary>
    public void Dispose()
    {
        lock (waiting)
        {
            ended = true;
            waiting.Clear();
            Monitor.PulseAll(waiting);
        }

        foreach (Thread thread in threads)
            thread.Join();
    }

    private void Work()
    {
        while (Take(untilIdle: false) is { } work)
            Do(work);
    }

    private Action? Take(bool untilIdle)
    {
        lock (waiting)
        {
            while (true)
            {
                if (ended)
                    return null;
                if (waiting.TryDequeue(out Action? work, out _))
                {
                    underway++;
                    return work;
                }

                if (untilIdle && underway == 0)
                    return null;
                Monitor.Wait(waiting);
            }
        }
    }

    private void Do(Action work)
    {
        try
        {
            Seam.At("work taken");
            if (Volatile.Read(ref failure) is null && !cancellation.IsCancellationRequested)
                work();
        }
#pragma warning disable CA1031 // Not swallowed: whatever it is, Finish throws it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
        }

        lock (waiting)
        {
            underway--;
            Monitor.PulseAll(waiting);
        }
    }
}
