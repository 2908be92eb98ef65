namespace ZoneComp.Model;

/// <summary>
/// The waist of the pipeline: for every region the area covered by exactly each set of zone classes.
/// Everything after it needs no geometry.
/// </summary>
/// <remarks>
/// The rows of a region are a partition of it: they add up to the region's area exactly, the row of the empty set
/// (ground of the region in no zone) included. Rows come by region in the order of <see cref="Regions"/>, then by set; the rows of
/// <see cref="OutsideIndex"/>, ground of zones outside every region, come last.
/// </remarks>
public sealed class CombinationTable
{
    /// <summary>Region index of ground that lies in a zone but in no region.</summary>
    public const int OutsideIndex = -1;

    public required IReadOnlyList<ZoneClass> Classes { get; init; }

    /// <summary>By code, ordinal.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    public required IReadOnlyList<CombinationRow> Rows { get; init; }

    /// <summary>Area that several features of one class cover more than once, by region and class; only rows above zero.</summary>
    public required IReadOnlyList<RepeatRow> Repeats { get; init; }
}

/// <param name="Region">Index into <see cref="CombinationTable.Regions"/>, or <see cref="CombinationTable.OutsideIndex"/>.</param>
/// <param name="AreaM2">Exact: a multiple of half a square millimetre, at most seven decimals; above zero.</param>
public sealed record CombinationRow(int Region, ClassSet Classes, decimal AreaM2);

/// <summary>Ground of one class in one region that more than one feature of the class covers.</summary>
/// <param name="RepeatedM2">Area covered at least twice, counted once.</param>
/// <param name="ExcessM2">Sum of (times covered - 1) x area: what a plain sum of polygons would count too much.</param>
public sealed record RepeatRow(int Region, int Class, decimal RepeatedM2, decimal ExcessM2);

/// <summary>Trace: the part of one zone feature that lies in one region under one combination.</summary>
/// <param name="Class">Class of the feature.</param>
/// <param name="Source">Index of the source file in the layer's list of sources.</param>
/// <param name="FeatureId">The feature's number as GDAL and QGIS show it.</param>
/// <param name="Classes">The whole combination on that ground, the feature's own class included.</param>
public sealed record PieceRow(int Region, int Class, int Source, long FeatureId, ClassSet Classes, decimal AreaM2);
