namespace ZoneComp.Comparison.Outputs;

/// <summary>The comparison as tables for finance staff: causes by scheme, amounts by payee, figures, polygons, ground, findings.</summary>
internal static class ComparisonTables
{
    /// <param name="language">Of words inside the rows.</param>
    public static IReadOnlyList<PeopleTable> Of(ComparisonResults results, Language language)
    {
        List<PeopleTable> tables = [];
        if (results.Money.Any())
        {
            tables.Add(Causes(results, quotas: false));
            tables.Add(Amounts(results, language, quotas: false));
        }

        if (results.Quotas.Any())
        {
            tables.Add(Causes(results, quotas: true));
            tables.Add(Amounts(results, language, quotas: true));
        }

        if (results.PolicyChanges.Count > 0)
            tables.Add(PolicyLines(results, language));
        tables.Add(Figures(results, language));
        if (results.Maps.Features.Count > 0)
            tables.Add(Features(results, language));
        if (results.Maps.Ground.Count > 0)
            tables.Add(Ground(results));
        tables.Add(Findings(results, language));
        return tables;
    }

    public static LocalText MatchTitle(MatchKind match) => match switch
    {
        MatchKind.Same => new("same", "相同"),
        MatchKind.Renamed => new("renamed", "改码"),
        MatchKind.Merged => new("merged", "合并"),
        MatchKind.Split => new("split", "拆分"),
        MatchKind.Regrouped => new("regrouped", "重组"),
        MatchKind.Appeared => new("appeared", "新增"),
        _ => new("vanished", "撤销"),
    };

    public static LocalText ChangeTitle(FeatureChange change) => change switch
    {
        FeatureChange.Appeared => new("appeared", "新增"),
        FeatureChange.Vanished => new("vanished", "消失"),
        FeatureChange.Moved => new("moved", "变形"),
        _ => new("reclassed", "改类"),
    };

    /// <summary>The schemes of a table: all money, whose columns have totals, or all quotas, each row in its own unit.</summary>
    private static (ComparedScheme[] Schemes, PeopleColumn[] Head) Schemes(ComparisonResults results, int first, bool quotas)
    {
        ComparedScheme[] schemes = [.. quotas ? results.Quotas : results.Money];
        int decimals = schemes.Max(scheme => scheme.Decimals);
        TotalKind total = quotas ? TotalKind.None : TotalKind.Sum;
        string ending = quotas ? "" : "_yuan";
        int old = first + (quotas ? 2 : 1);
        PeopleColumn title = new("scheme_title", new LocalText("Scheme", quotas ? "项目" : "资金"), PeopleFormat.Text);
        return (
            schemes,
            [
                title,
                .. quotas ? (PeopleColumn[])[new("unit", new LocalText("Counted in", "计量单位"), PeopleFormat.Text)] : [],
                new("old" + ending, results.Labels.Old, PeopleFormat.Number, decimals, total),
                new("new" + ending, results.Labels.New, PeopleFormat.Number, decimals, total),
                new("change" + ending, new LocalText("Change", "变化"), PeopleFormat.Number, decimals, total)
                {
                    Difference = (old + 1, old),
                },
                .. results.Attribution.Causes.Select((cause, index) => new PeopleColumn(
                    FormattableString.Invariant($"cause_{index + 1}"),
                    new LocalText($"of it: {cause.Title.En}", $"其中：{cause.Title.Zh}"), PeopleFormat.Number, decimals, total)),
            ]);
    }

    private static object?[] TitleOf(ComparedScheme scheme) =>
        scheme.IsQuota ? [scheme.Title, FigureText.Unit(scheme.Measure)] : [scheme.Title];

    private static LocalText UnitOf(bool quotas) => quotas ? new("Unit: in each row", "单位：见各行") : new("yuan", "单位：元");

