namespace ZoneComp.Cells;

/// <summary>What came of one cell: its share of every sum, with features by their numbers over the whole ground.</summary>
internal sealed class CellSums<TSet>
    where TSet : struct, IClassBits<TSet>
{
    /// <summary>Sums with the cell's own faulty features repaired; the fault sums of features that other cells have too are still
    /// open.</summary>
    public TileSums<TSet> Sums { get; } = new();

    /// <summary>Features that only this cell has, repaired here.</summary>
    public List<(int Number, FeatureFault Fault)> Faults { get; } = [];

    /// <summary>Box of the repaired rings.</summary>
    public LatticeBox RepairedBox { get; set; } = LatticeBox.Empty;

    public long Edges { get; set; }

    public long Crossings { get; set; }

    public int Tiles { get; set; }

    public void Add(CellSums<TSet> other)
    {
        Sums.Add(other.Sums);
        Faults.AddRange(other.Faults);
        RepairedBox = RepairedBox.Including(other.RepairedBox);
        Edges += other.Edges;
        Crossings += other.Crossings;
        Tiles += other.Tiles;
    }

    /// <summary>The same sums with other numbers for the features.</summary>
    /// <param name="regionCount">Zones are numbered after the regions.</param>
    public CellSums<TSet> Renumbered(Func<int, int> number, int regionCount)
    {
        var sums = new CellSums<TSet> { RepairedBox = RepairedBox, Edges = Edges, Crossings = Crossings, Tiles = Tiles };
        sums.Sums.Add(Sums, 1, number);
        foreach ((int feature, FaultSums fault) in Sums.Faults)
            sums.Sums.AddFault(number(feature), fault);
        foreach ((int feature, FeatureFault fault) in Faults)
            sums.Faults.Add((number(feature), fault with { Feature = fault.IsRegion ? number(feature) : number(feature) - regionCount }));
        return sums;
    }
}
