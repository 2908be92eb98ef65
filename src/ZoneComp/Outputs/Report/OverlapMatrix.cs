namespace ZoneComp.Outputs.Report;

/// <summary>How much ground two zone classes share, inside the regions: what would be paid twice if both paid.</summary>
internal static class OverlapMatrix
{
    /// <summary>m², by class and class, of the first classes; on the diagonal the class's own area.</summary>
    public static decimal[][] SharedM2(CombinationTable table, int count)
    {
        decimal[][] shared = [.. Enumerable.Range(0, count).Select(_ => new decimal[count])];
        foreach (CombinationRow row in table.Rows)
        {
            if (row.Region == CombinationTable.OutsideIndex)
                continue;
            int[] classes = [.. row.Classes.Indices().TakeWhile(index => index < count)];
            foreach (int first in classes)
            {
                foreach (int second in classes)
                    shared[first][second] += row.AreaM2;
            }
        }

        return shared;
    }
}
