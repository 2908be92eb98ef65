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

/// <summary>All rows of coverage.parquet: by region, then layer, the layer's union before its classes.</summary>
/// <remarks>Every pair is there, area 0 too; of layers that are shown as a whole (<see cref="ShownGround"/>) only those that
/// meet.</remarks>
internal static class CoverageRows
{
    public static IReadOnlyList<CoverageRow> Of(CombinationTable table)
    {
        decimal[] regionAreas = CoverageTable.RegionAreas(table);
        Dictionary<(int Region, int Class), decimal> areas = Areas(table);
        Dictionary<(int Region, int Class), RepeatRow> repeats = table.Repeats.ToDictionary(row => (row.Region, row.Class));
        Dictionary<(int Region, int Class), decimal> bounds = table.Bounds.ToDictionary(row => (row.Region, row.Class), row => row.BoundM2);
        LayerClasses[] layers = LayersOf(table);
        ILookup<int, int> met = Met(layers, areas.Keys.Concat(repeats.Keys).Concat(bounds.Keys.Where(key => key.Class >= 0)));
        decimal[][] unions = Unions(table, layers);
        var rows = new List<CoverageRow>();
        for (int place = 0; place <= table.Regions.Count; place++)
        {
            bool isOutside = place == table.Regions.Count;
            int key = isOutside ? CombinationTable.OutsideIndex : place;
            Region? region = isOutside ? null : table.Regions[place];
            decimal? regionArea = isOutside ? null : regionAreas[place],
                regionBound = isOutside ? null : Bound(place, AreaBoundRow.WholeRegion);
            ILookup<string, int> here = met[key].ToLookup(index => table.Classes[index].Layer, StringComparer.Ordinal);
            for (int layer = 0; layer < layers.Length; layer++)
            {
                (string name, int[] all, bool isWhole) = layers[layer];
                int[] listed = isWhole ? [.. here[name].Order()] : all;
                if (all.Length > 1)
                    rows.Add(new CoverageRow(region, name, null, unions[layer][place], regionArea, null, null)
                    {
                        BoundM2 = bounds.Count > 0 ? listed.Sum(index => Bound(key, index) ?? 0m) : null,
                        RegionBoundM2 = regionBound,
                    });
                foreach (int index in listed)
                {
                    RepeatRow? repeat = repeats.GetValueOrDefault((key, index));
                    rows.Add(new CoverageRow(
                        region, name, table.Classes[index], areas.GetValueOrDefault((key, index)), regionArea, repeat?.RepeatedM2 ?? 0m,
                        repeat?.ExcessM2 ?? 0m)
                    {
                        BoundM2 = Bound(key, index),
                        RegionBoundM2 = regionBound,
                    });
                }
            }
        }

        return rows;

        decimal? Bound(int region, int index) => bounds.TryGetValue((region, index), out decimal bound) ? bound : null;
    }

    private static Dictionary<(int Region, int Class), decimal> Areas(CombinationTable table)
    {
        Dictionary<(int Region, int Class), decimal> areas = [];
        foreach (CombinationRow row in table.Rows)
        {
            foreach (int index in row.Classes.Indices())
                areas[(row.Region, index)] = areas.GetValueOrDefault((row.Region, index)) + row.AreaM2;
        }

        return areas;
    }

    private static LayerClasses[] LayersOf(CombinationTable table)
    {
        IReadOnlySet<string> whole = ShownGround.Whole(table.Classes);
        return
        [
            .. table.Classes.Select((zoneClass, index) => (zoneClass.Layer, index)).GroupBy(pair => pair.Layer, StringComparer.Ordinal)
                .Select(layer => new LayerClasses(layer.Key, [.. layer.Select(pair => pair.index)], whole.Contains(layer.Key))),
        ];
    }

    /// <summary>By region the classes of layers shown as a whole that meet it.</summary>
    private static ILookup<int, int> Met(LayerClasses[] layers, IEnumerable<(int Region, int Class)> pairs)
    {
        HashSet<int> ofWhole = [.. layers.Where(layer => layer.IsWhole).SelectMany(layer => layer.Classes)];
        return pairs.Where(pair => ofWhole.Contains(pair.Class)).Distinct().ToLookup(pair => pair.Region, pair => pair.Class);
    }

    /// <summary>m² that any class of a layer covers, by layer, then region; the ground outside last.</summary>
    private static decimal[][] Unions(CombinationTable table, LayerClasses[] layers)
    {
        decimal[][] unions = [.. layers.Select(_ => new decimal[table.Regions.Count + 1])];
        int[] layerOf = new int[table.Classes.Count];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            foreach (int index in layers[layer].Classes)
                layerOf[index] = layer;
        }

        foreach (CombinationRow row in table.Rows)
        {
            foreach (int layer in row.Classes.Indices().Select(index => layerOf[index]).Distinct())
                unions[layer][row.Region == CombinationTable.OutsideIndex ? table.Regions.Count : row.Region] += row.AreaM2;
        }

        return unions;
    }

    private readonly record struct LayerClasses(string Name, int[] Classes, bool IsWhole);
}
