namespace ZoneComp.Preparation;

/// <summary>Who gets ground that several regions claim, by the policy's rule.</summary>
internal sealed class GroundOwners
{
    private readonly RegionOverlapRule rule;
    private readonly Dictionary<(int First, int Second), int> owners = [];

    private GroundOwners(RegionOverlapRule rule) => this.rule = rule;

    /// <summary>Whether every claimant gets an equal part.</summary>
    public bool Shares => rule == RegionOverlapRule.HalfEach;

    public static GroundOwners Read(PolicyFile policy, IReadOnlyList<Region> regions, SourceOpening opening, DiagnosticLog log)
    {
        var result = new GroundOwners(policy.Regions.Overlaps);
        if (policy.Regions.Owners is not OwnerTable table)
            return result;
        KeyedRows rows = KeyedRows.Read(
            table.Source, [table.First, table.Second, table.Owner], "regions: owners of disputed ground", opening, log);
        Dictionary<string, int> byCode = regions.Select((region, index) => (region.Code, index)).ToDictionary(StringComparer.Ordinal);
        SortedSet<string> strange = new(StringComparer.Ordinal);
        foreach (RawRow row in rows.Rows)
        {
            string? first = rows.Cell(row, 0), second = rows.Cell(row, 1), owner = rows.Cell(row, 2);
            if (first is null || second is null || owner is null || first == second || (owner != first && owner != second))
            {
                log.Add(RegionFindings.BadOwnerRow(rows.Name, row.Number, table));
                continue;
            }

            if (!byCode.TryGetValue(first, out int one) || !byCode.TryGetValue(second, out int other))
            {
                strange.UnionWith(((string[])[first, second]).Where(code => !byCode.ContainsKey(code)));
                continue;
            }

            if (!result.owners.TryAdd((Math.Min(one, other), Math.Max(one, other)), byCode[owner]))
                log.Add(RegionFindings.TableKeyTwice(rows.Name, row.Number, $"{first} {second}"));
        }

        if (strange.Count > 0)
            log.Add(RegionFindings.FiguresOfNoRegion(rows.Name, [.. strange]));
        return result;
    }

    /// <summary>The region that gets ground which all of them claim; null where the table does not say, or goes round in a
    /// circle.</summary>
    /// <param name="claimants">By code; two or more.</param>
    public int? OwnerOf(IReadOnlyList<int> claimants)
    {
        if (rule != RegionOverlapRule.ByTable)
            return claimants[0];
        foreach (int claimant in claimants)
        {
            if (claimants.All(other =>
                other == claimant
                    || (owners.TryGetValue((Math.Min(claimant, other), Math.Max(claimant, other)), out int owner) && owner == claimant)))
                return claimant;
        }

        return null;
    }
}
