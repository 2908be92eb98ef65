namespace ZoneComp.Comparison;

/// <summary>The sum that holds in every comparison, recomputed from its tables as they lie on the disk.</summary>
internal static class ComparisonLaws
{
    /// <exception cref="UserErrorException">A table is missing or does not read.</exception>
    public static LawResult PartsAddUp(string folder)
    {
        LawResult Result(int rows, string? breach) =>
            new(
                new LocalText("the parts of every payee and scheme add up to the change of its amount", "各单位各项资金的各原因之和等于其变化"),
                rows,
                breach is null ? null : new LocalText(breach, breach));
        string parts = Path.Combine(folder, ComparisonParquet.AttributionFile),
            quotas = Path.Combine(folder, ComparisonParquet.QuotaAttributionFile);
        Dictionary<(string, string), decimal> changes = EarlierTable.Read(Path.Combine(folder, ComparisonParquet.ComparisonFile), Changes);
        if (!File.Exists(parts))
            return Result(changes.Count, null); // nothing could be split, as a finding says
        Dictionary<(string, string), decimal> sums = EarlierTable.Read(parts, file => Sums(file, "part_yuan"));
        if (File.Exists(quotas))
            sums = sums.Concat(EarlierTable.Read(quotas, file => Sums(file, "part"))).ToDictionary();
        string[] wrong =
        [
            .. changes.Keys.Union(sums.Keys)
                .Where(key => changes.GetValueOrDefault(key) != sums.GetValueOrDefault(key))
                .Select(key => $"{key.Item1} {key.Item2}")
                .Order(StringComparer.Ordinal),
        ];
        return Result(changes.Count, wrong.Length == 0 ? null : wrong[0]);
    }

    private static Dictionary<(string Code, string Scheme), decimal> Changes(ParquetFile file)
    {
        Dictionary<(string Code, string Scheme), decimal> changes = [];
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group),
                kinds = EarlierTable.Texts(file, "kind", group),
                columns = EarlierTable.Texts(file, "column", group);
            decimal?[] change = file.Column("change").Decimals(group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (kinds[row] is ComparisonRow.Allocation or ComparisonRow.Quota
                    && columns[row].EndsWith(ComparisonRow.Amount, StringComparison.Ordinal))
                    changes[(codes[row], columns[row][..^ComparisonRow.Amount.Length])] = change[row] ?? 0m;
            }
        }

        return changes;
    }

    private static Dictionary<(string Code, string Scheme), decimal> Sums(ParquetFile file, string column)
    {
        Dictionary<(string Code, string Scheme), decimal> sums = [];
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group), schemes = EarlierTable.Texts(file, "scheme", group);
            decimal[] parts = EarlierTable.Decimals(file, column, group);
            for (int row = 0; row < codes.Length; row++)
                sums[(codes[row], schemes[row])] = sums.GetValueOrDefault((codes[row], schemes[row])) + parts[row];
        }

        return sums;
    }
}
