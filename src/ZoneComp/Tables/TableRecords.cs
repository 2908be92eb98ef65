using System.Text.RegularExpressions;

namespace ZoneComp.Tables;

/// <summary>The tables that were read, for the provenance.</summary>
internal static partial class TableRecords
{
    /// <param name="files">Full paths in the order of reading.</param>
    /// <exception cref="UserErrorException">A file changed or vanished while the run read it.</exception>
    public static IReadOnlyList<InputRecord> Of(
        PolicyFile policy,
        IReadOnlyList<PolicyTable> tables,
        PreviousRun? previous,
        IReadOnlyList<string> files)
    {
        InputStamps[] stamps = [.. tables.Select(table => table.Stamps).Append(previous?.Stamps).OfType<InputStamps>()];
        return [.. files.Distinct(StringComparer.Ordinal).Select(file => Of(policy, tables, stamps, file))];
    }

    private static InputRecord Of(PolicyFile policy, IReadOnlyList<PolicyTable> tables, IReadOnlyList<InputStamps> stamps, string file)
    {
        string name = Path.GetRelativePath(policy.Directory, file).Replace('\\', '/');
        PolicyTable[] from = [.. tables.Where(table => table.Settings.Source.Files().Contains(file))];
        FileRecord described = stamps.First(each => each.Knows(file)).Describe(file, name);
        if (Path.GetExtension(file).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            using ParquetFile parquet = ParquetFile.Open(file);
            return new InputRecord("previous run", name, null, "Parquet", parquet.RowCount, null, null, null, null, null, [described]);
        }

        string format = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".XLSX" => "XLSX",
            ".XLS" => "XLS",
            ".DBF" => "dBASE",
            ".GPKG" => "GeoPackage",
            ".GEOJSON" or ".JSON" => "GeoJSON",
            _ => "CSV",
        };
        if (from.Length == 0)
        {
            CodeChanges changes = policy.Tables.Select(table => table.Codes)
                .Append(policy.PreviousCodes)
                .First(codes => codes is not null && codes.Source.Files().Contains(file))!;
            RawTable raw = RawTables.Read(file, changes.Source, 1, new DiagnosticLog());
            return Record("code changes", raw.Rows.Count, raw.Encoding, changes.Source.Layer);
        }

        return Record(
            "table " + string.Join(", ", from.Select(table => table.Name)),
            from[0].RowCount,
            from[0].Encoding,
            from[0].Settings.Source.Layer);

        InputRecord Record(string role, int rows, string? encoding, string? sheet)
        {
            (string? decided, string? origin) = Decided(encoding);
            return new InputRecord(role, name, sheet, format, rows, decided, origin, null, null, null, [described]);
        }
    }

    /// <summary>"GB18030 (detected)": what, and how it was decided.</summary>
    public static (string? Encoding, string? Origin) Decided(string? encoding)
    {
        Match parts = DecidedEncoding().Match(encoding ?? "");
        return parts.Success ? (parts.Groups[1].Value, parts.Groups[2].Value) : (encoding, null);
    }

    [GeneratedRegex(@"^(.+) \((.+)\)$")]
    private static partial Regex DecidedEncoding();
}
