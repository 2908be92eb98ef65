namespace ZoneComp.Model;

/// <param name="Law">What must hold.</param>
/// <param name="Checked">How many sums were compared.</param>
/// <param name="Breach">The first sum that does not hold, in numbers; null when all do.</param>
public sealed record LawResult(LocalText Law, int Checked, LocalText? Breach)
{
    public bool Holds => Breach is null;
}
