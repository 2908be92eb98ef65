using System.Globalization;
using ZoneComp.Expressions;
using ZoneComp.Policy;
using ZoneComp.Reading.Schemas;

namespace ZoneComp.Allocation;

/// <summary>Two-party payments by the rows of a table: sections, air, basins; the year's net by payee goes among the amounts.</summary>
/// <param name="Parties">Parties that are neither regions nor units above them: "province", a city of the neighbour.</param>
internal sealed record LedgerScheme(
    SchemeHead Head, SchemeTable Table, Formula Payer, Formula Payee, Formula Amount, Formula? Section, Formula? Period, Formula? Item, Formula? Late,
    Formula? Cap, decimal LateSurcharge, IReadOnlyList<string> Parties, IReadOnlyList<int> Years) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeTables tables, SchemeExpressions expressions)
    {
        SchemeTable? table = SchemeTable.Read(map, tables, byRegion: false);
        PolicyNode? payer = map.Required("payer"), payee = map.Required("payee"), amount = map.Required("amount");
        PolicyNode? section = map.Optional("section"), period = map.Optional("period"), item = map.Optional("item"), late = map.Optional("late");
        Formula? cap = expressions.OneMoney(map.Optional("cap_per_item"));
        decimal surcharge = map.OptionalNumber("late_surcharge") ?? 0m;
        if (surcharge is < 0 or > 1)
            map.Errors.Add(map.Optional("late_surcharge")!, "'late_surcharge' is the part added to a late payment, 0 to 1: ten percent is 0.1", "late_surcharge 为逾期加收比例，0 至 1：百分之十写作 0.1");
        IReadOnlyList<string> parties = map.Texts("parties");
        if (late is null != (surcharge == 0))
            map.Errors.Add(late ?? map.Optional("late_surcharge")!, "'late' (which rows) and 'late_surcharge' (how much) go together", "late（哪些行）与 late_surcharge（加收比例）须同时写明");
        if (head.Bounds.Count > 0 || head.Eligible is not null || head.Payers.Count > 0)
            map.Errors.Add(map.Node, "a ledger has no 'bounds', 'eligible' or 'payers': each row says who pays whom", "ledger 不能写 bounds、eligible、payers：每行已写明付款方与收款方");
        int[] years = ReadYears(map);
        if (table is null)
            return null;
        SchemeExpressions rows = table.Expressions;
        Formula? from = rows.Text(payer), to = rows.Text(payee), money = rows.Money(amount);
        Formula? sections = rows.Text(section), periods = rows.Text(period), items = rows.Text(item), flags = rows.Flag(late);
        return from is null || to is null || money is null ? null
            : new LedgerScheme(head, table, from, to, money, sections, periods, items, flags, cap, surcharge, parties, years);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        List<LedgerEntry> entries = [];
        for (int row = 0; row < Table.Count; row++)
        {
            entries.Add(new LedgerEntry(
                CodeText.Plain(SchemeTable.Text(Section, row)), PeriodOf(row, run), CodeText.Plain(SchemeTable.Text(Item, row)),
                CodeText.Plain(SchemeTable.Text(Payer, row)), CodeText.Plain(SchemeTable.Text(Payee, row)),
                Table.Number(Amount, row, run), Table.Flag(Late, row, run), ""));
            LedgerRows.CheckParty(run, entries[row].Payer, Table.Label(row), Parties);
            LedgerRows.CheckParty(run, entries[row].Payee, Table.Label(row), Parties);
            if (entries[row].Payer == entries[row].Payee)
                run.Log.Add(AllocationFindings.PaysItself(Head.Name, Table.Label(row), entries[row].Payer));
        }

        decimal? cap = Cap is null ? null : run.Uniform(Cap);
        if (cap is not null)
            TellRepeated(run, entries);
        return LedgerRows.Outcome(run, Ledger.Settle(Head.Name, entries, cap, LateSurcharge, Head.UnitYuan));
    }

    private static int[] ReadYears(MapReader map)
    {
        List<int> years = [];
        foreach (string text in map.Texts("period_years"))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1949 and <= 2200)
                years.Add(year);
            else
                map.Errors.Add(map.Optional("period_years")!, $"'{text}' is no year from 1949 to 2200", $"“{text}”不是 1949 至 2200 之间的年份");
        }

        return [.. years];
    }

    // Three spellings of one month are one month, with one cap.
    private string PeriodOf(int row, SchemeRun run)
    {
        string text = SchemeTable.Text(Period, row);
        if (text.Length == 0)
            return "";
        IReadOnlyList<int> years = Years.Count > 0 ? Years : [run.Year];
        if (Expressions.Period.Read(text, run.Year) is not Expressions.Period period)
            run.Log.Add(AllocationFindings.NoPeriod(Head.Name, Table.Label(row), text));
        else if (!years.Contains(period.Year))
            run.Log.Add(AllocationFindings.OtherPeriod(Head.Name, Table.Label(row), period.Text, string.Join(", ", years)));
        else
            return period.Text;
        return text;
    }

    // Each row would have the whole cap for itself.
    private void TellRepeated(SchemeRun run, List<LedgerEntry> entries)
    {
        foreach (IGrouping<(string, string, string), int> rows in Enumerable.Range(0, entries.Count)
            .GroupBy(row => (entries[row].Section, entries[row].Period, entries[row].Item))
            .Where(rows => rows.Count() > 1))
            run.Log.Add(AllocationFindings.CappedTwice(Head.Name, Table.Label(rows.First()), Table.Label(rows.ElementAt(1))));
    }
}
