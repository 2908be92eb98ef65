namespace ZoneComp.Outputs.Figures;

/// <summary>What the outputs for people show of each region: its columns in one list, named, titled and with units, whatever stage they
/// come from.</summary>
/// <remarks>The order is that of the workbook and the map: area, coverage of each class, indicators, factors, amounts and their
/// change.</remarks>
public static class RegionFigures
{
    /// <summary>One column per figure; values in the order of the regions.</summary>
    public static IReadOnlyList<Figure> Of(RunResults results)
    {
        List<Figure> figures = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { "fid", "geom", "year", "region_code", "region_name" };
        // The policy's own names stay as they are, so a coverage column gives way where one of them is the same.
        HashSet<string> policyNames = new(
            results.Indicators.Concat(results.Factors).Select(column => column.Name),
            StringComparer.OrdinalIgnoreCase);
        CoverageTable coverage = CoverageTable.Of(results.Combinations);
        // Regions without a map may have no areas at all: then none is shown.
        if (coverage.RegionAreaM2.Any(area => area > 0))
            Add(
                FigureKind.Area, "area_m2", new LocalText("Area", "面积"), Quantity.Area, "m2", ShownDigits.Of(Quantity.Area, "m2"),
                [.. coverage.RegionAreaM2.Cast<object?>()]);
        for (int index = 0; index < coverage.Shown.Count; index++)
        {
            ShownGround ground = coverage.Shown[index];
            IReadOnlyList<decimal> covered = coverage.CoveredM2[index];
            Add(
                FigureKind.Coverage,
                $"{ColumnName(ground.Name)}_coverage_ratio",
                new LocalText($"{ground.Title} ratio", $"{ground.Title}占比"),
                Quantity.Number,
                "",
                4,
                [
                    .. covered.Select((area, region) =>
                        coverage.RegionAreaM2[region] > 0 ? (object?)(area / coverage.RegionAreaM2[region]) : null),
                ]);
        }

        foreach (Column column in results.Indicators)
            Add(
                FigureKind.Indicator, column.Name, new LocalText(column.Title, column.Title), column.Quantity, column.Unit,
                column.Decimals, column.Values, column.Formula, column.Basis);
        foreach (Column column in results.Factors)
            Add(
                FigureKind.Factor, column.Name, new LocalText(column.Title, column.Title), column.Quantity, column.Unit, column.Decimals,
                column.Values, column.Formula, column.Basis);
        foreach (SchemeResult scheme in results.Allocation?.Schemes ?? [])
        {
            Add(
                FigureKind.Amount, $"{scheme.Name}_yuan", new LocalText(scheme.Title, scheme.Title), Quantity.Money, "yuan", 2,
                Amounts(results, results.Allocation!, scheme.Name));
            figures[^1] = figures[^1] with { Excluded = Excluded(results, results.Allocation!, scheme.Name) };
            if (results.Allocation!.Rows.Any(row => row.Scheme == scheme.Name && row.LastYearYuan is not null))
                Add(
                    FigureKind.Change,
                    $"{scheme.Name}_change_yuan",
                    new LocalText($"{scheme.Title}: change from last year", $"{scheme.Title}比上年增减"),
                    Quantity.Money,
                    "yuan",
                    2,
                    Changes(results, results.Allocation!, scheme.Name));
        }

        foreach (SchemeResult scheme in results.Quotas?.Schemes ?? [])
        {
            Quantity quantity = Unit.Find(scheme.Measure)!.Quantity;
            int decimals = ShownDigits.Of(scheme);
            Add(
                FigureKind.Quota, $"{scheme.Name}_{scheme.Measure}", new LocalText(scheme.Title, scheme.Title), quantity, scheme.Measure,
                decimals, Amounts(results, results.Quotas!, scheme.Name));
            figures[^1] = figures[^1] with { Excluded = Excluded(results, results.Quotas!, scheme.Name) };
            if (results.Quotas!.Rows.Any(row => row.Scheme == scheme.Name && row.LastYearYuan is not null))
                Add(
                    FigureKind.Change, $"{scheme.Name}_change_{scheme.Measure}",
                    new LocalText($"{scheme.Title}: change from last year", $"{scheme.Title}比上年增减"), quantity, scheme.Measure, decimals,
                    Changes(results, results.Quotas!, scheme.Name));
        }

        return figures;

        void Add(
            FigureKind kind, string name, LocalText title, Quantity quantity, string unit, int decimals, IReadOnlyList<object?> values,
            string? formula = null, string? basis = null)
        {
            // SQLite and Excel do not tell case apart.
            string free = name;
            bool fromPolicy = kind is FigureKind.Indicator or FigureKind.Factor;
            for (int next = 2; (!fromPolicy && policyNames.Contains(free)) || !names.Add(free); next++)
                free = $"{name}_{next}";
            figures.Add(new Figure(kind, free, title, quantity, unit, decimals, values, formula)
            {
                Basis = basis,
                AreaUnit = results.AreaUnit,
            });
        }
    }

