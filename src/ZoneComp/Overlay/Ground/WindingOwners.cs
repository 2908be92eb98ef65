namespace ZoneComp.Overlay.Ground;

/// <summary>Whose winding number changes where an edge is crossed: its feature's, or only its class's.</summary>
/// <remarks>
/// A feature's own winding number tells its faults and its pieces. A simple feature has no faults, so where pieces are not asked for it
/// counts as a part of its
/// class: fewer numbers to carry, and edges that neighbours of the class have in common can be taken out (<see cref="OpposedEdges"/>).
/// Owners below the feature count are features, those from there on are classes, and behind these once more each class for its buried
/// zones (<see cref="BuriedZones"/>), whose edges are held against those of regions alone.
/// </remarks>
internal sealed class WindingOwners
{
    private readonly int[] owners;
    private readonly int[] groups;

    private readonly int firstBuried;

    private WindingOwners(int[] owners, int[] groups, int classes) =>
        (this.owners, this.groups, firstBuried) = (owners, groups, owners.Length + classes);

    /// <summary>The owner of a feature's edges.</summary>
    public int Of(int feature) => owners[feature];

    /// <summary>Class of an owner, or the complement of its region, as in <see cref="FeatureEntry.Group"/>.</summary>
    public int Group(int owner) => groups[owner];

    /// <summary>Whether it is a class and not a feature.</summary>
    public bool IsClass(int owner) => owner >= owners.Length;

    /// <summary>Whether it stands for the buried zones of a class.</summary>
    public bool IsBuried(int owner) => owner >= firstBuried;

    /// <summary>Whether crossings of edges of the two matter: not between zones where one is buried.</summary>
    public bool CanMeet(int owner, int other) =>
        (owner < firstBuried && other < firstBuried) || groups[owner] < 0 || groups[other] < 0;

    /// <param name="byFeature">Whether every feature's own winding is wanted.</param>
    public static WindingOwners Of(OverlayInput input, bool byFeature)
    {
        int features = input.FeatureCount;
        int[] owners = new int[features], groups = new int[features + (2 * input.ClassCount)];
        bool[]? buried = byFeature ? null : BuriedZones.Find(input);
        for (int feature = 0; feature < features; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            groups[feature] = entry.Group;
            owners[feature] = !entry.IsSimple || byFeature
                ? feature
                : features + entry.Group + (buried is not null && buried[feature] ? input.ClassCount : 0);
        }

        for (int @class = 0; @class < input.ClassCount; @class++)
            groups[features + @class] = groups[features + input.ClassCount + @class] = @class;
        return new WindingOwners(owners, groups, input.ClassCount);
    }
}
