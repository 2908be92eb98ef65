namespace ZoneComp.Expressions;

/// <summary>Tells measurements of ground: which combinations, and with a trace which polygons, they are the sum of.</summary>
internal static class GroundStory
{
    /// <param name="table">The areas that count: as measured, or brought to official figures.</param>
    public static Step Area(ZoneSet set, CombinationTable table, int region, Storyteller teller) => new("", "")
    {
        Fold = "sum",
        Members = teller.Trace.Ground(table, region, set.Holds, row => ExactText.M2(row.AreaM2)),
        Notes = Adjusted(table, region, teller),
    };

    /// <param name="area">Internal units, as <paramref name="whole"/>.</param>
    public static Step Ratio(
        ZoneSet part, ZoneSet? whole, decimal area, decimal wholeArea, RegionScope scope, int region, Storyteller teller)
    {
        ZoneSet ground = whole ?? Everywhere;
        return new Step("", "")
        {
            Arithmetic = $"{Text(area)} / {Text(wholeArea)}",
            Parts =
            [
                Area(part, RatioTable(scope), region, teller) with { Name = $"area({part.Text})", Value = Text(area) },
                Area(ground, RatioTable(scope), region, teller) with { Name = $"area({ground.Text})", Value = Text(wholeArea) },
            ],
        };
    }

    /// <param name="regionArea">The region's area where the least is a ratio of it; null where it is an area.</param>
    public static Step Member(
        ZoneSet set, decimal area, ConstantFormula min, decimal? regionArea, RegionScope scope, int region, Storyteller teller)
    {
        CombinationTable table = regionArea is null ? scope.Inputs.Combinations : RatioTable(scope);
        List<Step> parts = [Area(set, table, region, teller) with { Name = $"area({set.Text})", Value = Text(area) }];
        if (regionArea is decimal whole)
            parts.Add(Area(Everywhere, table, region, teller) with { Name = $"area({ZoneSetBinder.Everywhere})", Value = Text(whole) });
        string least = regionArea is decimal all
            ? $"{ExactText.Number(min.Constant.Number)} * {Text(all)}"
            : ExactText.Of(min.Constant, min.Type);
        return new Step("", "") { Arithmetic = $"{Text(area)} >= {least}", Parts = parts };
    }

    public static Step Excess(ZoneSet set, RegionScope scope, int region, Storyteller teller)
    {
        CombinationTable table = scope.Inputs.Combinations;
        return new Step("", "")
        {
            Fold = "sum",
            Members =
            [
                .. table.Repeats.Where(repeat => repeat.Region == region && set.Classes.Contains(repeat.Class))
                    .Select(repeat => new Member(table.Classes[repeat.Class].Name, ExactText.M2(repeat.ExcessM2))),
                .. teller.Trace.Ground(
                    table,
                    region,
                    ground => Times(ground) > 1,
                    row => $"{ExactText.Number(Times(row.Classes) - 1)} * {ExactText.M2(row.AreaM2)}"),
            ],
            Notes =
            [
                new LocalText(
                    "excess_area_m2 of coverage.parquet, and ground of several of the classes",
                    "coverage.parquet 的 excess_area_m2，及同属多个类别的面积"),
            ],
        };

        int Times(ClassSet ground) => set.Classes.Count(ground.Contains);
    }

    public static Step Weighted(
        IReadOnlyList<ZoneSet> sets, IReadOnlyList<Formula> values, string rule, RegionScope scope, int region, Storyteller teller) =>
            new("", "")
            {
                Fold = "sum",
                Members = teller.Trace.Ground(scope.Inputs.Combinations, region, ground => sets.Any(set => set.Holds(ground)), row =>
                {
                    string[] sharing =
                    [
                        .. Enumerable.Range(0, sets.Count)
                    .Where(index => sets[index].Holds(row.Classes))
                    .Select(index => ExactText.Of(values[index].Value(region), values[index].Type)),
                    ];
                    string chosen = sharing.Length == 1 || rule == "first" ? sharing[0] : rule switch
                    {
                        "best" => $"max({string.Join(", ", sharing)})",
                        "lowest" => $"min({string.Join(", ", sharing)})",
                        _ => $"({string.Join(" + ", sharing)})",
                    };
                    return $"{ExactText.M2(row.AreaM2)} * {chosen}";
                }),
                Parts =
        [
            .. values.Where(value => value is not ConstantFormula)
                .DistinctBy(value => value.Span.Text)
                .Select(value => teller.Part(value, region)),
        ],
            };

    private static CombinationTable RatioTable(RegionScope scope) => scope.Inputs.RatioCombinations ?? scope.Inputs.Combinations;

    private static IReadOnlyList<LocalText> Adjusted(CombinationTable table, int region, Storyteller teller) =>
        teller.Trace.IsAdjusted(table, region)
        ? [
            new LocalText(
                "areas brought to the official figure as the policy says; combinations.parquet has them beside the measured ones",
                "面积已按测算方案调整到控制面积；combinations.parquet 中与量算面积并列"),
        ]
        : [];

    private static ZoneSet Everywhere => new(ZoneSetBinder.Everywhere, _ => true, []);

    private static string Text(decimal area) => ExactText.M2(area / InternalUnits.ThirdsInM2);
}
