using System.Globalization;

namespace ZoneComp.Tests.Tables;

/// <summary>Rates by name and date: the value that holds in the policy's year (2025), and rates that follow others by a rule.</summary>
public sealed class RatesByDateTests : IDisposable
{
    private const string Rates = "名称,施行日期,标准\nnational,2019,16\nnational,2022/1/1,20\nnational,2026年1月1日,25\ngrass,2023-07,6\nnew,2030,9\n";

    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-rates").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // 20 x 1.23 = 24.6; by hand 250 + 50 ha = 4,500 mu and 20 ha = 300 mu.
    [Fact]
    public void The_value_in_force_is_taken_and_a_rate_may_follow_it_by_a_rounded_rule()
    {
        File.WriteAllText(Path.Combine(folder, "rates.csv"), Rates);
        PolicyFile policy = Policy("""
            tables: {rates: {source: rates.csv, rows: parameters, key: 名称, from: 施行日期, columns: {value: {type: money yuan, field: 标准}}}}
            factors:
              provincial: {expr: 'round(rates.national * 1.23 / mu, 1, yuan/mu)', unit: 元 / 亩}
              follows: provincial + rates.grass / ha
              pays: {expr: area(forest) * provincial, unit: yuan}

            """);
        DiagnosticLog log = new();
        IReadOnlyList<PolicyTable> tables = TableStage.ReadAll(policy, Sample.Regions, log, new List<string>());
        ExpressionScope scope = ExpressionScope.Create(
            policy,
            new ExpressionInputs { Combinations = Sample.Combinations, Tables = tables });

        // 24.6 yuan/mu is 369 yuan/ha; and 6: 375, shown in the larger unit of the two, yuan/mu: 25.
        Assert.Equal(
            ["provincial: 24.6 24.6 24.6 yuan/mu", "follows: 25 25 25 yuan/mu", "pays: 110700 7380 0 yuan"],
            FactorStage.Evaluate(policy, scope, log)
                .Select(column => $"{column.Name}: {string.Join(' ', column.Values.Select(Plain))} {column.Unit}"));
        Assert.Equal(
            [
                "ZC424 note", "ZC446 note rates (rates.csv): in force in 2025, each with the day from which it holds: national "
                    + "(2022-01-01), grass (2023-07-01)",
                "ZC447 note rates (rates.csv): not yet in force in 2025, and so without a value: new (2030-01-01)",
            ],
            log.Sorted()
                .Select(finding =>
                    finding.Code == "ZC424"
                        ? "ZC424 note"
                        : $"{finding.Code} {finding.Severity.ToString().ToLowerInvariant()} {finding.Subject}: {finding.Message.En}"));
        Assert.Equal(
            "national: in force since 2022-01-01, another value from 2026-01-01",
            TableStory.Cell(tables[0], policy.Tables[0].Columns[0], 0).Notes[0].En);
    }

    [Theory]
    [InlineData("", "2025-07-01", "ZC445 'national' has another value from 2025-07-01 (row 3), inside the year 2025; before it that of "
        + "2022-01-01 (row 2): say which day counts, 'at: 2025-01-01'")]
    [InlineData(", at: 2025-06-30", "2025-07-01", "16")]
    [InlineData(", at: 2025-07-01", "2025-07-01", "20")]
    [InlineData(", at: 2024-07-01", "2024", "20")]
    [InlineData("", "2025", "20")]
    [InlineData("", "下半年", "ZC444 施行日期 says from when a row holds, and 1 row has no date there: row 3 '下半年'; write a day, month or "
        + "year, such as 2024-07-01")]
    [InlineData("", "2022", "ZC413 key 'national' in row 2 and again in row 3; a table with rows: regions has one row for each")]
    public void What_changes_inside_the_year_is_for_the_policy_to_say(string at, string second, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "rates.csv"), $"名称,施行日期,标准\nnational,2022-01-01,16\nnational,{second},20\n");
        DiagnosticLog log = new();

        PolicyTable table = TableStage.ReadAll(
            Policy(
                $"tables: {{r: {{source: rates.csv, rows: parameters, key: 名称, from: 施行日期{at}, columns: {{value: {{type: number, field: "
                    + $"标准}}}}}}}}\n"),
            Sample.Regions, log, new List<string>())[0];

        Assert.Equal(
            expected,
            log.Sorted()
                .Where(finding => finding.Severity == Severity.Error)
                .Select(finding => $"{finding.Code} {finding.Message.En}")
                .FirstOrDefault()
            ?? Plain(Assert.Single(table.Columns[0].Values)));
    }

    [Theory]
    [InlineData("{source: t.csv, key: code, from: d, columns: {a: number}}", "'from' (the field of the day from which a row holds) "
        + "belongs to")]
    [InlineData("{source: t.csv, rows: parameters, key: n, at: 2025-07-01, columns: {a: number}}", "'at' (the day whose rows count) needs 'from'")]
    [InlineData("{source: t.csv, rows: parameters, key: n, from: d, at: 2025, columns: {a: number}}", "'at' is '2025'; expected a day such as 2025-07-01")]
    public void Dates_that_can_have_no_effect_are_refused(string table, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => Policy($"tables: {{t: {table}}}\n"));

        Assert.StartsWith(expected, wrong.Errors[0].Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{expr: 3 yuan / mu, unit: mu}", "the result is money per area, but 'unit' is mu")]
    [InlineData("{expr: 3 yuan, unit: yuan/mu}", "the result is money, but 'unit' is yuan/mu")]
    [InlineData("{expr: 3 yuan / mu / km}", "the result is a mixed quantity (money^1 area^-1 length^-1); a column holds numbers, areas, "
        + "lengths, money, money per area, text or flags")]
    public void A_factor_holds_money_per_area_and_no_other_mixture(string factor, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => ExpressionScope.Check(Policy($"factors: {{f: {factor}}}\n")));

        Assert.StartsWith(expected, wrong.Errors[0].Message.En, StringComparison.Ordinal);
    }

    private PolicyFile Policy(string blocks) =>
        PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Sample.Head + blocks.ReplaceLineEndings("\n"));

    private static string Plain(object? value) => ((decimal)value!).ToString("0.####", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(", at: 2024-07-01", "n,2022,1", "ZC452 'at: 2024-07-01' lies outside the policy's year 2025, so the values of that day count")]
    [InlineData(", at: 2026-01-01", "n,2022,1", "ZC452")]
    [InlineData(", at: 2025-12-31", "n,2022,1", "")]
    [InlineData("", "Ａ级,2022,1\nA 级,2025,2\nB级,2022,3", "ZC454 keys that differ in case, width or blanks alone are different keys: 'Ａ级' / 'A 级'")]
    [InlineData("", "n,2022,1\nn,2025-07-01,1", "")] // the same value: nothing changes
    public void What_a_careful_reader_would_ask_is_told(string at, string rows, string expected)
    {
        File.WriteAllText(Path.Combine(folder, "rates.csv"), $"name,since,v\n{rows}\n");
        DiagnosticLog log = new();
        _ = TableStage.ReadAll(
            Policy($"tables: {{r: {{source: rates.csv, rows: parameters, key: name, from: since{at}, columns: {{v: number}}}}}}\n"),
            Sample.Regions, log, new List<string>());

        string told = string.Join('\n', log.Sorted().Where(finding => finding.Code is not ("ZC424" or "ZC446"))
            .Select(finding => $"{finding.Code} {finding.Message.En}"));
        Assert.StartsWith(expected, told, StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, told.Length == 0);
    }
}
