namespace ZoneComp.Explanation;

/// <summary>Tells the rows of coverage.parquet: each class, and each layer of several classes, in a region.</summary>
internal static class CoverageStory
{
    public static IEnumerable<(string Name, Step Step)> Of(CombinationTable table, int region, PolygonTrace trace)
    {
        string code = region < 0 ? Region.OutsideCode : table.Regions[region].Code;
        foreach (CoverageRow row in CoverageRows.Of(table).Where(row => (row.Region?.Code ?? Region.OutsideCode) == code))
        {
            int[] classes =
            [
                .. Enumerable.Range(0, table.Classes.Count)
                    .Where(index =>
                        row.Class is null ? table.Classes[index].Layer == row.Layer : table.Classes[index].Name == row.Class.Name),
            ];
            string name = row.Class?.Name ?? row.Layer;
            Step area = new($"{name} area_m2", ExactText.M2(row.AreaM2))
            {
                Fold = "sum",
                Members = trace.Ground(table, region, ground => Array.Exists(classes, ground.Contains), each => ExactText.M2(each.AreaM2)),
                Notes =
                [
                    row.Class is null
                        ? new LocalText("the layer as a whole: ground of several of its classes counts once", "图层整体：同属多个类别的土地只计一次")
                        : new LocalText(row.Class.Title, row.Class.Title),
                    .. Bound(row.BoundM2),
                ],
            };
            yield return (name, area);
            foreach (string unit in new[] { "ha", "mu" })
                yield return (
                    name,
                    new Step($"{name} area_{unit}", ExactText.Number(Unit.Find(unit)!.FromBase(row.AreaM2), unit))
                    {
                        Arithmetic = area.Value,
                    });
            if (row.RegionAreaM2 is > 0m)
            {
                yield return (name, new Step($"{name} coverage_ratio", ExactText.Number(row.CoverageRatio!.Value))
                {
                    Arithmetic = $"{area.Value} / {ExactText.M2(row.RegionAreaM2.Value)}",
                    Notes = [new LocalText("rounded half to even at 16 decimals", "保留 16 位小数，四舍六入五成双")],
                });
            }

            if (row.ExcessM2 is decimal excess)
            {
                yield return (
                    name,
                    new Step($"{name} repeated_area_m2", ExactText.M2(row.RepeatedM2!.Value))
                    {
                        Notes =
                        [
                            new LocalText("ground that more than one feature of the class covers, by the overlay", "同类多个要素重叠的面积，由叠加得出"),
                        ],
                    });
                yield return (
                    name,
                    new Step($"{name} excess_area_m2", ExactText.M2(excess))
                    {
                        Notes = [new LocalText("what adding up the polygons would count too much, by the overlay", "直接累加图斑会多计的面积，由叠加得出")],
                    });
            }
        }
    }

    public static Step RegionArea(CombinationTable table, int region, PolygonTrace trace) =>
        new("region_area_m2", ExactText.M2(table.Rows.Where(row => row.Region == region).Sum(row => row.AreaM2)))
        {
            Fold = "sum",
            Members = trace.Ground(table, region, _ => true, row => ExactText.M2(row.AreaM2)),
            Notes = Bound(table.Bounds.FirstOrDefault(bound => bound.Region == region && bound.Class == AreaBoundRow.WholeRegion)?.BoundM2),
        };

    private static IReadOnlyList<LocalText> Bound(decimal? boundM2) => boundM2 is { } bound
        ? [
            new LocalText(
                $"± {ExactText.M2(bound)}: how far the area can be off (docs/areas.md)",
                $"± {ExactText.M2(bound)}：面积误差限（见 docs/zh/area-methods.md）"),
        ]
        : [];
}