    private static PeopleTable Causes(ComparisonResults results, bool quotas)
    {
        (ComparedScheme[] schemes, PeopleColumn[] head) = Schemes(results, 0, quotas);
        return new PeopleTable(
            quotas ? "quota_causes" : "causes",
            quotas ? new LocalText("Causes of quotas", "配额变化原因汇总") : new LocalText("Causes", "变化原因汇总"),
            UnitOf(quotas), 1, head,
            [
                .. schemes.Select(scheme => (IReadOnlyList<object?>)
                [
                    .. TitleOf(scheme), scheme.OldYuan, scheme.NewYuan, scheme.ChangeYuan,
                    .. Enumerable.Range(0, results.Attribution.Causes.Count).Select(cause => (object?)results.Attribution.Parts
                        .Where(change => change.Scheme == scheme.Name).Sum(change => change.PartsYuan[cause])),
                ]),
            ]);
    }

    private static PeopleTable PolicyLines(ComparisonResults results, Language language) => new(
        "policy_lines", new LocalText("Policy lines that changed", "测算方案的改动"), new LocalText("", ""), 1,
        [
            new("what", new LocalText("What", "改动"), PeopleFormat.Text),
            new("old", results.Labels.Old, PeopleFormat.Text),
            new("new", results.Labels.New, PeopleFormat.Text),
            new("old_line", new LocalText("Old line", "原行号"), PeopleFormat.Number, 0),
            new("new_line", new LocalText("New line", "现行号"), PeopleFormat.Number, 0),
        ],
        [
            .. results.PolicyChanges.Select(change => (IReadOnlyList<object?>)
                [change.Words().In(language), change.Old, change.New, (decimal?)change.OldLine, (decimal?)change.NewLine]),
        ]);

    private static PeopleTable Amounts(ComparisonResults results, Language language, bool quotas)
    {
        Dictionary<(string, string), AttributedChange> parts = results.Attribution.Parts.ToDictionary(change => (change.Unit.Code,
            change.Scheme));
        PeopleColumn[] keys = Keys();
        (ComparedScheme[] schemes, PeopleColumn[] head) = Schemes(results, keys.Length, quotas);
        return new PeopleTable(
            quotas ? "quota_amounts" : "amounts",
            quotas ? new LocalText("Quotas", "配额变化与原因") : new LocalText("Amounts", "金额变化与原因"),
            UnitOf(quotas), 2, [.. keys, .. head],
            [
                .. schemes.SelectMany(scheme => results.AmountsOf(scheme).Select(row => (IReadOnlyList<object?>)
                [
                    row.Code, row.Name, MatchTitle(row.Match).In(language), .. TitleOf(scheme), row.Old, row.New, row.Change,
                    .. Enumerable.Range(0, results.Attribution.Causes.Count).Select(cause =>
                        (object?)(parts.GetValueOrDefault((row.Code, scheme.Name))?.PartsYuan[cause] ?? 0m)),
                ])),
            ]);
    }

    /// <summary>Only those that changed; all are in comparison.parquet.</summary>
    private static PeopleTable Figures(ComparisonResults results, Language language) => new(
        "figures", new LocalText("Figures that changed", "变化的指标"), new LocalText("each in its unit", "单位：见各行"), 2,
        [
            .. Keys(), new("title", new LocalText("Figure", "指标"), PeopleFormat.Text), new(
                "column",
                new LocalText("Column", "列名"),
                PeopleFormat.Text), new("unit", new LocalText("Unit", "单位"), PeopleFormat.Text),
            new("old", results.Labels.Old, PeopleFormat.Number, 6), new(
                "new",
                results.Labels.New,
                PeopleFormat.Number,
                6),
            new("change", new LocalText("Change", "变化"), PeopleFormat.Number, 6),
        ],
        [
            .. results.Rows.Where(row => row.Kind is ComparisonRow.Coverage or ComparisonRow.Factor && !Equals(row.Old, row.New))
                .Select(row => (IReadOnlyList<object?>)
                [row.Code, row.Name, MatchTitle(row.Match).In(language), row.Title, row.Column, row.Unit, row.Old, row.New, row.Change]),
        ]);

