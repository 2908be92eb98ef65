using System.Globalization;

namespace ZoneComp;

/// <summary>Regions without a map, by the rows of a table: for policies that no layer serves, such as ledgers and published
/// indices.</summary>
/// <remarks>
/// Codes, names, parents and, where the policy states <c>official_area</c>, areas come from the table's columns; they are read and
/// checked as every
/// other table. Without a stated area a region has none: expressions that ask for it are errors, and no output shows one.
/// </remarks>
internal static class RegionsOfTable
{
    private const string Name = "name", Parent = "parent ", ParentName = "parent name ", Area = "area";

    /// <summary>Null after an error was added.</summary>
    public static RunInputs? Read(PolicyFile policy, RunSettings settings, DiagnosticLog log)
    {
        if (settings.OverlayOnly || settings.Cells is not null)
        {
            throw new UserErrorException(
                $"{policy.Path}: its regions come from a table and have no ground to overlay; use zonecomp run",
                $"{policy.Path}：区域来自表格，没有可叠加的图形；请使用 zonecomp run");
        }

        RegionSettings regions = policy.Regions;
        List<PolicyTable> tables = [];
        List<string> files = [];
        foreach (SourceSettings source in regions.Sources)
            tables.Add(TableStage.Read(TableOf(regions, source), policy.Year, [], log, files));
        List<(Region Region, decimal AreaM2, string Row)> read = [.. tables.SelectMany(table => Rows(regions, table, log)).OrderBy(row =>
            row.Region.Code, StringComparer.Ordinal)];
        foreach (IGrouping<string, string> twice in read.GroupBy(row => row.Region.Code, row => row.Row, StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
            log.Add(TableFindings.RegionTwice(twice.Key, [.. twice]));
        if (log.HasErrors)
            return null;
        Region[] all = [.. read.Select(row => row.Region)];
        if (RegionCodeCheck.Applies(regions, [.. all.Select(region => region.Code)]))
            all = [.. all.Select(RegionCodeCheck.WithNamesOfParents)];
        RegionCodeCheck.Look(regions, all, log);
        log.Add(TableFindings.NoMap(regions.OfficialArea is not null));
        return new RunInputs
        {
            Combinations = new CombinationTable
            {
                Classes = [],
                Regions = all,
                Rows = [.. read.Select((row, index) => new CombinationRow(index, ClassSet.Of(), row.AreaM2)).Where(row =>
                    row.AreaM2 > 0)],
                Repeats = [],
                Levels = [.. regions.Parents.Select(level => new RegionLevel(level.Name, level.Title))],
            },
            Shapes = new NetTopologySuite.Geometries.Geometry?[all.Length],
            Crs = MapCrs.Cgcs2000,
            Pieces = null,
            Inputs = [.. TableRecords.Of(policy, tables, null, files).Select(record => record with { Role = "regions" })],
            AreaDescription = regions.OfficialArea is null ? "no map, no areas: regions by table"
                : "no map: areas as the regions' table states them",
            Measures = [new("regions", all.Length.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static TableSettings TableOf(RegionSettings regions, SourceSettings source)
    {
        TableColumn Text(string name, string field, MissingRule missing) => new(name, name, field, Quantity.Text, "", missing, false,
            regions.Node);
        TableColumn[] columns =
        [
            .. regions.NameField is string name ? (TableColumn[])[Text(Name, name, MissingRule.Null)] : [],
            .. regions.Parents.Where(level => level.Field is not null).Select(level => Text(Parent + level.Name, level.Field!,
                MissingRule.Error)),
            .. regions.Parents.Where(level => level.NameField is not null).Select(level => Text(ParentName + level.Name,
                level.NameField!, MissingRule.Null)),
            .. regions.OfficialArea is { } area ? (TableColumn[])[new(Area, Area, area.Field, Quantity.Area, area.Unit,
                MissingRule.Error, true, regions.Node)] : [],
        ];
        return new TableSettings("regions", regions.Title, source, TableRows.Free, regions.CodeField, "", regions.HeaderRow,
            source.Where, null, columns, regions.Node)
        { KeyFields = regions.CodeFields };
    }

    private static IEnumerable<(Region Region, decimal AreaM2, string Row)> Rows(RegionSettings regions, PolicyTable table,
        DiagnosticLog log)
    {
        Dictionary<string, IReadOnlyList<object?>> columns = table.Columns.ToDictionary(column => column.Name, column => column.Values,
            StringComparer.Ordinal);
        for (int row = 0; row < table.Keys!.Count; row++)
        {
            string code = CodeText.Plain(table.Keys[row]), label = string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(table.Path)} row {table.FileRows[row]}");
            Dictionary<string, string> parents = new(StringComparer.Ordinal), names = new(StringComparer.Ordinal);
            foreach (ParentLevel level in regions.Parents)
            {
                if (level.PrefixLength is int length && code.Length < length)
                    log.Add(TableFindings.CodeTooShort(label, code, level.Name, length));
                string? above = level.PrefixLength is int digits ? code[..Math.Min(digits, code.Length)]
                    : columns[Parent + level.Name][row] is string text ? CodeText.Plain(text) : null;
                if (above is not null)
                    parents[level.Name] = above;
                if (level.NameField is not null && columns[ParentName + level.Name][row] is string title)
                    names[level.Name] = title;
            }

            decimal area = regions.OfficialArea is { } stated && columns[Area][row] is decimal number
                ? Unit.Find(stated.Unit)!.ToBase(number) : 0m;
            if (regions.OfficialArea is not null && area <= 0)
                log.Add(TableFindings.NoAreaAboveZero(label, code, regions.OfficialArea.Field));
            string name = columns.GetValueOrDefault(Name)?[row] as string ?? code;
            yield return (new Region(code, name, parents) { ParentNames = names }, decimal.Round(area, 7), label);
        }
    }
}
