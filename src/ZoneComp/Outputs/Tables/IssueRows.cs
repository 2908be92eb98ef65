using System.Globalization;

namespace ZoneComp.Outputs.Tables;

/// <summary>A row of the table that is issued: the sum of a level's office, or one payee.</summary>
/// <param name="Depth">0 for the outermost; a payee stands one deeper than its office.</param>
/// <param name="Name">Null where nobody knows one.</param>
/// <param name="Code">Of the payee or office; "" for payees outside every office.</param>
/// <param name="Keys">Of a payee, the offices that it counts in, outermost first; of an office, its own key alone.</param>
/// <param name="Amounts">By column behind the names: null where nothing is paid. The total of all schemes first.</param>
internal sealed record IssueRow(
    bool IsPayee, int Depth, string Number, string? Name, string Code, IReadOnlyList<string> Keys, IReadOnlyList<decimal?> Amounts);

/// <summary>The allocation in the ministry's order: each city with its sum, then its counties. A level that holds everything in one office
/// says no more than the total and is left out.</summary>
internal static class IssueRows
{
    /// <param name="table">The table "allocation": code, name, total, then a column for each scheme.</param>
    public static IReadOnlyList<IssueRow> Of(RunResults results, PeopleTable table)
    {
        CombinationTable ground = results.Combinations;
        Dictionary<(string Level, string Code), LevelRegion> offices = LevelRegions.Of(ground)
            .ToDictionary(region => (region.Level.Name, region.Code));
        Dictionary<string, Region> regions = ground.Regions.ToDictionary(region => region.Code, StringComparer.Ordinal);
        List<Payee> payees = [.. table.Rows.Select((row, index) => Payee(index, (string)row[0]!, (string)row[1]!))];
        List<IssueRow> rows = [];
        int number = 0;
        Add(payees, [.. ground.Levels.Reverse()], []);
        return rows;

        Payee Payee(int index, string code, string given)
        {
            if (regions.TryGetValue(code, out Region? region))
                return new(index, code, PlaceNames.Of(code, given), false, region.Parents);
            LevelRegion? own = ground.Levels.Select(level => offices.GetValueOrDefault((level.Name, code)))
                .FirstOrDefault(office => office is not null);
            return own is null
                ? new(index, code, PlaceNames.Of(code, given), false, new Dictionary<string, string>())
                : new(index, code, PlaceNames.Of(own), true, new Dictionary<string, string>(own.Parents) { [own.Level.Name] = own.Code });
        }

        void Add(List<Payee> members, RegionLevel[] levels, string[] keys)
        {
            if (levels is [])
            {
                // What an office is paid itself stands before its members.
                foreach (Payee payee in members.OrderByDescending(payee => payee.IsOffice))
                {
                    rows.Add(new(
                        true,
                        keys.Length,
                        (++number).ToString(CultureInfo.InvariantCulture),
                        payee.Name is null || !payee.IsOffice ? payee.Name : payee.Name + "（本级）",
                        payee.Code,
                        keys,
                        [.. table.Rows[payee.Row].Skip(2).Select(amount => amount as decimal?)]));
                }

                return;
            }

            RegionLevel level = levels[0];
            List<IGrouping<string, Payee>> groups = [.. members.GroupBy(
                payee => payee.Above.GetValueOrDefault(level.Name) ?? "",
                StringComparer.Ordinal)
                .OrderBy(group => group.Key.Length == 0).ThenBy(group => group.Key, StringComparer.Ordinal)];
            if (groups.Count <= 1)
            {
                Add(members, levels[1..], keys);
                return;
            }

            int office = 0;
            foreach (IGrouping<string, Payee> group in groups)
            {
                // A county right under the province is its own office.
                if (group.All(payee => payee.Code == group.Key && !payee.IsOffice))
                {
                    Add([.. group], [], keys);
                    continue;
                }

                office++;
                string key = PeopleTables.Key(level.Name, group.Key);
                string? name = group.Key.Length == 0 ? "其他单位" : PlaceNames.Of(offices[(level.Name, group.Key)]);
                rows.Add(new(
                    false,
                    keys.Length,
                    keys.Length == 0 ? ChineseNumber.Of(office) : $"（{ChineseNumber.Of(office)}）",
                    name,
                    group.Key,
                    [key],
                    [
                        .. Enumerable.Range(2, table.Columns.Count - 2)
                            .Select(column => Sum(group.Select(payee => table.Rows[payee.Row][column] as decimal?))),
                    ]));
                Add([.. group], levels[1..], [.. keys, key]);
            }
        }
    }

    private static decimal? Sum(IEnumerable<decimal?> amounts) =>
        amounts.Aggregate((decimal?)null, (sum, amount) => amount is null ? sum : (sum ?? 0) + amount);

    /// <param name="Row">Of the table of amounts.</param>
    /// <param name="IsOffice">Whether the payee is itself an office above the regions.</param>
    /// <param name="Above">Code of the office at each level that it counts in, itself too.</param>
    private sealed record Payee(int Row, string Code, string? Name, bool IsOffice, IReadOnlyDictionary<string, string> Above);
}
