namespace ZoneComp.Lattice;

/// <summary>Where another edge crosses an edge that is walked.</summary>
/// <param name="At">Where along the walked edge, see <see cref="EdgeDirection"/>: ascends from its start to its end.</param>
/// <param name="Edge">The walked edge, as an index in its tile.</param>
/// <param name="OtherVertex">First vertex of the other edge: names it, and orders ties.</param>
/// <param name="OtherOwner">Owner of the other edge, see <see cref="WindingOwners"/>.</param>
/// <param name="Change">Change of that owner's winding on the way across: +1 or -1.</param>
internal readonly record struct Crossing(double At, int Edge, int OtherVertex, int OtherOwner, int Change);
