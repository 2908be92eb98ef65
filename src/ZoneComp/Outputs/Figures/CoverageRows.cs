namespace ZoneComp.Outputs.Figures;

/// <summary>What one class, or one layer of several classes counted once, covers of one region.</summary>
/// <param name="Region">Null for ground outside every region.</param>
/// <param name="Class">Null for the layer as a whole.</param>
/// <param name="RegionAreaM2">Null outside.</param>
/// <param name="RepeatedM2">Ground that more than one feature of the class covers; null for the layer as a whole.</param>
/// <param name="ExcessM2">What a plain sum of the class's polygons would count too much; null likewise.</param>
internal sealed record CoverageRow(
    Region? Region, string Layer, ZoneClass? Class, decimal AreaM2, decimal? RegionAreaM2, decimal? RepeatedM2, decimal? ExcessM2)
{
    /// <summary>Decimals of a share of an area, 0 to 1: all that fit beside the 1 in 64 bits, less one.</summary>
    public const int RatioScale = 16;

    /// <summary>How far <see cref="AreaM2"/> can be off; of a layer as a whole the sum over its classes. Null where that is not
    /// known.</summary>
    public decimal? BoundM2 { get; init; }

    /// <summary>How far <see cref="RegionAreaM2"/> can be off.</summary>
    public decimal? RegionBoundM2 { get; init; }

    /// <summary>Covered share of the region, 0 to 1, rounded half to even; null outside and for a region without area.</summary>
    public decimal? CoverageRatio => RegionAreaM2 > 0 ? decimal.Round(AreaM2 / RegionAreaM2.Value, RatioScale) : null;
}

/// <summary>All rows of coverage.parquet: by region, then layer, the layer's union before its classes; every pair is there, area 0
/// too.</summary>
internal static class CoverageRows
{
    public static IReadOnlyList<CoverageRow> Of(CombinationTable table)
    {
        CoverageTable coverage = CoverageTable.Of(table);
        Dictionary<(int Region, int Class), RepeatRow> repeats = table.Repeats.ToDictionary(row => (row.Region, row.Class));
        (string Layer, int[] Classes)[] layers =
        [
            .. table.Classes.Select((zoneClass, index) => (zoneClass.Layer, index)).GroupBy(pair => pair.Layer, StringComparer.Ordinal)
                .Select(layer => (layer.Key, layer.Select(pair => pair.index).ToArray())),
        ];
        decimal[][] unions = Unions(table, layers);
        Dictionary<(int Region, int Class), decimal> bounds = table.Bounds.ToDictionary(row => (row.Region, row.Class), row => row.BoundM2);
        var rows = new List<CoverageRow>();
        for (int place = 0; place <= table.Regions.Count; place++)
        {
            bool isOutside = place == table.Regions.Count;
            Region? region = isOutside ? null : table.Regions[place];
            decimal? regionArea = isOutside ? null : coverage.RegionAreaM2[place],
                regionBound = isOutside ? null : Bound(place, AreaBoundRow.WholeRegion);
            for (int layer = 0; layer < layers.Length; layer++)
            {
                if (layers[layer].Classes.Length > 1)
                    rows.Add(new CoverageRow(region, layers[layer].Layer, null, unions[layer][place], regionArea, null, null)
                    {
                        BoundM2 = layers[layer].Classes.Sum(index => Bound(
                            isOutside ? CombinationTable.OutsideIndex : place,
                            index) ?? 0m) is var sum
                            && bounds.Count > 0
                            ? sum
                            : null,
                        RegionBoundM2 = regionBound,
                    });
                foreach (int index in layers[layer].Classes)
                {
                    RepeatRow? repeat = repeats.GetValueOrDefault((isOutside ? CombinationTable.OutsideIndex : place, index));
                    decimal area = isOutside ? coverage.OutsideM2[index] : coverage.CoveredM2[index][place];
                    rows.Add(new CoverageRow(
                        region, layers[layer].Layer, table.Classes[index], area, regionArea, repeat?.RepeatedM2 ?? 0m,
                        repeat?.ExcessM2 ?? 0m)
                    {
                        BoundM2 = Bound(isOutside ? CombinationTable.OutsideIndex : place, index),
                        RegionBoundM2 = regionBound,
                    });
                }
            }
        }

        return rows;

        decimal? Bound(int region, int index) => bounds.TryGetValue((region, index), out decimal bound) ? bound : null;
    }

    /// <summary>m² that any class of a layer covers, by layer, then region; the ground outside last.</summary>
    private static decimal[][] Unions(CombinationTable table, (string Layer, int[] Classes)[] layers)
    {
        decimal[][] unions = [.. layers.Select(_ => new decimal[table.Regions.Count + 1])];
        foreach (CombinationRow row in table.Rows)
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                if (Array.Exists(layers[layer].Classes, row.Classes.Contains))
                    unions[layer][row.Region == CombinationTable.OutsideIndex ? table.Regions.Count : row.Region] += row.AreaM2;
            }
        }

        return unions;
    }
}
