namespace ZoneComp.Cells;

/// <summary>One cell of the ground: where its rows lie.</summary>
/// <param name="Edges">Edges stored for it, those round about its own ground too.</param>
internal sealed record StoredCell(CellKey Key, long Edges, IReadOnlyList<Segment> Segments);

/// <summary>What a ground file holds.</summary>
internal sealed record GroundManifest
{
    /// <summary>Cells with edges, by key; their own grounds do not overlap.</summary>
    public IReadOnlyList<StoredCell> Cells { get; init; } = [];

    /// <summary>Zones that several cells hold, once more and whole, for their repair.</summary>
    public IReadOnlyList<Segment> Shared { get; init; } = [];

    /// <summary>Number over the whole ground of each source's first zone, ascending by source; regions are numbered from 0.</summary>
    public required IReadOnlyList<int> FirstNumbers { get; init; }

    public required int RegionCount { get; init; }

    public required int ClassCount { get; init; }

    /// <summary>As in <see cref="OverlayInput.VisibleClasses"/>.</summary>
    public required int VisibleClasses { get; init; }

    /// <summary>Where area terms count x from, lattice units: the middle of the regions.</summary>
    public required long OriginX { get; init; }

    /// <summary>By class, twice the sum of its polygons as given, each by itself.</summary>
    public IReadOnlyList<Int128> Polygons2 { get; init; } = [];

    /// <summary>What is known once the regions are.</summary>
    public static GroundManifest Of(OverlayInput regions, IReadOnlyList<int> firstNumbers) => new()
    {
        RegionCount = regions.RegionCount,
        ClassCount = regions.ClassCount,
        VisibleClasses = regions.VisibleClasses,
        OriginX = regions.OriginX,
        FirstNumbers = firstNumbers,
    };

    /// <summary>Number over the whole ground of a segment's feature 0.</summary>
    public int FirstNumberOf(Segment segment) => segment.Source == Segment.Regions ? 0 : FirstNumbers[segment.Source];
}
