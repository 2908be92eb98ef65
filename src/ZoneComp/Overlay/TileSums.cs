namespace ZoneComp.Overlay;

/// <summary>Everything that the walk adds up; sums of tiles add up to the sums of the whole.</summary>
internal sealed class TileSums<TSet>
    where TSet : struct, IClassBits<TSet>
{
    public AreaTable<TSet> Areas { get; } = new();

    public AreaTable<TSet> Pieces { get; } = new();

    public RepeatTable Repeats { get; } = new();

    public Dictionary<(int First, int Second), (Int128 Area2, long Rounded)> Overlaps { get; } = [];

    public Dictionary<int, FaultSums> Faults { get; } = [];

    public void AddOverlap(int region, int other, Int128 area2, long rounded)
    {
        (int, int) key = (Math.Min(region, other), Math.Max(region, other));
        Overlaps.TryGetValue(key, out (Int128 Area2, long Rounded) sum);
        Overlaps[key] = (sum.Area2 + area2, sum.Rounded + rounded);
    }

    public void AddFault(int feature, FaultSums sums) =>
        Faults[feature] = Faults.TryGetValue(feature, out FaultSums? before) ? before.With(sums) : sums;

    public void Add(TileSums<TSet> other)
    {
        Areas.Add(other.Areas);
        Pieces.Add(other.Pieces);
        foreach (((int region, int @class), RepeatSum sum) in other.Repeats.Sums)
            Repeats.Add(region, @class, sum.Repeated2, sum.Excess2, sum.Rounded);
        foreach (((int first, int second), (Int128 area2, long rounded)) in other.Overlaps)
            AddOverlap(first, second, area2, rounded);
        foreach ((int feature, FaultSums sums) in other.Faults)
            AddFault(feature, sums);
    }
}
