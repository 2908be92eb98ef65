using ZoneComp.Expressions;
using ZoneComp.Model;
using ZoneComp.Outputs.Files;
using ZoneComp.Policy;

namespace ZoneComp.Tables;

/// <summary>The tables that were read, for the provenance.</summary>
internal static class TableRecords
{
    /// <param name="files">Full paths in the order of reading.</param>
    public static IReadOnlyList<InputRecord> Of(PolicyFile policy, IReadOnlyList<PolicyTable> tables, IReadOnlyList<string> files)
    {
        var records = new List<InputRecord>();
        foreach (string file in files.Distinct(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(policy.Directory, file).Replace('\\', '/');
            PolicyTable[] from = [.. tables.Where(table => table.Settings.Source.Files().Contains(file))];
            string role = from.Length > 0 ? "table " + string.Join(", ", from.Select(table => table.Name)) : "code changes";
            string format = Path.GetExtension(file).Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? "XLSX" : "CSV";
            records.Add(new InputRecord(
                role, name, null, format, from.Length > 0 ? from[0].RowCount : 0, null, null, null, null, null, [FolderContents.Describe(file, name)]));
        }

        return records;
    }
}
