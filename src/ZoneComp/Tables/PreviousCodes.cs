using static System.FormattableString;

namespace ZoneComp.Tables;

/// <summary>Brings columns of last year's results to this year's codes: renames, merges, and splits by stated parts.</summary>
/// <remarks>
/// As <see cref="CodeChange"/> does with tables: money, areas and lengths add up and split; texts, flags and numbers pass a rename, and a
/// merger of equal values. What cannot be brought over has no value, and is a finding; so is a code of last year that nothing of this year
/// stands for.
/// </remarks>
internal sealed class PreviousCodes
{
    private readonly Dictionary<string, List<(string New, decimal Share)>> moves;
    private readonly Dictionary<string, List<(string Old, decimal Share)>> origins = new(StringComparer.Ordinal);
    private readonly IReadOnlyCollection<string> then;
    private readonly HashSet<string> now;
    private readonly int year;
    private readonly DiagnosticLog log;

    private PreviousCodes(
        int year, Dictionary<string, List<(string New, decimal Share)>> moves, IReadOnlyCollection<string> then, HashSet<string> now,
        DiagnosticLog log)
    {
        (this.year, this.moves, this.then, this.now, this.log) = (year, moves, then, now, log);
        foreach ((string old, List<(string New, decimal Share)> parts) in moves)
        {
            foreach ((string code, decimal share) in parts)
                OriginsOf(code).Add((old, share));
        }

        foreach (string code in origins.Keys.Where(code => !moves.ContainsKey(code)))
            origins[code].Add((code, 1m)); // merged into a code that stays
    }

    /// <param name="regions">This year's.</param>
    public static PreviousCodes Of(PolicyFile policy, PreviousRun run, IReadOnlyList<Region> regions, DiagnosticLog log)
    {
        Dictionary<string, List<(string New, decimal Share)>> moves = policy.PreviousCodes is { } changes
            ? CodeChange.Read("previous", changes, SourceFiles.Only(changes.Source), log)
            : new(StringComparer.Ordinal);
        HashSet<string> now = [.. regions.Select(region => region.Code), .. regions.SelectMany(region => region.Parents.Values)];
        return new PreviousCodes(run.Year, moves, run.Regions, now, log);
    }

    /// <param name="name">As the policy asks for it, "pool.amount".</param>
    public PreviousColumn Bring(string name, PreviousColumn column)
    {
        bool adds = Unit.BaseOf(column.Quantity).Length > 0;
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach ((string code, object? value) in column.Values)
        {
            if (!moves.ContainsKey(code) && !origins.ContainsKey(code))
                values.Add(code, value);
        }

        List<string> stuck = [];
        foreach (string code in origins.Keys.Order(StringComparer.Ordinal))
        {
            (string Old, decimal Share)[] from = Known(code, column);
            if (Joined(from, column, adds) is object value)
                values.Add(code, value);
            else if (Array.Exists(from, origin => column.Values.ContainsKey(origin.Old)))
                stuck.Add(
                    $"{code} ({string.Join(
                        " + ",
                        from.Select(origin => Written(origin) + (column.Values.ContainsKey(origin.Old) ? "" : " ?")))})");
        }

        if (stuck.Count > 0)
            log.Add(TableFindings.PreviousStuck(name, year, adds, stuck));
        Report(name, values);
        return column with { Values = values };
    }

    /// <summary>Last year's codes behind one of this year, "6202 x 0.3" where only a part of it is.</summary>
    public IReadOnlyList<string> OldCodesOf(string code) => origins.TryGetValue(code, out List<(string Old, decimal Share)>? from)
        ? [.. from.Where(origin => then.Contains(origin.Old)).Select(Written)]
        : [code];

    private static object? Joined((string Old, decimal Share)[] from, PreviousColumn column, bool adds)
    {
        object?[] values = [.. from.Select(origin => column.Values.GetValueOrDefault(origin.Old))];
        if (values.Length == 0 || Array.Exists(values, value => value is null))
            return null;
        if (adds)
            return values.Zip(from, (value, origin) => (decimal)value! * origin.Share).Sum();
        return Array.TrueForAll(from, origin => origin.Share == 1m) && Array.TrueForAll(values, value => Equals(value, values[0]))
            ? values[0]
            : null;
    }

    // The table may tell more than last year's run had: codes of other provinces, of other levels.
    private (string Old, decimal Share)[] Known(string code, PreviousColumn column) =>
        [
            .. origins[code].Where(origin => then.Contains(origin.Old) || column.Values.ContainsKey(origin.Old))
                .OrderBy(origin => origin.Old, StringComparer.Ordinal),
        ];

    // Parties of a ledger and other payees that were no regions are not looked for among this year's.
    private void Report(string name, Dictionary<string, object?> values)
    {
        bool ofRegions = values.Keys.Any(code => then.Contains(code) || now.Contains(code));
        string[] gone =
        [
            .. values.Keys.Where(code => !now.Contains(code) && (!ofRegions || then.Contains(code) || origins.ContainsKey(code)))
                .Order(StringComparer.Ordinal),
        ];
        if (gone.Length > 0)
            log.Add(TableFindings.PreviousGone(name, year, gone));
    }

    private List<(string Old, decimal Share)> OriginsOf(string code)
    {
        if (!origins.TryGetValue(code, out List<(string Old, decimal Share)>? from))
            origins.Add(code, from = []);
        return from;
    }

    private static string Written((string Old, decimal Share) origin) =>
        origin.Share == 1m ? origin.Old : Invariant($"{origin.Old} x {origin.Share}");
}
