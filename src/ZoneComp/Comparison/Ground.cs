namespace ZoneComp.Comparison;

/// <summary>Areas, and where expressions ask for them the trace and the lines and points.</summary>
internal sealed record MeasuredGround(
    CombinationTable Combinations, IReadOnlyList<PieceRow>? Pieces, IReadOnlyList<PlaceRow>? Places,
    IReadOnlyDictionary<string, CombinationTable> RegionSets);

/// <summary>What a mix draws on of the maps.</summary>
internal sealed record MixedGround(
    CombinationTable Combinations, IReadOnlyList<PieceRow>? Pieces, IFeatureMeasures? Features,
    IReadOnlyDictionary<string, CombinationTable> RegionSets);

/// <summary>The areas of any mix of two years: from one overlay with both years' changed layers as classes, for each year's
/// regions.</summary>
/// <remarks>
/// Where regions and all layers stand on one year, the run's own areas are taken, so that the two ends are the two runs to the bit. Areas
/// of
/// real mixes are sums over the sets of the joint overlay; they may differ from an overlay of their own by about a square millimetre a
/// region.
/// </remarks>
internal sealed class Ground
{
    private readonly PolicyFile[] policies;
    private readonly MeasuredGround[] own;
    private readonly Lazy<MeasuredGround>[] joint;
    private readonly bool boundaryChanged;
    private readonly HashSet<string> changedLayers;
    private readonly PolicyFile[] jointPolicies;

    /// <param name="policies">Of the two runs, the old one's first.</param>
    /// <param name="own">Areas of the two runs.</param>
    /// <param name="oldFirst">Whose layers come first in the joint overlay: the same whichever run is called the old one, since order
    /// moves areas by parts of a square millimetre.</param>
    /// <param name="changed">What can be taken from either year.</param>
    /// <param name="measure">Overlays a policy's regions and layers.</param>
    public Ground(
        PolicyFile[] policies, MeasuredGround[] own, bool oldFirst, IReadOnlyCollection<Switch> changed,
        Func<PolicyFile, MeasuredGround> measure)
    {
        this.policies = policies;
        this.own = own;
        boundaryChanged = changed.Contains(new Switch(SwitchKind.Boundary));
        changedLayers = new HashSet<string>(
            changed.Where(each => each.Kind == SwitchKind.Layer).Select(each => each.Name),
            StringComparer.Ordinal);
        jointPolicies = [.. policies.Select(policy => policy with { Layers = [.. JointLayers(oldFirst)] })];
        joint = [.. jointPolicies.Select(policy => new Lazy<MeasuredGround>(() => measure(policy)))];
    }

    /// <summary>Classes of the joint overlay; more than the engine takes cannot be mixed.</summary>
    public int JointClassCount => ExpressionScope.ZoneClasses(jointPolicies[0]).Count;

    public MixedGround Of(PolicyFile mixed, Mix mix, DiagnosticLog log)
    {
        // Where the boundary did not change, the layers alone say whose own areas these are.
        int regions = boundaryChanged
            ? mix.IsNew(SwitchKind.Boundary) ? 1 : 0
            : changedLayers.Any(name => mix.IsNew(SwitchKind.Layer, name)) ? 1 : 0;
        bool isOwn = changedLayers.All(name => mix.IsNew(SwitchKind.Layer, name) == (regions == 1));
        MeasuredGround source = isOwn ? own[regions] : joint[regions].Value;
        PolicyFile sourcePolicy = isOwn ? policies[regions] : jointPolicies[regions];
        string LayerIn(string name) =>
            isOwn ? name : JointName(name, changedLayers.Contains(name) ? mix.IsNew(SwitchKind.Layer, name) : true);

        IReadOnlyList<ZoneClass> classes = ExpressionScope.ZoneClasses(mixed);
        int[] wanted = new int[source.Combinations.Classes.Count];
        Array.Fill(wanted, -1);
        Dictionary<string, int> indexOf = source.Combinations.Classes.Select((each, at) => (each.Name, at))
            .ToDictionary(StringComparer.Ordinal);
        for (int index = 0; index < classes.Count; index++)
        {
            string layer = LayerIn(classes[index].Layer), name = layer + classes[index].Name[classes[index].Layer.Length..];
            if (indexOf.TryGetValue(name, out int at))
                wanted[at] = index;
        }

        CombinationTable table = Projected(source.Combinations, classes, wanted);
        IReadOnlyList<PieceRow>? pieces = source.Pieces is null ? null : Projected(source.Pieces, wanted);
        Dictionary<string, CombinationTable> sets = source.RegionSets.ToDictionary(
            set => set.Key,
            set => Projected(set.Value, classes, wanted),
            StringComparer.Ordinal);
        if (source.Places is null)
            return new MixedGround(table, pieces, null, sets);
        Dictionary<string, string> names = mixed.Layers.ToDictionary(
            layer => LayerIn(layer.Name),
            layer => layer.Name,
            StringComparer.Ordinal);
        PlaceRow[] places =
        [
            .. source.Places.Where(place => names.ContainsKey(place.Layer))
                .Select(place =>
                    place with
                    {
                        Layer = names[place.Layer],
                        Class = names[place.Layer] + place.Class[place.Layer.Length..],
                        Classes = Projected(place.Classes, wanted),
                    }),
        ];
        return new MixedGround(
            table,
            pieces,
            new PieceMeasures(table, pieces ?? [], places, new Fields(new LayerFields(sourcePolicy, log), LayerIn), log),
            sets);
    }

