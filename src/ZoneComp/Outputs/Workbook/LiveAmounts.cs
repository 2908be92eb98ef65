using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Outputs.Tables;

namespace ZoneComp.Outputs.Workbook;

/// <summary>Formulas by which a reviewer follows the money from sheet to sheet: column of factors, computed, bounded, amount, table of amounts.</summary>
/// <remarks>
/// A cell is a formula only where the formula gives the very value that was computed, to a millionth of a yuan; elsewhere (amounts by formulas of the policy that no
/// sheet holds) it is the value, and the sheet's unit line says so. Nothing is guessed from names: the proportion is tried on every row.
/// </remarks>
internal static class LiveAmounts
{
    private const decimal Same = 0.000001m;

    private const int CodeColumns = 2;

    /// <summary>Formula by row and column of the table, in the rows' order; empty for tables without.</summary>
    public static IReadOnlyDictionary<(int Row, int Column), string> Of(PeopleTable table, RunResults results, IReadOnlyList<PeopleTable> tables, Language language) => (table.Name, results.Allocation) switch
    {
        ("allocation_detail", { } allocation) => Detail(table, allocation, results, tables, language),
        ("paid_items", { } allocation) => Items(table, allocation),
        ("allocation", { } allocation) => Amounts(table, allocation, tables.First(one => one.Name == "allocation_detail"), language),
        _ => new Dictionary<(int, int), string>(),
    };

    private static Dictionary<(int Row, int Column), string> Detail(PeopleTable table, AllocationTable allocation, RunResults results, IReadOnlyList<PeopleTable> tables, Language language)
    {
        PeopleTable factors = tables.First(one => one.Name == "factors");
        int computed = At(table, "computed_yuan"), bounded = At(table, "bounded_yuan"), handedOn = At(table, "rounding_yuan"), amount = At(table, "amount_yuan");
        Dictionary<(int, int), string> formulas = [];
        Dictionary<string, int> regions = results.Combinations.Regions.Select((region, index) => (region.Code, index)).ToDictionary(pair => pair.Code, pair => pair.index, StringComparer.Ordinal);
        Dictionary<(string, string), (string Sum, decimal Yuan)> byRate = ByRate(allocation, tables, language);
        foreach (SchemeResult scheme in allocation.Schemes)
        {
            List<(int Row, AllocationRow Paid)> rows = [.. allocation.Rows.Select((row, index) => (index, row)).Where(pair => pair.row.Scheme == scheme.Name)];
            int shared = scheme.FundYuan is { } fund ? ShareColumn(fund, rows, regions, factors) : -1;
            foreach ((int row, AllocationRow paid) in rows)
            {
                int at = TableSheet.FirstDataRow(table) + row;
                if (shared >= 0)
                    formulas[(row, computed)] = Share(scheme.FundYuan!.Value, regions[paid.Unit], shared, factors, language);
                else if (byRate.TryGetValue((paid.Scheme, paid.Unit), out (string Sum, decimal Yuan) items) && PartOf(items.Yuan, paid.ComputedYuan) is { } part)
                    formulas[(row, computed)] = part == 1 ? items.Sum : $"{items.Sum}*{Number(part)}";
                if (Bounded(paid, table, at) is { } clamped)
                    formulas[(row, bounded)] = clamped;
                if (IsRounded(paid.BoundedYuan, scheme.UnitYuan))
                    formulas[(row, amount)] = $"ROUND(ROUND({WorkbookStyles.Address(bounded, at)}/{Number(scheme.UnitYuan)},6),0)*{Number(scheme.UnitYuan)}+{WorkbookStyles.Address(handedOn, at)}";
            }
        }

        return formulas;
    }

