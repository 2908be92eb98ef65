namespace ZoneComp.Model;

/// <summary>One region of the lowest level: a county, or a town.</summary>
/// <param name="Code">Official code as text, leading zeros kept; unique in the run.</param>
/// <param name="Parents">Code of the region above, by level name ("city", "province"); empty when the policy names no levels.</param>
public sealed record Region(string Code, string Name, IReadOnlyDictionary<string, string> Parents)
{
    /// <summary>Code that stands for the ground of zones outside every region.</summary>
    public const string OutsideCode = "outside";

    /// <summary>What is added to the code of a region above to name the ground that its own regions leave.</summary>
    public const string RemainderSuffix = "-rest";

    /// <summary>Names of the regions above, by level name; a level whose name is not known is not in it.</summary>
    public IReadOnlyDictionary<string, string> ParentNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether this is no region of its own but what the regions of a county leave of it.</summary>
    public bool IsRemainder { get; init; }
}
