namespace ZoneComp.Cells;

/// <summary>The sums of all cells, and which features were repaired in which.</summary>
internal sealed class GroundSums<TSet>
    where TSet : struct, IClassBits<TSet>
{
    private readonly Dictionary<CellKey, int[]> repairedIn = [];

    public CellSums<TSet> All { get; private init; } = new();

    public void Add(CellKey key, CellSums<TSet> sums)
    {
        All.Add(sums);
        if (sums.Faults.Count > 0)
            repairedIn.Add(key, [.. sums.Faults.Select(fault => fault.Number)]);
    }

    /// <summary>The same sums with other numbers for the features.</summary>
    public GroundSums<TSet> Renumbered(Func<int, int> number, int regionCount)
    {
        var renumbered = new GroundSums<TSet> { All = All.Renumbered(number, regionCount) };
        foreach ((CellKey key, int[] features) in repairedIn)
            renumbered.repairedIn.Add(key, [.. features.Select(number)]);
        return renumbered;
    }

    /// <summary>Numbers of the features that only this cell has and that were repaired in it.</summary>
    public IReadOnlyCollection<int> RepairedIn(CellKey key) => repairedIn.GetValueOrDefault(key) ?? [];
}
