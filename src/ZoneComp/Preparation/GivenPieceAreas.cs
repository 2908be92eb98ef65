namespace ZoneComp.Preparation;

/// <summary>Reads the official areas of classes inside the regions, for the adjustment by given pieces.</summary>
internal static class GivenPieceAreas
{
    public static IReadOnlyList<PieceFigure> Read(
        PolicyFile policy, IReadOnlyList<Region> regions, IReadOnlyList<ZoneClass> classes, SourceOpening opening, DiagnosticLog log)
    {
        if (policy.Regions.OfficialArea?.Adjustment?.Pieces is not GivenPieces given)
            return [];
        KeyedRows rows = KeyedRows.Read(
            given.Table, [given.Key, given.Class, given.Field], "regions: official areas of classes", opening, log);
        HashSet<string> codes = [.. regions.Select(region => region.Code)], known = [.. classes.Select(each => each.Name)];
        HashSet<(string, string)> seen = [];
        var figures = new List<PieceFigure>();
        SortedSet<string> strange = new(StringComparer.Ordinal);
        foreach (RawRow row in rows.Rows)
        {
            string? code = rows.Cell(row, 0), zoneClass = rows.Cell(row, 1);
            decimal? number = rows.Cell(row, 2) is { } text ? CellReading.Number(text) : null;
            if (code is null || zoneClass is null || number is not >= 0)
                log.Add(RegionFindings.BadTableRow(rows.Name, row.Number, given.Key, given.Class, given.Field));
            else if (!known.Contains(zoneClass))
                log.Add(RegionFindings.NoSuchClass(rows.Name, row.Number, zoneClass, NearestName.Hint(zoneClass, known)));
            else if (!seen.Add((code, zoneClass)))
                log.Add(RegionFindings.TableKeyTwice(rows.Name, row.Number, $"{code} {zoneClass}"));
            else if (codes.Contains(code))
                figures.Add(new PieceFigure(code, zoneClass, Unit.Find(given.Unit)!.ToBase(number.Value)));
            else
                strange.Add(code);
        }

        if (strange.Count > 0)
            log.Add(RegionFindings.FiguresOfNoRegion(rows.Name, [.. strange]));
        return figures;
    }
}

/// <summary>Official area of one class in one region.</summary>
public sealed record PieceFigure(string Code, string Class, decimal AreaM2);
