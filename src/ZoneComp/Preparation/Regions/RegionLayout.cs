using System.Globalization;

namespace ZoneComp.Preparation.Regions;

/// <summary>How the overlay tells the regions' ground apart beyond the policy's classes, by hidden classes behind them.</summary>
/// <remarks>
/// One for ground inside the mask; one for the ground of towns, where counties lie below them; a few numbers ("colours") for regions
/// that may claim the same ground, so that each combination says which of them claim it; and the digits of a number that tells whose the
/// pieces of a county are that are no units. So everything comes from one overlay, as integers.
/// </remarks>
internal sealed record RegionLayout
{
    /// <summary>Classes of the policy; the hidden ones follow.</summary>
    public required int VisibleClasses { get; init; }

    public required int ClassCount { get; init; }

    /// <summary>Class of ground that counts; null without a mask.</summary>
    public int? MaskClass { get; init; }

    /// <summary>Class of ground of the lowest regions; null without polygons of a level above.</summary>
    public int? LowestClass { get; init; }

    /// <summary>By region (polygons of a level above too) its class among those that tell claims apart; -1 where nothing else claims its
    /// ground. Empty where nothing is claimed twice.</summary>
    public IReadOnlyList<int> ClaimClasses { get; init; } = [];

    /// <summary>By region those of its level that claim its ground too.</summary>
    public IReadOnlyList<IReadOnlySet<int>> Claims { get; init; } = [];

    /// <summary>Number of lowest regions; polygons of a level above follow them in the overlay.</summary>
    public required int LowestCount { get; init; }

    /// <summary>By polygon of a level above what of its ground is no unit.</summary>
    public IReadOnlyDictionary<int, SliverGround> Slivers { get; private init; } = new Dictionary<int, SliverGround>();

    /// <summary>First of the classes that are binary digits of a receiver's number, from 1, on the ground it gets.</summary>
    private int FirstSliverClass { get; init; }

    /// <summary>Polygons of a level above whose remainder could not be cut out, so that nobody looked whether it is a unit.</summary>
    public IReadOnlySet<int> NotJudged { get; private init; } = new HashSet<int>();

    /// <summary>Feature of the mask by hidden zone, for findings; hidden zones follow the layers' in the overlay, the mask's
    /// first.</summary>
    public List<string> MaskFeatures { get; } = [];

    /// <param name="claims">By region those of its level that claim its ground too; empty where ground may count in each.</param>
    public static RegionLayout Plan(
        PolicyFile policy, int visibleClasses, int lowest, bool hasLevel, IReadOnlyList<IReadOnlySet<int>> claims)
    {
        int next = visibleClasses;
        int? mask = policy.Regions.Mask is null ? null : next++;
        int? own = hasLevel ? next++ : null;
        if (claims.All(others => others.Count == 0))
            return new RegionLayout
            {
                VisibleClasses = visibleClasses,
                ClassCount = next,
                LowestCount = lowest,
                MaskClass = mask,
                LowestClass = own,
            };
        int[] colours = RegionBorders.Colours(claims);
        int first = next;
        return new RegionLayout
        {
            VisibleClasses = visibleClasses,
            ClassCount = next + colours.Append(-1).Max() + 1,
            LowestCount = lowest,
            MaskClass = mask,
            LowestClass = own,
            ClaimClasses = [.. colours.Select(colour => colour < 0 ? -1 : first + colour)],
            Claims = claims,
        };
    }

    public RegionLayout With(IReadOnlyDictionary<int, SliverGround> slivers, IReadOnlySet<int> notJudged)
    {
        int most = slivers.Values.Select(county => county.Receivers.Count).Append(0).Max();
        int digits = 0;
        while (1 << digits <= most)
            digits++;
        return this with
        {
            Slivers = slivers,
            NotJudged = notJudged,
            FirstSliverClass = ClassCount,
            ClassCount = ClassCount + digits,
        };
    }

    /// <summary>The region that gets ground which a county's towns leave of it; null where it stays.</summary>
    public int? Receiver(int county, ClassSet classes)
    {
        if (!Slivers.TryGetValue(county, out SliverGround? slivers))
            return null;
        int number = 0;
        for (int digit = 0; FirstSliverClass + digit < ClassCount; digit++)
            number |= classes.Contains(FirstSliverClass + digit) ? 1 << digit : 0;
        return number > 0 && number <= slivers.Receivers.Count ? slivers.Receivers[number - 1] : slivers.HasUnit ? null : slivers.Main;
    }

    /// <summary>Makes sure that the overlay can carry the hidden classes too.</summary>
    /// <exception cref="UserErrorException">It cannot: one region overlaps very many others, mostly.</exception>
    public void RequireRoom()
    {
        if (ClassCount <= OverlayInput.MaxClasses)
            return;
        string visible = VisibleClasses.ToString(CultureInfo.InvariantCulture),
            hidden = (ClassCount - VisibleClasses).ToString(CultureInfo.InvariantCulture),
            most = OverlayInput.MaxClasses.ToString(CultureInfo.InvariantCulture);
        throw new UserErrorException(
            $"regions: the layers' {visible} classes and {hidden} more that tell apart which regions claim the same ground are over "
                + $"{most}: one region overlaps very many others; take it out, or correct the borders",
            $"regions：图层的 {visible} 个类别加上区分重叠区域所需的 {hidden} 个，超过 {most} 个：有区域与极多区域重叠；请去掉该区域或改正边界");
    }

    /// <summary>Adds the hidden classes' ground behind the layers' zones.</summary>
    /// <param name="regions">The lowest, then the polygons of a level above.</param>
    /// <param name="mask">By feature of the mask.</param>
    public void AddZones(OverlayInput rings, IReadOnlyList<PreparedRegion> regions, IReadOnlyList<MaskFeature> mask)
    {
        foreach (MaskFeature feature in mask)
        {
            MaskFeatures.Add(feature.Subject);
            Add(MaskClass!.Value, feature.Rings);
        }

        for (int region = 0; region < regions.Count; region++)
        {
            if (LowestClass is { } lowest && region < LowestCount)
                Add(lowest, regions[region].Rings);
            if (ClaimClasses.Count > 0 && ClaimClasses[region] >= 0)
                Add(ClaimClasses[region], regions[region].Rings);
        }

        foreach (SliverPiece piece in Slivers.OrderBy(county => county.Key).SelectMany(county => county.Value.Pieces))
        {
            for (int digit = 0; piece.Receiver + 1 >> digit > 0; digit++)
            {
                if ((piece.Receiver + 1 >> digit & 1) == 1)
                    Add(FirstSliverClass + digit, piece.Rings);
            }
        }

        void Add(int zoneClass, IReadOnlyList<LatticePoint[]> shape)
        {
            _ = rings.AddZone(zoneClass);
            foreach (LatticePoint[] ring in shape)
                rings.AddRing(ring);
        }
    }
}

/// <summary>A polygon of the mask or the outline.</summary>
/// <param name="Subject">File and feature, for findings.</param>
internal sealed record MaskFeature(string Subject, IReadOnlyList<LatticePoint[]> Rings);
