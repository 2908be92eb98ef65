namespace ZoneComp.Indicators;

/// <summary>Holds measured areas against the official ones and, where the policy asks for it, brings the areas of all combinations to them
/// (平差).</summary>
/// <remarks>
/// Takes the combination table and the official figures; gives the table with an adjusted area for each row of a region that has a figure,
/// whole
/// units that add up to the figure exactly. Ground that a mask leaves out takes its part of the figure too, so that masked and left-out
/// ground together make the official area. Measured areas are never changed.
/// </remarks>
internal static class AreaLevelling
{
    /// <param name="pieces">Official areas of classes, for <see cref="AdjustmentMethod.Pieces"/>.</param>
    public static CombinationTable Apply(
        PolicyFile policy, CombinationTable table, IReadOnlyList<OfficialFigure> figures, IReadOnlyList<PieceFigure> pieces,
        DiagnosticLog log)
    {
        OfficialArea official = policy.Regions.OfficialArea!;
        ILookup<int, int> rowsOf = Enumerable.Range(0, table.Rows.Count).ToLookup(row => table.Rows[row].Region);
        ILookup<string, PieceFigure> piecesOf = pieces.ToLookup(piece => piece.Code, StringComparer.Ordinal);
        LandClassLevelling? landClasses = LandClassLevelling.Of(policy, table.Classes);
        var adjusted = new decimal?[table.Rows.Count];
        RegionGround[] ground = [.. table.Ground];
        var compared = new List<OfficialAreaRow>();
        foreach (OfficialFigure figure in figures)
        {
            LevelledPart[] parts = Parts(table, figure, rowsOf);
            decimal measuredM2 = parts.Sum(part => part.AreaM2);
            compared.Add(new OfficialAreaRow(figure.Level, figure.Code, figure.AreaM2, measuredM2));
            if (Math.Abs(measuredM2 - figure.AreaM2) > official.Tolerance * figure.AreaM2)
                log.Add(PreparationFindings.OfficialAreaOff(figure.Code, figure.Name, measuredM2, figure.AreaM2, official.Tolerance));
            if (official.Adjustment is not AreaAdjustment adjustment
                || Levelled(
                    figure, parts, adjustment, [.. piecesOf[figure.Code]], table.Classes, landClasses, official.Tolerance, log)
                        is not Int128[] units)
                continue;
            for (int index = 0; index < parts.Length; index++)
            {
                decimal areaM2 = (decimal)units[index] * adjustment.UnitM2;
                if (parts[index].Row >= 0)
                    adjusted[parts[index].Row] = areaM2;
                else
                    ground[parts[index].Region] = ground[parts[index].Region] with { OutsideMaskAdjustedM2 = areaM2 };
            }
        }

        CombinationTable result = new()
        {
            Classes = table.Classes,
            Regions = table.Regions,
            Rows = official.Adjustment is null
                ? table.Rows
                : [.. table.Rows.Select((row, index) => row with { AdjustedM2 = adjusted[index] })],
            Repeats = table.Repeats,
            Bounds = table.Bounds,
            Ground = ground,
            Levels = table.Levels,
            OfficialAreas = compared,
        };
        if (official.Adjustment is { } done && !log.HasErrors && compared.Count > 0)
            Summarize(result, done, log);
        return result;
    }

    /// <summary>The rows of the figure's regions, and what a mask leaves out of each.</summary>
    private static LevelledPart[] Parts(CombinationTable table, OfficialFigure figure, ILookup<int, int> rowsOf)
    {
        var parts = new List<LevelledPart>();
        foreach (int region in figure.Regions)
        {
            parts.AddRange(rowsOf[region].Select(row => new LevelledPart(region, row, table.Rows[row].Classes, table.Rows[row].AreaM2)));
            if (table.Ground.Count > 0 && table.Ground[region].OutsideMaskM2 > 0)
                parts.Add(new LevelledPart(region, -1, new ClassSet(0), table.Ground[region].OutsideMaskM2));
        }

        return [.. parts];
    }

