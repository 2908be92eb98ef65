using NetTopologySuite.Geometries;

namespace ZoneComp.Model;

/// <summary>The first half of a run: areas, and what the outputs still need of the maps.</summary>
public sealed record RunInputs
{
    public required CombinationTable Combinations { get; init; }

    /// <summary>By region; null where a run starts from an earlier one's tables and has no maps.</summary>
    public required IReadOnlyList<Geometry?> Shapes { get; init; }

    public required MapCrs Crs { get; init; }

    /// <summary>The trace; null when the run keeps none.</summary>
    public required IReadOnlyList<PieceRow>? Pieces { get; init; }

    /// <summary>Lines and points by region and combination; null where a run starts from an earlier one's tables.</summary>
    public IReadOnlyList<PlaceRow>? Places { get; init; }

    /// <summary>Ground of each region set, as a table over the same regions; empty where the policy names none.</summary>
    public IReadOnlyDictionary<string, CombinationTable> RegionSets { get; init; } = new Dictionary<string, CombinationTable>();

    public required IReadOnlyList<InputRecord> Inputs { get; init; }

    /// <summary>Draws what the policy wants drawn besides the regions, once all else went well; null where nothing is to be
    /// drawn.</summary>
    public Func<DrawnGround>? Draw { get; init; }

    /// <summary>Zones and chosen ground that the results of an earlier run hold.</summary>
    public DrawnGround Drawn { get; init; } = DrawnGround.None;

    /// <summary>How areas were taken, in words, for the provenance.</summary>
    public required string AreaDescription { get; init; }

    /// <summary>Counts of the overlay, for the provenance.</summary>
    public required IReadOnlyList<NamedValue> Measures { get; init; }

    /// <summary>What an earlier run found about the maps that are not looked at again; empty where this run read them.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>What the cache of cells did; null without one.</summary>
    public CacheUse? Cache { get; init; }
}

/// <summary>What the cache did for a run, in cells.</summary>
/// <param name="Reused">Taken from the cache.</param>
/// <param name="Measured">Not there, or damaged, so measured.</param>
/// <param name="Damaged">There, but not as they were written.</param>
/// <param name="NotKept">Measured, but the folder could not be written.</param>
public sealed record CacheUse(int Reused, int Measured, int Damaged, int NotKept)
{
    public required string Folder { get; init; }

    /// <summary>Codes of the regions that have ground in or near the cells that were measured, ordinal.</summary>
    public required IReadOnlyList<string> Regions { get; init; }
}
