namespace ZoneComp.Diagnostics;

/// <param name="Accepted">Errors that the policy accepted by name.</param>
public sealed record FindingCounts(long Errors, long Warnings, long Notes, long Accepted)
{
    public static FindingCounts None { get; } = new(0, 0, 0, 0);
}
