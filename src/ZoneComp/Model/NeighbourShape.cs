using NetTopologySuite.Geometries;

namespace ZoneComp.Model;

/// <summary>Ground beside the regions, drawn so that a reader sees where they lie; no number comes from it.</summary>
/// <param name="Name">"" where the policy names no field of names.</param>
public sealed record NeighbourShape(string Name, MultiPolygon Shape);
