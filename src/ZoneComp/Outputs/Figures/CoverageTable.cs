namespace ZoneComp.Outputs.Figures;

/// <summary>Areas by region and zone class, summed from the combinations.</summary>
public sealed class CoverageTable
{
    /// <summary>m², by region.</summary>
    public required IReadOnlyList<decimal> RegionAreaM2 { get; init; }

    /// <summary>m² covered by the class, counted once; by class, then by region.</summary>
    public required IReadOnlyList<IReadOnlyList<decimal>> CoveredM2 { get; init; }

    /// <summary>m² of the class outside every region; by class.</summary>
    public required IReadOnlyList<decimal> OutsideM2 { get; init; }

    public static CoverageTable Of(CombinationTable table)
    {
        decimal[] areas = new decimal[table.Regions.Count];
        decimal[] outside = new decimal[table.Classes.Count];
        decimal[][] covered = [.. table.Classes.Select(_ => new decimal[table.Regions.Count])];
        foreach (CombinationRow row in table.Rows)
        {
            if (row.Region != CombinationTable.OutsideIndex)
                areas[row.Region] += row.AreaM2;
            foreach (int index in row.Classes.Indices())
            {
                if (row.Region == CombinationTable.OutsideIndex)
                    outside[index] += row.AreaM2;
                else
                    covered[index][row.Region] += row.AreaM2;
            }
        }

        return new CoverageTable { RegionAreaM2 = areas, CoveredM2 = covered, OutsideM2 = outside };
    }
}
