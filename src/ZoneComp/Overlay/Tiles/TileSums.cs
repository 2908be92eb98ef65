using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Everything that the walk adds up; sums of tiles add up to the sums of the whole.</summary>
internal sealed class TileSums<TSet>
    where TSet : struct, IClassBits<TSet>
{
    public AreaTable<TSet> Areas { get; } = new();

    public AreaTable<TSet> Pieces { get; } = new();

    public RepeatTable<TSet> Repeats { get; } = new();

    public Dictionary<(int First, int Second), (Int128 Area2, long Rounded)> Overlaps { get; } = [];

    public Dictionary<int, FaultSums> Faults { get; } = [];

    /// <summary>Borders by region and class; of the regions themselves under <see cref="SpecialRegion.NoFeature"/>.</summary>
    public Dictionary<(int Region, int Class), BorderDoubt> Borders { get; } = [];

    public void AddBorder(int region, int @class, in BorderDoubt doubt)
    {
        ref BorderDoubt sum = ref CollectionsMarshal.GetValueRefOrAddDefault(Borders, (region, @class), out _);
        sum += doubt;
    }

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
        Add(other, 1, feature => feature);
        foreach ((int feature, FaultSums sums) in other.Faults)
            AddFault(feature, sums);
    }

    /// <summary>Adds or takes away all sums but those of faults, with other numbers for the features.</summary>
    public void Add(TileSums<TSet> other, int sign, Func<int, int> number)
    {
        foreach (ref readonly AreaTable<TSet>.Row row in other.Areas.Rows)
            Areas.Add(row.Region, row.Feature, row.Set, sign * row.Area2, sign * row.Rounded);
        foreach (ref readonly AreaTable<TSet>.Row row in other.Pieces.Rows)
            Pieces.Add(row.Region, number(row.Feature), row.Set, sign * row.Area2, sign * row.Rounded);
        foreach (((int region, int @class, TSet hidden), RepeatSum sum) in other.Repeats.Sums)
            Repeats.Add(region, @class, hidden, sign * sum.Repeated2, sign * sum.Excess2, sign * sum.Rounded);
        foreach (((int first, int second), (Int128 area2, long rounded)) in other.Overlaps)
            AddOverlap(first, second, sign * area2, sign * rounded);
        foreach (((int region, int @class), BorderDoubt doubt) in other.Borders)
            AddBorder(region, @class, sign * doubt);
    }
}
