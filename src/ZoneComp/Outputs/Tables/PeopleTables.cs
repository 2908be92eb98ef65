using System.Runtime.CompilerServices;

namespace ZoneComp.Outputs.Tables;

/// <summary>The tables of a run for people: coverage, factors, allocation, its detail, ledger, findings.</summary>
public static class PeopleTables
{
    private static readonly PeopleColumn Code = new("region_code", new("Code", "行政区划代码"), PeopleFormat.Text);
    private static readonly PeopleColumn Name = new("region_name", new("Region", "地区"), PeopleFormat.Text);
    private static readonly PeopleColumn UnitCode = new("unit_code", new("Code", "单位代码"), PeopleFormat.Text);
    private static readonly PeopleColumn UnitName = new("unit_name", new("Unit", "地区（单位）"), PeopleFormat.Text);

    /// <summary>A sheet ends at 1,048,576.</summary>
    private const int MostRows = 1_000_000;

    /// <summary>Writing and reading back ask for the same run's tables a dozen times.</summary>
    private static readonly ConditionalWeakTable<RunResults, IReadOnlyList<PeopleTable>> Made = [];

    public static IReadOnlyList<PeopleTable> Of(RunResults results) => Made.GetValue(results, Make);

    private static IReadOnlyList<PeopleTable> Make(RunResults results)
    {
        PeopleTable factors = Factors(results);
        List<PeopleTable> tables = results.Combinations.Rows.Count > 0 ? [Coverage(results), factors] : [factors];
        if (results.Allocation is { } allocation)
        {
            tables.Add(Allocation(allocation, results.Combinations.Regions));
            tables.Add(FundTable.Of(results, allocation, factors));
            tables.Add(AllocationDetail(allocation));
            if (FamilyTable.Of(allocation) is { } families)
                tables.Add(families);
            if (allocation.PaidItems.Count > 0)
                tables.Add(PaidItems(results, allocation));
            if (allocation.Ledger.Count > 0)
                tables.AddRange([Ledger(allocation), .. PartyTables.Of(allocation, results.Combinations.Regions)]);
        }

        if (results.Quotas is { } quotas)
            tables.AddRange(QuotaTables.Of(quotas, results.Combinations, AreaScale.OfRates(results.AreaUnit)));
        tables.AddRange(LevelTables.Of(results));
        if (CoverageByClass(results, AreaScale.OfTables(results)) is { } byClass)
            tables.Add(byClass);
        tables.Add(Findings(results));
        return tables;
    }

    /// <summary>Area of each region, and of each zone class in it, and as a share.</summary>
    private static PeopleTable Coverage(RunResults results)
    {
        CoverageTable coverage = CoverageTable.Of(results.Combinations);
        AreaScale scale = AreaScale.OfTables(results);
        List<PeopleColumn> columns =
        [
            Code,
            Name,
            new($"area_{scale.Unit.Name}", new("Area", "面积"), PeopleFormat.Number, scale.Decimals, TotalKind.Sum),
        ];
        foreach (ShownGround ground in coverage.Shown)
        {
            string name = RegionFigures.ColumnName(ground.Name);
            columns.Add(new(
                $"{name}_{scale.Unit.Name}", new($"{ground.Title} area", $"{ground.Title}面积"), PeopleFormat.Number, scale.Decimals,
                TotalKind.Sum));
            columns.Add(new(
                $"{name}_ratio", new($"{ground.Title} share", $"{ground.Title}占比"), PeopleFormat.Share, 2, TotalKind.Ratio)
            {
                RatioOf = (columns.Count - 1, 2),
            });
        }

        return new PeopleTable("coverage", new("Coverage of zones", "分区覆盖情况表"), UnitAndBounds(results.Combinations, scale), 2, columns,
        [
            .. results.Combinations.Regions.Select((region, index) => (IReadOnlyList<object?>)
            [
                region.Code, region.Name, scale.Value(coverage.RegionAreaM2[index]),
                .. coverage.CoveredM2.SelectMany(covered => new object?[]
                {
                    scale.Value(covered[index]),
                    coverage.RegionAreaM2[index] > 0 ? covered[index] / coverage.RegionAreaM2[index] : null,
                }),
            ]),
        ]);
    }

