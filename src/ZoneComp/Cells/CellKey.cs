using System.Text.Json.Serialization;

namespace ZoneComp.Cells;

/// <summary>A square of the plane, 2^Shift lattice units wide, in a grid that lies fixed on the lattice: the same in every run, whatever
/// the data.</summary>
internal readonly record struct CellKey(int Shift, long Column, long Row) : IComparable<CellKey>
{
    /// <summary>Largest cells: 33.5 km wide.</summary>
    public const int LargestShift = 25;

    /// <summary>Smallest cells: 2.1 km wide. Below that mostly margins would be read twice.</summary>
    public const int SmallestShift = 21;

    /// <summary>The ground whose edges the cell walks.</summary>
    [JsonIgnore]
    public LatticeBox Own => new(Column << Shift, Row << Shift, ((Column + 1) << Shift) - 1, ((Row + 1) << Shift) - 1);

    /// <summary>The ground whose edges the cell must know.</summary>
    [JsonIgnore]
    public LatticeBox Ground => Own.Widened(PartOfGround.Margin);

    /// <summary>Low corner of the ground.</summary>
    [JsonIgnore]
    public LatticePoint Corner => new(Ground.MinX, Ground.MinY);

    /// <summary>The column (or row) of the cell of a width that holds a coordinate.</summary>
    public static long At(long coordinate, int shift) => coordinate >> shift;

    /// <summary>The four cells that it is cut into.</summary>
    public IEnumerable<CellKey> Quarters()
    {
        for (int quarter = 0; quarter < 4; quarter++)
            yield return new CellKey(Shift - 1, (2 * Column) + (quarter & 1), (2 * Row) + (quarter >> 1));
    }

    public bool IsChildOf(CellKey parent) => Shift == parent.Shift - 1 && Column >> 1 == parent.Column && Row >> 1 == parent.Row;

    public int CompareTo(CellKey other) => (Shift, Row, Column).CompareTo((other.Shift, other.Row, other.Column));

    public override string ToString() => FormattableString.Invariant($"{Shift}/{Column}/{Row}");
}
