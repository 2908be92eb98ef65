namespace ZoneComp.Comparison.Results;

/// <summary>Reads the code-change table of a comparison: which codes of the first run became which codes of the second.</summary>
/// <remarks>CSV or XLSX with the headings old and new (旧代码, 新代码). A merger has several old codes for one new one, a split several new
/// codes for one old one.</remarks>
internal static class CodeChangeTable
{
    private static readonly string[] OldNames = ["old", "old_code", "旧代码", "原代码"];
    private static readonly string[] NewNames = ["new", "new_code", "新代码", "现代码"];

    /// <exception cref="UserErrorException">The file is missing, does not read, has no such columns, or a row lacks a code.</exception>
    public static IReadOnlyList<CodeLink> Read(string path)
    {
        DiagnosticLog log = new();
        RawTable table = RawTables.Read(path, Source(path), headerRow: 1, log);
        if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
            throw new UserErrorException($"{path}: {error.Message.En}", $"{path}：{error.Message.Zh}");
        int old = IndexOf(table, OldNames), current = IndexOf(table, NewNames);
        if (old < 0 || current < 0)
        {
            throw new UserErrorException(
                $"{path}: a code-change table has the headings 'old' and 'new'; found {string.Join(", ", table.Headings)}",
                $"{path}：代码变更表须有表头 old 与 new（或“旧代码”“新代码”）；现有 {string.Join("、", table.Headings)}");
        }

        return [.. table.Rows.Select(row => row.Cells[old] is string from && row.Cells[current] is string to
            ? new CodeLink(from, to)
            : throw new UserErrorException(
                FormattableString.Invariant($"{path}: row {row.Number} lacks a code; every row has an old and a new one"),
                FormattableString.Invariant($"{path}：第 {row.Number} 行缺少代码；每行须有旧代码与新代码"))).Distinct()];
    }

    private static int IndexOf(RawTable table, string[] names) =>
        Enumerable.Range(0, table.Headings.Count).FirstOrDefault(index => names.Contains(table.Headings[index].ToLowerInvariant()), -1);

    private static SourceSettings Source(string path)
    {
        PolicyDocument document = PolicyDocument.FromText(path, path);
        return new SourceSettings(
            path,
            null,
            null,
            null,
            null,
            null,
            new PolicyNode(document, PolicyNodeKind.Scalar, 0, path.Length) { Text = path });
    }
}

/// <param name="Old">Code in the first run.</param>
/// <param name="New">Code in the second run.</param>
internal readonly record struct CodeLink(string Old, string New);
