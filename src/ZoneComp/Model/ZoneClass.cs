namespace ZoneComp.Model;

/// <summary>One class of a zone layer: what the overlay counts once, whatever overlaps inside it.</summary>
/// <param name="Name">"redline" for a layer without classes, "forest.I" for a class of one.</param>
/// <param name="Layer">The layer's name in the policy.</param>
/// <param name="Title">What people read, usually Chinese.</param>
public sealed record ZoneClass(string Name, string Layer, string Title);
