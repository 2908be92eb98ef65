namespace ZoneComp.Policy;

/// <summary>One zone layer: what is counted once, whatever overlaps inside a class.</summary>
/// <param name="Where">Filter on all sources' features; null for all.</param>
/// <param name="ClassField">Field whose value decides the class; null for a layer of one class or of classes with filters.</param>
/// <param name="Classes">Empty for a layer that is one class itself.</param>
/// <param name="Other">What becomes of features in no class.</param>
/// <param name="Geometry">What the files hold, by the policy's word.</param>
/// <param name="BufferM">Metres on the ground by which every feature is widened (below zero: narrowed); null for none.</param>
public sealed record LayerSettings(
    string Name,
    string Title,
    IReadOnlyList<SourceSettings> Sources,
    PolicyNode? Where,
    string? ClassField,
    IReadOnlyList<ClassSettings> Classes,
    OtherFeatures Other,
    LayerGeometry Geometry,
    decimal? BufferM,
    PolicyNode Node)
{
    /// <summary>Whether the layer covers ground: polygons, and whatever is widened. Other layers have lengths or numbers of points in
    /// place of areas.</summary>
    public bool CoversGround => Geometry == LayerGeometry.Polygons || BufferM is not null;

    /// <summary>Polygons narrower than so many metres of ground are left out, or joined; null to take all as they are.</summary>
    public decimal? SliversM { get; init; }

    /// <summary>Whether such polygons get the class of the neighbour with which they share most border, in place of being left
    /// out.</summary>
    public bool JoinsSlivers { get; init; }

    /// <summary>Points in no region count for the nearest one up to so many metres of ground away; null for none.</summary>
    public decimal? NearestWithinM { get; init; }

    /// <summary>Whether features are looked at one by one as they are read.</summary>
    public bool IsShaped => BufferM is not null || SliversM is not null;

    /// <summary>Whether every value of the class field that the files have is a class.</summary>
    public bool HasAllValues { get; init; }

    /// <summary>How the class field's codes may be padded; null to take what a national schema says of that field.</summary>
    public CodePadding? Padding { get; init; }

    /// <summary>Names of the layer's zone classes as expressions say them: "redline", or "forest.I" and so on.</summary>
    public IReadOnlyList<string> ClassNames =>
        Classes.Count == 0 ? [Name] : [.. Classes.Select(each => $"{Name}.{each.Name}")];
}

/// <param name="Values">Values of the class field, as text: "1" and "01" differ but for <see cref="LayerSettings.Padding"/>. Empty when
/// <paramref name="Where"/> decides.</param>
/// <param name="Where">Filter that decides; a feature that two classes' filters take counts in both.</param>
public sealed record ClassSettings(string Name, string Title, IReadOnlyList<string> Values, PolicyNode? Where, PolicyNode Node);

/// <param name="Rule">Error: a finding that stops the run. Ignore: such features are left out, and counted in a note.</param>
/// <param name="Class">Name of the class that takes them; null unless the rule says so.</param>
public sealed record OtherFeatures(OtherRule Rule, string? Class);

public enum LayerGeometry
{
    Polygons,
    Lines,
    Points,
}

public enum OtherRule
{
    Error,
    Ignore,
    Class,
}
