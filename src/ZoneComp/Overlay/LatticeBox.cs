using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>A box of lattice points, both ends included; empty when Min is above Max.</summary>
public readonly record struct LatticeBox(long MinX, long MinY, long MaxX, long MaxY)
{
    public static LatticeBox Empty { get; } = new(long.MaxValue, long.MaxValue, long.MinValue, long.MinValue);

    public bool IsEmpty => MinX > MaxX;

    public LatticeBox Including(LatticeBox other) =>
        new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    public bool Meets(LatticeBox other) =>
        MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

    public bool Contains(LatticePoint point) =>
        MinX <= point.X && point.X <= MaxX && MinY <= point.Y && point.Y <= MaxY;
}
