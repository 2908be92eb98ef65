using System.Globalization;

namespace ZoneComp.Preparation.Regions;

/// <summary>Official areas (控制面积) in square metres: of the regions' own layer, or of a table keyed by code.</summary>
internal static class OfficialAreas
{
    /// <summary>Null when the value is no number above zero.</summary>
    public static decimal? InM2(object? value, string unit)
    {
        string? text = AttributeText.Of(value);
        if (text is null || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) || number <= 0)
            return null;
        return Unit.Find(unit)!.ToBase(number);
    }

    /// <summary>The figures of the run: one for each region, or one for each region of the level that the policy names; null when there
    /// are none.</summary>
    /// <param name="ofLayer">What the regions' layer states, by region; not used when a table holds the figures.</param>
    public static IReadOnlyList<OfficialFigure>? Of(
        PolicyFile policy, IReadOnlyList<Region> regions, IReadOnlyList<decimal?> ofLayer, SourceOpening opening, DiagnosticLog log)
    {
        if (policy.Regions.OfficialArea is not OfficialArea official)
            return null;
        if (official.Table is not SourceSettings source)
            return [
                .. regions.Select((region, index) => (region, index))
                    .Where(pair => ofLayer[pair.index] is not null)
                    .Select(pair => new OfficialFigure("", pair.region.Code, pair.region.Name, [pair.index], ofLayer[pair.index]!.Value)),
            ];

        Dictionary<string, decimal> figures = ReadTable(official, source, opening, log);
        var groups = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (int index = 0; index < regions.Count; index++)
        {
            string? code = official.Level.Length == 0 ? regions[index].Code : regions[index].Parents.GetValueOrDefault(official.Level);
            if (code is null || (official.Level.Length == 0 && regions[index].IsRemainder))
                continue;
            if (!groups.TryGetValue(code, out List<int>? members))
                groups.Add(code, members = []);
            members.Add(index);
        }

        string[] without = [.. groups.Keys.Where(code => !figures.ContainsKey(code))],
            unknown = [.. figures.Keys.Where(code => !groups.ContainsKey(code)).Order(StringComparer.Ordinal)];
        string file = opening.RelativePath(SourceFiles.Only(source));
        if (without.Length > 0)
            log.Add(RegionFindings.NoOfficialFigure(file, without));
        if (unknown.Length > 0)
            log.Add(RegionFindings.FiguresOfNoRegion(file, unknown));
        return
        [
            .. groups.Where(group => figures.ContainsKey(group.Key)).Select(group => new OfficialFigure(
                official.Level,
                group.Key,
                official.Level.Length == 0
                    ? regions[group.Value[0]].Name
                    : regions[group.Value[0]].ParentNames.GetValueOrDefault(official.Level) ?? group.Key,
                group.Value,
                figures[group.Key])),
        ];
    }

    private static Dictionary<string, decimal> ReadTable(
        OfficialArea official,
        SourceSettings source,
        SourceOpening opening,
        DiagnosticLog log)
    {
        KeyedRows rows = KeyedRows.Read(source, [official.Key, official.Field], "regions: official areas", opening, log);
        Dictionary<string, decimal> figures = new(StringComparer.Ordinal);
        foreach (RawRow row in rows.Rows)
        {
            string? code = rows.Cell(row, 0);
            decimal? area = rows.Cell(row, 1) is { } text && CellReading.Read(text, Quantity.Area) is decimal number && number > 0
                ? Unit.Find(official.Unit)!.ToBase(number)
                : null;
            if (code is null || area is null)
                log.Add(RegionFindings.BadTableRow(rows.Name, row.Number, official.Key, official.Field));
            else if (!figures.TryAdd(code, area.Value))
                log.Add(RegionFindings.TableKeyTwice(rows.Name, row.Number, code));
        }

        return figures;
    }
}

/// <summary>The official area of one region, or of a region of a level above.</summary>
/// <param name="Level">"" for a region of the lowest level.</param>
/// <param name="Regions">Indices of the regions in it.</param>
public sealed record OfficialFigure(string Level, string Code, string Name, IReadOnlyList<int> Regions, decimal AreaM2);
