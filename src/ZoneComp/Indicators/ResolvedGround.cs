namespace ZoneComp.Indicators;

/// <summary>
/// The overlay's integers after the policy's word on the regions' ground: claimed twice, it goes to its owner; outside the mask, it is
/// outside; of a county, what its towns leave is a row of its own, but for pieces that are no units.
/// </summary>
/// <remarks>
/// Integers are moved, never computed anew. Per region: drawn = counted + outside the mask + given to others. Per class the regions and
/// the outside
/// still add up to the ground it covers, but for the last bits of ground that two regions claim, which each of them measured along its own
/// border.
/// </remarks>
internal sealed class ResolvedGround
{
    private readonly RegionLayout layout;
    private readonly GroundOwners owners;
    private readonly int[] rowOf; // by region of the overlay its row among the results' regions; -1: none
    private readonly HashSet<(int, int)> undecided = [];

    private ResolvedGround(PreparedInput prepared, OverlayResult overlay, DiagnosticLog log)
    {
        layout = prepared.Layout;
        owners = prepared.Owners;
        var left = new Int128[prepared.Regions.Count];
        foreach (OverlayArea area in overlay.Areas.Where(area => area.Region >= layout.LowestCount
            && !area.Classes.Contains(layout.LowestClass!.Value)
            && layout.Receiver(area.Region, area.Classes) is null))
            left[area.Region] += area.Area2;
        foreach (int county in layout.NotJudged.Where(county => left[county] > 0).Order())
            log.Add(RegionFindings.RemainderNotJudged(prepared.Regions[county], AreaUnits.ToM2(left[county])));
        int[] order =
        [
            .. Enumerable.Range(0, prepared.Regions.Count)
                .Where(region => region < layout.LowestCount || left[region] > 0)
                .OrderBy(region => prepared.Regions[region].Code, StringComparer.Ordinal),
        ];
        rowOf = [.. Enumerable.Repeat(-1, prepared.Regions.Count)];
        for (int row = 0; row < order.Length; row++)
            rowOf[order[row]] = row;
        Regions = [.. order.Select(region => prepared.Regions[region])];
        Rows = order;
    }

    private ResolvedGround(ResolvedGround rules) =>
        (layout, owners, rowOf, Regions, Rows) = (rules.layout, rules.owners, rules.rowOf, rules.Regions, rules.Rows);

    /// <summary>The results' regions by code: the lowest, and the remainders that have ground.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>By result row the region of the overlay.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>By result row.</summary>
    public required IReadOnlyList<RegionGround> Ground { get; init; }

    /// <summary>As the overlay gave it, with results' rows for regions and without hidden classes.</summary>
    public required OverlayResult Overlay { get; init; }

