using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Factors;
using ZoneComp.Model;
using ZoneComp.Parquet;
using ZoneComp.Policy;
using ZoneComp.Tables;
using ZoneComp.Tests.Expressions;

namespace ZoneComp.Tests.Tables;

public sealed class PreviousRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-previous").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Last_years_factors_and_amounts_are_read_by_region_code()
    {
        // 6202 is gone, 6201 is new; two sources paid 6101.
        ParquetWriter.Write(Path.Combine(folder, "factors.parquet"),
        [
            ParquetColumn.Int32("year", [2024, 2024, 2024]),
            ParquetColumn.Text("region_code", ["6101", "6102", "6202"]),
            ParquetColumn.Decimal("score", 38, 6, [0.5m, 0.25m, 0.25m]),
            ParquetColumn.Decimal("red_mu", 38, 2, [300m, 30m, (decimal?)null]).Described("红线", "mu"),
        ]);
        ParquetWriter.Write(Path.Combine(folder, "allocation.parquet"),
        [
            ParquetColumn.Text("region_code", ["6101", "6102", "6101"]),
            ParquetColumn.Text("scheme", ["pool", "pool", "pool"]),
            ParquetColumn.Decimal("amount_yuan", 38, 2, [100m, 50.5m, 20m]),
        ]);

        Assert.Equal([0.55m, 0.375m, 0m], Evaluate("a: 'if(region_code = ''6201'', 0, (previous(score) + 0.6 - if(region_code = ''6102'', 0.1, 0)) / 2)'"));
        Assert.Equal([600m, 60m, -15m], Evaluate("a: (previous(red_mu) * 2) / mu else -15"));
        Assert.Equal([120m, 50.5m, 1m], Evaluate("a: previous(pool.amount) / 1 yuan else 1"));
        Assert.Contains("the previous run has no column 'scor'", Assert.Throws<PolicyException>(() => Evaluate("a: previous(scor)")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_results_or_of_a_later_year_is_refused()
    {
        Assert.Contains("no readable results of an earlier run", Assert.Throws<UserErrorException>(() => Evaluate("a: previous(b)")).Message, StringComparison.Ordinal);
        ParquetWriter.Write(Path.Combine(folder, "factors.parquet"), [ParquetColumn.Int32("year", [2025]), ParquetColumn.Text("region_code", ["6101"])]);
        Assert.Contains("'previous' is a run of 2025, which is not before 2025", Assert.Throws<UserErrorException>(() => Evaluate("a: previous(b)")).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<object?> Evaluate(string factor)
    {
        PolicyFile policy = PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Sample.Head + $"previous: .\nfactors:\n  {factor}\n");
        DiagnosticLog log = new();
        ExpressionScope scope = ExpressionScope.Create(policy, new ExpressionInputs { Combinations = Sample.Combinations, Previous = PreviousRun.Of(policy) });
        IReadOnlyList<Column> columns = FactorStage.Evaluate(policy, scope, log);
        Assert.False(log.HasErrors, string.Join("\n", log.Sorted()));
        return columns[0].Values;
    }
}
