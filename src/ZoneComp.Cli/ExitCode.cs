namespace ZoneComp.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Findings of severity error: no results were written.</summary>
    public const int Findings = 1;

    /// <summary>Wrong usage, or a policy or file that does not read.</summary>
    public const int Usage = 2;

    /// <summary>Cancelled with Ctrl-C.</summary>
    public const int Cancelled = 130;
}
