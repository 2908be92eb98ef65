namespace ZoneComp.Outputs.Figures;

/// <summary>Areas by region and by what is shown of the ground, summed from the combinations.</summary>
internal sealed class CoverageTable
{
    /// <summary>m², by region.</summary>
    public required IReadOnlyList<decimal> RegionAreaM2 { get; init; }

    /// <summary>What has a column of its own.</summary>
    internal required IReadOnlyList<ShownGround> Shown { get; init; }

    /// <summary>m² covered, counted once; by <see cref="Shown"/>, then by region.</summary>
    public required IReadOnlyList<IReadOnlyList<decimal>> CoveredM2 { get; init; }

    public static CoverageTable Of(CombinationTable table)
    {
        IReadOnlyList<ShownGround> shown = ShownGround.Of(table.Classes);
        int[] shownOf = new int[table.Classes.Count];
        for (int number = 0; number < shown.Count; number++)
        {
            foreach (int index in shown[number].Classes)
                shownOf[index] = number;
        }

        decimal[] areas = RegionAreas(table);
        decimal[][] covered = [.. shown.Select(_ => new decimal[table.Regions.Count])];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
        {
            foreach (int number in row.Classes.Indices().Select(index => shownOf[index]).Distinct())
                covered[number][row.Region] += row.AreaM2;
        }

        return new CoverageTable { RegionAreaM2 = areas, Shown = shown, CoveredM2 = covered };
    }

    /// <summary>m², by region.</summary>
    internal static decimal[] RegionAreas(CombinationTable table)
    {
        decimal[] areas = new decimal[table.Regions.Count];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
            areas[row.Region] += row.AreaM2;
        return areas;
    }
}
