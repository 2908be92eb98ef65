using System.Globalization;

namespace ZoneComp.Provenance;

/// <summary>The sums that hold in every run, recomputed from its tables as they lie on the disk.</summary>
internal static class RunLaws
{
    /// <summary>Measure in run.json: the sum of a class's own polygons in m², repaired and on the lattice; the class's name
    /// follows.</summary>
    public const string PolygonsMeasure = "polygons_m2 ";

    public static IReadOnlyList<LawResult> Check(string folder, RunManifest manifest)
    {
        List<LawResult> laws = [];
        try
        {
            if (manifest.Settings.Contains(ComparisonManifest.Mark))
                return [ComparisonLaws.PartsAddUp(folder)];
            CombinationTable table = ParquetOutputs.ReadCombinations(folder);
            laws.Add(RegionAreas(folder, table));
            laws.Add(ClassTotals(table, manifest));
            string allocation = Path.Combine(folder, AllocationParquet.FileName);
            AllocationTable? money = File.Exists(allocation) ? AllocationParquet.Read(allocation) : null;
            if (money is not null)
            {
                laws.Add(Funds(money));
                laws.Add(Units(money));
            }

            string quotas = Path.Combine(folder, QuotasParquet.FileName);
            if (File.Exists(quotas))
            {
                AllocationTable given = QuotasParquet.Read(quotas);
                laws.AddRange([Funds(given), Units(given)]);
            }

            laws.AddRange(LevelLaws.Of(folder, table, money, YearOf(folder)));
            laws.AddRange(DrawingLaws.Of(folder, table, manifest, Polygons(manifest)));
        }
        catch (UserErrorException unread)
        {
            laws.Add(new LawResult(new LocalText("the tables read", "各表可读"), 1, unread.Text));
        }

        return laws;
    }

    /// <summary>Every figure of coverage.parquet, the region's area among them, once more from the combinations.</summary>
    private static LawResult RegionAreas(string folder, CombinationTable table)
    {
        LocalText law = new(
            "combinations add up to every region and to every row of coverage.parquet",
            "各组合面积之和等于区域面积及 coverage.parquet 各行");
        ParquetTable expected = CoverageParquet.Table(table, YearOf(folder));
        try
        {
            expected.Verify(Path.Combine(folder, CoverageParquet.FileName));
            return new LawResult(law, CoverageRows.Of(table).Count, null);
        }
        catch (InvalidDataException breach)
        {
            return new LawResult(law, 1, new LocalText(breach.Message, breach.Message));
        }
    }

    private static int YearOf(string folder) =>
        EarlierTable.Read(Path.Combine(folder, CombinationsParquet.FileName), file => (int)(file.Column("year").Values(0)[0] ?? 0));

    /// <summary>
    /// Repeated ground within its rounding bound of zero is not listed: at most this for each crossing, m² (half a mm² times 1 + floor(X /
    /// 2^30), X up to the Earth's width in mm).
    /// </summary>
    private const decimal UnlistedM2PerCrossing = 20 * 0.0000005m;

    /// <summary>Regions, outside and what polygons cover twice make up the class's own polygons; ghosts are what rounding bounds let be
    /// joined.</summary>
    private static LawResult ClassTotals(CombinationTable table, RunManifest manifest)
    {
        LocalText law = new(
            "per class, regions + outside + ground covered repeatedly = its own polygons",
            "各类别：区域内 + 区域外 + 重复覆盖 = 其图斑面积之和");
        Dictionary<string, decimal> measures = new(StringComparer.Ordinal);
        // A damaged run.json may lack a name or a number.
        foreach (NamedValue measure in manifest.Measures.Where(measure =>
            measure.Name is null
                || measure.Name.StartsWith(PolygonsMeasure, StringComparison.Ordinal)
                || measure.Name is "ghost_area_m2" or "crossings"))
        {
            if (measure.Name is null
                || !decimal.TryParse(measure.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value))
                return new LawResult(
                    law,
                    0,
                    new LocalText($"run.json: measure {measure.Name} has no number", $"run.json：{measure.Name} 没有数值"));
            measures[measure.Name] = value;
        }

        int compared = 0;
        for (int index = 0; index < table.Classes.Count; index++)
        {
            if (!measures.TryGetValue(PolygonsMeasure + table.Classes[index].Name, out decimal polygons))
                continue;
            compared++;
            decimal covered = table.Rows.Where(row => row.Classes.Contains(index)).Sum(row => row.AreaM2);
            decimal excess = table.Repeats.Where(row => row.Class == index).Sum(row => row.ExcessM2);
            if (Math.Abs(covered + excess - polygons) <= measures.GetValueOrDefault("ghost_area_m2")
                + (measures.GetValueOrDefault("crossings") * UnlistedM2PerCrossing))
                continue;
            string numbers = string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Classes[index].Name}: {covered} + {excess} m2, {polygons} m2");
            return new LawResult(law, compared, new LocalText(numbers, numbers));
        }

        return new LawResult(law, compared, null);
    }

    private static Dictionary<string, decimal> Polygons(RunManifest manifest)
    {
        Dictionary<string, decimal> polygons = new(StringComparer.Ordinal);
        foreach (NamedValue measure in manifest.Measures.Where(measure =>
            measure.Name?.StartsWith(PolygonsMeasure, StringComparison.Ordinal)
            == true))
        {
            if (decimal.TryParse(measure.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value))
                polygons[measure.Name[PolygonsMeasure.Length..]] = value;
        }

        return polygons;
    }

    private static LawResult Funds(AllocationTable money)
    {
        LocalText law = new(
            "amounts add up to each scheme's total, and to fund + reserve - unallocated",
            "各项目金额之和等于其合计，并等于资金总额 + 预备 − 未分配");
        foreach (SchemeResult scheme in money.Schemes)
        {
            decimal sum = money.Rows.Where(row => row.Scheme == scheme.Name).Sum(row => row.AmountYuan);
            decimal expected = scheme.FundYuan is decimal fund ? fund + scheme.ReserveYuan - scheme.UnallocatedYuan : scheme.TotalYuan;
            if (sum == scheme.TotalYuan && sum == expected)
                continue;
            string numbers = string.Create(
                CultureInfo.InvariantCulture, $"{scheme.Name}: {sum}, {scheme.TotalYuan}, {expected} {scheme.Measure}");
            return new LawResult(law, money.Schemes.Count, new LocalText(numbers, numbers));
        }

        return new LawResult(law, money.Schemes.Count, null);
    }

    private static LawResult Units(AllocationTable money)
    {
        LocalText law = new("every amount is a whole number of its scheme's units", "每笔金额均为该项目最小单位的整数倍");
        Dictionary<string, decimal> units = money.Schemes.ToDictionary(
            scheme => scheme.Name,
            scheme => scheme.UnitYuan,
            StringComparer.Ordinal);
        AllocationRow? odd = money.Rows.FirstOrDefault(row =>
            !units.TryGetValue(row.Scheme, out decimal unit) || unit == 0m || row.AmountYuan % unit != 0m);
        string? numbers = odd is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{odd.Unit} {odd.Scheme}: {odd.AmountYuan}");
        return new LawResult(law, money.Rows.Count, numbers is null ? null : new LocalText(numbers, numbers));
    }
}
