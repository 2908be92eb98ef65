using System.Text.RegularExpressions;
using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Model;
using ZoneComp.Outputs.Files;
using ZoneComp.Parquet;
using ZoneComp.Policy;

namespace ZoneComp.Tables;

/// <summary>The tables that were read, for the provenance.</summary>
internal static partial class TableRecords
{
    /// <param name="files">Full paths in the order of reading.</param>
    public static IReadOnlyList<InputRecord> Of(PolicyFile policy, IReadOnlyList<PolicyTable> tables, IReadOnlyList<string> files) =>
        [.. files.Distinct(StringComparer.Ordinal).Select(file => Of(policy, tables, file))];

    private static InputRecord Of(PolicyFile policy, IReadOnlyList<PolicyTable> tables, string file)
    {
        string name = Path.GetRelativePath(policy.Directory, file).Replace('\\', '/');
        PolicyTable[] from = [.. tables.Where(table => table.Settings.Source.Files().Contains(file))];
        FileRecord described = from.FirstOrDefault()?.Stamps?.Describe(file, name) ?? FolderContents.Describe(file, name);
        if (Path.GetExtension(file).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            using ParquetFile parquet = ParquetFile.Open(file);
            return new InputRecord("previous run", name, null, "Parquet", parquet.RowCount, null, null, null, null, null, [described]);
        }

        string format = Path.GetExtension(file).Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? "XLSX" : "CSV";
        if (from.Length == 0)
        {
            CodeChanges changes = policy.Tables.Select(table => table.Codes).First(codes => codes is not null && codes.Source.Files().Contains(file))!;
            RawTable raw = RawTables.Read(file, changes.Source, 1, new DiagnosticLog());
            return Record("code changes", raw.Rows.Count, raw.Encoding, changes.Source.Layer);
        }

        return Record("table " + string.Join(", ", from.Select(table => table.Name)), from[0].RowCount, from[0].Encoding, from[0].Settings.Source.Layer);

        InputRecord Record(string role, int rows, string? encoding, string? sheet)
        {
            // "GB18030 (detected)": what, and how it was decided.
            Match parts = DecidedEncoding().Match(encoding ?? "");
            return new InputRecord(role, name, sheet, format, rows, parts.Success ? parts.Groups[1].Value : encoding, parts.Success ? parts.Groups[2].Value : null, null, null, null, [described]);
        }
    }

    [GeneratedRegex(@"^(.+) \((.+)\)$")]
    private static partial Regex DecidedEncoding();
}
