namespace ZoneComp.Preparation.Sources;

/// <summary>What is counted while the features of a file pass by; what parts of a file count adds up to what the whole file does.</summary>
internal sealed class SourceTally
{
    /// <summary>Features that the file gave.</summary>
    public long Rows { get; set; }

    /// <summary>Features that went to the overlay.</summary>
    public long Taken { get; set; }

    /// <summary>Features of a class that have no geometry.</summary>
    public FoundTimes WithoutGeometry { get; set; }

    /// <summary>Box of the coordinates, in the file's CRS; null when there were none.</summary>
    public LayerExtent? Extent { get; private set; }

    /// <summary>By value of the class field (or nothing), features that no class takes.</summary>
    public SortedDictionary<string, FoundTimes> Unclassed { get; } = new(StringComparer.Ordinal);

    /// <summary>By value of the class field, features whose class was found by another spelling of it.</summary>
    public SortedDictionary<string, FoundTimes> Padded { get; } = new(StringComparer.Ordinal);

    public void Extend(LayerExtent? by) => Extent = LayerExtent.Around(Extent, by);

    /// <summary>Adds what a later part of the file counted.</summary>
    public void Add(SourceTally later)
    {
        Rows += later.Rows;
        Taken += later.Taken;
        WithoutGeometry = WithoutGeometry.And(later.WithoutGeometry);
        Extend(later.Extent);
        Add(Unclassed, later.Unclassed);
        Add(Padded, later.Padded);
    }

    /// <summary>Counts one more.</summary>
    /// <param name="at">Asked only for the first.</param>
    public static void Count(SortedDictionary<string, FoundTimes> counts, string value, long feature, Func<LayerPoint> at) =>
        counts[value] = counts.TryGetValue(value, out FoundTimes before)
            ? before with { Count = before.Count + 1 }
            : new FoundTimes(1, feature, at());

    private static void Add(SortedDictionary<string, FoundTimes> counts, SortedDictionary<string, FoundTimes> later)
    {
        foreach ((string value, FoundTimes found) in later)
            counts[value] = counts.GetValueOrDefault(value).And(found);
    }
}

/// <summary>How often something was found in a file, and where first.</summary>
/// <param name="First">The first feature; without meaning when there is none.</param>
/// <param name="At">One of its coordinates.</param>
internal readonly record struct FoundTimes(long Count, long First, LayerPoint At)
{
    public FoundTimes And(FoundTimes later) => Count == 0 ? later : this with { Count = Count + later.Count };

    /// <summary>The same for what may be earlier in a file whose features are numbered in its order.</summary>
    public FoundTimes AndAnywhere(FoundTimes other) => Count > 0 && other.Count > 0 && other.First < First ? other.And(this) : And(other);
}
