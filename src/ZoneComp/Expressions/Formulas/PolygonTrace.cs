namespace ZoneComp.Expressions.Formulas;

/// <summary>The zone features on each piece of ground, where the run kept its trace.</summary>
internal sealed class PolygonTrace
{
    private readonly CombinationTable table;
    private readonly ILookup<(int Region, ClassSet Classes), PieceRow> pieces;
    private readonly Dictionary<(int Region, ClassSet Classes), decimal> measured;
    private readonly IReadOnlyList<string> files;
    private readonly Dictionary<CombinationTable, ILookup<int, CombinationRow>> rowsOf = new(ReferenceEqualityComparer.Instance);

    /// <param name="pieces">Null when the run kept none.</param>
    public PolygonTrace(PolicyFile policy, CombinationTable table, IReadOnlyList<PieceRow>? pieces)
    {
        this.table = table;
        IsKept = pieces is not null;
        measured = table.Rows.ToDictionary(row => (row.Region, row.Classes), row => row.AreaM2);
        this.pieces = (pieces ?? []).ToLookup(piece => (piece.Region, piece.Classes));
        // Sources count as in the run: the regions' files first, then each layer's in the policy's order.
        files = pieces is null ? [] :
        [
            .. policy.Layers.Select(layer => layer.Sources)
                .Prepend(policy.Regions.Sources)
                .SelectMany(sources => SourceFiles.Of(sources))
                .Select(each => each.File)
                .Select(file => Path.GetRelativePath(policy.Directory, file).Replace('\\', '/')),
        ];
    }

    public bool IsKept { get; }

    /// <summary>The region's ground whose combination is in the set: one member for each.</summary>
    /// <param name="counting">The areas that count: as measured, or brought to official figures.</param>
    /// <param name="arithmetic">What the member counts for, of its area in m².</param>
    public IReadOnlyList<Member> Ground(
        CombinationTable counting,
        int region,
        Predicate<ClassSet> holds,
        Func<CombinationRow, string> arithmetic) =>
    [
        .. Rows(counting, region).Where(row => holds(row.Classes))
            .Select(row => new Member(Label(row.Classes), arithmetic(row)) { Polygons = Polygons(row) }),
    ];

    /// <summary>A region's rows.</summary>
    public IEnumerable<CombinationRow> Rows(CombinationTable counting, int region)
    {
        if (!rowsOf.TryGetValue(counting, out ILookup<int, CombinationRow>? rows))
            rowsOf.Add(counting, rows = counting.Rows.ToLookup(row => row.Region));
        return rows[region];
    }

    /// <summary>Whether areas other than the measured ones count in a region.</summary>
    public bool IsAdjusted(CombinationTable counting, int region) =>
        counting != table && Rows(counting, region).Sum(row => row.AreaM2) != Rows(table, region).Sum(row => row.AreaM2);

    public string Label(ClassSet classes) => classes.NameIn(table.Classes) is { Length: > 0 } name ? name : "(no zone)";

    // Polygons are as measured, and so is the ground that they have a share of.
    private PolygonPart[] Polygons(CombinationRow row) => !pieces.Contains((row.Region, row.Classes)) ? [] :
    [
        .. pieces[(row.Region, row.Classes)].Select(piece => new PolygonPart(
            table.Classes[piece.Class].Layer, table.Classes[piece.Class].Name, FileOf(piece.Source), piece.FeatureId, piece.AreaM2,
            piece.AreaM2 / measured[(row.Region, row.Classes)])),
    ];

    private string FileOf(int source) => source < files.Count ? files[source] : $"source {source}";
}
