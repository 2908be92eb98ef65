using System.Globalization;

namespace ZoneComp.Provenance;

/// <summary>What must hold between the lowest regions, the levels above them, and official areas, from the tables as they lie on the
/// disk.</summary>
internal static class LevelLaws
{
    public static IEnumerable<LawResult> Of(string folder, CombinationTable combinations, AllocationTable? money, int year)
    {
        CombinationTable table = RegionsParquet.ReadInto(Path.Combine(folder, RegionsParquet.FileName), combinations, Levels(folder));
        yield return Same(
            new LocalText(
                "every region of every level is the sum of its lowest regions, remainders among them, and stands to its official area as "
                    + "regions.parquet says",
                "各级区域（含剩余地）等于其最低级区域之和，与控制面积的关系和 regions.parquet 一致"),
            folder, RegionsParquet.Table(table, year), RegionTotals.Of(table).Count);
        if (table.Rows.Any(row => row.AdjustedM2 is not null))
            yield return Adjusted(table);
        if (File.Exists(Path.Combine(folder, LevelsParquet.CoverageFileName)))
        {
            yield return Same(
                new LocalText("coverage of the levels above adds up from the lowest regions", "上级覆盖面积等于最低级区域之和"),
                folder, LevelsParquet.Coverage(table, year), LevelRegions.Of(table).Count);
        }

        if (money is not null && File.Exists(Path.Combine(folder, LevelsParquet.AllocationFileName)))
        {
            yield return Same(
                new LocalText("amounts of the levels above add up from the payees', to the fen", "上级金额等于各单位金额之和，分毫不差"),
                folder, LevelsParquet.Allocation(table, money, year), LevelSums.Allocation(table, money).Count);
        }
    }

    private static RegionLevel[] Levels(string folder) => EarlierTable.Read(Path.Combine(folder, RegionsParquet.FileName), file =>
        Enumerable.Range(0, file.RowGroupCount).SelectMany(group => EarlierTable.Texts(file, "level", group))
            .Where(level => level.Length > 0).Distinct(StringComparer.Ordinal).Select(level => new RegionLevel(level, level)).ToArray());

    /// <summary>Areas brought to an official figure make it up exactly, with the ground that a mask leaves out.</summary>
    private static LawResult Adjusted(CombinationTable table)
    {
        LocalText law = new("adjusted areas add up to each official area exactly", "平差后面积之和恰等于控制面积");
        int compared = 0;
        foreach (OfficialAreaRow figure in table.OfficialAreas)
        {
            int[] regions = [.. Enumerable.Range(0, table.Regions.Count).Where(region =>
                figure.Level.Length == 0
                    ? table.Regions[region].Code == figure.Code
                    : table.Regions[region].Parents.GetValueOrDefault(figure.Level) == figure.Code)];
            CombinationRow[] rows = [.. table.Rows.Where(row => regions.Contains(row.Region))];
            if (rows.Length == 0 || rows.Any(row => row.AdjustedM2 is null))
                continue;
            compared++;
            decimal sum = rows.Sum(row => row.AdjustedM2!.Value)
                + (table.Ground.Count == 0 ? 0m : regions.Sum(region => table.Ground[region].OutsideMaskAdjustedM2 ?? 0m));
            if (sum == figure.AreaM2)
                continue;
            string numbers = string.Create(CultureInfo.InvariantCulture, $"{figure.Code}: {sum} m2, {figure.AreaM2} m2");
            return new LawResult(law, compared, new LocalText(numbers, numbers));
        }

        return new LawResult(law, compared, null);
    }

    private static LawResult Same(LocalText law, string folder, ParquetTable expected, int rows)
    {
        try
        {
            expected.Verify(Path.Combine(folder, expected.FileName));
            return new LawResult(law, rows, null);
        }
        catch (InvalidDataException breach)
        {
            return new LawResult(law, rows, new LocalText(breach.Message, breach.Message));
        }
    }
}
