namespace ZoneComp.Indicators;

/// <summary>Where lines and points lie: metres and numbers by region and combination of zone classes.</summary>
/// <remarks>
/// Exact against the same edges as the areas; on a border a point or line belongs to one side only. Lengths are on the
/// CGCS2000 ellipsoid, in a planar run metres of the plane; per feature the parts add up to
/// its length to the micrometre where no regions overlap. Where they do, ground counts in each, and so do its lines and points.
/// </remarks>
internal static class PlaceMeasuring
{
    private const decimal UmInM = 1_000_000m;
    private const double Radian = Math.PI / 180;

    /// <param name="regions">Of the overlay, those that points may be assigned to: the results' regions, by code.</param>
    /// <param name="log">Is told which points were assigned.</param>
    /// <returns>By feature in the order of <see cref="PreparedInput.Places"/>, then by region (outside last) and combination.</returns>
    public static IReadOnlyList<PlaceRow> Measure(
        PreparedInput prepared, OverlayResult overlay, IReadOnlyList<int> regions, DiagnosticLog log, CancellationToken cancellation)
    {
        if (prepared.Places.Count == 0)
            return [];
        var query = new PlaceQuery(overlay.Ground);
        var nearest = new PointAssignment(overlay.Ground, regions, prepared.Layout, prepared.Plane);
        PlaceRow[] rows =
        [
            .. prepared.Places.AsParallel().AsOrdered().WithCancellation(cancellation)
                .Select(feature => (PlaceRow[])
                    [.. feature.IsLine ? Lengths(feature, query, prepared.Plane) : Points(feature, query, nearest)])
                // not in parallel: that is generic code without end, which the native program cannot hold whole
                .AsSequential().SelectMany(rows => rows),
        ];
        nearest.Report(prepared, log);
        return rows;
    }

    /// <summary>Says what of each layer lies in no region.</summary>
    public static void Report(PreparedInput prepared, IReadOnlyList<PlaceRow> rows, DiagnosticLog log)
    {
        ILookup<string, PlaceRow> byClass = rows.ToLookup(row => row.Class);
        foreach ((string name, string layer, bool isLine) in prepared.Places.Select(feature => (feature.Class, feature.Layer,
            feature.IsLine))
            .Distinct())
        {
            decimal outside = byClass[name].Where(row => row.Region == CombinationTable.OutsideIndex).Sum(row => row.Amount);
            decimal total = byClass[name].DistinctBy(row => (row.Source, row.FeatureId)).Sum(row => row.Whole);
            if (outside > 0)
                log.Add(PlaceFindings.Outside(name, layer, isLine, outside, total));
        }
    }

    private static IEnumerable<PlaceRow> Lengths(PlaceFeature feature, PlaceQuery query, AreaPlane plane)
    {
        var sums = new SortedDictionary<(int Order, ClassSet Classes), long>();
        long whole = 0;
        foreach (LatticePoint[] path in feature.Parts)
        {
            double[] lengthsM = EdgeLengthsM(path, plane);
            whole += lengthsM.Sum(length => (long)Math.Round(length * (double)UmInM));
            foreach (LinePart part in query.Along(path, lengthsM))
            {
                (int, ClassSet) key = (SpecialRegion.Order(part.Region), part.Classes);
                sums[key] = sums.GetValueOrDefault(key) + part.LengthUm;
            }
        }

        return Rows(feature, sums, whole / UmInM, UmInM);
    }

    private static IEnumerable<PlaceRow> Points(PlaceFeature feature, PlaceQuery query, PointAssignment nearest)
    {
        var sums = new SortedDictionary<(int Order, ClassSet Classes), long>();
        foreach (LatticePoint point in feature.Parts.SelectMany(part => part))
        {
            foreach (Place place in query.At(point))
            {
                int region = place.Region >= 0 ? place.Region : nearest.RegionOf(feature, point, place.Classes);
                (int, ClassSet) key = (SpecialRegion.Order(region), place.Classes);
                sums[key] = sums.GetValueOrDefault(key) + 1;
            }
        }

        return Rows(feature, sums, feature.Parts.Sum(part => part.Length), 1m);
    }

    private static IEnumerable<PlaceRow> Rows(
        PlaceFeature feature,
        SortedDictionary<(int Order, ClassSet Classes), long> sums,
        decimal whole,
        decimal unit) =>
        sums.Select(pair => new PlaceRow(
            pair.Key.Order == int.MaxValue ? CombinationTable.OutsideIndex : pair.Key.Order,
            feature.Layer,
            feature.Class,
            feature.Source,
            feature.FeatureId,
            pair.Key.Classes,
            pair.Value / unit,
            whole));

