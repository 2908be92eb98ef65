using System.Runtime.InteropServices;

namespace ZoneComp.Cli;

/// <summary>Ctrl-C and a request to end: the first lets the command end by itself, however long a busy machine takes for that; the second
/// ends the program as it is.</summary>
internal sealed class StopSignals : IDisposable
{
    // Not disposed: a signal may come while the command ends.
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration interrupt, end;

    public StopSignals()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    public CancellationToken Token => asked.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        end.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (asked.IsCancellationRequested)
            Environment.Exit(ExitCode.Cancelled);
        signal.Cancel = true;
        _ = asked.CancelAsync(); // what ends runs elsewhere than in the system's handler
    }
}
