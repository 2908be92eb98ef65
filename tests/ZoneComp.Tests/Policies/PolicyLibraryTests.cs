using System.Globalization;
using System.Text;

namespace ZoneComp.Tests.Policies;

/// <summary>Every policy of policies/ runs, pays what its expected.csv says, and leaves nothing of its funds unaccounted.</summary>
public class PolicyLibraryTests
{
    public static TheoryData<string> Names => [.. GridRun.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_policy_runs_without_an_error(string name)
    {
        GridRun run = GridRun.Of(name);

        Assert.Equal("", string.Join('\n', run.Log.Sorted().Where(finding => finding.Severity == Severity.Error)));
        Assert.All(run.Allocation.Schemes.Where(scheme => !run.OffGrid.Contains(scheme.Name)), scheme => Assert.True(
            run.Allocation.Rows.Any(row => row.Scheme == scheme.Name && row.AmountYuan != 0)
                || run.Allocation.Ledger.Any(row => row.Scheme == scheme.Name),
            $"{scheme.Name} pays nothing, so the run shows nothing of it"));
        Assert.All(
            run.Columns.Where(column => !run.OffGrid.Contains(column.Name)),
            column =>
                Assert.True(column.Values.Any(value => value is not null and not 0m and not false), $"{column.Name} is zero everywhere"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Amounts_are_those_written_down(string name)
    {
        GridRun run = GridRun.Of(name);
        string found = OnGrid(run, Text(run.Allocation));
        Assert.Equal(OnGrid(run, File.ReadAllText(Path.Combine(GridRun.Folder, name, "expected.csv")).ReplaceLineEndings("\n")), found);
    }

    private static string OnGrid(GridRun run, string csv) =>
        string.Concat(csv.Split('\n')
            .Where(line => line.Length > 0 && !run.OffGrid.Contains(line[..line.IndexOf(',', StringComparison.Ordinal)]))
            .Select(line => line + "\n"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Fund_reserve_and_rest_make_the_amounts(string name)
    {
        AllocationTable table = GridRun.Of(name).Allocation;

        foreach (SchemeResult scheme in table.Schemes)
        {
            decimal rows = table.Rows.Where(row => row.Scheme == scheme.Name).Sum(row => row.AmountYuan);
            Assert.Equal(scheme.TotalYuan, rows);
            if (scheme.FundYuan is decimal fund)
                Assert.Equal(fund + scheme.ReserveYuan - scheme.UnallocatedYuan, rows);
        }
    }

    /// <summary>One line a payee and scheme, quotas in their own unit behind the money, then the ledger.</summary>
    internal static string Text(AllocationTable table)
    {
        StringBuilder text = new("scheme,unit,source,amount_yuan,bound,note\n");
        foreach (AllocationRow row in table.Rows.Concat(table.Quotas?.Rows ?? []).Where(row => row.AmountYuan != 0))
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Scheme},{row.Unit},{row.Source},{row.AmountYuan:0.00},{row.Bound},{row.Note}\n");
        foreach (LedgerRow row in table.Ledger)
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Scheme},{row.Payer} to {row.Payee},{row.Section} {row.Period} {row.Item},{row.AmountYuan:0.00},,{row.Note}\n");
        return text.ToString();
    }
}
