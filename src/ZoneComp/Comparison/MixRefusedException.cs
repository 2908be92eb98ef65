namespace ZoneComp.Comparison;

/// <summary>A mix of two years cannot be computed, so that its causes cannot be told apart; never leaves the comparison.</summary>
internal sealed class MixRefusedException(LocalText why) : Exception(why.En)
{
    public LocalText Why { get; } = why;
}
