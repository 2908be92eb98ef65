namespace ZoneComp.Policy;

/// <summary>The regions that areas are measured for and money is paid to: counties, or towns.</summary>
/// <param name="CodeField">Field of the official code; several, joined by "-", where the code is in several.</param>
/// <param name="NameField">Field of the name; null to show the code.</param>
/// <param name="Parents">Levels above, the nearest first as the file names them.</param>
public sealed record RegionSettings(
    string Title,
    IReadOnlyList<SourceSettings> Sources,
    string CodeField,
    string? NameField,
    IReadOnlyList<ParentLevel> Parents,
    OfficialArea? OfficialArea,
    RegionOverlapRule Overlaps,
    PolicyNode Node)
{
    /// <summary>Fields that make the code together, each value joined by "-" to the one before: CHN-1-12.</summary>
    public IReadOnlyList<string> CodeFields { get; init; } = [CodeField];

    /// <summary>Who gets ground that two regions claim, pair by pair; null for other rules than the table.</summary>
    public OwnerTable? Owners { get; init; }

    /// <summary>Whether features that carry one code are parts of one region; else a code twice is an error.</summary>
    public bool JoinsParts { get; init; }

    /// <summary>Whether codes are held against the national list.</summary>
    public CodeCheck Codes { get; init; }

    /// <summary>Whether the regions have polygons; else they are rows of a table.</summary>
    public bool HasMap { get; init; } = true;

    /// <summary>Row of the headings, from 1, of regions without a map.</summary>
    public int HeaderRow { get; init; } = 1;

    /// <summary>Only this ground of the regions counts; null for all of it.</summary>
    public GroundLayer? Mask { get; init; }

    /// <summary>What the regions together should fill; null for no check.</summary>
    public OutlineLayer? Outline { get; init; }
}

/// <summary>Where the code of the region above comes from: a field, or the first digits of the region's own code.</summary>
/// <param name="Name">Of the level: "city", "province"; what <c>by city</c> says in expressions.</param>
/// <param name="Field">Field of the parent's code; null with <paramref name="PrefixLength"/>.</param>
/// <param name="PrefixLength">Characters of the region's code that make the parent's.</param>
public sealed record ParentLevel(string Name, string Title, string? Field, int? PrefixLength)
{
    /// <summary>Field of the parent's name in the regions' layer; null for none.</summary>
    public string? NameField { get; init; }

    /// <summary>Polygons of the level; null where it is known only by the regions in it.</summary>
    public LevelLayer? Layer { get; init; }
}

/// <summary>Polygons of a level above: what its regions leave of them is a row of its own.</summary>
public sealed record LevelLayer(IReadOnlyList<SourceSettings> Sources, string CodeField, string? NameField, PolicyNode Node)
{
    /// <summary>What is left over and no unit.</summary>
    public SliverRule Slivers { get; init; } = SliverRule.Usual;
}

/// <summary>What is too little to be a unit of its own.</summary>
/// <param name="WidthM">Nowhere as wide as this, or</param>
/// <param name="AreaM2">smaller than this where it is.</param>
public sealed record SliverRule(decimal WidthM, decimal AreaM2)
{
    /// <summary>Where the policy says nothing else.</summary>
    public static SliverRule Usual { get; } = new(20m, 1000m);
}

/// <summary>Polygons that stand for ground without regions or classes: a mask.</summary>
public sealed record GroundLayer(string Title, IReadOnlyList<SourceSettings> Sources, PolicyNode? Where, PolicyNode Node);

/// <param name="Tolerance">Share of the outline's area up to which ground that does not fit is a warning, not an error.</param>
public sealed record OutlineLayer(GroundLayer Ground, decimal Tolerance);

/// <summary>A table of pairs of regions and the one of the two that gets the ground that both claim.</summary>
public sealed record OwnerTable(SourceSettings Source, string First, string Second, string Owner);

/// <summary>The legally fixed area of each region (控制面积), to compare the measured one with and, if asked, to level it by.</summary>
/// <param name="Field">Field of the regions' layer, or column of <see cref="Table"/>.</param>
/// <param name="Unit">"m2", "ha", "mu", "km2" or "wan_mu".</param>
/// <param name="Tolerance">Relative difference from which on it is a finding; above zero.</param>
public sealed record OfficialArea(string Field, string Unit, decimal Tolerance)
{
    /// <summary>Table that holds the figures; null where the regions' layer does.</summary>
    public SourceSettings? Table { get; init; }

    /// <summary>Column of the code in <see cref="Table"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Level whose codes the figures are for; "" for the regions themselves.</summary>
    public string Level { get; init; } = "";

    /// <summary>How the areas are brought to the figures; null to compare only.</summary>
    public AreaAdjustment? Adjustment { get; init; }
}

/// <summary>How the areas of all combinations are brought to the official figure (平差), in whole units.</summary>
/// <param name="UnitM2">Size of a unit: 0.01 m² or 0.01 ha.</param>
/// <param name="AreasAreAdjusted">Whether area(), region_area and schemes that pay ground take the adjusted areas.</param>
/// <param name="RatiosAreAdjusted">Whether ratio() takes them.</param>
/// <param name="Pieces">For <see cref="AdjustmentMethod.Pieces"/>: official areas of classes.</param>
public sealed record AreaAdjustment(
    AdjustmentMethod Method, decimal UnitM2, bool AreasAreAdjusted, bool RatiosAreAdjusted, GivenPieces? Pieces, PolicyNode Node)
{
    /// <summary>For <see cref="AdjustmentMethod.Survey"/>: layer whose classes are the land classes that a region's total controls; null
    /// to level all combinations as records.</summary>
    public PolicyNode? LandClasses { get; init; }
}

/// <summary>A table of official areas of classes inside the regions.</summary>
/// <param name="Class">Column of the class's name in the policy.</param>
/// <param name="Field">Column of the area.</param>
public sealed record GivenPieces(SourceSettings Table, string Key, string Class, string Field, string Unit);

public enum AdjustmentMethod
{
    /// <summary>In proportion to the measured areas; the units left over go to the largest remainders.</summary>
    LargestRemainder,

    /// <summary>As the national land survey levels (强制调平): in proportion, each row rounded, what is missing spread evenly, one unit more
    /// to the largest rows.</summary>
    Survey,

    /// <summary>Ground of classes whose official area is given comes to that area, the rest of the region to what is left.</summary>
    Pieces,
}

/// <summary>Whether region codes are held against GB/T 2260.</summary>
public enum CodeCheck
{
    /// <summary>When most codes look like codes of that list.</summary>
    WhereTheyLookIt,

    Always,
    Never,
}

public enum RegionOverlapRule
{
    /// <summary>Ground in two regions is an error.</summary>
    Error,

    /// <summary>Ground in two regions counts in each of them, with a warning: for statistics only, no scheme may pay by it.</summary>
    CountInEach,

    /// <summary>The region with the lowest code gets the ground.</summary>
    FirstByCode,

    /// <summary>A table says which region gets the ground.</summary>
    ByTable,

    /// <summary>Each region gets an equal part of the ground.</summary>
    HalfEach,
}
