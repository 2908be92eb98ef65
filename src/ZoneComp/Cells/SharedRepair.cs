namespace ZoneComp.Cells;

/// <summary>A faulty feature that several cells have, repaired.</summary>
/// <param name="Group">As in <see cref="FeatureEntry.Group"/>.</param>
/// <param name="Reach">Ground where edges that it can change may start.</param>
internal sealed record SharedRepair(int Number, int Group, FeatureFault Fault, IReadOnlyList<LatticePoint[]> Rings, LatticeBox Reach);
