using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Outputs.Tables;

namespace ZoneComp.Outputs.Workbook;

/// <summary>Formulas by which a reviewer follows the money from sheet to sheet: column of factors, computed, bounded, amount, table of amounts.</summary>
/// <remarks>
/// A cell is a formula only where the formula gives the very value that was computed, to a millionth of a yuan; elsewhere (amounts by rate and ground, amounts
/// that a bound moved, the fen that rounding hands on) it is the value. Nothing is guessed from names: the proportion is tried on every row.
/// </remarks>
internal static class LiveAmounts
{
    private const decimal Same = 0.000001m;

    private const int CodeColumns = 2, Computed = 4, Bounded = 5, Amount = 6;

    /// <summary>Formula by row and column of the table, in the rows' order; empty for tables without.</summary>
    public static IReadOnlyDictionary<(int Row, int Column), string> Of(PeopleTable table, RunResults results, IReadOnlyList<PeopleTable> tables, Language language) => (table.Name, results.Allocation) switch
    {
        ("allocation_detail", { } allocation) => Detail(table, allocation, results, tables.First(one => one.Name == "factors"), language),
        ("allocation", { } allocation) => Amounts(table, allocation, tables.First(one => one.Name == "allocation_detail"), language),
        _ => new Dictionary<(int, int), string>(),
    };

    private static Dictionary<(int Row, int Column), string> Detail(PeopleTable table, AllocationTable allocation, RunResults results, PeopleTable factors, Language language)
    {
        Dictionary<(int, int), string> formulas = [];
        Dictionary<string, int> regions = results.Combinations.Regions.Select((region, index) => (region.Code, index)).ToDictionary(pair => pair.Code, pair => pair.index, StringComparer.Ordinal);
        foreach (SchemeResult scheme in allocation.Schemes)
        {
            List<(int Row, AllocationRow Paid)> rows = [.. allocation.Rows.Select((row, index) => (index, row)).Where(pair => pair.row.Scheme == scheme.Name)];
            int shared = scheme.FundYuan is { } fund ? ShareColumn(fund, rows, regions, factors) : -1;
            foreach ((int row, AllocationRow paid) in rows)
            {
                int at = TableSheet.FirstDataRow(table) + row;
                if (shared >= 0)
                    formulas[(row, Computed)] = Share(scheme.FundYuan!.Value, regions[paid.Unit], shared, factors, language);
                if (paid.BoundedYuan == paid.ComputedYuan)
                    formulas[(row, Bounded)] = WorkbookStyles.Address(Computed, at);
                if (IsRounded(paid.BoundedYuan, paid.AmountYuan, scheme.UnitYuan))
                    formulas[(row, Amount)] = $"ROUND({WorkbookStyles.Address(Bounded, at)}/{Number(scheme.UnitYuan)},0)*{Number(scheme.UnitYuan)}";
            }
        }

        return formulas;
    }

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

    /// <summary>Whether the amount is the bounded one rounded to its unit, and so far from half a unit that no last bit can turn it.</summary>
    private static bool IsRounded(decimal bounded, decimal amount, decimal unit)
    {
        decimal units = bounded / unit, half = Math.Abs(Math.Abs(units - Math.Truncate(units)) - 0.5m);
        return half > Same && Math.Round(units, MidpointRounding.AwayFromZero) * unit == amount;
    }

    /// <summary>Each amount from the rows of the detail that pay it, and their total.</summary>
    private static Dictionary<(int Row, int Column), string> Amounts(PeopleTable table, AllocationTable allocation, PeopleTable detail, Language language)
    {
        const int firstScheme = 3, mostRows = 20;
        Dictionary<(int, int), string> formulas = [];
        ILookup<(string, string), int> rows = allocation.Rows.Select((row, index) => (row, index)).ToLookup(pair => (pair.row.Unit, pair.row.Scheme), pair => pair.index);
        for (int row = 0; row < table.Rows.Count; row++)
        {
            int at = TableSheet.FirstDataRow(table) + row;
            formulas[(row, firstScheme - 1)] = $"SUM({WorkbookStyles.Address(firstScheme, at)}:{WorkbookStyles.Address(firstScheme + allocation.Schemes.Count - 1, at)})";
            for (int scheme = 0; scheme < allocation.Schemes.Count; scheme++)
            {
                int[] paying = [.. rows[((string)table.Rows[row][0]!, allocation.Schemes[scheme].Name)]];
                if (paying.Length is > 0 and <= mostRows)
                    formulas[(row, firstScheme + scheme)] = string.Join('+', paying.Select(one => $"'{detail.Title.In(language)}'!{WorkbookStyles.Address(Amount, TableSheet.FirstDataRow(detail) + one)}"));
            }
        }

        return formulas;
    }

    private static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
