namespace ZoneComp.Policy;

/// <summary>What the map files hold besides the regions, and the table that is issued.</summary>
/// <param name="Ground">Ground to be drawn as polygons, each a set of zone classes with a name.</param>
public sealed record OutputSettings(ZoneDrawing Zones, IReadOnlyList<GroundSettings> Ground)
{
    public static OutputSettings Default { get; } = new(ZoneDrawing.None, []);

    public IssueSettings Issue { get; init; } = IssueSettings.Default;

    public MapSettings Maps { get; init; } = MapSettings.Default;

    /// <summary>What lies around the regions, to be drawn lightly behind them; null for nothing.</summary>
    public NeighbourSettings? Neighbours { get; init; }

    /// <summary>Whether the regions and their figures are written as a shapefile too; null for not.</summary>
    public ShapefileEncoding? Shapefile { get; init; }

    /// <summary>"ha", "km2", "mu" or "wan_mu": in which people read areas; null where the policy says nothing.</summary>
    public string? AreaUnit { get; init; }

    /// <summary>Of titles and notes in everything that people open; null where the policy says nothing.</summary>
    public Language? Language { get; init; }

    /// <summary>Whether anything is to be drawn besides the regions.</summary>
    public bool Draws => Zones != ZoneDrawing.None || Ground.Count > 0;
}

/// <summary>Whether the zone features go into the GeoPackage.</summary>
public enum ZoneDrawing
{
    None,

    /// <summary>As they were measured: repaired, on the run's lattice.</summary>
    AsUsed,

    /// <summary>Cut to the regions: a polygon per feature and region.</summary>
    Clipped,
}

/// <param name="NameField">Names that are written on the maps; null for none.</param>
public sealed record NeighbourSettings(IReadOnlyList<SourceSettings> Sources, string? NameField, PolicyNode Node);

/// <param name="Set">A set of layers and classes, as in <c>area(...)</c>: "forest.I &amp; redline".</param>
public sealed record GroundSettings(string Name, string Title, PolicyNode Set);
