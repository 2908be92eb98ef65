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

    /// <summary>How far areas can be off, by region and class; empty where that is not known.</summary>
    public IReadOnlyList<AreaBoundRow> Bounds { get; init; } = [];

    /// <summary>What became of each region's polygon, in the regions' order; empty where that is not known.</summary>
    public IReadOnlyList<RegionGround> Ground { get; init; } = [];

    /// <summary>Levels above the regions, the nearest first.</summary>
    public IReadOnlyList<RegionLevel> Levels { get; init; } = [];

    /// <summary>Official areas that the run was given, of regions and of regions above.</summary>
    public IReadOnlyList<OfficialAreaRow> OfficialAreas { get; init; } = [];

    /// <summary>The same with the adjusted areas in the place of the measured ones; rows that were not adjusted keep theirs.</summary>
    public CombinationTable Adjusted() => new()
    {
        Classes = Classes,
        Regions = Regions,
        Rows = [.. Rows.Select(row => row.AdjustedM2 is { } area ? row with { AreaM2 = area } : row)],
        Repeats = Repeats,
        Bounds = Bounds,
        Ground = Ground,
        Levels = Levels,
        OfficialAreas = OfficialAreas,
    };
}

/// <param name="Region">Index into <see cref="CombinationTable.Regions"/>, or <see cref="CombinationTable.OutsideIndex"/>.</param>
/// <param name="AreaM2">Exact: a multiple of half a square millimetre, at most seven decimals; above zero.</param>
public sealed record CombinationRow(int Region, ClassSet Classes, decimal AreaM2)
{
    /// <summary>The area brought to the official figure; null where the policy adjusts nothing or the region has no figure.</summary>
    public decimal? AdjustedM2 { get; init; }

    /// <summary>How much the adjustment moved the area.</summary>
    public decimal? AdjustmentM2 => AdjustedM2 - AreaM2;
}

/// <summary>What became of a region's polygon: drawn = counted + outside the mask + given to other regions.</summary>
/// <param name="DrawnM2">Area of the polygon.</param>
/// <param name="OutsideMaskM2">Its ground that the mask leaves out.</param>
/// <param name="GivenM2">Ground that another region claims too and gets by the policy's rule.</param>
public sealed record RegionGround(decimal DrawnM2, decimal OutsideMaskM2, decimal GivenM2)
{
    /// <summary>Adjusted area of the ground outside the mask; null where nothing was adjusted.</summary>
    public decimal? OutsideMaskAdjustedM2 { get; init; }
}

/// <param name="Name">As the policy and expressions say it: "city".</param>
public sealed record RegionLevel(string Name, string Title)
{
    /// <summary>For people: the title where the policy gives one; the usual words for levels where it does not.</summary>
    public LocalText Titles => Title != Name ? new(Title, Title) : new(Name, Name switch
    {
        "country" => "全国",
        "province" => "省级",
        "city" or "prefecture" => "市级",
        "county" or "district" => "县级",
        "town" or "township" => "乡镇级",
        "village" => "村级",
        "basin" => "流域",
        _ => Name,
    });
}

/// <summary>An official area (控制面积) and the measured one beside it.</summary>
/// <param name="Level">"" for a region of the lowest level.</param>
/// <param name="MeasuredM2">Of the same ground, the part outside a mask included.</param>
public sealed record OfficialAreaRow(string Level, string Code, decimal AreaM2, decimal MeasuredM2);

/// <summary>Ground of one class in one region that more than one feature of the class covers.</summary>
/// <param name="RepeatedM2">Area covered at least twice, counted once.</param>
/// <param name="ExcessM2">Sum of (times covered - 1) x area: what a plain sum of polygons would count too much.</param>
public sealed record RepeatRow(int Region, int Class, decimal RepeatedM2, decimal ExcessM2);

/// <summary>How far an area can be off against the layer's own edges on the ellipsoid.</summary>
/// <param name="Class">Index of the class; -1 for the region itself.</param>
public sealed record AreaBoundRow(int Region, int Class, decimal BoundM2)
{
    /// <summary>In the place of a class: the region itself.</summary>
    public const int WholeRegion = -1;
}

/// <summary>Trace: the part of one zone feature that lies in one region under one combination.</summary>
/// <param name="Class">Class of the feature.</param>
/// <param name="Source">Index of the source file in the layer's list of sources.</param>
/// <param name="FeatureId">The feature's number as GDAL and QGIS show it.</param>
/// <param name="Classes">The whole combination on that ground, the feature's own class included.</param>
public sealed record PieceRow(int Region, int Class, int Source, long FeatureId, ClassSet Classes, decimal AreaM2);
