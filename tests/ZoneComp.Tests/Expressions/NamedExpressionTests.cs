using System.Diagnostics;

namespace ZoneComp.Tests.Expressions;

public class NamedExpressionTests
{
    [Fact]
    public void Indicators_and_factors_are_columns_in_the_policys_order_whatever_their_dependencies()
    {
        ExpressionScope scope = Sample.Scope(
            """
            indicators:
              redline_ratio: {expr: ratio(redline), title: 红线覆盖率, decimals: 3}
              forest_in_red: area(forest & redline, mu)
            factors:
              score: {expr: base * 2, title: 得分}
              base:
                total: 1
                weights: {share(fiscal.people): 0.6, redline_ratio: 0.4}
            """, out PolicyFile policy);
        DiagnosticLog log = new();

        IReadOnlyList<Column> indicators = IndicatorStage.Evaluate(policy, scope, log);
        IReadOnlyList<Column> factors = FactorStage.Evaluate(policy, scope, log);

        Assert.Empty(log.Sorted());
        Assert.Equal(
            ("redline_ratio", "红线覆盖率", Quantity.Number, "", 3),
            (indicators[0].Name, indicators[0].Title, indicators[0].Quantity, indicators[0].Unit, indicators[0].Decimals));
        Assert.Equal([0.35m, 0m, 0m], indicators[0].Values);
        Assert.Equal((Quantity.Area, "mu"), (indicators[1].Quantity, indicators[1].Unit));
        Assert.Equal([2250m, 0m, 0m], indicators[1].Values);
        // base: 0.6 x 0.1 + 0.4 x 0.35 = 0.2; 0.6 x 0.3 = 0.18; 0.6 x 0.6 = 0.36
        Assert.Equal([0.4m, 0.36m, 0.72m], factors[0].Values);
        Assert.Equal("0.6 * share(fiscal.people) + 0.4 * redline_ratio", factors[1].Formula);
    }

