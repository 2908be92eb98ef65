namespace ZoneComp.Drafting;

/// <summary>One row of the printed answer.</summary>
/// <param name="CoveredM2">By class, each counted once.</param>
/// <param name="AnyM2">Ground of any class, counted once.</param>
/// <param name="TwiceM2">What adding up the polygons would count too much: any + twice = the sum of all of them.</param>
public sealed record CoverageLine(
    string Code, string Name, decimal AreaM2, IReadOnlyList<decimal> CoveredM2, decimal AnyM2, decimal TwiceM2)
{
    /// <summary>Part of the region; null for one without ground.</summary>
    public decimal? ShareOf(decimal m2) => AreaM2 > 0 ? m2 / AreaM2 : null;
}

/// <param name="All">All regions together.</param>
/// <param name="OutsideM2">Ground outside every region, by class.</param>
public sealed record CoverageFigures(
    IReadOnlyList<ZoneClass> Classes,
    IReadOnlyList<CoverageLine> Rows,
    CoverageLine All,
    IReadOnlyList<decimal> OutsideM2)
{
    public static CoverageFigures Of(CombinationTable table)
    {
        int classes = table.Classes.Count, regions = table.Regions.Count;
        decimal[] area = new decimal[regions], any = new decimal[regions], twice = new decimal[regions], outside = new decimal[classes];
        decimal[][] covered = [.. table.Regions.Select(_ => new decimal[classes])];
        foreach (CombinationRow row in table.Rows)
        {
            bool isOutside = row.Region == CombinationTable.OutsideIndex;
            int times = 0;
            foreach (int index in row.Classes.Indices())
            {
                times++;
                (isOutside ? outside : covered[row.Region])[index] += row.AreaM2;
            }

            if (isOutside)
                continue;
            area[row.Region] += row.AreaM2;
            any[row.Region] += times > 0 ? row.AreaM2 : 0;
            twice[row.Region] += Math.Max(0, times - 1) * row.AreaM2;
        }

        foreach (RepeatRow repeat in table.Repeats.Where(repeat => repeat.Region != CombinationTable.OutsideIndex))
            twice[repeat.Region] += repeat.ExcessM2;
        CoverageLine[] rows =
        [
            .. table.Regions.Select((region, at) => new CoverageLine(region.Code, region.Name, area[at], covered[at], any[at], twice[at])),
        ];
        var all = new CoverageLine(
            "",
            "",
            area.Sum(),
            [.. Enumerable.Range(0, classes).Select(index => covered.Sum(each => each[index]))],
            any.Sum(),
            twice.Sum());
        return new CoverageFigures(table.Classes, rows, all, outside);
    }
}