    /// <param name="level">The level with polygons of its own; null where there is none.</param>
    public static ResolvedGround Of(PreparedInput prepared, OverlayResult overlay, ParentLevel? level, DiagnosticLog log)
    {
        var rules = new ResolvedGround(prepared, overlay, log) { Ground = [], Overlay = overlay };
        var slivers = new SortedDictionary<(int County, int Receiver), Int128>();
        var areas = new Dictionary<(int Row, ClassSet Classes), Int128>();
        var drawn = new Int128[rules.Regions.Count];
        var outside = new Int128[rules.Regions.Count];
        var given = new Int128[rules.Regions.Count];
        foreach (OverlayArea area in overlay.Areas)
        {
            int row = rules.RowOf(area.Region, area.Classes);
            if (row >= 0)
                drawn[row] += area.Area2;
            Fate fate = rules.FateOf(area.Region, area.Classes);
            Int128 own = fate.Share(area.Area2);
            if (area.Region >= 0 && own != 0 && rules.layout.Receiver(area.Region, area.Classes) is { } receiver)
                slivers[(area.Region, receiver)] = slivers.GetValueOrDefault((area.Region, receiver)) + own;
            ClassSet visible = rules.Visible(area.Classes);
            if (row >= 0 && fate.Kind == FateKind.LeftToTowns)
                drawn[row] -= area.Area2; // a remainder's polygon is what is left
            else if (row >= 0)
                given[row] += area.Area2 - own;
            if (row >= 0 && fate.Kind == FateKind.OutsideMask)
                outside[row] += own;
            if (fate.Kind is FateKind.Counts or FateKind.OutsideMask or FateKind.Outside
                && own != 0
                && !(fate.Kind != FateKind.Counts && visible.IsEmpty))
                Add(areas, (fate.Kind == FateKind.Counts ? row : CombinationTable.OutsideIndex, visible), own);
        }

        Dictionary<(int Row, int Class), (Int128 Repeated2, Int128 Excess2)> repeats = [];
        foreach (OverlayRepeat repeat in overlay.Repeats.Where(repeat => repeat.Class < rules.layout.VisibleClasses))
        {
            Fate fate = rules.FateOf(repeat.Region, repeat.Hidden);
            if (rules.RowOf(repeat.Region, repeat.Hidden, fate) is not int row)
                continue;
            (Int128 repeated, Int128 excess) = repeats.GetValueOrDefault((row, repeat.Class));
            repeats[(row, repeat.Class)] = (repeated + fate.Share(repeat.Repeated2), excess + fate.Share(repeat.Excess2));
        }

        Dictionary<(int Row, int Zone, ClassSet Classes), Int128> pieces = [];
        foreach (OverlayPiece piece in overlay.Pieces.Where(piece => piece.Zone < prepared.Zones.Count))
        {
            Fate fate = rules.FateOf(piece.Region, piece.Classes);
            if (rules.RowOf(piece.Region, piece.Classes, fate) is int row)
                Add(pieces, (row, piece.Zone, rules.Visible(piece.Classes)), fate.Share(piece.Area2));
        }

        foreach ((int county, SliverGround ground) in rules.layout.Slivers)
        {
            foreach (SliverPiece piece in ground.Pieces)
                log.Add(RegionFindings.SliverJoined(
                    prepared.Regions[county], prepared.Regions[ground.Receivers[piece.Receiver]],
                    AreaUnits.ToM2(Int128.Abs(piece.Rings.Aggregate(Int128.Zero, (sum, ring) => sum + RingGeometry.SignedArea2(ring)))),
                    prepared.Plane.Place(piece.Rings[0][0])));
        }

        if (slivers.Count > 0)
            log.Add(RegionFindings.SliversJoined(
                level!,
                rules.layout.Slivers.Values.Sum(county => county.Count),
                [.. slivers.Select(each =>
                    (prepared.Regions[each.Key.County], prepared.Regions[each.Key.Receiver], AreaUnits.ToM2(each.Value)))]));
        foreach ((int first, int second) in rules.undecided.Order())
            log.Add(OverlayFindings.OwnerUndecided(prepared.Regions[first], prepared.Regions[second]));
        return new ResolvedGround(rules)
        {
            Ground =
            [
                .. rules.Regions.Select((_, row) =>
                    new RegionGround(AreaUnits.ToM2(drawn[row]), AreaUnits.ToM2(outside[row]), AreaUnits.ToM2(given[row]))),
            ],
            Overlay = overlay with
            {
                Areas =
                [
                    .. areas.Where(area => area.Value != 0)
                        .Select(area => new OverlayArea(area.Key.Row, area.Key.Classes, area.Value))
                        .OrderBy(area => OutsideLast(area.Region))
                        .ThenBy(area => area.Classes),
                ],
                Repeats =
                [
                    .. repeats.Where(repeat => repeat.Value.Repeated2 != 0)
                        .Select(repeat => new OverlayRepeat(repeat.Key.Row, repeat.Key.Class, repeat.Value.Repeated2, repeat.Value.Excess2))
                        .OrderBy(repeat => OutsideLast(repeat.Region))
                        .ThenBy(repeat => repeat.Class),
                ],
                Pieces =
                [
                    .. pieces.Where(piece => piece.Value != 0)
                        .Select(piece => new OverlayPiece(piece.Key.Row, piece.Key.Zone, piece.Key.Classes, piece.Value))
                        .OrderBy(piece => OutsideLast(piece.Region))
                        .ThenBy(piece => piece.Zone)
                        .ThenBy(piece => piece.Classes),
                ],
            },
        };
    }

    /// <summary>Official figures with the results' rows for their regions.</summary>
    public IReadOnlyList<OfficialFigure> Figures(IReadOnlyList<OfficialFigure> figures) =>
        [
            .. figures.Select(figure =>
                figure with { Regions = [.. figure.Regions.Select(region => rowOf[region]).Where(row => row >= 0).Distinct().Order()] }),
        ];