    [Fact]
    public void A_cycle_is_told_with_its_path()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => Sample.Scope("factors:\n  a: b + 1\n  b: 2 * c\n  c: a\n", out _));

        Assert.Equal("p.yaml:16:6: 'a' depends on itself: a -> b -> c -> a", $"{wrong.Errors[0].Place}: {wrong.Errors[0].Message.En}");
    }

    [Fact]
    public void An_indicator_that_uses_a_factor_is_refused()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => Sample.Scope("indicators: {a: f + 1}\nfactors: {f: '1'}\n", out _));

        Assert.Contains("'f' is a factor; indicators come before factors", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stated_unit_of_another_quantity_is_refused()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => Sample.Scope(
            "indicators: {a: {expr: ratio(redline), unit: mu}}\n",
            out _));

        Assert.Contains("the result is a number, but 'unit' is mu", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_column_is_reported_once_not_again_by_those_that_use_it()
    {
        ExpressionScope scope = Sample.Scope("factors: {a: fiscal.last_year / 1 yuan, b: a + 1, c: share(b)}\n", out PolicyFile policy);
        DiagnosticLog log = new();

        IReadOnlyList<Column> factors = FactorStage.Evaluate(policy, scope, log);

        Diagnostic finding = Assert.Single(log.Sorted());
        Assert.Equal(("ZC501", "a", Severity.Error), (finding.Code, finding.Subject, finding.Severity));
        Assert.Equal([100_001m, 200_001m, null], factors[1].Values);
        Assert.Equal([null, null, null], factors[2].Values);
    }

    [Fact]
    public void Explain_prints_the_formula_with_the_values_of_a_region_and_what_lies_behind_them()
    {
        ExpressionScope scope = Sample.Scope(
            "indicators: {red: ratio(redline)}\nfactors: {score: '0.5 * red + share(fiscal.people)'}\n",
            out _);

        Assert.Equal(
            """
            * score = 0.275    [p.yaml:14:19]
                written: 0.5 * red + share(fiscal.people)
                = 0.5 * 0.35 + 0.1
                (score)
              * red = 0.35    [p.yaml:13:19]
                  written: ratio(redline)
                  = 0.35
                  (red)
                * ratio(redline) = 0.35
                    = 3500000 m2 / 10000000 m2
            """.ReplaceLineEndings("\n"),
            Begin(new ExplanationText(Language.English, Full: true).Of(scope.Explain("score", 0, Sample.Teller())), 10));
    }

    private static string Begin(string text, int lines) => string.Join('\n', text.Split('\n').Take(lines));

    [Fact]
    public void A_scheme_compiles_its_own_expressions_and_gets_yuan()
    {
        ExpressionScope scope = Sample.Scope("factors: {score: share(fiscal.people)}\n", out _);
        PolicyErrors errors = new();
        DiagnosticLog log = new();

        CompiledExpression fund = scope.Compile(Sample.Node("1.2 yi_yuan"), Quantity.Money, errors)!;
        CompiledExpression share = scope.Compile(Sample.Node("score"), Quantity.Number, errors)!;
        CompiledExpression floor = scope.Compile(Sample.Node("0.9 * fiscal.last_year else 0"), Quantity.Money, errors)!;
        CompiledExpression rate = scope.Compile(Sample.Node("15 yuan/mu"), errors)!;

        Assert.True(fund.IsUniform);
        Assert.Equal(120_000_000m, fund.Scalar("fund", "ZC601", log));
        Assert.False(share.IsUniform);
        Assert.Equal([0.1m, 0.3m, 0.6m], share.Decimals("share", "ZC601", log));
        Assert.Equal([90_000m, 180_000m, 0m], floor.Decimals("floor", "ZC601", log));
        // 15 yuan a mu of 2000/3 m2 is 0.0225 yuan a m2.
        Assert.Equal(0.0225m, rate.Scalar("rate", "ZC601", log));
        Assert.Null(scope.Compile(Sample.Node("area(redline)"), Quantity.Money, errors));
        Assert.Equal("the result is an area; expected money", Assert.Single(errors.All).Message.En);
        Assert.Empty(log.Sorted());
    }

    [Theory]
    [InlineData("0.9 * previous(pool.amount) else 0")]
    [InlineData("max(0, previous(pool.amount))")]
    [InlineData("if(fiscal.poor, previous(pool.amount), 0)")]
    [InlineData("0 + 0")]
    public void Before_there_is_a_last_year_its_values_fit_every_kind(string expression)
    {
        PolicyErrors errors = new();
        ExpressionScope scope = Sample.Scope("", out _);

        _ = scope.Compile(Sample.Node(expression), expression == "0 + 0" ? Quantity.Number : Quantity.Money, errors);

        Assert.Empty(errors.All.Select(error => error.Message.En));
    }

    [Fact]
    public void A_policy_is_checked_before_there_is_data()
    {
        PolicyFile good = PolicyFile.Parse("p.yaml", Sample.Head + Sample.Tables + "factors: {a: share(fiscal.people) * ratio(redline)}\n");
        PolicyFile bad = PolicyFile.Parse("p.yaml", Sample.Head + "factors: {a: ratio(redlime), b: aera(x)}\n");

        Assert.Equal(["redline", "forest.I", "forest.II"], ExpressionScope.ZoneClasses(good).Select(one => one.Name));
        Assert.NotNull(ExpressionScope.Check(good).Find("a"));
        Assert.Equal(2, Assert.Throws<PolicyException>(() => ExpressionScope.Check(bad)).Errors.Count);
    }

    [Fact]
    public void Filters_take_features_by_their_fields()
    {
        PolicyErrors errors = new();
        FeatureFilter filter = FeatureFilter.Compile(
            Sample.Node("HXLX <> '撤销' and (grade >= 2 or `图斑 面积` is null)"),
            ["HXLX", "grade", "图斑 面积"],
            errors)!;

        Assert.Equal(["HXLX", "grade", "图斑 面积"], filter.Fields);
        Assert.True(Matches(filter, "保留", "2", 3.5));
        Assert.False(Matches(filter, "撤销", 2L, null));
        Assert.True(Matches(filter, null, 1m, null));
        Assert.False(Matches(filter, "保留", "1", 7m));
        Assert.Null(filter.Matches(index => index == 1 ? null : "x", out LocalText? reason));
        Assert.Equal("field grade is missing", reason!.En);
        Assert.Null(FeatureFilter.Compile(Sample.Node("grad = 1"), ["grade"], errors));
        Assert.Equal("unknown name 'grad'; did you mean 'grade'?", Assert.Single(errors.All).Message.En);
    }

    [Fact]
    public void Three_thousand_regions_take_time_in_proportion()
    {
        Region[] regions =
        [
            .. Enumerable.Range(0, 3000)
                .Select(index => new Region($"{index:D4}", "", new Dictionary<string, string> { ["city"] = $"{index / 10:D3}" })),
        ];
        CombinationTable table = new()
        {
            Classes = Sample.Combinations.Classes,
            Regions = regions,
            Rows =
            [
                .. Enumerable.Range(0, 3000)
                    .SelectMany(region =>
                        Enumerable.Range(0, 8)
                            .Select(set => new CombinationRow(region, new ClassSet((ulong)set), 1000m + (region * 7 % 13) + set))),
            ],
            Repeats = [],
        };
        string factors = "factors:\n" + string.Concat(Enumerable.Range(0, 40).Select(index =>
            $"  f{index}: '0.{index + 1:D3} * share(area(forest - redline, mu)) + clamp(ratio(forest.I & redline) / mean(ratio(redline)) "
                + $"by city, 0, 2) + max(0, 2 - rank(ratio(forest), descending, ties: average) / 3000)'\n"));
        PolicyFile policy = PolicyFile.Parse("p.yaml", Sample.Head + factors);
        Stopwatch watch = Stopwatch.StartNew();

        IReadOnlyList<Column> columns = FactorStage.Evaluate(
            policy,
            ExpressionScope.Create(policy, new ExpressionInputs { Combinations = table }),
            new DiagnosticLog());

        watch.Stop();
        Assert.Equal(40 * 3000, columns.Sum(column => column.Values.Count(value => value is decimal)));
        // 0.12 s of CPU (optimized); each region looking at each other one would be hours. The limit allows for a machine shared by many.
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(5), $"took {watch.Elapsed}");
    }

    private static bool? Matches(FeatureFilter filter, params object?[] values) => filter.Matches(index => values[index], out _);
}
