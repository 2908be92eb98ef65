using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Examples;

/// <summary>Figures worked out by hand are held without tolerance, and one that differs is told with the line that gave it.</summary>
public sealed class WorkedExampleTests
{
    private const string Head = """
        zonecomp: 1
        title: t
        year: 2025
        regions: {source: c.shp, code: code, parents: {city: {prefix: 2}, zone: area}}
        layers:
          redline: {source: r.shp}
          forest: {source: f.shp, class: grade, classes: {I: '1', II: '2'}}
        tables:
          county: {source: c.csv, key: code, columns: {people: number, budget: money wan_yuan, kind: text, poor: flag, rest: {type: number, missing: zero}}}
          town: {source: t.csv, key: code, level: city, columns: {index: number}}
          projects: {source: p.csv, rows: many, key: code, columns: {cost: money wan_yuan}}
          readings: {source: s.csv, rows: free, columns: {up: text, down: text, over: number}}
        indicators:
          red: area(redline, mu)
          third: 'ratio(redline, of: forest)'
        factors:
          need: share(county.people)
          twice: 2 * need
          note: if(county.poor, '贫困', county.kind)
        schemes:
          forest:
            kind: rate
            items: {all: {ground: forest, rate: 16 yuan / mu}}
            payers: {central: 0.5, county: 0.5}
          pool: {kind: pool, fund: 100 wan_yuan - sum(paid.forest), share: need}
          cities: {kind: pool, fund: 10 wan_yuan, share: town.index, to: city, members: same}
          works: {kind: rate, items: {cost: {amount: sum_rows(projects.cost)}}}
          river: {kind: ledger, table: readings, payer: up, payee: down, amount: over * wan_yuan, parties: [省]}
          unused: {kind: pool, fund: 1 yuan, share: county.rest}
        examples:

        """;

    private const string Given =
        "given: {regions: {'6101': {ground: {forest.I & redline: 3000 mu, forest.I: 6000 mu}}, '6201': {ground: {nothing: 3 mu}}}, "
            + "tables: {county: {'6101': {people: 1, kind: 山, poor: false}, '6201': {people: 2, poor: true}}}}";

    [Theory]
    // 9,000 mu x 16; half each.
    [InlineData("'6101': {forest: 144000 yuan, forest.central: 72000 yuan, forest.county: 7.2 wan_yuan, red: 200 ha, third: 1/3, need: "
        + "1/3, twice: 2/3}")]
    // 1,000,000 - 144,000 = 856,000: a third is 285,333.33..., two thirds 570,666.67 to the fen.
    [InlineData("'6101': {pool: 285333.33 yuan}, '6201': {pool: 570666.67 yuan, forest: 0 yuan, note: 贫困}")]
    public void Figures_by_hand_hold(string expected)
    {
        ExampleResult result = Run($"e: {{{Given}, expect: {{{expected}}}}}");

        Assert.Empty(result.Problems);
        Assert.Empty(result.Differ);
    }

    [Theory]
    [InlineData("'6101': {forest: 144000.01 yuan}", "forest: 144000.01 yuan, 144000 yuan, -0.01 yuan")]
    [InlineData("'6101': {third: 0.3333333333333333}", "third: 0.3333333333333333, 0.3333333333333333333333333333, "
        + "+0.0000000000000000333333333333")]
    [InlineData("'6101': {red: 3001 mu}", "red: 3001 mu, 3000 mu, -1 mu")]
    [InlineData("'6101': {note: 川}", "note: '川', '山', ")]
    [InlineData("'6101': {forest.central: 0 yuan}", "forest.central: 0 yuan, 72000 yuan, +72000 yuan")]
    [InlineData("'6201': {pool: 570666.66 yuan}", "pool: 570666.66 yuan, 570666.67 yuan, +0.01 yuan")]
    public void A_figure_that_is_off_by_anything_differs(string expected, string told)
    {
        ExampleResult result = Run($"e: {{{Given}, expect: {{{expected}}}}}");

        FigureThatDiffers figure = Assert.Single(result.Differ);
        Assert.Equal(told, $"{figure.Column}: {figure.Expected}, {figure.Found}, {figure.Difference}");
    }

