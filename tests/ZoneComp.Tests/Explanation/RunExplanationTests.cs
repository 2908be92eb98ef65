using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Explanation;

public sealed class RunExplanationTests
{
    /// <summary>Relative: decimals carry 28 digits, square roots and logarithms of the evaluator 15.</summary>
    private const decimal Tolerance = 1e-13m;

    public static TheoryData<string> Policies => [.. GridRun.Names];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_number_of_every_policy_is_explained_and_comes_out_again_by_hand(string policy)
    {
        using FolderRun run = new(policy);
        Redo(run.Out, code => true);
    }

    // Every 45th of the sample's 225 counties, since each lists all of them many times over; ZONECOMP_ALL=1 takes every one.
    [Fact]
    public void Every_number_of_the_sample_is_explained_and_comes_out_again_by_hand()
    {
        using TemporaryFolder place = new();
        _ = FolderRun.Run(new RunSettings
        {
            PolicyPath = Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "policy.yaml"),
            OutputPath = place.File("out"),
            WithPieces = true,
        });
        bool all = Environment.GetEnvironmentVariable("ZONECOMP_ALL") == "1";
        int index = 0;
        Redo(place.File("out"), _ => all || index++ % 45 == 7);
    }

    // Kinds, bounds and functions that the library's policies do not use; the amounts are made up.
    [Fact]
    public void Every_other_kind_of_scheme_comes_out_again_by_hand()
    {
        using FolderRun run = new("hainan", copyInputs: true);
        string folder = Path.GetDirectoryName(run.PolicyPath)!;
        string[] codes = [.. Open(run.Out).Codes.Where(code => code != Region.OutsideCode)];
        File.WriteAllLines(
            Path.Combine(folder, "units.csv"),
            [
                "code,unit,unit_name,part",
                .. codes.SelectMany((code, index) => index == 0 ? [$"{code},A,甲,0.3", $"{code},B,乙,0.7"] : new[] { $"{code},B,乙,1" }),
            ]);
        File.WriteAllLines(
            Path.Combine(folder, "titles.csv"),
            ["code,title,amount", $"{codes[0]},示范县,12.5", $"{codes[0]},先行区,3", $"{codes[1]},示范县,12.5"]);
        string text = File.ReadAllText(run.PolicyPath).ReplaceLineEndings("\n");
        text = text[..(text.IndexOf("schemes:", StringComparison.Ordinal) + "schemes:\n".Length)].Replace("factors:\n", """
              units: {source: units.csv, key: code, rows: many, columns: {unit: text, unit_name: text, part: number}}
              titles: {source: titles.csv, key: code, rows: many, columns: {title: text, amount: money wan_yuan}}
            factors:
              scaled: "minmax(county.population) + rank(county.incentive, order: descending, ties: average)"
              deviates: "zscore(county.population, of: sample) + stddev(county.population, of: population) / mean(county.population)"
              middle: "median(county.population) - min_of(county.population) + count_of(county.population > 100000)"
              stepped: "lookup(county.incentive, [70: 0.5, 80: 0.8, 100: 1], mode: interpolate, outside: hold)"
              rows: "sum_rows(titles.amount)"

            """.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        text += """
              ranks: {kind: tiers, rank_by: county.incentive, ties: average, tiers: [{to: 2, amount: 2950 wan_yuan}, {amount: 1500 wan_yuan}]}
              bands: {kind: tiers, score: county.incentive, tiers: [{from: 60, amount: 10 wan_yuan}, {from: 85, amount: 30 wan_yuan}]}
              titles: {kind: lump, table: titles, amount: amount, item: title}
              points: {kind: points, fund: 33333.33 yuan, points: county.incentive}
              each: {kind: points, points: county.incentive, value: 12.345 yuan, bounds: [cap: 1111.11 yuan, floor: 900 yuan]}
              halves: {kind: points, points: county.incentive / 9, value: 0.045 yuan}
              better: {kind: reward, change: county.incentive - 85, better: 1000 yuan, worse: 500 yuan}
              out: {kind: reward, of: [points], excluded: county.central}
              settle: {kind: settlement, of: [ranks, points], prepaid: 1800 wan_yuan, too_much: next_year, eligible: county.incentive > 70}
              capped: {kind: pool, fund: 100 wan_yuan, parts: {a: {portion: 0.5, share: county.population, cap: 20 wan_yuan}, b: {portion: 0.5, share: county.incentive}}}
              passed: {kind: pool, fund: 1000000.01 yuan, share: county.population, paid_to: {table: units, unit: unit, name: unit_name, share: part}}
              kept: {kind: pool, fund: 77 wan_yuan, share: county.population, bounds: [floor: 15 wan_yuan, cap: 20 wan_yuan], over_run: reserve, reserve: 50 wan_yuan, rest: keep}
            """.ReplaceLineEndings("\n");
        File.WriteAllText(run.PolicyPath, text);
        RunOutcome outcome = FolderRun.Run(new RunSettings { PolicyPath = run.PolicyPath, OutputPath = run.Out, WithPieces = true });

        Assert.False(
            outcome.HasErrors,
            string.Join("; ", outcome.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message.En)));
        Redo(run.Out, _ => true);
        Assert.Contains("A", Open(run.Out).Codes);
    }

    [Fact]
    public void A_changed_table_or_a_changed_result_is_told_and_nothing_is_explained()
    {
        using FolderRun run = new("hainan", copyInputs: true);
        string table = Path.Combine(Path.GetDirectoryName(run.PolicyPath)!, "county.csv");
        byte[] before = File.ReadAllBytes(table);
        File.AppendAllText(table, "\n");
        Assert.Contains(
            "county.csv: changed since the run",
            Assert.Throws<UserErrorException>(() => Open(run.Out)).Text.En,
            StringComparison.Ordinal);

        File.WriteAllBytes(table, before);
        _ = Open(run.Out);
        string path = Path.Combine(run.Out, AllocationParquet.FileName);
        AllocationTable money = AllocationParquet.Read(path);
        AllocationTable changed = new()
        {
            Schemes = money.Schemes,
            Rows = [money.Rows[0] with { AmountYuan = money.Rows[0].AmountYuan + 100m }, .. money.Rows.Skip(1)],
        };
        using (FileStream stream = File.Create(path))
            AllocationParquet.Write(stream, changed, run.Outcome.Results!.Year, ParquetOutputs.Metadata(run.Outcome.Results.Manifest));
        Provenance.Sealed.Write(run.Out);
        Assert.Contains(
            "allocation.parquet does not hold what its own policy and inputs give",
            Assert.Throws<UserErrorException>(() => Open(run.Out)).Text.En,
            StringComparison.Ordinal);
    }

    private static void Redo(string results, Predicate<string> which)
    {
        RunExplanation run = Open(results);
        AllocationTable? money = File.Exists(Path.Combine(results, AllocationParquet.FileName))
            ? AllocationParquet.Read(Path.Combine(results, AllocationParquet.FileName))
            : null;
        EarlierFactors? factors = File.Exists(Path.Combine(results, FactorsParquet.FileName))
            ? FactorsParquet.Read(Path.Combine(results, FactorsParquet.FileName))
            : null;
        int steps = 0;
        foreach (string code in run.Codes.Where(code => which(code)))
        {
            Explained explained = run.Of(code);
            List<PrintedStep> printed = PrintedStep.Read(new ExplanationText(Language.English, Full: true).Of(explained));
            foreach (PrintedStep step in printed)
                Redo(step, code);
            steps += printed.Count;
            PrintedStep[] top = [.. printed.Where(step => step.Depth == 0)];
            if (factors is not null)
                CompareFactors(factors, code, top);
            if (money is not null)
                CompareAmounts(money, code, printed);
        }

        Assert.True(steps > 100, $"{steps} steps");
        if (money is not null)
            RedoPage(results, money, which);
    }

    // The report's page tells amounts with all digits; long lists are not on it, so what they make is not worked out here.
    private static void RedoPage(string results, AllocationTable money, Predicate<string> which)
    {
        IReadOnlyList<(string Code, string Scheme, string Text)> told = ReportStories.Read(Path.Combine(results, "report.html"));
        foreach ((string code, string scheme, string text) in told.Where(story => which(story.Code)))
        {
            List<PrintedStep> printed = PrintedStep.Read(text);
            foreach (PrintedStep step in printed.Where(step => step.Arithmetic is not null))
                AssertSame(Work(step.Value, step, code), Work(step.Arithmetic!, step, code), step, code);
            foreach (PrintedStep step in printed.Where(step => step.Fold is not null && step.Members.Count == step.Expected))
                AssertSame(Work(step.Value, step, code), Folded(step, code), step, code);
            foreach (AllocationRow row in money.Rows.Where(row =>
                row.Unit == code && money.Schemes.Single(each => each.Name == row.Scheme).Title == scheme))
                Assert.Contains(
                    printed,
                    step =>
                        step.Depth == 0
                            && step.Name.StartsWith($"{row.Scheme}.amount_yuan", StringComparison.Ordinal)
                            && (decimal)PrintedArithmetic.Work(step.Value)! == row.AmountYuan);
        }

        Assert.Empty(money.Rows.Select(row => row.Unit).Except(told.Select(story => story.Code)));
    }

    private static void Redo(PrintedStep step, string code)
    {
        object? value = Work(step.Value, step, code);
        if (step.Arithmetic is string arithmetic)
            AssertSame(value, Work(arithmetic, step, code), step, code);
        if (step.Fold is not null)
        {
            Assert.Equal(step.Expected, step.Members.Count);
            AssertSame(value, Folded(step, code), step, code);
        }

        // What is written, with its parts' values in their places, is the line of arithmetic below it.
        if (step.Written is string written && step.Arithmetic is not null && step.Parts.Count > 0)
            Assert.Equal(step.Arithmetic, Replaced(written, step));
    }

    private static string Replaced(string written, PrintedStep step)
    {
        string marked = written;
        PrintedStep[] parts = [.. step.Parts.DistinctBy(part => part.Name).OrderByDescending(part => part.Name.Length)];
        for (int index = 0; index < parts.Length; index++)
            marked = Regex.Replace(marked, @"(?<![\w.])" + Regex.Escape(parts[index].Name) + @"(?![\w.(])", $"\u0001{index}\u0002");
        for (int index = 0; index < parts.Length; index++)
            marked = marked.Replace($"\u0001{index}\u0002", parts[index].Value, StringComparison.Ordinal);
        // Tables of values: the entries that counted stand in the place of the table's name.
        Match table = Regex.Match(step.Arithmetic!, @"\[[^\[\]]*\]");
        Match name = Regex.Match(marked, @"lookup\([^\[\]]*?, ([\w.]+)");
        return table.Success && name.Success ? marked.Replace(name.Groups[1].Value, table.Value, StringComparison.Ordinal) : marked;
    }

    private static object? Folded(PrintedStep step, string code)
    {
        object?[] members = [.. step.Members.Select(member => Work(member.Arithmetic, step, code))];
        if (step.Fold == "count")
            return (decimal)members.Count(member => member is true or 1m);
        decimal[] numbers = [.. members.Select(member => (decimal)member!)];
        if (step.Fold == "sum" || numbers.Length == 0)
            return numbers.Sum();
        if (step.Fold!.StartsWith("rank", StringComparison.Ordinal))
            return Rank(step, numbers);
        decimal mean = numbers.Average();
        decimal[] sorted = [.. numbers.Order()];
        return step.Fold switch
        {
            "mean" => mean,
            "min" => sorted[0],
            "max" => sorted[^1],
            "median" => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2m,
            "stddev population" => (decimal)Math.Sqrt((double)(numbers.Sum(number => (number - mean) * (number - mean)) / numbers.Length)),
            "stddev sample" =>
                (decimal)Math.Sqrt((double)(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1))),
            _ => throw new FormatException($"no fold {step.Fold}"),
        };
    }

    private static object? Rank(PrintedStep step, decimal[] numbers)
    {
        int own = step.Members.FindIndex(member => member.IsOwn);
        bool descending = step.Fold!.Contains("descending", StringComparison.Ordinal);
        decimal[] before = [.. numbers.Where(number => descending ? number > numbers[own] : number < numbers[own])];
        int equal = numbers.Count(number => number == numbers[own]);
        return step.Fold.Split(' ')[^1] switch
        {
            "min" => before.Length + 1m,
            "max" => (decimal)(before.Length + equal),
            "dense" => before.Distinct().Count() + 1m,
            _ => before.Length + ((equal + 1m) / 2m),
        };
    }

    private static object? Work(string text, PrintedStep step, string code)
    {
        try
        {
            return PrintedArithmetic.Work(text);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidCastException or NullReferenceException or KeyNotFoundException)
        {
            throw new InvalidOperationException($"{code}: {step.Name}: {text}: {wrong.Message}", wrong);
        }
    }

    private static void AssertSame(object? expected, object? found, PrintedStep step, string code)
    {
        if (expected is decimal one && found is decimal other)
            Assert.True(
                Math.Abs(one - other) <= Tolerance * Math.Max(1m, Math.Abs(one)),
                $"{code}: {step.Name} = {step.Value}, but {step.Arithmetic ?? step.Fold} gives {other}");
        else
            Assert.True(
                Equals(expected, found),
                $"{code}: {step.Name} = {step.Value}, but {step.Arithmetic ?? step.Fold} gives {found ?? "null"}");
    }

    // What is explained is what finance reads: number for number.
    private static void CompareFactors(EarlierFactors factors, string code, PrintedStep[] top)
    {
        int region = factors.Regions.ToList().FindIndex(each => each.Code == code);
        foreach (Column column in region < 0 ? [] : factors.Indicators.Concat(factors.Factors))
        {
            PrintedStep step = Assert.Single(top, each => each.Name == column.Name);
            string stored = column.Values[region] switch
            {
                null => "null",
                bool flag => flag ? "true" : "false",
                string text => $"'{text}'",
                var number => ((decimal)number).ToString("0.##################", CultureInfo.InvariantCulture),
            };
            string told = column.Values[region] is decimal
                ? decimal.Round(decimal.Parse(step.Value.Trim('(', ')').Split(' ')[0], CultureInfo.InvariantCulture), 18)
                    .ToString("0.##################", CultureInfo.InvariantCulture)
                : step.Value;
            Assert.Equal(stored, told);
        }
    }

    private static void CompareAmounts(AllocationTable money, string code, List<PrintedStep> printed)
    {
        foreach (AllocationRow row in money.Rows.Where(row => row.Unit == code))
        {
            PrintedStep[] told =
            [
                .. printed.Where(step =>
                    step.Depth == 0
                        && (step.Name == $"{row.Scheme}.amount_yuan" || step.Name == $"{row.Scheme}.amount_yuan [{row.Source}]")),
            ];
            Assert.Contains(told, step => (decimal)PrintedArithmetic.Work(step.Value)! == row.AmountYuan);
        }

        foreach (LedgerRow row in money.Ledger.Where(row => row.Payer == code || row.Payee == code))
            Assert.Contains(printed, step => step.Depth == 1 && (decimal?)PrintedArithmetic.Work(step.Value) == row.AmountYuan);
    }

    private static RunExplanation Open(string results) =>
        RunExplanation.Open(results, null, withPolygons: false, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
}
