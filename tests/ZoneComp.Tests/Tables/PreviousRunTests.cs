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
        Provenance.Sealed.Write(folder);

        Assert.Equal(
            [0.55m, 0.375m, 0m],
            Evaluate("a: 'if(region_code = ''6201'', 0, (previous(score) + 0.6 - if(region_code = ''6102'', 0.1, 0)) / 2)'"));
        Assert.Equal([600m, 60m, -15m], Evaluate("a: (previous(red_mu) * 2) / mu else -15"));
        Assert.Equal([120m, 50.5m, 1m], Evaluate("a: previous(pool.amount) / 1 yuan else 1"));
        Assert.Contains(
            "the previous run has no column 'scor'",
            Assert.Throws<PolicyException>(() => Evaluate("a: previous(scor)")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_results_or_of_a_later_year_is_refused()
    {
        Assert.Contains(
            "no readable results of an earlier run",
            Assert.Throws<UserErrorException>(() => Evaluate("a: previous(b)")).Message,
            StringComparison.Ordinal);
        ParquetWriter.Write(
            Path.Combine(folder, "factors.parquet"),
            [ParquetColumn.Int32("year", [2025]), ParquetColumn.Text("region_code", ["6101"])]);
        Assert.Contains(
            "'previous' is a run of 2025, which is not before 2025",
            Assert.Throws<UserErrorException>(() => Evaluate("a: previous(b)")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_that_changed_are_followed_through_merger_split_and_rename()
    {
        // 6101 stays and takes over 6109; 6108 was split, 0.3 to 6102 and 0.7 to 6201; city 60 was renamed 61.
        WriteLastYear(["6101", "6108", "6109"], [0.5m, 0.25m, 0.25m], ["A", "B", "A"], [100m, 50.5m, 20m]);
        File.WriteAllText(
            Path.Combine(folder, "codes.csv"),
            "old,new,part\n6109,6101,1\n6108,6102,0.3\n6108,6201,0.7\n60,61,1\n9999,9998,1\n");

        // 100 + 20; 50.5 x 0.3; 50.5 x 0.7
        Assert.Equal([120m, 15.15m, 35.35m], Evaluate("a: previous(pool.amount) / 1 yuan", Following));
        Assert.Equal([40m, 40m, 0m], Evaluate("a: 'previous(cities.amount, of: city) / 1 yuan else 0'", Following));
        // Both were A: the merger has it. A split text is nobody's.
        (IReadOnlyList<object?> grades, DiagnosticLog log) = EvaluateAndReport("a: previous(grade) else 'none'", Following);
        Assert.Equal(["A", "none", "none"], grades);
        Assert.Contains(
            "previous(grade): error ZC650: a value of the run of 2024 that neither adds up nor splits, and codes changed: 2 of this "
                + "year's have none: 6102 (6108 x 0.3), 6201 (6108 x 0.7)",
            string.Join('\n', log.Sorted()),
            StringComparison.Ordinal);
        (_, log) = EvaluateAndReport("a: previous(score) else 0", Following);
        Assert.Contains("6101 (6101 + 6109), 6102 (6108 x 0.3)", string.Join('\n', log.Sorted()), StringComparison.Ordinal);
    }

    [Fact]
    public void Last_years_codes_that_nothing_of_this_year_stands_for_are_told()
    {
        WriteLastYear(["6101", "6108", "6109"], [0.5m, 0.25m, 0.25m], ["A", "B", "A"], [100m, 50.5m, 20m]);
        File.WriteAllText(Path.Combine(folder, "codes.csv"), "old,new\n6109,6101\n6108,6107\n");

        (_, DiagnosticLog log) = EvaluateAndReport("a: previous(pool.amount) / 1 yuan else 0", "previous: .");
        Diagnostic gone = Assert.Single(log.Sorted());
        Assert.Equal(("ZC651", Severity.Error), (gone.Code, gone.Severity));
        Assert.Contains("2 codes of the run of 2024", gone.Message.En, StringComparison.Ordinal);
        Assert.Contains("6108, 6109", gone.Message.En, StringComparison.Ordinal);
        // A table that leads to a code that is none either.
        (_, log) = EvaluateAndReport(
            "a: previous(pool.amount) / 1 yuan else 0",
            "previous: {run: ., codes: {source: codes.csv, old: old, new: new}}");
        Assert.Contains(": 6107;", Assert.Single(log.Sorted()).Message.En, StringComparison.Ordinal);
        // Of a city's amounts only the cities count; what nobody asks for is not told.
        (_, log) = EvaluateAndReport("a: 'previous(cities.amount, of: city) / 1 yuan else 0'", "previous: .");
        Assert.Contains(": 60;", Assert.Single(log.Sorted()).Message.En, StringComparison.Ordinal);
        Assert.Empty(EvaluateAndReport("a: region_area / 1 m2", "previous: .").Log.Sorted());
    }

    [Fact]
    public void Last_years_tables_are_held_against_their_record()
    {
        WriteLastYear(["6101"], [0.5m], ["A"], [100m]);
        File.Delete(Path.Combine(folder, "run.json"));
        Assert.Contains(EvaluateAndReport("a: region_area / 1 m2", "previous: .").Log.Sorted(), finding => finding.Code == "ZC720");

        WriteLastYear(["6101"], [0.5m], ["A"], [100m]);
        byte[] sealedSums = File.ReadAllBytes(Path.Combine(folder, "SHA256SUMS")),
            record = File.ReadAllBytes(Path.Combine(folder, "run.json"));
        WriteLastYear(["6101"], [0.5m], ["A"], [1_000_000m]);
        File.WriteAllBytes(Path.Combine(folder, "SHA256SUMS"), sealedSums);
        File.WriteAllBytes(Path.Combine(folder, "run.json"), record);
        Assert.Contains(
            "allocation.parquet: is not as the run wrote it",
            Assert.Throws<UserErrorException>(() => EvaluateAndReport("a: region_area / 1 m2", "previous: .")).Message,
            StringComparison.Ordinal);
    }

    private const string Following = "previous: {run: ., codes: {source: codes.csv, old: old, new: new, share: part}}";

    private void WriteLastYear(string[] codes, decimal?[] scores, string[] grades, decimal?[] amounts)
    {
        ParquetWriter.Write(Path.Combine(folder, "factors.parquet"),
        [
            ParquetColumn.Int32("year", [.. codes.Select(_ => (int?)2024)]),
            ParquetColumn.Text("region_code", codes),
            ParquetColumn.Decimal("score", 38, 6, scores),
            ParquetColumn.Text("grade", grades),
        ]);
        ParquetWriter.Write(Path.Combine(folder, "allocation.parquet"),
        [
            ParquetColumn.Text("region_code", [.. codes, "60"]),
            ParquetColumn.Text("scheme", [.. codes.Select(_ => "pool"), "cities"]),
            ParquetColumn.Decimal("amount_yuan", 38, 2, [.. amounts, 40m]),
        ]);
        Provenance.Sealed.Write(folder);
    }

    private IReadOnlyList<object?> Evaluate(string factor, string previous = "previous: .")
    {
        (IReadOnlyList<object?> values, DiagnosticLog log) = EvaluateAndReport(factor, previous);
        Assert.All(log.Sorted(), finding => Assert.Equal(("ZC651", "previous: ."), (finding.Code, previous))); // 6202 is gone
        return values;
    }

    private (IReadOnlyList<object?> Values, DiagnosticLog Log) EvaluateAndReport(string factor, string previous)
    {
        PolicyFile policy = PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Sample.Head + $"{previous}\nfactors:\n  {factor}\n");
        DiagnosticLog log = new();
        ExpressionScope scope = ExpressionScope.Create(
            policy,
            new ExpressionInputs
            {
                Combinations = Sample.Combinations,
                Previous = PreviousRun.Of(policy, Sample.Combinations.Regions, log),
            });
        return (FactorStage.Evaluate(policy, scope, log)[0].Values, log);
    }
}