    /// <summary>Lines and points by the same rules; in ground that is shared, each region gets its part of a length or a number.</summary>
    public IReadOnlyList<PlaceRow> Places(IReadOnlyList<PlaceRow> places)
    {
        var resolved = new List<PlaceRow>();
        foreach (PlaceRow place in places)
        {
            Fate fate = FateOf(place.Region, place.Classes);
            if (RowOf(place.Region, place.Classes, fate) is int row)
                resolved.Add(place with { Region = row, Classes = Visible(place.Classes), Amount = place.Amount / fate.Parts });
        }

        // Ground that was told apart is one again.
        return [
            .. resolved.GroupBy(place => place with { Amount = 0m })
                .Select(group => group.Key with { Amount = group.Sum(place => place.Amount) }),
        ];
    }

    /// <summary>Whether ground of a region of the overlay counts there; one thread at a time.</summary>
    public bool Counts(int region, ClassSet classes) =>
        FateOf(region, classes).Kind == FateKind.Counts && layout.Receiver(region, classes) is null;

    private static void Add<TKey>(Dictionary<TKey, Int128> sums, TKey key, Int128 area2)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + area2;

    private static int OutsideLast(int row) => row == CombinationTable.OutsideIndex ? int.MaxValue : row;

    /// <summary>Row of the region that ground of a region of the overlay counts for; -1 for none.</summary>
    private int RowOf(int region, ClassSet classes) => region < 0 ? -1 : rowOf[layout.Receiver(region, classes) ?? region];

    private int? RowOf(int region, ClassSet classes, Fate fate) => fate.Kind switch
    {
        FateKind.Counts => RowOf(region, classes),
        FateKind.Outside or FateKind.OutsideMask => CombinationTable.OutsideIndex,
        _ => null,
    };

    private ClassSet Visible(ClassSet classes) =>
        layout.ClassCount == layout.VisibleClasses
            ? classes
            : ClassSet.Of([.. classes.Indices().Where(index => index < layout.VisibleClasses)]);

    private Fate FateOf(int region, ClassSet classes)
    {
        if (region < 0)
            return new Fate(FateKind.Outside);
        if (region >= layout.LowestCount)
        {
            if (classes.Contains(layout.LowestClass!.Value) || RowOf(region, classes) < 0)
                return new Fate(FateKind.LeftToTowns);
            if (Claimants(region, classes)[0] != region)
                return new Fate(FateKind.Given); // of two counties that lap over each other by their rounding, the first has it
            return new Fate(layout.MaskClass is { } only && !classes.Contains(only) ? FateKind.OutsideMask : FateKind.Counts);
        }

        int part = 0, parts = 1;
        if (Claimants(region, classes) is { Count: > 1 } claimants)
        {
            if (owners.Shares)
            {
                (part, parts) = (claimants.IndexOf(region), claimants.Count);
            }
            else if (owners.OwnerOf(claimants) is var owner && owner != region)
            {
                if (owner is null)
                    _ = undecided.Add((claimants[0], claimants[1]));
                return new Fate(FateKind.Given);
            }
        }

        return new Fate(layout.MaskClass is { } mask && !classes.Contains(mask) ? FateKind.OutsideMask : FateKind.Counts)
        {
            Part = part,
            Parts = parts,
        };
    }

    /// <summary>All regions of a level that claim ground of one of them, by code.</summary>
    private List<int> Claimants(int region, ClassSet classes)
    {
        List<int> claimants = [region];
        if (layout.ClaimClasses.Count > 0 && layout.ClaimClasses[region] >= 0)
            claimants.AddRange(layout.Claims[region].Where(other => classes.Contains(layout.ClaimClasses[other])));
        claimants.Sort();
        return claimants;
    }

    private enum FateKind
    {
        /// <summary>Ground of the region.</summary>
        Counts,

        /// <summary>In no region.</summary>
        Outside,

        /// <summary>Of a region, but left out by the mask.</summary>
        OutsideMask,

        /// <summary>Another region's by the rule.</summary>
        Given,

        /// <summary>Of a county, in one of its towns.</summary>
        LeftToTowns,
    }

    /// <param name="Kind">What becomes of ground.</param>
    private readonly record struct Fate(FateKind Kind)
    {
        /// <summary>Which of the equal parts the region gets, from 0.</summary>
        public int Part { get; init; }

        public int Parts { get; init; } = 1;

        /// <summary>The region's part of an integer; the parts of all add up to it.</summary>
        public Int128 Share(Int128 area2)
        {
            if (Kind is FateKind.Given or FateKind.LeftToTowns)
                return 0;
            Int128 whole = area2 / Parts;
            return whole + (Part < Int128.Abs(area2 % Parts) ? Int128.Sign(area2) : 0);
        }
    }
}
