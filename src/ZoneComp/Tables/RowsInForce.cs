using System.Globalization;

namespace ZoneComp.Tables;

/// <summary>Of a table that says from when each of its rows holds (<c>from: FIELD</c>), the one row of each key that is in
/// force.</summary>
/// <remarks>
/// In force is the row with the latest date that is not after the day of <c>at</c>. Without <c>at</c> it is the row that holds the
/// whole year of
/// the policy; where a key changes inside the year, which of its values counts is the policy's to say (ZC445).
/// </remarks>
internal static class RowsInForce
{
    /// <param name="since">Takes what explanations say of each row that is taken, by its number in the file.</param>
    public static List<RawRow> Take(TableSettings table, RawTable raw, TableFields fields, IReadOnlyList<RawRow> rows, int year,
        DiagnosticLog log, Dictionary<int, LocalText> since)
    {
        string first = At(year, 1, 1), day = table.At ?? At(year, 12, 31);
        List<RawRow> taken = [];
        List<string> later = [], shown = [];
        if (table.At is { } at && !at.StartsWith(first[..4], StringComparison.Ordinal))
            log.Add(TableFindings.DayOfAnotherYear(table.Name, raw.Path, at, year));
        foreach (IGrouping<string, Dated> key in Dates(table, raw, fields, rows, log).GroupBy(each => each.Row.Cells[fields.Key] ?? "",
            StringComparer.Ordinal))
        {
            Dated[] ordered = [.. key.OrderBy(each => each.From, StringComparer.Ordinal)];
            Dated? now = ordered.LastOrDefault(each => string.CompareOrdinal(each.From, day) <= 0);
            if (now is null)
            {
                later.Add($"{key.Key} ({ordered[0].From})");
                continue;
            }

            Dated? before = ordered.LastOrDefault(each => string.CompareOrdinal(each.From, now.From) < 0),
                next = ordered.FirstOrDefault(each => string.CompareOrdinal(each.From, day) > 0);
            bool isSame = before is not null && fields.Columns.All(column => before.Row.Cells[column] == now.Row.Cells[column]);
            if (table.At is null && string.CompareOrdinal(now.From, first) > 0 && !isSame)
                log.Add(TableFindings.ChangesInTheYear(table.Name, raw.Path, key.Key, year, now.From, now.Row.Number, before is null
                    ? null : (before.From, before.Row.Number)));
            // Two rows of one key from one day are met as a key twice.
            foreach (Dated row in ordered.Where(each => each.From == now.From))
            {
                taken.Add(row.Row);
                since[row.Row.Number] = new LocalText(
                    $"{key.Key}: in force since {now.From}{(next is null ? "" : $", another value from {next.From}")}",
                    $"{key.Key}：自 {now.From} 起执行{(next is null ? "" : $"，{next.From} 起另有新值")}");
            }

            shown.Add($"{key.Key} ({now.From})");
        }

        if (shown.Count > 0)
            log.Add(TableFindings.InForce(table.Name, raw.Path, table.At ?? year.ToString(CultureInfo.InvariantCulture), shown));
        if (later.Count > 0)
            log.Add(TableFindings.NotYetInForce(table.Name, raw.Path, table.At ?? year.ToString(CultureInfo.InvariantCulture), later));
        return taken;
    }

    private static List<Dated> Dates(TableSettings table, RawTable raw, TableFields fields, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        List<Dated> dated = [];
        List<(int Row, string Text)> unread = [];
        foreach (RawRow row in rows)
        {
            string text = row.Cells[fields.From] ?? "";
            if (FirstDay(text) is string from)
                dated.Add(new Dated(row, from));
            else
                unread.Add((row.Number, text));
        }

        if (unread.Count > 0)
            log.Add(TableFindings.NoDate(table.Name, raw.Path, table.From!, unread));
        return dated;
    }

    /// <summary>A year or month begins with its first day; null for what is no date.</summary>
    internal static string? FirstDay(string text) => WrittenDate.Read(text)?.Text switch
    {
        { Length: 4 } year => year + "-01-01",
        { Length: 7 } month => month + "-01",
        { } day => day[..10],
        null => null,
    };

    private static string At(int year, int month, int day) => new DateOnly(year, month, day).ToString("yyyy-MM-dd",
        CultureInfo.InvariantCulture);

    private sealed record Dated(RawRow Row, string From);
}