    /// <summary>Length of each edge of a path on the lattice, metres.</summary>
    /// <remarks>
    /// On the ellipsoid by the radii of curvature at the edge's middle latitude: an edge of the lattice is shorter than 1.5 km, where this
    /// is
    /// within 1e-8 of the geodesic up to 60° of latitude.
    /// </remarks>
    internal static double[] EdgeLengthsM(LatticePoint[] path, AreaPlane plane)
    {
        double[] lengths = new double[path.Length - 1];
        FindingPlace from = plane.Place(path[0]);
        for (int edge = 0; edge < lengths.Length; edge++)
        {
            FindingPlace to = plane.Place(path[edge + 1]);
            double east = to.X - from.X, north = to.Y - from.Y;
            if (plane.PlanarCrs is null)
            {
                (double sin, double cos) = Math.SinCos((from.Y + to.Y) / 2 * Radian);
                double w2 = 1 - (Ellipsoid.Cgcs2000.EccentricitySquared * sin * sin), prime = Ellipsoid.Cgcs2000.SemiMajorM / Math.Sqrt(w2);
                east *= Radian * prime * cos;
                north *= Radian * prime * (1 - Ellipsoid.Cgcs2000.EccentricitySquared) / w2;
            }

            lengths[edge] = Math.Sqrt((east * east) + (north * north));
            from = to;
        }

        return lengths;
    }
}

/// <summary>Findings about lines and points.</summary>
internal static class PlaceFindings
{
    public static Diagnostic Assigned(string name, PlaceFeature of, IReadOnlyList<(Region Region, int Points)> regions)
    {
        const int Named = 8;
        int all = regions.Sum(each => each.Points);
        string more = regions.Count > Named ? FormattableString.Invariant($" and {regions.Count - Named} more") : "";
        string moreZh = regions.Count > Named ? FormattableString.Invariant($" 等 {regions.Count} 个区域") : "";
        string list = string.Join(
            ", ", regions.Take(Named).Select(each => FormattableString.Invariant($"{each.Region.Name} {each.Points}")));
        return new Diagnostic(
            "ZC332",
            Severity.Note,
            name,
            new LocalText(
                FormattableString.Invariant($"{all} point(s) in no region counted for the nearest one within {of.NearestWithinM:0.###} m, ")
                    + $"by 'assign' of the layer: {list}{more}",
                FormattableString.Invariant($"有 {all} 个点不在任何区域内，按图层的 assign 计入 {of.NearestWithinM:0.###} 米以内最近的区域：")
                    + $"{list.Replace(", ", "、", StringComparison.Ordinal)}{moreZh}"))
        { Layer = of.Layer, Weight = FindingWeight.Features(all) };
    }

    public static Diagnostic TooFar(string name, PlaceFeature of, int points) => new(
        "ZC333",
        Severity.Warning,
        name,
        new LocalText(
            FormattableString.Invariant($"{points} point(s) in no region are farther than {of.NearestWithinM:0.###} m from every one, ")
                + "the limit of the layer's 'assign': they count nowhere",
            FormattableString.Invariant($"有 {points} 个点不在任何区域内，且距各区域均超过图层 assign 所限的 {of.NearestWithinM:0.###} 米：不计入任何区域")))
    { Layer = of.Layer, Weight = FindingWeight.Features(points) };

    public static Diagnostic Outside(string name, string layer, bool isLine, decimal outside, decimal total)
    {
        string shown = isLine
            ? FormattableString.Invariant($"{outside / 1000m:0.000} km of {total / 1000m:0.000} km")
            : FormattableString.Invariant($"{outside} of {total} points");
        string shownZh = isLine
            ? FormattableString.Invariant($"{total / 1000m:0.000} 公里中的 {outside / 1000m:0.000} 公里")
            : FormattableString.Invariant($"{total} 个点中的 {outside} 个");
        return new Diagnostic(
            "ZC407",
            outside == total ? Severity.Warning : Severity.Note,
            name,
            new LocalText($"{shown} lie in no region and count nowhere", $"{shownZh}不在任何区域内，未计入"))
        { Layer = layer, Weight = isLine ? FindingWeight.Metres(outside) : FindingWeight.Features(outside) };
    }
}
