namespace ZoneComp.Overlay.Tiles;

/// <summary>Ground that a feature winds round less than no time or more than once, summed up over its edges.</summary>
internal sealed record FaultSums
{
    /// <summary>Sum of (-winding) x area where the winding is below zero, twice.</summary>
    public Int128 Negative2 { get; init; }

    /// <summary>Sum of (winding - 1) x area where it is above one, twice.</summary>
    public Int128 Repeated2 { get; init; }

    /// <summary>Area terms of the edges that have an odd winding on their right: what the even-odd rule takes twice away.</summary>
    public Int128 Odd2 { get; init; }

    /// <summary>Length in x and y of the edges that bound such ground, lattice units.</summary>
    public Int128 Length { get; init; }

    /// <summary>Area terms that were rounded.</summary>
    public long Rounded { get; init; }

    /// <summary>The first vertex whose edge bounds such ground, and how far along that edge it begins.</summary>
    public long FirstVertex { get; init; } = long.MaxValue;

    public double FirstAt { get; init; }

    public LatticePoint Place { get; init; }

    public FaultSums With(FaultSums other)
    {
        bool mine = (FirstVertex, FirstAt).CompareTo((other.FirstVertex, other.FirstAt)) <= 0;
        return new FaultSums
        {
            Negative2 = Negative2 + other.Negative2,
            Repeated2 = Repeated2 + other.Repeated2,
            Odd2 = Odd2 + other.Odd2,
            Length = Length + other.Length,
            Rounded = Rounded + other.Rounded,
            FirstVertex = mine ? FirstVertex : other.FirstVertex,
            FirstAt = mine ? FirstAt : other.FirstAt,
            Place = mine ? Place : other.Place,
        };
    }

    /// <summary>
    /// Largest twice-area that rounding the vertices to the lattice and the area terms to integers can make by themselves: both sides of
    /// such ground move by at most 0.71 units, so it is at most 1.42 wide, and its edges count both its sides.
    /// </summary>
    public Int128 Bound2 => (2 * Length) + (2 * Rounded) + 2;

    public bool IsFault => Int128.Abs(Negative2) > Bound2 || Int128.Abs(Repeated2) > Bound2;
}