    [Fact]
    public void The_line_that_gave_the_figure_is_told_with_its_values()
    {
        ExampleResult result = Run($"e: {{{Given}, expect: {{'6101': {{twice: 1}}}}}}");

        Diagnostic finding = Assert.Single(ExampleFindings.Of(result));
        Assert.Equal("ZC440", finding.Code);
        Assert.Equal("examples.e", finding.Subject);
        Assert.Contains("6101 twice: 1 by hand (p.yaml:31:", finding.Message.En, StringComparison.Ordinal);
        Assert.Contains(
            ", 0.6666666666666666666666666667 by the policy (-0.3333333333333333333333333333); p.yaml:18:10: twice: 2 * need = "
                + "2 * 0.333",
            finding.Message.En,
            StringComparison.Ordinal);
        Assert.Contains("; p.yaml:17:9: need: share(county.people)", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_schemes_that_are_asked_for_need_their_inputs()
    {
        ExampleResult result = Run("e: {given: {regions: {'6101': {ground: {forest.II: 30 mu}}}}, expect: {'6101': {forest: 480 yuan}}}");

        Assert.True(result.Holds);
    }

    [Fact]
    public void A_figure_without_inputs_says_what_is_missing()
    {
        ExampleResult result = Run("e: {given: {regions: {'6101': {ground: {forest.II: 30 mu}}}}, expect: {'6101': {pool: 1 yuan}}}");

        Assert.Contains("county.people is missing", ExampleFindings.Of(result).First().Message.En, StringComparison.Ordinal);
    }

    [Theory]
    // Index 1 and 3 of 100,000 yuan.
    [InlineData("tables: {town: {'61': {index: 1}, '62': {index: 3}}}", "'61': {cities: 25000 yuan}, '62': {cities: 75000 yuan}")]
    [InlineData("tables: {projects: {'6101': [{cost: 2}, {cost: 3 yi_yuan}], '6201': {cost: 1}}}", "'6101': {works: 30002 wan_yuan}, '6201': {works: 10000 yuan}")]
    [InlineData("tables: {readings: [{up: '6101', down: 省, over: 2}, {up: '6201', down: '6101', over: 0.5}]}", "'6101': {river: -15000 yuan}, 省: {river: 20000 yuan}")]
    public void Tables_are_given_as_their_files_would_hold_them(string tables, string expected) =>
        Assert.Equal(
            "",
            string.Join(
                ' ',
                ExampleFindings.Of(Run($"e: {{given: {{regions: {{'6101': {{}}, '6201': {{}}}}, {tables}}}, expect: {{{expected}}}}}"))
                    .Select(finding => finding.Message.En)));

    /// <summary>The results' levels show sums; an example that held 0 for them would be wrong without a word.</summary>
    [Theory]
    // 3 and 5 wan yuan in 61, 2 in 62; from the rate of ground 9,000 mu x 16 and half of it by the county.
    [InlineData("tables: {projects: {'6101': {cost: 3}, '6102': {cost: 5}, '6201': {cost: 2}}}", "'61': {works: 80000 yuan}, '62': {works: 2 wan_yuan}")]
    [InlineData("tables: {}", "'61': {forest: 144480 yuan, forest.county: 72240 yuan}, '62': {forest: 0 yuan}")]
    [InlineData("tables: {readings: [{up: '6101', down: 省, over: 2}, {up: '6201', down: '6102', over: 0.5}]}", "'61': {river: -15000 yuan}")]
    // The zones of columns: who lies in two cities' counties.
    [InlineData("tables: {town: {'61': {index: 1}, '62': {index: 3}}}", "Z1: {cities: 25000 yuan}, Z2: {cities: 75000 yuan}")]
    public void A_unit_above_has_the_sum_of_its_members(string tables, string expected) =>
        Assert.Equal(
            "",
            string.Join(
                ' ',
                ExampleFindings.Of(Run(
                    "e: {given: {regions: {'6101': {parents: {zone: Z1}, ground: {forest.I & redline: 3000 mu, forest.I: 6000 mu}}, "
                        + "'6102': {parents: {zone: Z1}, ground: {forest.I: 30 mu}}, '6201': {parents: {zone: Z2}}}, "
                        + $"{tables}}}, expect: {{{expected}}}}}"))
                    .Select(finding => finding.Message.En)));

    [Fact]
    public void A_unit_above_that_is_off_is_told_with_the_lines_of_its_members()
    {
        ExampleResult result = Run($"e: {{{Given}, expect: {{'61': {{forest: 0 yuan}}}}}}");

        FigureThatDiffers figure = Assert.Single(result.Differ);
        Assert.Equal("144000 yuan", figure.Found);
        Assert.Equal("61 forest: 0 yuan by hand (p.yaml:31:264), 144,000 yuan by the policy (+144,000 yuan)", figure.Words.En);
        Assert.Equal("61 forest：手工 0 元（p.yaml:31:264），按测算方案 144,000 元（+144,000 元）", figure.Words.Zh);
    }

    [Fact]
    public void An_indicator_or_factor_may_be_given_in_place_of_its_formula()
    {
        ExampleResult result = Run(
            "e: {given: {regions: {'6101': {columns: {need: 1/4}}, '6201': {columns: {need: 0.75}}}}, expect: {'6101': {twice: 0.5, "
                + "pool: 25 wan_yuan}}}");

        Assert.True(result.Holds, string.Join('\n', ExampleFindings.Of(result)));
    }

    [Theory]
    [InlineData("{given: {regions: {'6101': {ground: {forest.III: 3 mu}}}}, expect: {'6101': {forest: 1 yuan}}}", "'forest.III' is no class of the policy's layers; ground is written by the classes that it lies in, joined by &; did you mean 'forest.II'?")]
    [InlineData("{given: {regions: {'6101': {ground: {forest: 3 mu}}}}, expect: {'6101': {forest: 1 yuan}}}", "ground of 'forest' lies in one of its classes: forest.I, forest.II")]
    [InlineData("{given: {regions: {'6101': {ground: {redline: 100 mu}}}}, expect: {'6101': {forest: 1 yuan}}}", "100 mu is no finite number of m2; take ha, or a multiple of 3 mu, so that the figures are exact")]
    [InlineData("{given: {regions: {'6101': {ground: {redline: -3 mu}}}}, expect: {'6101': {forest: 1 yuan}}}", "ground cannot be below zero")]
    [InlineData("{given: {regions: {'6101': {ground: {redline & forest.I: 3 mu, forest.I & redline: 3 mu}}}}, expect: {'6101': {forest: "
        + "1 yuan}}}", "'forest.I & redline' is a combination that stands above already")]
    [InlineData("{given: {regions: {'6101': {ground: {redline: 3 yuan}}}}, expect: {'6101': {forest: 1 yuan}}}", "found money; expected an area, such as 3000 mu")]
    [InlineData("{given: {regions: {'6101': {}}}, expect: {'6101': {forest: 144000}}}", "found a number; expected money, such as 168000 "
        + "yuan")]
    [InlineData("{given: {regions: {'6101': {}}}, expect: {'6101': {twice: 2 * need}}}", "'need' is a name; an example states figures "
        + "that were worked out by hand")]
    [InlineData("{given: {regions: {'6101': {}}}, expect: {'6101': {forst: 1 yuan}}}", "'forst' is no indicator, factor or scheme; did "
        + "you mean 'forest'?")]
    [InlineData("{given: {regions: {'6101': {}}}, expect: {'6102': {twice: 1}}}", "'6102' is no region of the example; did you mean "
        + "'6101'?")]
    [InlineData("{given: {regions: {'6101': {}}, tables: {conty: {}}}, expect: {'6101': {twice: 1}}}", "'conty' is no table; did you mean 'county'?")]
    [InlineData("{given: {regions: {'6101': {}}, tables: {county: {'6101': {poeple: 1}}}}, expect: {'6101': {twice: 1}}}", "unknown key 'poeple'; did you mean 'people'?")]
    [InlineData("{given: {regions: {'6101': {}}, tables: {county: {'6101': {budget: 30%}}}}, expect: {'6101': {twice: 1}}}", "found a number; expected money, such as 168000 yuan")]
    [InlineData("{given: {regions: {'6101': {}}, tables: {county: {'6102': {people: 1}}}}, expect: {'6101': {twice: 1}}}", "'6102' is no region of the example; did you mean '6101'?")]
    [InlineData("{given: {regions: {'6101': {}}, tables: {readings: {up: a}}}, expect: {'6101': {twice: 1}}}", "rows of 'readings' belong to no region and have no key: write a list, - {up: ...}")]
    [InlineData("{given: {regions: {'6101': {}}}, expect: {}}", "the example expects no figure")]
    [InlineData("{given: {regions: {'6101': {}}}, expct: {}}", "unknown key 'expct'; did you mean 'expect'?")]
    public void What_is_wrong_in_an_example_is_named_at_its_place(string example, string message)
    {
        PolicyFile policy = PolicyFile.Parse("p.yaml", Head + "  e: " + example);

        PolicyException wrong = Assert.Throws<PolicyException>(() => ExampleRun.Of(policy, ExpressionScope.Check(policy)));

        Assert.Contains(message, wrong.Errors.Select(error => error.Message.En));
        Assert.All(wrong.Errors, error => Assert.Equal(31, error.Place.Line));
    }

    [Theory]
    [InlineData("'7777': {forest: 0 yuan}", "'7777' is nobody whom the example pays; there are: 6101, 6201")]
    [InlineData("'6101': {forest.centrl: 1 yuan}", "'centrl' is no payer and no source of the scheme; there are: central, county")]
    public void Nobody_and_no_source_is_no_zero(string expected, string told) =>
        Assert.Contains(
            told,
            Assert.Single(ExampleFindings.Of(Run($"e: {{{Given}, expect: {{{expected}}}}}"))).Message.En,
            StringComparison.Ordinal);

    [Fact]
    public void A_policy_without_examples_is_no_test_passed()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("policy.yaml");
        File.WriteAllText(path, Head[..Head.IndexOf("examples:", StringComparison.Ordinal)]);

        UserErrorException error = Assert.Throws<UserErrorException>(() => ExampleRun.Of(path, confined: false));

        Assert.EndsWith("has no 'examples' to test", error.Text.En, StringComparison.Ordinal);
    }

    public static TheoryData<string> Policies =>
    [
        .. GridRun.Names.Where(name => File.ReadAllText(PathOf(name)).Contains("\nexamples:", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_examples_of_a_policy_of_the_library_hold(string name)
    {
        PolicyFile policy = PolicyFile.Load(PathOf(name));

        Assert.Equal(
            "",
            string.Join(
                '\n',
                ExampleRun.Of(policy, ExpressionScope.Check(policy))
                    .SelectMany(ExampleFindings.Of)
                    .Select(finding => $"{finding.Subject}: {finding.Message.En}")));
    }

    /// <summary>
    /// Figures by hand are those of the policy's examples and of its counter-examples.txt together: a line there has two, the amount before
    /// and the one after the change, which MissionTests holds. Lengths of rivers and people of villages (reach_care, zone_people) are
    /// measured feature by feature, which no example can give: theirs are in counter-examples.txt alone.
    /// </summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_scheme_of_the_library_has_three_figures_by_hand_in_examples_and_counter_examples(string name)
    {
        PolicyFile policy = PolicyFile.Load(PathOf(name));
        string[] schemes = [.. policy.Schemes!.Entries.Select(entry => entry.Key.Text)];
        IEnumerable<string> ofExamples = ExampleReader.ReadAll(policy, ExpressionScope.Check(policy))
            .SelectMany(example => example.Expected)
            .Select(figure => figure.Column);
        IEnumerable<string> ofChanges = File.Exists(Path.Combine(GridRun.Folder, name, "counter-examples.txt"))
            ? CounterExample.Of(name).SelectMany(line => new[] { line.Column, line.Column })
            : [];
        ILookup<string, string> figures = ofExamples.Concat(ofChanges).ToLookup(column => column, StringComparer.Ordinal);

        // A figure of a name that both have would be the column's, not the scheme's.
        Assert.Empty(schemes.Intersect(policy.Indicators.Concat(policy.Factors).Select(column => column.Name)));
        Assert.Equal(
            "",
            string.Join(
                ", ",
                schemes.Where(scheme => figures[scheme].Count() < 3).Select(scheme => $"{scheme} has {figures[scheme].Count()}")));
    }

    [Theory]
    [InlineData("policy.md")]
    [InlineData("zh/policy.md")]
    public void The_example_of_the_reference_holds(string page)
    {
        string text = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", page)).ReplaceLineEndings("\n");
        string block =
            Regex.Match(text, "```yaml\n(zonecomp: 1\n(?:(?!```).)*?\nexamples:\n.*?)```", RegexOptions.Singleline).Groups[1].Value;
        PolicyFile policy = PolicyFile.Parse("p.yaml", block);

        ExampleResult result = Assert.Single(ExampleRun.Of(policy, ExpressionScope.Check(policy)));

        Assert.Equal(5, result.Figures);
        Assert.True(result.Holds, string.Join('\n', ExampleFindings.Of(result)));
    }

    /// <summary>The page's figures are worked out by hand there, in the example's own comment.</summary>
    [Fact]
    public void The_whole_policy_in_Chinese_holds()
    {
        string text = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "zh", "full-policy.md"))
            .ReplaceLineEndings("\n");
        string block = Regex.Match(text, "```yaml\n(zonecomp: 1\n.*?)```", RegexOptions.Singleline).Groups[1].Value;
        PolicyFile policy = PolicyFile.Parse("p.yaml", block);

        ExampleResult result = Assert.Single(ExampleRun.Of(policy, ExpressionScope.Check(policy)));

        Assert.Equal(10, result.Figures);
        Assert.True(result.Holds, string.Join('\n', ExampleFindings.Of(result).Select(finding => finding.Message.Zh)));
        // Every word of the language is Chinese but the version's key.
        Assert.Equal(block, PolicyFormat.Of(policy, Language.Chinese).After);
    }

    private static string PathOf(string name) => Path.Combine(GridRun.Folder, name, "policy.yaml");

    // Tables of no region that are not given are read from their files; here there are none, and the two are given empty.
    private static ExampleResult Run(string example)
    {
        string given = example.Contains("readings:", StringComparison.Ordinal) ? example
            : example.Contains("tables: {", StringComparison.Ordinal)
            ? example.Replace("tables: {", "tables: {readings: [], ", StringComparison.Ordinal)
            : example.Replace("given: {", "given: {tables: {readings: []}, ", StringComparison.Ordinal);
        PolicyFile policy = PolicyFile.Parse("p.yaml", Head + "  " + given);
        return Assert.Single(ExampleRun.Of(policy, ExpressionScope.Check(policy)));
    }
}
