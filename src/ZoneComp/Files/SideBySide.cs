using System.Runtime.ExceptionServices;

namespace ZoneComp.Files;

/// <summary>Steps that need nothing of each other, done by several threads; what goes wrong is told as if they had been done one after the
/// other.</summary>
internal static class SideBySide
{
    /// <param name="threads">The calling one included; with one, step after step.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two steps.</exception>
    public static void Run(IReadOnlyList<Action> steps, int threads, CancellationToken cancellation)
    {
        var failures = new Exception?[steps.Count];
        int next = 0;
        bool isOver = false;
        // Steps begin in their order, so whatever failed first in that order is among those that ran.
        Task[] others =
        [
            .. Enumerable.Range(1, Math.Clamp(threads, 1, Math.Max(steps.Count, 1)) - 1)
                .Select(_ => Task.Run(Work, CancellationToken.None)),
        ];
        Work();
        Task.WaitAll(others, CancellationToken.None);
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
            ExceptionDispatchInfo.Throw(first);
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            while (!Volatile.Read(ref isOver)
                && !cancellation.IsCancellationRequested
                && Interlocked.Increment(ref next) - 1 is var step
                && step < steps.Count)
            {
                try
                {
                    Seam.At("step");
                    steps[step]();
                }
#pragma warning disable CA1031 // Not swallowed: the thread that called gets it.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    failures[step] = failure;
                    Volatile.Write(ref isOver, true);
                }
            }
        }
    }
}