    /// <summary>The computed amount times the factor, held between floor and cap; null where that is not what was bounded.</summary>
    private static string? Bounded(AllocationRow paid, PeopleTable table, int at)
    {
        decimal free = paid.ComputedYuan * paid.Factor, clamped = free < paid.FloorYuan ? paid.FloorYuan.Value : free > paid.CapYuan ? paid.CapYuan.Value : free;
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
    private static Dictionary<(int Row, int Column), string> Items(PeopleTable table, AllocationTable allocation)
    {
        int area = At(table, "area_mu"), rate = At(table, "rate_yuan_per_mu"), coefficient = At(table, "coefficient"), amount = At(table, "amount_yuan");
        Dictionary<(int, int), string> formulas = [];
        for (int row = 0; row < allocation.PaidItems.Count; row++)
        {
            PaidItemRow item = allocation.PaidItems[row];
            int at = TableSheet.FirstDataRow(table) + row;
            if (item.AreaM2 * 3m / 2000m * item.RateYuanPerMu * item.Coefficient is { } product && Math.Abs(product - item.AmountYuan) <= Same)
                formulas[(row, amount)] = $"{WorkbookStyles.Address(area, at)}*{WorkbookStyles.Address(rate, at)}*{WorkbookStyles.Address(coefficient, at)}";
        }

        return formulas;
    }

    /// <summary>What part of the whole a payer carries; null where no short number says it.</summary>
    private static decimal? PartOf(decimal whole, decimal computed)
    {
        decimal part = whole == 0 ? 1 : Math.Round(computed / whole, 6);
        return Math.Abs((whole * part) - computed) <= Same ? part : null;
    }

    /// <summary>By scheme and payee the sum over its rows of the table of items, which stand together.</summary>
    private static Dictionary<(string Scheme, string Unit), (string Sum, decimal Yuan)> ByRate(AllocationTable allocation, IReadOnlyList<PeopleTable> tables, Language language)
    {
        if (tables.FirstOrDefault(one => one.Name == "paid_items") is not { } items)
            return [];
        int amount = At(items, "amount_yuan"), first = TableSheet.FirstDataRow(items);
        return allocation.PaidItems.Select((row, index) => (row, index)).GroupBy(pair => (pair.row.Scheme, pair.row.Unit), pair => pair.index)
            .ToDictionary(group => group.Key, group => (
                $"SUM('{items.Title.In(language)}'!{WorkbookStyles.Address(amount, first + group.Min())}:{WorkbookStyles.Address(amount, first + group.Max())})",
                group.Sum(index => allocation.PaidItems[index].AmountYuan)));
    }

    private static int At(PeopleTable table, string column) => table.Columns.Select((one, index) => (one, index)).First(pair => pair.one.Name == column).index;

    /// <summary>The column of factors in whose proportion the whole fund is computed, for every row; -1 where there is none.</summary>
    private static int ShareColumn(decimal fund, List<(int Row, AllocationRow Paid)> rows, Dictionary<string, int> regions, PeopleTable factors)
    {
        if (rows.Count == 0 || rows.Exists(row => !regions.ContainsKey(row.Paid.Unit)) || rows.DistinctBy(row => row.Paid.Unit).Count() != rows.Count)
            return -1;
        HashSet<int> paid = [.. rows.Select(row => regions[row.Paid.Unit])];
        for (int column = factors.Columns.Count - 1; column >= CodeColumns; column--)
        {
            decimal?[] values = [.. factors.Rows.Select(row => row[column] as decimal?)];
            // The sum runs over the whole column: who is not paid must not weigh in it.
            if (values.Any(value => value is < 0 or > 1e15m) || values.Where((value, region) => value is > 0 && !paid.Contains(region)).Any())
                continue;
            decimal sum = values.Sum(value => value ?? 0);
            if (sum > 0 && rows.TrueForAll(row => values[regions[row.Paid.Unit]] is { } value && Math.Abs((value / sum * fund) - row.Paid.ComputedYuan) <= Same))
                return column;
        }

        return -1;
    }

    private static string Share(decimal fund, int region, int column, PeopleTable factors, Language language)
    {
        int first = TableSheet.FirstDataRow(factors);
        string sheet = $"'{factors.Title.In(language)}'!", letters = WorkbookStyles.Column(column);
        return string.Create(CultureInfo.InvariantCulture, $"{Number(fund)}*{sheet}{letters}{first + region}/SUM({sheet}{letters}${first}:{letters}${first + factors.Rows.Count - 1})");
    }

    /// <summary>Whether the bounded amount is so far from where rounding turns that no last bit of a spreadsheet can turn it.</summary>
    private static bool IsRounded(decimal bounded, decimal unit)
    {
        decimal units = bounded / unit, broken = Math.Abs(units - Math.Truncate(units));
        return Math.Abs(broken - 0.4999995m) > 0.00000001m;
    }

    /// <summary>Each amount from the rows of the detail that pay it, and their total.</summary>
    private static Dictionary<(int Row, int Column), string> Amounts(PeopleTable table, AllocationTable allocation, PeopleTable detail, Language language)
    {
        const int firstScheme = 3, mostRows = 20;
        int amount = At(detail, "amount_yuan");
        Dictionary<(int, int), string> formulas = [];
        ILookup<(string, string), int> rows = allocation.Rows.Select((row, index) => (row, index)).ToLookup(pair => (pair.row.Unit, pair.row.Scheme), pair => pair.index);
        for (int row = 0; row < table.Rows.Count; row++)
        {
            int at = TableSheet.FirstDataRow(table) + row;
            formulas[(row, firstScheme - 1)] = $"SUM({WorkbookStyles.Address(firstScheme, at)}:{WorkbookStyles.Address(table.Columns.Count - 1, at)})";
            for (int scheme = 0; scheme < allocation.Schemes.Count; scheme++)
            {
                int[] paying = [.. rows[((string)table.Rows[row][0]!, allocation.Schemes[scheme].Name)]];
                if (paying.Length is > 0 and <= mostRows)
                    formulas[(row, firstScheme + scheme)] = string.Join('+', paying.Select(one => $"'{detail.Title.In(language)}'!{WorkbookStyles.Address(amount, TableSheet.FirstDataRow(detail) + one)}"));
            }
        }

        return formulas;
    }

    private static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