    private static PeopleTable Features(ComparisonResults results, Language language) => new(
        "changed_features", new LocalText("Changed polygons", "变化的图斑"), new LocalText("m²", "单位：平方米"), 2,
        [
            new("layer", new LocalText("Layer", "图层"), PeopleFormat.Text), new("what", new LocalText("What", "变化"), PeopleFormat.Text),
            new("old_file", new LocalText("Old file", "原文件"), PeopleFormat.Text), new(
                "old_feature",
                new LocalText("Old feature", "原要素号"),
                PeopleFormat.Number,
                0), new("old_classes", new LocalText("Old class", "原类别"), PeopleFormat.Text),
            new("new_file", new LocalText("New file", "现文件"), PeopleFormat.Text), new(
                "new_feature",
                new LocalText("New feature", "现要素号"),
                PeopleFormat.Number,
                0), new("new_classes", new LocalText("New class", "现类别"), PeopleFormat.Text),
            new("region_code", new LocalText("Region code", "区划代码"), PeopleFormat.Text), new(
                "region_name",
                new LocalText("Region", "行政区"),
                PeopleFormat.Text),
            new("old_area_m2", new LocalText("Old area", "原面积"), PeopleFormat.Number), new(
                "new_area_m2",
                new LocalText("New area", "现面积"),
                PeopleFormat.Number),
        ],
        [
            .. results.Maps.Features.Select(row => (IReadOnlyList<object?>)
            [
                row.Layer, ChangeTitle(row.Change).In(language), row.OldFile, (decimal?)row.OldFeature, row.OldClasses, row.NewFile,
                (decimal?)row.NewFeature, row.NewClasses,
                row.RegionCode, row.RegionName, row.OldAreaM2, row.NewAreaM2,
            ]),
        ]);

    private static PeopleTable Ground(ComparisonResults results) => new(
        "moved_ground", new LocalText("Ground with another region", "划转的土地"), new LocalText("m²", "单位：平方米"), 2,
        [
            new("from_code", new LocalText("From code", "原属代码"), PeopleFormat.Text), new(
                "from_name",
                new LocalText("From", "原属"),
                PeopleFormat.Text),
            new("to_code", new LocalText("To code", "现属代码"), PeopleFormat.Text), new(
                "to_name",
                new LocalText("To", "现属"),
                PeopleFormat.Text),
            new("area_m2", new LocalText("Area", "面积"), PeopleFormat.Number, 2, TotalKind.Sum),
        ],
        [.. results.Maps.Ground.Select(row => (IReadOnlyList<object?>)[row.From, row.FromName, row.To, row.ToName, row.AreaM2])]);

    private static PeopleTable Findings(ComparisonResults results, Language language) => new(
        "findings", new LocalText("Findings", "检查发现"), new LocalText("", ""), 1,
        [
            new("code", new LocalText("Code", "代码"), PeopleFormat.Text), new(
                "severity",
                new LocalText("Severity", "严重程度"),
                PeopleFormat.Text),
            new("subject", new LocalText("Subject", "对象"), PeopleFormat.Text), new(
                "message",
                new LocalText("What", "说明"),
                PeopleFormat.Text),
        ],
        [
            .. results.Findings.Select(finding =>
                (IReadOnlyList<object?>)[
                    finding.Code,
                    SeverityText.Of(finding.Severity).In(language),
                    finding.Named.In(language),
                    finding.Message.In(language),
                ]),
        ]);

    private static PeopleColumn[] Keys() =>
    [
        new("region_code", new LocalText("Code", "单位代码"), PeopleFormat.Text), new(
            "region_name",
            new LocalText("Name", "单位名称"),
            PeopleFormat.Text),
        new("match", new LocalText("Match", "对应关系"), PeopleFormat.Text),
    ];
}
