namespace ZoneComp.Cells;

/// <summary>One cell of the ground: where its rows lie.</summary>
/// <param name="Edges">Edges stored for it, those round about its own ground too.</param>
internal sealed record StoredCell(CellKey Key, long Edges, IReadOnlyList<Segment> Segments);

/// <summary>What a ground file holds.</summary>
internal sealed record GroundManifest
{
    /// <summary>Cells with edges, by key; their own grounds do not overlap.</summary>
    public required IReadOnlyList<StoredCell> Cells { get; init; }

    /// <summary>Zones that several cells hold, once more and whole, for their repair.</summary>
    public required IReadOnlyList<Segment> Shared { get; init; }

    public required int RegionCount { get; init; }

    public required int ClassCount { get; init; }

    /// <summary>As in <see cref="Overlay.OverlayInput.VisibleClasses"/>.</summary>
    public required int VisibleClasses { get; init; }

    /// <summary>Where area terms count x from, lattice units: the middle of the whole ground.</summary>
    public required long OriginX { get; init; }

    /// <summary>By class, twice the sum of its polygons as given, each by itself.</summary>
    public required IReadOnlyList<Int128> Polygons2 { get; init; }
}