    /// <summary>A row for each class of layers without columns of their classes, and each region it meets; null where there are none, or
    /// too many for a sheet.</summary>
    private static PeopleTable? CoverageByClass(RunResults results, AreaScale scale)
    {
        IReadOnlySet<string> whole = ShownGround.Whole(results.Combinations.Classes);
        if (whole.Count == 0)
            return null;
        IReadOnlyList<object?>[] rows =
        [
            .. CoverageRows.Of(results.Combinations)
                .Where(row => row is { Region: not null, Class: not null, AreaM2: > 0 } && whole.Contains(row.Layer))
                .Select(row => (IReadOnlyList<object?>)
                    [row.Region!.Code, row.Region.Name, row.Class!.Name, row.Class.Title, scale.Value(row.AreaM2), row.CoverageRatio]),
        ];
        return rows.Length > MostRows ? null : new PeopleTable(
            "coverage_classes", new("Coverage by class", "分类覆盖明细表"), UnitAndBounds(results.Combinations, scale), 2,
            [
                Code, Name,
                new("class", new("Class", "类别"), PeopleFormat.Text),
                new("class_title", new("Title", "类别名称"), PeopleFormat.Text),
                new($"area_{scale.Unit.Name}", new("Area", "面积"), PeopleFormat.Number, scale.Decimals),
                new("ratio", new("Share", "占比"), PeopleFormat.Share, 2),
            ],
            rows);
    }

    private static LocalText UnitAndBounds(CombinationTable table, AreaScale scale) => FigureText.WidestBounds(table) is { } bounds
        ? new($"{UnitLine(scale).En}; {bounds.En}", $"{UnitLine(scale).Zh}；{bounds.Zh}")
        : UnitLine(scale);

    internal static LocalText UnitLine(AreaScale scale) =>
        new($"Unit: {(scale.Unit.Name == "ha" ? "hectare" : scale.Name.En)}", $"单位：{scale.Name.Zh}");

    private static PeopleTable Factors(RunResults results)
    {
        IReadOnlyList<Figure> figures =
        [
            .. RegionFigures.Of(results).Where(figure => figure.Kind is FigureKind.Indicator or FigureKind.Factor),
        ];
        return new PeopleTable("factors", new("Indicators and factors", "指标与系数表"), new("Unit: in the column heads", "单位：见表头"), 2,
            [
                Code, Name,
                .. figures.Select(figure =>
                    new PeopleColumn(
                        figure.Name,
                        new(FigureText.TitleWithUnit(figure, Language.English), FigureText.TitleWithUnit(figure, Language.Chinese)),
                        FormatOf(figure),
                        figure.Decimals,
                    Unit.BaseOf(figure.Quantity).Length > 0 ? TotalKind.Sum : TotalKind.None)
                {
                    IsScore = figure.Quantity == Quantity.Number,
                }),
            ],
            [
                .. results.Combinations.Regions.Select((region, index) =>
                    (IReadOnlyList<object?>)[region.Code, region.Name, .. figures.Select(figure => figure.Values[index])]),
            ]);
    }

    /// <summary>Below zero: what a unit was paid and another scheme hands on to its members. The total of all schemes is less it.</summary>
    internal const string HandedOnColumn = "handed_on_yuan";

    internal static readonly LocalText HandedOnTitle = new("Handed on to members", "转下级");

    /// <summary>Below zero: what a unit pays to others as a payer of a scheme. It is in no total: the amounts add up to the fund.</summary>
    internal const string DebitedColumn = "debited_yuan";

