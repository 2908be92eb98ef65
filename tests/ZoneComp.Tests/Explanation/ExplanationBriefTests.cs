using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Explanation;

public sealed class ExplanationBriefTests
{
    // The amount is the one of the policy's expected.csv; what is computed is rounded to 100 yuan.
    [Fact]
    public void An_amount_is_told_in_three_lines()
    {
        using FolderRun run = new("hainan");
        RunExplanation explanation = Open(run.Out);
        Explained told = explanation.Of("990202");

        string text = new ExplanationBrief(Language.English).Of(told, explanation.Paid(told.Code));

        Assert.Equal(
            [
                "生态转移支付 (eco_transfer): 2,193,900.00 yuan",
                "  computed 2,193,949.10 yuan; no bound changes it; rounding -49.10 yuan",
                "  = 1,230,093.68 yuan [part basic] + 963,855.42 yuan [part incentive]", // 2,193,949.10
            ],
            text.Split('\n')[2..5]);
    }

    // 3,000 mu of first-grade forest inside the red line at 16 x 1.5 yuan, 6,000 mu outside at 16; halves by who pays (0.5, 0.3, 0.2).
    [Fact]
    public void Ground_is_told_in_mu_beside_its_rate_and_an_amount_of_several_purses_once()
    {
        using FolderRun run = new("shanxi");
        RunExplanation explanation = Open(run.Out);

        string text = new ExplanationBrief(Language.English).Of(explanation.Of("990101"), explanation.Paid("990101"));

        Assert.Contains(
            "\n森林生态效益补偿 (public_forest): 168,000.00 yuan\n  computed 168,000.00 yuan; no bound changes it\n"
                + "  = 72,000.00 yuan [item national_inside: 3,000 mu * 24 yuan/mu] + 96,000.00 yuan [item national_outside: 6,000 mu * 16 yuan/mu]\n"
                + "  paid by [central] 84,000.00 yuan, [province] 50,400.00 yuan, [county] 33,600.00 yuan\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains(
            "\n  = 3,000 mu [area paid for natural: (((natural_forest - forest) - project) - damaged)] * 12 yuan/mu [rate]\n", text, StringComparison.Ordinal);

        string city = new ExplanationBrief(Language.English).Of(explanation.Of("9901"), explanation.Paid("9901"));
        Assert.Contains("band(2021 [流域补偿机制启动年份 (city.built)], [2021: 300, 2023: 200,", city, StringComparison.Ordinal);

        // The city is paid itself; what its counties have of the province's three tenths of 168,000, 48,000 and 76,800 stands apart.
        Assert.Contains(
            "\nPaid to who lies in it, beside its own amounts:\n", city, StringComparison.Ordinal);
        Assert.Contains(
            "\n  森林生态效益补偿 (public_forest) [province]: 87,840.00 yuan\n    = 50,400.00 yuan [990101 甲县] + 14,400.00 yuan [990102 乙县]"
                + " + 23,040.00 yuan [990103 丙县]\n",
            city, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payer_is_told_what_was_debited_to_whom_and_by_which_scheme()
    {
        using FolderRun run = new("shanxi");
        RunExplanation explanation = Open(run.Out);

        string text = new ExplanationBrief(Language.Chinese).Of(explanation.Of("责任单位"), explanation.Paid("责任单位"));

        // 受损林地 2 km2 in 戊县 at 3,000 yuan/mu; 占用草原 1 km2 in 丁县 at 2,000.
        Assert.Contains(
            "\n作为出资方支付：\n  占用补偿与损害赔偿（同一地块与保护补偿只计一项）（coordination）：12,000,000.00 元\n"
                + "    = 3,000,000.00 元 [990201 丁县] + 9,000,000.00 元 [990202 戊县]\n",
            text, StringComparison.Ordinal);
        Assert.Equal(
            "12000000 yuan", Assert.Single(explanation.Of("责任单位", "coordination").Columns, column => column.Table == "debited").Step.Value);
    }

    /// <remarks>
    /// Numbers are printed with 13 digits, money and rates to the fen. A product of three rounded numbers is off by 1.5e-12 of itself
    /// at most, and a sum of 8 amounts to the fen by 4 fen: half a fen more than 1.5e-12 of 1e9, beside 0.04.
    /// </remarks>
    [Theory]
    [InlineData("hainan", 5)]
    [InlineData("panjin", 20)]
    [InlineData("shanxi", 40)]
    [InlineData("sichuan", 30)]
    [InlineData("beijing", 20)]
    public void The_line_that_says_why_gives_what_was_computed(string policy, int least)
    {
        using FolderRun run = new(policy);
        RunExplanation explanation = Open(run.Out);
        int worked = 0;
        foreach (string code in explanation.Codes)
        {
            string[] lines = new ExplanationBrief(Language.English).Of(explanation.Of(code), explanation.Paid(code)).Split('\n');
            for (int index = 1; index < lines.Length; index++)
            {
                Match computed = Regex.Match(lines[index - 1], @"^  computed (-?[0-9,]+\.[0-9]+) yuan");
                string sum = Regex.Replace(lines[index], @" \[[^\]]*[^\]0-9:, ][^\]]*\]", "");
                sum = Regex.Replace(sum, @"(?<=[0-9]),(?=[0-9]{3})", "");
                if (!computed.Success || !sum.StartsWith("  = ", StringComparison.Ordinal)
                    || sum.Contains(" more", StringComparison.Ordinal))
                    continue;
                sum = Regex.Replace(sum[4..], "([0-9.]+) yuan/mu", "($1 yuan / 1 mu)").Replace("+ -", "- ", StringComparison.Ordinal);
                decimal expected = decimal.Parse(computed.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
                Assert.True(
                    PrintedArithmetic.Work(sum) is decimal value && Math.Abs(value - expected) <= 0.045m,
                    $"{code}: {lines[index - 1]}\n{lines[index]}\n{sum} gives {PrintedArithmetic.Work(sum)}");
                worked++;
            }
        }

        Assert.True(worked >= least, $"{worked} lines");
    }

    [Fact]
    public void Negative_amounts_and_zeros_are_told_in_Chinese()
    {
        using FolderRun run = new("panjin");
        RunExplanation explanation = Open(run.Out);

        string text = new ExplanationBrief(Language.Chinese).Of(explanation.Of("990101"), explanation.Paid("990101"));

        Assert.Contains("出县区断面超标补偿（sections_ledger）：-2,000,000.00 元\n", text, StringComparison.Ordinal);
        Assert.Contains("  = -2,000,000.00 元 [一号桥 2025-01：付给 990102 乙县]\n", text, StringComparison.Ordinal);
        Assert.Contains("\n0.00 元：湿地生态补偿（wetland_rates）、", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_goes_by_its_name_and_a_column_by_its_title()
    {
        using FolderRun run = new("hainan");
        RunExplanation explanation = Open(run.Out);

        Assert.Equal("990202", explanation.Of("戊县").Code);
        Assert.Equal("eco_transfer", Assert.Single(explanation.Of("戊县", "生态转移支付").Columns.Select(column => column.Column).Distinct()));
        Assert.Contains(
            "did you mean '戊县'?",
            Assert.Throws<UserErrorException>(() => explanation.Of("戊市")).Text.En,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_two_regions_asks_for_a_code()
    {
        using FolderRun run = new("hainan", copyInputs: true);
        string table = Directory.EnumerateFiles(
            Path.GetDirectoryName(Path.GetDirectoryName(run.PolicyPath))!,
            "county.dbf",
            SearchOption.AllDirectories)
            .Single();
        byte[] bytes = File.ReadAllBytes(table);
        int at = bytes.AsSpan().IndexOf("乙县"u8);
        "甲县"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(table, bytes);
        _ = FolderRun.Run(new RunSettings { PolicyPath = run.PolicyPath, OutputPath = run.Out });

        LocalText said = Assert.Throws<UserErrorException>(() => Open(run.Out).Of("甲县")).Text;

        Assert.Contains("'甲县' is the name of 2: give a code, one of 990101, 990102", said.En, StringComparison.Ordinal);
        Assert.Contains("名称“甲县”有 2 个，请改用代码：990101、990102", said.Zh, StringComparison.Ordinal);
    }

    // Names of steps are the program's words, titles, or parts of formulas, which have one word after another only around 'by', 'where'
    // and the like.
    [Theory]
    [InlineData("panjin")]
    [InlineData("beijing")]
    [InlineData("national")]
    public void Steps_have_Chinese_names_and_units(string policy)
    {
        using FolderRun run = new(policy);
        RunExplanation explanation = Open(run.Out);
        string text = string.Concat(
            explanation.Codes.Select(code => new ExplanationText(Language.Chinese, Full: true).Of(explanation.Of(code))));

        string[] names =
        [
            .. Regex.Matches(text, @"^ *(?:\*|-|>) (.*?)(?: = |: |$)", RegexOptions.Multiline)
                .Select(match => Regex.Replace(match.Groups[1].Value, "（[^）]*）", "")),
        ];
        Assert.True(names.Length > 200);
        Assert.DoesNotContain(
            names,
            name => Regex.IsMatch(Regex.Replace(name, @" (by|where|and|or|not|in) ", "+"), @"[a-z_]{2,} [a-z_]{2,}"));
        Assert.DoesNotMatch(
            @"[0-9] (yuan|wan_yuan|m2|ha|mu)\b(?! ?[/)])",
            string.Join(
                '\n',
                text.Split('\n')
                    .Where(line => !line.Contains("写法", StringComparison.Ordinal) && !line.Contains("[policy", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_long_line_is_broken_at_the_terminal_s_width_and_set_in() => Assert.Equal(
        // 20 a line behind 6 blanks
        "  = aaaa bbbb cccc\n      dddd eeee 县县县县县\n短", LineWrap.At("  = aaaa bbbb cccc dddd eeee 县县县县县\n短", 26));

    [Fact] // 22 a line: 'aaaa bbbb cccc ' and the number have 27
    public void A_number_is_not_parted_at_its_thousands() =>
        Assert.Equal("aaaa bbbb cccc\n    1,234,567.89", LineWrap.At("aaaa bbbb cccc 1,234,567.89", 26));

    private static RunExplanation Open(string results) =>
        RunExplanation.Open(results, null, withPolygons: false, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
}
