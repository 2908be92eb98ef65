using System.Globalization;

namespace ZoneComp.Outputs.Workbook;

/// <summary>Formulas by which a reviewer follows the money from sheet to sheet: column of factors, computed, bounded, amount, table of
/// amounts, check of each scheme.</summary>
/// <remarks>
/// A cell is a formula only where the formula gives the very value that was computed, to a millionth of a yuan; elsewhere (amounts by
/// formulas of the policy that no
/// sheet holds) it is the value, and the sheet's unit line says so. Nothing is guessed from names: the proportion is tried on every row.
/// Another sheet's rows are found by key (<see cref="KeyedRanges"/>), the own sheet's cells stand in the same row.
/// </remarks>
internal sealed class LiveAmounts(RunResults results, IReadOnlyList<PeopleTable> tables, Language language)
{
    private const decimal Same = 0.000001m;

    private const int MostSources = 20;

    private static readonly IReadOnlyDictionary<(int Row, int Column), string> None = new Dictionary<(int, int), string>();

    private readonly AllocationTable allocation = results.Allocation ?? new AllocationTable { Schemes = [], Rows = [] };

    private readonly IReadOnlyDictionary<string, (int Column, decimal Sum)> shares = FundShares.Of(
        results,
        tables.First(one => one.Name == "factors"));

    /// <summary>Formula by row and column of the table, in the rows' order; empty for tables without.</summary>
    public IReadOnlyDictionary<(int Row, int Column), string> Of(PeopleTable table) => results.Allocation is null ? None : table.Name switch
    {
        "allocation_detail" => Detail(table),
        "paid_items" => Items(table),
        "allocation" => Amounts(table),
        FundTable.Name => Funds(table),
        _ => None,
    };

    /// <summary>The cell of the sheet of checks that holds a scheme's figure: the one place where its fund stands.</summary>
    public string OfScheme(string scheme, int column)
    {
        PeopleTable funds = Table(FundTable.Name);
        return KeyedRanges.Find(
            KeyedRanges.Column(funds, column, language),
            KeyedRanges.Column(funds, FundTable.SchemeColumn, language),
            KeyedRanges.Quoted(scheme));
    }

    private Dictionary<(int Row, int Column), string> Detail(PeopleTable table)
    {
        PeopleTable factors = Table("factors");
        int computed = At(table, "computed_yuan"),
            bounded = At(table, "bounded_yuan"),
            handedOn = At(table, "rounding_yuan"),
            amount = At(table, "amount_yuan");
        Dictionary<(int, int), string> formulas = [];
        HashSet<string> regions = KeyedRanges.Plain(results.Combinations.Regions.Select(region => region.Code));
        Dictionary<string, SchemeResult> schemes = allocation.Schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        Dictionary<string, (string Sum, decimal Yuan)> byRate = ByRate();
        for (int row = 0; row < allocation.Rows.Count; row++)
        {
            AllocationRow paid = allocation.Rows[row];
            int at = TableSheet.FirstDataRow + row;
            SchemeResult scheme = schemes[paid.Scheme];
            if (shares.TryGetValue(paid.Scheme, out (int Column, decimal Sum) share))
            {
                if (regions.Contains(paid.Unit))
                    formulas[(row, computed)] = $"{OfScheme(paid.Scheme, FundTable.FundColumn)}*{KeyedRanges.Find(
                        KeyedRanges.Column(factors, share.Column, language),
                        KeyedRanges.Column(factors, 0, language),
                        Code(at))}/{OfScheme(paid.Scheme, FundTable.BasisColumn)}";
            }
            else if (byRate.TryGetValue(PeopleTables.Key(paid.Unit, paid.Scheme), out (string Sum, decimal Yuan) items)
                && PartOf(items.Yuan, paid.ComputedYuan) is { } part)
            {
                formulas[(row, computed)] = string.Format(CultureInfo.InvariantCulture, items.Sum, Code(at))
                    + (part == 1 ? "" : $"*{Number(part)}");
            }

