namespace ZoneComp.Overlay;

/// <summary>Where another edge crosses an edge that is walked.</summary>
/// <param name="At">Parameter along the walked edge, 0 at its start, 1 at its end.</param>
/// <param name="Edge">The walked edge, as an index in its tile.</param>
/// <param name="OtherVertex">First vertex of the other edge: names it, and orders ties.</param>
/// <param name="OtherFeature">Feature of the other edge.</param>
/// <param name="Change">Change of that feature's winding on the way across: +1 or -1.</param>
internal readonly record struct Crossing(double At, int Edge, int OtherVertex, int OtherFeature, int Change);
