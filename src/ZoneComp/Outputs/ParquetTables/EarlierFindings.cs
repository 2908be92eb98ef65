namespace ZoneComp.Outputs.ParquetTables;

/// <summary>Reads what an earlier run found about the maps, for a run that takes its areas and looks at no map itself.</summary>
internal static class EarlierFindings
{
    /// <summary>Of the maps: reading, CRS, regions, layers, overlay, lines and points. What indicators, tables and amounts find is found
    /// again.</summary>
    private static bool IsOfTheMaps(string code) =>
        string.CompareOrdinal(code, "ZC4") < 0
            ? code != "ZC246"
            : string.CompareOrdinal(code, "ZC404") >= 0 && string.CompareOrdinal(code, "ZC410") <= 0;

    /// <summary>With the severity and the reasons that the earlier run gave them.</summary>
    /// <exception cref="UserErrorException">The file is missing or does not read.</exception>
    public static IReadOnlyList<Diagnostic> Read(string folder) => EarlierTable.Read(Path.Combine(folder, FindingsParquet.FileName), Read);

    private static List<Diagnostic> Read(ParquetFile file)
    {
        var findings = new List<Diagnostic>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] severities = EarlierTable.Texts(file, "severity", group),
                codes = EarlierTable.Texts(file, "code", group),
                subjects = EarlierTable.Texts(file, "subject", group);
            string[] zh = EarlierTable.Texts(file, "message_zh", group), en = EarlierTable.Texts(file, "message_en", group);
            string?[] layers = file.Column("layer").Texts(group), accepted = file.Column("accepted_because").Texts(group);
            double?[] x = file.Column("x").Doubles(group), y = file.Column("y").Doubles(group);
            // Results of earlier builds do not have these.
            string?[] raised = Newer(file, "raised_because", column => column.Texts(group), codes.Length),
                units = Newer(file, "weight_unit", column => column.Texts(group), codes.Length);
            double?[] weights = Newer(file, "weight", column => column.Doubles(group), codes.Length);
            long?[] counts = Newer(file, "count", column => column.Int64s(group), codes.Length);
            for (int row = 0; row < codes.Length; row++)
            {
                if (!IsOfTheMaps(codes[row]))
                    continue;
                if (!Enum.TryParse(severities[row], ignoreCase: true, out Severity severity))
                    throw new ParquetException($"{file.Name}: row {row} has the severity '{severities[row]}'");
                findings.Add(new Diagnostic(
                    codes[row],
                    severity,
                    subjects[row],
                    new LocalText(en[row], zh[row]),
                    x[row] is { } east && y[row] is { } north ? new FindingPlace(east, north) : null)
                {
                    Layer = layers[row],
                    AcceptedBecause = accepted[row],
                    RaisedBecause = raised[row],
                    Weight = weights[row] is { } weight && units[row] is { } unit ? new FindingWeight((decimal)weight, unit) : null,
                    Further = counts[row] is > 1 and { } count ? count : 0,
                });
            }
        }

        return findings;
    }

    private static T?[] Newer<T>(ParquetFile file, string column, Func<ParquetColumnReader, T?[]> read, int rows) =>
        file.HasColumn(column) ? read(file.Column(column)) : new T?[rows];
}