    private static CombinationTable Projected(CombinationTable table, IReadOnlyList<ZoneClass> classes, int[] wanted)
    {
        Dictionary<(int Region, ClassSet Set), (decimal AreaM2, decimal? AdjustedM2)> areas = [];
        foreach (CombinationRow row in table.Rows)
        {
            (int, ClassSet) key = (row.Region, Projected(row.Classes, wanted));
            bool there = areas.TryGetValue(key, out (decimal AreaM2, decimal? AdjustedM2) sum);
            areas[key] = (sum.AreaM2 + row.AreaM2, there ? sum.AdjustedM2 + row.AdjustedM2 : row.AdjustedM2);
        }

        return new CombinationTable
        {
            Classes = classes,
            Regions = table.Regions,
            // Ground outside every region is kept only where a zone is.
            Rows = [.. areas.Where(pair => pair.Key.Region >= 0 || !pair.Key.Set.IsEmpty)
                .OrderBy(pair => pair.Key.Region == CombinationTable.OutsideIndex ? int.MaxValue : pair.Key.Region)
                    .ThenBy(pair => pair.Key.Set)
                .Select(pair => new CombinationRow(
                    pair.Key.Region,
                    pair.Key.Set,
                    pair.Value.AreaM2) { AdjustedM2 = pair.Value.AdjustedM2 })],
            Repeats = [.. table.Repeats.Where(row => wanted[row.Class] >= 0).Select(row => row with { Class = wanted[row.Class] })
                .OrderBy(row => row.Region == CombinationTable.OutsideIndex ? int.MaxValue : row.Region).ThenBy(row => row.Class)],
            Bounds =
            [
                .. table.Bounds.Where(row => row.Class < 0 || wanted[row.Class] >= 0)
                    .Select(row => row.Class < 0 ? row : row with { Class = wanted[row.Class] }),
            ],
            Ground = table.Ground,
            Levels = table.Levels,
            OfficialAreas = table.OfficialAreas,
        };
    }

    private static IReadOnlyList<PieceRow> Projected(IReadOnlyList<PieceRow> pieces, int[] wanted) =>
    [
        .. pieces.Where(piece => wanted[piece.Class] >= 0)
            .GroupBy(piece =>
                (piece.Region, Class: wanted[piece.Class], piece.Source, piece.FeatureId, Set: Projected(piece.Classes, wanted)))
            .Select(group =>
                new PieceRow(
                    group.Key.Region, group.Key.Class, group.Key.Source, group.Key.FeatureId, group.Key.Set,
                    group.Sum(piece => piece.AreaM2))),
    ];

    private static ClassSet Projected(ClassSet set, int[] wanted) =>
        ClassSet.Of([.. set.Indices().Select(index => wanted[index]).Where(index => index >= 0)]);

    private IEnumerable<LayerSettings> JointLayers(bool oldFirst)
    {
        HashSet<string> there = new(StringComparer.Ordinal);
        foreach (bool isNew in (bool[])[!oldFirst, oldFirst])
        {
            foreach (LayerSettings layer in policies[isNew ? 1 : 0].Layers)
            {
                if (changedLayers.Contains(layer.Name))
                    yield return layer with { Name = JointName(layer.Name, isNew) };
                else if (there.Add(layer.Name))
                    yield return layer with { Name = JointName(layer.Name, isNew: true) };
            }
        }
    }

    private static string JointName(string layer, bool isNew) => layer + (isNew ? "@new" : "@old");

    /// <summary>Fields of the layer that stands in the mix under a name.</summary>
    private sealed class Fields(LayerFields fields, Func<string, string> nameIn) : IFeatureFields
    {
        public IReadOnlyDictionary<(int Source, long Feature), decimal>? Read(string layer, string field) =>
            fields.Read(nameIn(layer), field);
    }
}
