namespace ZoneComp.Lattice;

/// <summary>Owners of ground beside the regions, in tables keyed by region.</summary>
internal static class SpecialRegion
{
    /// <summary>In no region.</summary>
    public const int Outside = -1;

    /// <summary>Ground in k regions, k - 1 times: what the regions and the outside count too much together.</summary>
    public const int Excess = -2;

    /// <summary>All ground of a class, wherever it lies; the feature column holds the class.</summary>
    public const int Everywhere = -3;

    /// <summary>Where a row is about no feature.</summary>
    public const int NoFeature = -1;

    /// <summary>Sorts the regions first, then the outside.</summary>
    public static int Order(int region) => region == Outside ? int.MaxValue : region;
}
