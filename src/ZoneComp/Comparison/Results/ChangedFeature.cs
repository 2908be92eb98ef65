using NetTopologySuite.Geometries;

namespace ZoneComp.Comparison.Results;

/// <summary>What became of a polygon between two runs.</summary>
public enum FeatureChange
{
    Appeared,
    Vanished,

    /// <summary>The same feature with another outline.</summary>
    Moved,

    /// <summary>The same outline in other classes.</summary>
    Reclassed,
}

/// <summary>A polygon that appeared, vanished, moved or changed its class, and what it covers of one region.</summary>
/// <param name="Layer">Of the policy; "regions" for the regions themselves.</param>
/// <param name="OldFile">Relative to the first run's policy; null when it appeared.</param>
/// <param name="OldFeature">Number as GDAL and QGIS show it.</param>
/// <param name="OldClasses">Zone classes that took it, joined by "|"; of a region its code.</param>
/// <param name="RegionCode">Matched region, or "outside".</param>
/// <param name="OldAreaM2">In this region; 0 where it was not there.</param>
public sealed record ChangedFeature(
    string Layer,
    FeatureChange Change,
    string? OldFile,
    long? OldFeature,
    string OldClasses,
    string? NewFile,
    long? NewFeature,
    string NewClasses,
    string RegionCode,
    string RegionName,
    decimal OldAreaM2,
    decimal NewAreaM2);

/// <summary>Ground that was one region's and is another's.</summary>
/// <param name="From">Code in the first run, or "outside".</param>
/// <param name="To">Code in the second run, or "outside".</param>
public sealed record MovedGround(string From, string FromName, string To, string ToName, decimal AreaM2);

/// <summary>What changed on the maps.</summary>
/// <param name="Shapes">Outlines of the polygons that changed, of both years.</param>
public sealed record MapChanges(
    IReadOnlyList<ChangedFeature> Features,
    IReadOnlyList<MovedGround> Ground,
    IReadOnlyList<ChangedShape> Shapes)
{
    public static MapChanges None { get; } = new([], [], []);
}

/// <param name="IsNew">Whether this is the second run's outline.</param>
/// <param name="Shape">In the CRS of map outputs; empty where it has no area.</param>
public sealed record ChangedShape(
    string Layer, FeatureChange Change, bool IsNew, string File, long Feature, string Classes, MultiPolygon Shape);
