using System.Globalization;

namespace ZoneComp.Tables;

/// <summary>The policy's tables: read, filtered, brought to this year's codes, typed and joined to the regions.</summary>
/// <remarks>
/// Takes the regions in the run's order. Gives each table's columns, for rows: regions one value a region in that order.
/// What does not match, is missing or does not read is a finding (ZC411 to ZC435), an error unless the policy accepts it.
/// </remarks>
public static class TableStage
{
    private static readonly string[] YearHeadings = ["year", "nd", "nf", "年", "年份", "年度"];

    /// <param name="files">Full paths of the files read, for their hashes; added to.</param>
    /// <exception cref="PolicyException">A file or field that is not there.</exception>
    public static IReadOnlyList<PolicyTable> ReadAll(
        PolicyFile policy,
        IReadOnlyList<Region> regions,
        DiagnosticLog log,
        ICollection<string> files) =>
        [.. policy.Tables.Select(table => Read(table, policy.Year, regions, log, files))];

    internal static PolicyTable Read(
        TableSettings table, int year, IReadOnlyList<Region> regions, DiagnosticLog log, ICollection<string> files)
    {
        string path = SourceFiles.Only(table.Source);
        files.Add(path);
        InputStamps? stamps = table.Instead is null ? new([path, .. table.Codes?.Source.Files() ?? []]) : null;
        RawTable raw = RawTables.Read(path, table.Source, table.HeaderRow, log, table.Instead);
        if (raw.Encoding is not null)
            log.Add(TableFindings.Read(table.Name, path, raw.Rows.Count, raw.Encoding));
        raw = WithKey(table, SheetCheck.Filled(table, raw));
        TableFields fields = TableFields.Find(table, raw);
        List<RawRow> rows = Filtered(table, raw, log);
        Dictionary<int, LocalText> since = [];
        if (table.From is not null)
            rows = RowsInForce.Take(table, raw, fields, rows, year, log, since);
        if (rows.Count == 0)
            log.Add(TableFindings.NoRows(table.Name, path, raw.Rows.Count));
        SheetCheck.Report(table, raw, fields, rows, log);
        ReportOtherYear(table, year, raw, rows, log);
        StatedUnits.Report(table, raw, fields, rows, log);
        TypedRows typed = TypedRows.Read(table, fields, path, rows, log)
            .WithCodes(regions.SelectMany(region => region.Parents.Values.Append(region.Code)).ToHashSet(), log);
        if (table.Codes is CodeChanges changes)
            typed = CodeChange.Apply(typed, changes, log, files);
        return TableJoin.Join(typed, regions, log) with { Path = path, Encoding = raw.Encoding, Stamps = stamps, Since = since };
    }

    /// <summary>With one column more where the key is in several.</summary>
    private static RawTable WithKey(TableSettings table, RawTable raw)
    {
        if (table.KeyFields.Count < 2)
            return raw;
        PolicyErrors errors = new();
        PolicyNode at = table.Node["key"] ?? table.Node;
        int[] columns = [.. table.KeyFields.Select(field => TableFields.Index(raw, field, at, errors))];
        errors.ThrowIfAny();
        return raw with
        {
            Headings = [.. raw.Headings, table.Key!],
            Rows =
            [
                .. raw.Rows.Select(row => row with
                {
                    Cells =
                    [
                        .. row.Cells, CompositeCode.Of(columns.Select(column => row.Cells[column] is string cell
                            ? CodeText.Plain(cell)
                            : null)),
                    ],
                }),
            ],
        };
    }

    // Last year's file under this year's name is the slip that no cell shows.
    private static void ReportOtherYear(TableSettings table, int year, RawTable raw, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        for (int column = 0; column < raw.Headings.Count; column++)
        {
            string heading = raw.Headings[column];
            bool isUsed = table.Columns.Any(each => each.Field == heading)
                || table.KeyFields.Contains(heading)
                || table.From == heading
                || (table.Where?.Text.Contains(heading, StringComparison.Ordinal) ?? false);
            if (isUsed || !YearHeadings.Contains(heading, StringComparer.OrdinalIgnoreCase))
                continue;
            RawRow[] others =
            [
                .. rows.Where(row =>
                    row.Cells[column] is string cell && cell != year.ToString(CultureInfo.InvariantCulture) && cell != $"{year}年"),
            ];
            if (others.Length > 0)
                log.Add(TableFindings.OtherYear(table.Name, raw.Path, heading, others.Length, others[0], column, year));
        }
    }

    private static List<RawRow> Filtered(TableSettings table, RawTable raw, DiagnosticLog log)
    {
        if (table.Where is not PolicyNode where)
            return [.. raw.Rows];
        PolicyErrors errors = new();
        FeatureFilter? filter = FeatureFilter.Compile(where, [.. raw.Headings.Where(name => name.Length > 0)], errors);
        errors.ThrowIfAny();
        int[] columns = [.. filter!.Fields.Select(field => raw.Headings.ToList().IndexOf(field))];
        List<RawRow> taken = [];
        foreach (RawRow row in raw.Rows)
        {
            bool? holds = filter.Matches(index => row.Cells[columns[index]], out LocalText? reason);
            if (holds is null)
                log.Add(TableFindings.FilterUndecided(table.Name, raw.Path, row.Number, reason!));
            else if (holds.Value)
                taken.Add(row);
        }

        return taken;
    }
}
