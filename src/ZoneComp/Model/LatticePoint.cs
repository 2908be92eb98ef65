namespace ZoneComp.Model;

/// <summary>A vertex on the run's one lattice: 1 mm in the plane of areas.</summary>
public readonly record struct LatticePoint(long X, long Y)
{
    /// <summary>Lattice units in a metre.</summary>
    public const int UnitsPerMetre = 1000;
}
