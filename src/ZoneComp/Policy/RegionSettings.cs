namespace ZoneComp.Policy;

/// <summary>The regions that areas are measured for and money is paid to: counties, or towns.</summary>
/// <param name="CodeField">Field of the official code.</param>
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
    PolicyNode Node);

/// <summary>Where the code of the region above comes from: a field, or the first digits of the region's own code.</summary>
/// <param name="Name">Of the level: "city", "province"; what <c>by city</c> says in expressions.</param>
/// <param name="Field">Field of the parent's code; null with <paramref name="PrefixLength"/>.</param>
/// <param name="PrefixLength">Characters of the region's code that make the parent's.</param>
public sealed record ParentLevel(string Name, string Title, string? Field, int? PrefixLength);

/// <summary>The legally fixed area of each region, to compare the measured one with.</summary>
/// <param name="Unit">"m2", "ha", "mu" or "km2".</param>
/// <param name="Tolerance">Relative difference from which on it is a finding; above zero.</param>
public sealed record OfficialArea(string Field, string Unit, decimal Tolerance);

public enum RegionOverlapRule
{
    /// <summary>Ground in two regions is an error.</summary>
    Error,

    /// <summary>Ground in two regions counts in each of them, with a warning.</summary>
    CountInEach,
}