    /// <summary>Policy names may hold a dot ("forest.I"), column names in files had better not.</summary>
    public static string ColumnName(string policyName) => policyName.Replace('.', '_');

    /// <summary>What the scheme pays each region, all sources together; null where the region is not a unit of the scheme.</summary>
    private static IReadOnlyList<object?> Amounts(RunResults results, AllocationTable allocation, string scheme)
    {
        Dictionary<string, decimal> byUnit = new(StringComparer.Ordinal);
        foreach (AllocationRow row in allocation.Rows)
        {
            if (row.Scheme == scheme)
                byUnit[row.Unit] = byUnit.GetValueOrDefault(row.Unit) + row.AmountYuan;
        }

        return [
            .. results.Combinations.Regions.Select(region => byUnit.TryGetValue(region.Code, out decimal amount) ? (object?)amount : null),
        ];
    }

    /// <summary>Regions that the scheme's <c>eligible</c> leaves out, and that it pays nothing.</summary>
    private static IReadOnlyDictionary<int, string> Excluded(RunResults results, AllocationTable allocation, string scheme)
    {
        HashSet<string> units = new(StringComparer.Ordinal);
        foreach (IGrouping<string, AllocationRow> unit in allocation.Rows.Where(row => row.Scheme == scheme)
            .GroupBy(row => row.Unit))
        {
            if (unit.All(row => row is { TakesPart: false, AmountYuan: 0m }))
                units.Add(unit.Key);
        }

        return Enumerable.Range(0, results.Combinations.Regions.Count)
            .Where(region => units.Contains(results.Combinations.Regions[region].Code))
            .ToDictionary(region => region, region => results.Combinations.Regions[region].Code);
    }

    /// <summary>Amount less last year's, all sources together; null where a source of the region has no last year.</summary>
    private static IReadOnlyList<object?> Changes(RunResults results, AllocationTable allocation, string scheme)
    {
        Dictionary<string, decimal?> byUnit = new(StringComparer.Ordinal);
        foreach (AllocationRow row in allocation.Rows)
        {
            if (row.Scheme == scheme)
                byUnit[row.Unit] = byUnit.TryGetValue(row.Unit, out decimal? before) ? before + row.ChangeYuan : row.ChangeYuan;
        }

        return [
            .. results.Combinations.Regions.Select(region => byUnit.GetValueOrDefault(region.Code) is { } change ? (object?)change : null),
        ];
    }
}

public enum FigureKind
{
    Area,
    Coverage,
    Indicator,
    Factor,

    /// <summary>Of an amount, against last year's.</summary>
    Change,

    /// <summary>What a scheme gives that is no money.</summary>
    Quota,
    Amount,
}

/// <param name="Name">Column name in files: ASCII, unique among the figures whatever its case.</param>
/// <param name="Unit">As in <see cref="Column.Unit"/>.</param>
/// <param name="Decimals">That people are shown.</param>
/// <param name="Formula">As the policy writes it; null where there is none.</param>
public sealed record Figure(
    FigureKind Kind, string Name, LocalText Title, Quantity Quantity, string Unit, int Decimals, IReadOnlyList<object?> Values,
    string? Formula)
{
    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    public string? Basis { get; init; }

    /// <summary>In which an area counted in m² is shown; null for square kilometres.</summary>
    public string? AreaUnit { get; init; }

    /// <summary>Code of each region that a scheme's <c>eligible</c> leaves out: a class of their own on maps, though their value is
    /// 0.</summary>
    public IReadOnlyDictionary<int, string> Excluded { get; init; } = new Dictionary<int, string>();

    public bool IsNumeric => Quantity is not (Quantity.Text or Quantity.Flag);

    /// <summary>The value of one region as a number; null when missing or not a number.</summary>
    public decimal? Number(int region) => Values[region] as decimal?;
}