            if (Bounded(paid, table, at) is { } clamped)
                formulas[(row, bounded)] = clamped;
            if (IsRounded(paid.BoundedYuan, scheme.UnitYuan))
                formulas[(row, amount)] =
                    $"ROUND(ROUND({WorkbookStyles.Address(bounded, at)}/{Number(scheme.UnitYuan)},6),0)*{Number(scheme.UnitYuan)}+{WorkbookStyles.Address(handedOn, at)}";
        }

        return formulas;
    }

    /// <summary>The computed amount times the factor, held between floor and cap; null where that is not what was bounded.</summary>
    private static string? Bounded(AllocationRow paid, PeopleTable table, int at)
    {
        decimal free = paid.ComputedYuan * paid.Factor,
            clamped = free < paid.FloorYuan ? paid.FloorYuan.Value : free > paid.CapYuan ? paid.CapYuan.Value : free;
        if (Math.Abs(clamped - paid.BoundedYuan) > Same)
            return null;
        string formula = WorkbookStyles.Address(At(table, "computed_yuan"), at);
        if (paid.Factor != 1)
            formula += $"*{WorkbookStyles.Address(At(table, "factor"), at)}";
        if (paid.CapYuan is not null)
            formula = $"MIN({WorkbookStyles.Address(At(table, "cap_yuan"), at)},{formula})";
        return paid.FloorYuan is not null ? $"MAX({WorkbookStyles.Address(At(table, "floor_yuan"), at)},{formula})" : formula;
    }

    /// <summary>Area x rate x coefficient of each item on ground.</summary>
    private Dictionary<(int Row, int Column), string> Items(PeopleTable table)
    {
        string unit = AreaScale.OfRates(results.AreaUnit).Unit.Name;
        int area = At(table, $"area_{unit}"),
            rate = At(table, $"rate_yuan_per_{unit}"),
            coefficient = At(table, "coefficient"),
            amount = At(table, "amount_yuan");
        Dictionary<(int, int), string> formulas = [];
        for (int row = 0; row < allocation.PaidItems.Count; row++)
        {
            PaidItemRow item = allocation.PaidItems[row];
            int at = TableSheet.FirstDataRow + row;
            if (item.AreaM2 * 3m / 2000m * item.RateYuanPerMu * item.Coefficient is { } product
                && Math.Abs(product - item.AmountYuan) <= Same)
                formulas[(row, amount)] =
                    $"{WorkbookStyles.Address(area, at)}*{WorkbookStyles.Address(rate, at)}*{WorkbookStyles.Address(coefficient, at)}";
        }

        return formulas;
    }

    /// <summary>What part of the whole a payer carries; null where no short number says it.</summary>
    private static decimal? PartOf(decimal whole, decimal computed)
    {
        decimal part = whole == 0 ? 1 : Math.Round(computed / whole, 6);
        return Math.Abs((whole * part) - computed) <= Same ? part : null;
    }

    /// <summary>By key of payee and scheme the sum over its rows of the table of items, with {0} for the cell that holds the payee's
    /// code.</summary>
    private Dictionary<string, (string Sum, decimal Yuan)> ByRate()
    {
        if (tables.FirstOrDefault(one => one.Name == "paid_items") is not { } items)
            return [];
        string amounts = KeyedRanges.Column(items, At(items, "amount_yuan"), language), keys = KeyedRanges.Keys(items, language);
        HashSet<string> plain = KeyedRanges.Plain(items.Keys.Distinct(StringComparer.Ordinal));
        return allocation.PaidItems.GroupBy(item => (item.Unit, item.Scheme))
            .Where(group => plain.Contains(PeopleTables.Key(group.Key.Unit, group.Key.Scheme)))
            .ToDictionary(
                group => PeopleTables.Key(group.Key.Unit, group.Key.Scheme),
                group =>
                    (
                        $"SUMIFS({amounts},{keys},{{0}}&{KeyedRanges.Quoted(PeopleTables.Key("", group.Key.Scheme))})",
                        group.Sum(item => item.AmountYuan)),
                StringComparer.Ordinal);
    }

    /// <summary>Whether the bounded amount is so far from where rounding turns that no last bit of a spreadsheet can turn it.</summary>
    private static bool IsRounded(decimal bounded, decimal unit)
    {
        decimal units = bounded / unit, broken = Math.Abs(units - Math.Truncate(units));
        return Math.Abs(broken - 0.4999995m) > 0.00000001m;
    }

    /// <summary>Each amount from the rows of the detail that pay it, and their total.</summary>
    private Dictionary<(int Row, int Column), string> Amounts(PeopleTable table)
    {
        const int firstScheme = 3;
        PeopleTable detail = Table("allocation_detail");
        string amounts = KeyedRanges.Column(detail, At(detail, "amount_yuan"), language), keys = KeyedRanges.Keys(detail, language);
        HashSet<string> plain = KeyedRanges.Plain(detail.Keys);
        Dictionary<(int, int), string> formulas = [];
        // What payers pay and their net stand behind all that the total adds up.
        int debited = table.Columns.ToList().FindIndex(column => column.Name == PeopleTables.DebitedColumn);
        int summed = debited < 0 ? table.Columns.Count : debited;
        ILookup<(string, string), AllocationRow> rows = allocation.Rows.ToLookup(row => (row.Unit, row.Scheme));
        for (int row = 0; row < table.Rows.Count; row++)
        {
            int at = TableSheet.FirstDataRow + row;
            formulas[(row, firstScheme - 1)] = $"SUM({WorkbookStyles.Address(firstScheme, at)}:{WorkbookStyles.Address(summed - 1, at)})";
            if (debited >= 0)
                formulas[(row, debited + 1)] =
                    $"{WorkbookStyles.Address(firstScheme - 1, at)}+{WorkbookStyles.Address(debited, at)}";
            string unit = (string)table.Rows[row][0]!;
            for (int scheme = 0; scheme < allocation.Schemes.Count; scheme++)
            {
                List<AllocationRow> paying = [.. rows[(unit, allocation.Schemes[scheme].Name)]];
                if (paying.Count is > 0 and <= MostSources
                    && paying.TrueForAll(one => plain.Contains(PeopleTables.Key(one.Unit, one.Scheme, one.Source))))
                    formulas[(row, firstScheme + scheme)] = string.Join(
                        '+',
                        paying.Select(one =>
                            KeyedRanges.Find(
                                amounts,
                                keys,
                                $"{Code(at)}&{KeyedRanges.Quoted(PeopleTables.Key("", one.Scheme, one.Source))}")));
            }
        }

        return formulas;
    }

    /// <summary>Sums of the other sheets by scheme, and what must be nought.</summary>
    private Dictionary<(int Row, int Column), string> Funds(PeopleTable table)
    {
        PeopleTable detail = Table("allocation_detail"), listed = Table("allocation"), factors = Table("factors");
        string titles = KeyedRanges.Column(detail, At(detail, "scheme"), language),
            amounts = KeyedRanges.Column(detail, At(detail, "amount_yuan"), language);
        HashSet<string> plain = KeyedRanges.Plain(allocation.Schemes.Select(scheme => scheme.Title));
        Dictionary<(int, int), string> formulas = [];
        for (int row = 0; row < allocation.Schemes.Count; row++)
        {
            SchemeResult scheme = allocation.Schemes[row];
            int at = TableSheet.FirstDataRow + row;
            if (plain.Contains(scheme.Title) && allocation.Rows.Count > 0)
                formulas[(row, FundTable.PaidColumn)] =
                    $"SUMPRODUCT(({titles}={WorkbookStyles.Address(FundTable.TitleColumn, at)})*{amounts})";
            if (shares.TryGetValue(scheme.Name, out (int Column, decimal Sum) share))
                formulas[(row, FundTable.BasisColumn)] = $"SUM({KeyedRanges.Column(factors, share.Column, language)})";
            formulas[(row, FundTable.ListedColumn)] = $"SUM({KeyedRanges.Column(listed, 3 + row, language)})";
            string paid = WorkbookStyles.Address(FundTable.PaidColumn, at);
            if (scheme.FundYuan is not null)
                formulas[(row, FundTable.FundCheckColumn)] =
                    $"ROUND({paid}+{WorkbookStyles.Address(FundTable.LeftColumn, at)}-{WorkbookStyles.Address(FundTable.FundColumn, at)}-{WorkbookStyles.Address(FundTable.ReserveColumn, at)},2)";
            formulas[(row, FundTable.ListCheckColumn)] = $"ROUND({WorkbookStyles.Address(FundTable.ListedColumn, at)}-{paid},2)";
        }

        return formulas;
    }

    private PeopleTable Table(string name) => tables.First(one => one.Name == name);

    private static int At(PeopleTable table, string column) =>
        table.Columns.Select((one, index) => (one, index)).First(pair => pair.one.Name == column).index;

    /// <summary>The cell of the own row that holds the code.</summary>
    private static string Code(int row) => $"$A{row.ToString(CultureInfo.InvariantCulture)}";

    private static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
