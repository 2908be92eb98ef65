using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>The sums of all cells, and which features were repaired in which.</summary>
internal sealed class GroundSums<TSet>
    where TSet : struct, IClassBits<TSet>
{
    private readonly Dictionary<CellKey, int[]> repairedIn = [];

    public CellSums<TSet> All { get; } = new();

    public void Add(CellKey key, CellSums<TSet> sums)
    {
        All.Add(sums);
        if (sums.Faults.Count > 0)
            repairedIn.Add(key, [.. sums.Faults.Select(fault => fault.Number)]);
    }

    /// <summary>Numbers of the features that only this cell has and that were repaired in it.</summary>
    public IReadOnlyCollection<int> RepairedIn(CellKey key) => repairedIn.GetValueOrDefault(key) ?? [];
}