    /// <summary>Units of each part; null after a finding.</summary>
    private static Int128[]? Levelled(
        OfficialFigure figure, LevelledPart[] parts, AreaAdjustment adjustment, IReadOnlyList<PieceFigure> pieces,
        IReadOnlyList<ZoneClass> classes, LandClassLevelling? landClasses, decimal tolerance, DiagnosticLog log)
    {
        if (figure.AreaM2 % adjustment.UnitM2 != 0 || pieces.Any(piece => piece.AreaM2 % adjustment.UnitM2 != 0))
        {
            log.Add(RegionFindings.NotInUnits(figure, adjustment.UnitM2));
            return null;
        }

        if (parts.Sum(part => part.AreaM2) <= 0)
        {
            log.Add(RegionFindings.CannotAdjust(figure, new("the region has no ground", "该区域没有面积")));
            return null;
        }

        Int128 units = (Int128)(figure.AreaM2 / adjustment.UnitM2);
        switch (adjustment.Method)
        {
            case AdjustmentMethod.LargestRemainder:
                return UnitShares.LargestRemainder(Weights(parts), units);
            case AdjustmentMethod.Survey:
                Int128[]? levelled = BySurvey(figure, parts, units, landClasses, adjustment.UnitM2, out LocalText? met);
                if (met is not null)
                    log.Add(RegionFindings.CannotAdjust(figure, met));
                return levelled;
            default:
                Int128[]? shares = PieceLevelling.Shares(
                    parts, units, pieces, adjustment.UnitM2, classes, tolerance, log, figure, out LocalText? problem);
                if (problem is not null)
                    log.Add(RegionFindings.CannotAdjust(figure, problem));
                return shares;
        }
    }

    /// <summary>First the regions of the figure among each other, then the rows of each region, by the same rule; or the land classes
    /// across each region.</summary>
    private static Int128[]? BySurvey(
        OfficialFigure figure, LevelledPart[] parts, Int128 units, LandClassLevelling? landClasses, decimal unitM2, out LocalText? problem)
    {
        problem = null;
        int[][] byRegion =
        [
            .. figure.Regions.Select(region => Enumerable.Range(0, parts.Length).Where(index => parts[index].Region == region).ToArray()),
        ];
        Int128[] totals = UnitShares.Survey(
            [.. byRegion.Select(rows => rows.Aggregate((Int128)0, (sum, row) => sum + AreaUnits.ToArea2(parts[row].AreaM2)))],
            units);
        var shares = new Int128[parts.Length];
        for (int region = 0; region < byRegion.Length; region++)
        {
            LevelledPart[] rows = [.. byRegion[region].Select(row => parts[row])];
            Int128[]? own = landClasses is null
                ? UnitShares.Survey(Weights(rows), totals[region])
                : landClasses.Shares(rows, totals[region], unitM2, out problem);
            if (own is null)
                return null;
            for (int index = 0; index < own.Length; index++)
                shares[byRegion[region][index]] = own[index];
        }

        return shares;
    }

    internal static Int128[] Weights(IReadOnlyList<LevelledPart> parts) => [.. parts.Select(part => AreaUnits.ToArea2(part.AreaM2))];

    private static void Summarize(CombinationTable table, AreaAdjustment adjustment, DiagnosticLog log)
    {
        CombinationRow? moved = table.Rows.Where(row => row.AdjustedM2 is not null).MaxBy(row => Math.Abs(row.AdjustmentM2!.Value));
        if (moved is null)
            return;
        string where = $"{table.Regions[moved.Region].Code}, {string.Join(
            '|',
            moved.Classes.Indices().Select(index => table.Classes[index].Name))}".TrimEnd(',', ' ');
        decimal ratio = table.OfficialAreas.Max(row => Math.Abs(row.MeasuredM2 - row.AreaM2) / row.AreaM2);
        CombinationRow[] gone = [.. table.Rows.Where(row => row.AdjustedM2 == 0 && row.AreaM2 > 0)];
        log.Add(RegionFindings.Adjusted(
            table.OfficialAreas.Count, NameOf(adjustment.Method), adjustment.UnitM2, moved.AdjustmentM2!.Value, where, ratio,
            gone.Length, gone.Sum(row => row.AreaM2)));
    }

    /// <summary>As the policy writes it.</summary>
    internal static string NameOf(AdjustmentMethod method) => method switch
    {
        AdjustmentMethod.LargestRemainder => "largest_remainder",
        AdjustmentMethod.Survey => "survey",
        _ => "pieces",
    };
}

/// <summary>Ground of a region that is levelled as one: a combination, or what a mask leaves out.</summary>
/// <param name="Row">Row of the combination table; -1 for ground outside the mask.</param>
internal readonly record struct LevelledPart(int Region, int Row, ClassSet Classes, decimal AreaM2);
