namespace ZoneComp.Indicators;

/// <summary>How far areas can be off, from what the overlay summed up along their borders; docs/areas.md derives it.</summary>
internal sealed class AreaBounds
{
    /// <summary>Standard deviations that a bound allows to what is random.</summary>
    private const double Deviations = 5;

    /// <summary>What edges whose areas were kept, the projection's last digits and the overlay's own integers leave, m2.</summary>
    private const double FloorM2 = 0.01;

    private const double EarthRadiusMm = 6.37e9;

    private readonly bool keepsLong;
    private readonly double bendX, bendY, uneven;

    /// <param name="farthestDeg">Largest latitude of the ground, degrees.</param>
    internal AreaBounds(AreaPlane plane, double farthestDeg)
    {
        keepsLong = plane is { PlanarCrs: null, Edges: EdgeModel.Source };
        (bendX, bendY, uneven) = plane.Edges == EdgeModel.Survey ? default : Bends(Math.Min(Math.Abs(farthestDeg), 85) * (Math.PI / 180));
    }

    /// <summary>By region and class in the results' order; none where edges are shortest lines, whose bends are kept to the tolerance
    /// alone.</summary>
    public static IReadOnlyList<AreaBoundRow> Of(PreparedInput prepared, ResolvedGround ground, OverlayResult overlay)
    {
        if (prepared.Plane.Edges == EdgeModel.Geodesic)
            return [];
        LatticeBox box = prepared.Rings.Bounds;
        double farthest = prepared.Plane.PlanarCrs is not null || box.IsEmpty ? 60 // a planar run knows no latitudes
            : Math.Max(
                Math.Abs(prepared.Plane.Place(new(box.MinX, box.MinY)).Y),
                Math.Abs(prepared.Plane.Place(new(box.MaxX, box.MaxY)).Y));
        var bounds = new AreaBounds(prepared.Plane, farthest);
        Dictionary<(int, int), BorderDoubt> borders = overlay.Borders.ToDictionary(
            border => (border.Region, border.Class),
            border => border.Doubt);
        // Hidden classes tell apart what counts: their borders bound every area there.
        Dictionary<int, BorderDoubt> hidden = overlay.Borders.Where(border => border.Class >= prepared.Layout.VisibleClasses)
            .GroupBy(border => border.Region)
                .ToDictionary(region => region.Key, region => region.Aggregate(default(BorderDoubt), (sum, border) => sum + border.Doubt));
        // Of layers that are shown as a whole only classes that have a border in the region: the others are not there.
        IReadOnlySet<string> whole = ShownGround.Whole(prepared.Classes);
        int[] always = [-1, .. Enumerable.Range(0, prepared.Classes.Count).Where(zone => !whole.Contains(prepared.Classes[zone].Layer))];
        ILookup<int, int> met = borders.Keys
            .Where(key => key.Item2 >= 0 && key.Item2 < prepared.Classes.Count && whole.Contains(prepared.Classes[key.Item2].Layer))
            .ToLookup(key => key.Item1, key => key.Item2);
        var rows = new List<AreaBoundRow>();
        for (int row = 0; row < ground.Rows.Count; row++)
        {
            foreach (int zone in always.Concat(met[ground.Rows[row]].Order()))
                rows.Add(new AreaBoundRow(row, zone, bounds.M2(Of(ground.Rows[row], zone))));
        }

        bool cut = prepared.Layout.MaskClass is not null;
        int[] somewhere = [.. cut ? met.SelectMany(region => region).Distinct() : met[SpecialRegion.Outside]];
        foreach (int zone in always.Skip(1).Concat(somewhere).Order())
        {
            BorderDoubt outside = Of(SpecialRegion.Outside, zone);
            if (prepared.Layout.MaskClass is not null)
                outside = ground.Rows.Aggregate(outside, (sum, region) => sum + Of(region, zone));
            rows.Add(new AreaBoundRow(CombinationTable.OutsideIndex, zone, bounds.M2(outside)));
        }

        return rows;

        BorderDoubt Of(int region, int zone) => borders.GetValueOrDefault((region, zone)) + hidden.GetValueOrDefault(region);
    }

    /// <summary>The bound, m2, rounded up to 0.01; nothing where there is no border.</summary>
    internal decimal M2(in BorderDoubt doubt)
    {
        if (doubt == default)
            return 0;
        double squares = doubt.Squares + (4.0 * doubt.Cuts) + (keepsLong ? 0 : doubt.LongSquares),
            rows = doubt.Rows + (keepsLong ? 0 : doubt.LongRows),
            settled = keepsLong ? doubt.LongSquares * (1024.0 / BorderDoubt.LongFrom / BorderDoubt.LongFrom) : 0; // no fewer than they are
        double randomMm2 = Deviations * Math.Sqrt(((squares * 1024) + (settled * BalancedEdge.Step2 * BalancedEdge.Step2 / 4)) / 12),
            oneSidedMm2 = rows / 2;
        double bentMm2 = (Math.Abs(doubt.BendsX * bendX) + Math.Abs(doubt.BendsY * bendY) + (doubt.Bends * uneven)) * (1 << 20) / (12
            * EarthRadiusMm);
        return decimal.Ceiling((decimal)(((randomMm2 + oneSidedMm2 + bentMm2) * 1e-6) + FloorM2) * 100) / 100;
    }

    /// <summary>
    /// 12 R x the area between short edges and their curves, over the sums of dx^3, of dx dy^2 and of the lengths cubed. A shortest line
    /// of the true length s and the bearing b leaves
    /// s^3 tan(phi) sin(b) (1 + 2 cos2(b)) / (12 R): tan(phi) (cos3(phi) dx^3 + 3 / cos(phi) dx dy^2) in the plane; a line straight in
    /// longitude and latitude a third of the second
    /// part alone, in Mercator two thirds. Edges of conical and transverse projections are shortest lines within the twentieth that is
    /// allowed for them, and for the latitudes that a border runs through.
    /// </summary>
    private static (double X, double Y, double Uneven) Bends(double latitude)
    {
        (double sin, double cos) = Math.SinCos(latitude);
        double x = sin * cos * cos, y = 3 * sin / (cos * cos);
        return (x, y, 0.05 * (x + y));
    }
}
