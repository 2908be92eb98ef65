namespace ZoneComp.Model;

/// <summary>One region of the lowest level: a county, or a town.</summary>
/// <param name="Code">Official code as text, leading zeros kept; unique in the run.</param>
/// <param name="Parents">Code of the region above, by level name ("city", "province"); empty when the policy names no levels.</param>
public sealed record Region(string Code, string Name, IReadOnlyDictionary<string, string> Parents)
{
    /// <summary>Code that stands for the ground of zones outside every region.</summary>
    public const string OutsideCode = "outside";
}