    /// <summary>One row per unit, one column per scheme, the total of all schemes first; where regions are payers, what they pay and what
    /// is left to them last.</summary>
    private static PeopleTable Allocation(AllocationTable allocation, IReadOnlyList<Region> regions)
    {
        IReadOnlyDictionary<string, decimal> debited = allocation.Debits;
        List<string> units =
        [
            .. allocation.Rows.Select(row => row.Unit).Concat(debited.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Func<string, string> nameOf = PartyTables.Names(regions);
        Dictionary<string, string> names = allocation.Rows.DistinctBy(row => row.Unit, StringComparer.Ordinal)
            .ToDictionary(row => row.Unit, row => row.UnitName, StringComparer.Ordinal);
        Dictionary<(string, string), decimal> amounts = [];
        foreach (AllocationRow row in allocation.Rows)
            amounts[(row.Unit, row.Scheme)] = amounts.GetValueOrDefault((row.Unit, row.Scheme)) + row.AmountYuan;
        Dictionary<string, decimal> handedOn = allocation.HandedOn.GroupBy(row => row.Unit, StringComparer.Ordinal)
            .ToDictionary(unit => unit.Key, unit => -unit.Sum(row => row.AmountYuan), StringComparer.Ordinal);
        return new PeopleTable("allocation", new("Allocation", "资金分配表"), new("Unit: yuan", "单位：元"), 2,
            [
                UnitCode, UnitName, new("total_yuan", new("Total", "总额"), PeopleFormat.Number, 2, TotalKind.Sum),
                .. allocation.Schemes.Select(scheme =>
                    new PeopleColumn($"{scheme.Name}_yuan", new(scheme.Title, scheme.Title), PeopleFormat.Number, 2, TotalKind.Sum)),
                .. handedOn.Count > 0 ? (PeopleColumn[])[new(HandedOnColumn, HandedOnTitle, PeopleFormat.Number, 2, TotalKind.Sum)] : [],
                .. debited.Count > 0
                    ? (PeopleColumn[])
                    [
                        new(DebitedColumn, new("Paid as a payer", "作为出资方支付"), PeopleFormat.Number, 2, TotalKind.Sum),
                        new("net_yuan", new("Net", "净额"), PeopleFormat.Number, 2, TotalKind.Sum),
                    ]
                    : [],
            ],
            [
                .. units.Select(unit => (IReadOnlyList<object?>)
                [
                    unit, names.TryGetValue(unit, out string? name) ? name : nameOf(unit), Total(unit),
                    .. allocation.Schemes.Select(scheme =>
                        amounts.TryGetValue((unit, scheme.Name), out decimal amount) ? (object?)amount : null),
                    .. handedOn.Count > 0 ? (object?[])[handedOn.TryGetValue(unit, out decimal on) ? on : null] : [],
                    .. debited.Count > 0
                        ? (object?[])
                        [
                            debited.TryGetValue(unit, out decimal paid) ? -paid : null, Total(unit) - debited.GetValueOrDefault(unit),
                        ]
                        : [],
                ]),
            ]);

        decimal Total(string unit) =>
            allocation.Schemes.Sum(scheme => amounts.GetValueOrDefault((unit, scheme.Name))) + handedOn.GetValueOrDefault(unit);
    }

    /// <summary>Parts of a row's key, joined as formulas join them.</summary>
    internal static string Key(params IReadOnlyList<string> parts) => string.Join('|', parts);

    /// <summary>Columns at the end, where the policy states anything for them.</summary>
    private static PeopleColumn[] Stated(bool isStated, string name, string en, string zh) =>
        isStated ? [new(name, new(en, zh), PeopleFormat.Text)] : [];

    private static object?[] Stated(bool isStated, string? value) => isStated ? [value] : [];

    private static PeopleTable AllocationDetail(AllocationTable allocation)
    {
        bool hasFamilies = allocation.Schemes.Any(scheme => scheme.Family is not null),
            hasBasis = allocation.Schemes.Any(scheme => scheme.Basis is not null);
        Dictionary<string, SchemeResult> schemes = allocation.Schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        return AllocationDetail(allocation, schemes, hasFamilies, hasBasis);
    }

    private static PeopleTable AllocationDetail(
        AllocationTable allocation,
        Dictionary<string, SchemeResult> schemes,
        bool hasFamilies,
        bool hasBasis) => new(
        "allocation_detail", new("Allocation by scheme and source", "资金分配明细表"),
        new(
            "Unit: yuan. At least, at most, factor and rounding are values that the program solved for; a computed amount without a "
                + "formula comes from the policy's own formulas: see zonecomp explain",
            "单位：元。下限、上限、平衡系数和尾差调整是程序求得的数值；没有公式的测算额由程序按测算方案的公式计算，可用 zonecomp explain 展开"), 2,
        [
            UnitCode, UnitName,
            new("scheme", new("Scheme", "资金"), PeopleFormat.Text),
            new("source", new("Source", "资金来源"), PeopleFormat.Text),
            new("computed_yuan", new("Computed", "测算额"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("floor_yuan", new("At least", "下限"), PeopleFormat.Number),
            new("cap_yuan", new("At most", "上限"), PeopleFormat.Number),
            new("factor", new("Factor to the fund", "平衡系数"), PeopleFormat.Number, 6),
            new("bounded_yuan", new("After bounds", "调整后"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("rounding_yuan", new("Handed on by rounding", "尾差调整"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("amount_yuan", new("Amount", "下达额"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("last_year_yuan", new("Last year", "上年数"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("change_yuan", new("Change", "增减"), PeopleFormat.Number, 2) { Difference = (10, 11) },
            new("bound", new("Bound", "限制"), PeopleFormat.Text),
            new("note", new("Note", "说明"), PeopleFormat.Text),
            .. Stated(hasFamilies, "family", "Family", "类别"),
            .. Stated(hasBasis, "basis", "Basis", "依据"),
        ],
        [
            .. allocation.Rows.Select(row => (IReadOnlyList<object?>)
            [
                row.Unit, row.UnitName, TitleOf(allocation, row.Scheme), row.Source,
                row.ComputedYuan, row.FloorYuan, row.CapYuan, row.Factor == 1 ? null : row.Factor, row.BoundedYuan,
                HandedOn(allocation, row) is var handedOn and not 0
                    ? handedOn
                    : null, row.AmountYuan, row.LastYearYuan, row.ChangeYuan, OwnWords.Bound(row.Bound), OwnWords.Note(row.Note),
                .. Stated(hasFamilies, schemes.GetValueOrDefault(row.Scheme)?.Family), .. Stated(
                    hasBasis,
                    schemes.GetValueOrDefault(row.Scheme)?.Basis),
            ]),
        ])
        {
            Keys = [.. allocation.Rows.Select(row => Key(row.Unit, row.Scheme, row.Source))],
        };

    /// <summary>What the amount differs from the rounded one by, so that all add up (largest remainder), yuan.</summary>
    private static decimal HandedOn(AllocationTable allocation, AllocationRow row)
    {
        decimal unit = allocation.Schemes.FirstOrDefault(scheme => scheme.Name == row.Scheme)?.UnitYuan ?? 0.01m;
        return row.AmountYuan - (Math.Round(
            Math.Round(row.BoundedYuan / unit, 6, MidpointRounding.AwayFromZero),
            0,
            MidpointRounding.AwayFromZero) * unit);
    }

    /// <summary>Ground x rate x coefficient of every item that is paid by rate.</summary>
    private static PeopleTable PaidItems(RunResults results, AllocationTable allocation)
    {
        Dictionary<string, string> names = results.Combinations.Regions
            .ToDictionary(region => region.Code, region => region.Name, StringComparer.Ordinal);
        bool hasBasis = allocation.PaidItems.Any(item => item.Legal is not null);
        AreaScale scale = AreaScale.OfRates(results.AreaUnit);
        (string unit, string en, string zh) = (scale.Unit.Name, scale.Name.En, scale.Name.Zh);
        return new PeopleTable("paid_items", new("Amounts by rate", "按标准补偿计算表"), new($"Units: {en}, yuan", $"单位：{zh}、元"), 3,
            [
                UnitCode, new("region_code", new("Region's code", "地块所在区划代码"), PeopleFormat.Text), Name,
                new("scheme", new("Scheme", "资金"), PeopleFormat.Text),
                new("item", new("Item", "补偿项"), PeopleFormat.Text),
                new("basis", new("Ground or formula", "地块范围（或公式）"), PeopleFormat.Text),
                new($"area_{unit}", new($"Area ({en})", $"面积（{zh}）"), PeopleFormat.Number, scale.Decimals),
                new($"rate_yuan_per_{unit}", new($"Rate (yuan/{en})", $"标准（元/{zh}）"), PeopleFormat.Number, 4),
                new("coefficient", new("Coefficient", "系数"), PeopleFormat.Number, 4),
                new("amount_yuan", new("Amount before bounds", "测算额"), PeopleFormat.Number, 2, TotalKind.Sum),
                .. Stated(hasBasis, "legal_basis", "Basis", "依据"),
            ],
            [
                .. allocation.PaidItems.Select(row => (IReadOnlyList<object?>)
                [
                    row.Unit, row.Region, names.GetValueOrDefault(row.Region), TitleOf(allocation, row.Scheme), row.Item,
                    NamedThings.Ground(results, row.Basis),
                    row.AreaM2 is { } m2 ? scale.Value(m2) : null, row.RateYuanPerMu * scale.Mu, row.Coefficient, row.AmountYuan,
                    .. Stated(hasBasis, row.Legal),
                ]),
            ])
        {
            Keys = [.. allocation.PaidItems.Select(row => Key(row.Unit, row.Scheme))],
        };
    }

    private static string TitleOf(AllocationTable allocation, string scheme) =>
        allocation.Schemes.FirstOrDefault(one => one.Name == scheme)?.Title ?? scheme;

    private static PeopleTable Ledger(AllocationTable allocation) => new(
        "ledger", new("Ledger between parties", "双方台账"), new("Unit: yuan", "单位：元"), 3,
        [
            new("scheme", new("Scheme", "资金"), PeopleFormat.Text),
            new("section", new("Section", "断面（协议）"), PeopleFormat.Text),
            new("period", new("Period", "时段"), PeopleFormat.Text),
            new("item", new("Item", "项目"), PeopleFormat.Text),
            new("payer", new("Payer", "付款方"), PeopleFormat.Text),
            new("payee", new("Payee", "收款方"), PeopleFormat.Text),
            new("amount_yuan", new("Amount", "金额"), PeopleFormat.Number, 2, TotalKind.Sum),
            new("note", new("Note", "说明"), PeopleFormat.Text),
        ],
        [
            .. allocation.Ledger.Select(row => (IReadOnlyList<object?>)
            [
                TitleOf(allocation, row.Scheme), row.Section, row.Period, row.Item, row.Payer, row.Payee, row.AmountYuan,
                OwnWords.Note(row.Note),
            ]),
        ]);

    private static PeopleTable Findings(RunResults results) => new(
        "findings", new("Findings", "检查发现"), new("", ""), 2,
        [
            new("code", new("Code", "代码"), PeopleFormat.Text),
            new("severity", new("Severity", "严重程度"), PeopleFormat.Text),
            new("subject", new("Subject", "对象"), PeopleFormat.Text),
            new("message_zh", new("What (Chinese)", "说明"), PeopleFormat.Text),
            new("message_en", new("What (English)", "说明（英文）"), PeopleFormat.Text),
            new("accepted_because", new("Accepted because", "接受理由"), PeopleFormat.Text),
            new("count", new("How many", "条数"), PeopleFormat.Number, 0),
            new("weight", new("How much", "涉及数量"), PeopleFormat.Number, 2),
            new("weight_unit", new("Of", "数量单位"), PeopleFormat.Text),
        ],
        [
            .. ListedFindings.Of(results.Findings).Select(finding => (IReadOnlyList<object?>)
            [
                finding.Code, SeverityText.Of(finding.Severity), finding.Named, finding.Message.Zh, finding.Message.En,
                finding.AcceptedBecause,
                (decimal)finding.Count, .. Weight(results, finding.Weight),
            ]),
        ]);

    /// <summary>Amount and unit; an area in the policy's unit unless it would round away there.</summary>
    private static object?[] Weight(RunResults results, FindingWeight? weight) => weight switch
    {
        null => [null, null],
        { Unit: "m2" } when results.AreaUnit is not null && AreaScale.OfTables(results) is var scale
            && scale.Value(weight.Amount) is var shown and >= 0.01m => [shown, scale.Name],
        _ => [weight.Amount, FigureText.Unit(weight.Unit)],
    };

    private static PeopleFormat FormatOf(Figure figure) => figure.Quantity switch
    {
        Quantity.Text => PeopleFormat.Text,
        Quantity.Flag => PeopleFormat.Flag,
        _ => PeopleFormat.Number,
    };
}
