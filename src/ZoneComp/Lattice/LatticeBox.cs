namespace ZoneComp.Lattice;

/// <summary>A box of lattice points, both ends included; empty when Min is above Max.</summary>
public readonly record struct LatticeBox(long MinX, long MinY, long MaxX, long MaxY)
{
    public static LatticeBox Empty { get; } = new(long.MaxValue, long.MaxValue, long.MinValue, long.MinValue);

    public bool IsEmpty => MinX > MaxX;

    public LatticeBox Including(LatticeBox other) =>
        new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    /// <summary>What both boxes hold; empty when nothing.</summary>
    public LatticeBox CommonWith(LatticeBox other)
    {
        var common = new LatticeBox(
            Math.Max(MinX, other.MinX),
            Math.Max(MinY, other.MinY),
            Math.Min(MaxX, other.MaxX),
            Math.Min(MaxY, other.MaxY));
        return common.MinX > common.MaxX || common.MinY > common.MaxY ? Empty : common;
    }

    /// <summary>The box with a margin on every side.</summary>
    public LatticeBox Widened(long margin) => IsEmpty ? this : new LatticeBox(MinX - margin, MinY - margin, MaxX + margin, MaxY + margin);

    public bool Meets(LatticeBox other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

    public bool Contains(LatticePoint point) =>
        MinX <= point.X && point.X <= MaxX && MinY <= point.Y && point.Y <= MaxY;
}
