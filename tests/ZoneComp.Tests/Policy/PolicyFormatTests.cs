namespace ZoneComp.Tests.Policy;

/// <summary>A policy in Chinese says what it says in English, and rewriting it touches nothing but the words of the language.</summary>
public class PolicyFormatTests
{
    // By hand: inside 3,000 mu x 24 = 72,000, outside 6,000 x 16 = 96,000; the pool by 3,000/1,000 to 6,000/4,000 a head = 2 : 1.
    private const string InChinese = """
        # 注释里的 title: 和 面积 不变
        zonecomp: 1
        标题: 公益林补偿   # 行尾
        年度: 2025
        区域: {数据: counties.shp, 代码: code, 上级: {市: {代码前几位: 4}}}
        图层:
          红线: {标题: 生态保护红线, 数据: redline.shp, 条件: "年度 <= year 且 (面积 > 5 或 `是 否` 为 非 空)"}
          林地: {数据: forest.shp, 分类字段: grade, 分类: {一级: '1', 二级: '2'}, 其他: 忽略}
          河流: {数据: rivers.shp, 几何: 线, 缓冲: 500 米}
        数据表:
          县情: {数据: county.csv, 键: code, 缺失: 空, 列: {人口: 数, 名称: {类型: 文本, 缺失: 报错}, 贫困: 是否}}
        指标:
          红线亩数: {公式: "面积(红线, 亩)", 单位: 亩}
        系数:
          人均: 红线亩数 / 县情.人口
        资金项目:
          补偿:
            种类: 按标准补偿
            重叠: 不重叠
            补偿项:
              线内: {地块: 林地 & 红线, 标准: 24元 / 亩}
              线外: {地块: 林地 - 红线, 标准: "如果(县情.贫困, 16 元 / 亩, 0 元 / 亩)"}
          统筹:
            种类: 资金池
            资金: {资金: 30 万元}
            份额: 人均 否则 0
            上下限: [{下限: "最大(0 元, 已付.补偿 * 0)"}]
            超出资金总额: 报告
            调减后余额: 保留
        算例:
          甲乙:
            给定:
              区域:
                '140101': {名称: 甲县, 地块: {林地.一级 & 红线: 3000 亩, 林地.一级: 6000 亩, 其余: 90 亩}}
                '140102': {地块: {红线: 6000 亩}}
              数据表:
                县情: {'140101': {人口: 1000, 名称: 甲, 贫困: 是}, '140102': {人口: 4000, 名称: 乙, 贫困: 否}}
            应得:
              '140101': {红线亩数: 3000 亩, 补偿: 168000 元, 统筹: 20 万元}
              '140102': {人均: 1.5 亩, 补偿: 0 元, 统筹.资金: 10 万元}

        """;

    /// <summary>For tests of what a policy in Chinese is told.</summary>
    internal static string Chinese => InChinese;

    private const string InEnglish = """
        # 注释里的 title: 和 面积 不变
        zonecomp: 1
        title: 公益林补偿   # 行尾
        year: 2025
        regions: {source: counties.shp, code: code, parents: {市: {prefix: 4}}}
        layers:
          红线: {title: 生态保护红线, source: redline.shp, where: "年度 <= year and (面积 > 5 or `是 否` is not null)"}
          林地: {source: forest.shp, class: grade, classes: {一级: '1', 二级: '2'}, other: ignore}
          河流: {source: rivers.shp, geometry: lines, buffer: 500 m}
        tables:
          县情: {source: county.csv, key: code, missing: 'null', columns: {人口: number, 名称: {type: text, missing: error}, 贫困: flag}}
        indicators:
          红线亩数: {expr: "area(红线, mu)", unit: mu}
        factors:
          人均: 红线亩数 / 县情.人口
        schemes:
          补偿:
            kind: rate
            overlap: disjoint
            items:
              线内: {ground: 林地 & 红线, rate: 24yuan / mu}
              线外: {ground: 林地 - 红线, rate: "if(县情.贫困, 16 yuan / mu, 0 yuan / mu)"}
          统筹:
            kind: pool
            fund: {资金: 30 wan_yuan}
            share: 人均 else 0
            bounds: [{floor: "max(0 yuan, paid.补偿 * 0)"}]
            over_run: report
            rest: keep
        examples:
          甲乙:
            given:
              regions:
                '140101': {name: 甲县, ground: {林地.一级 & 红线: 3000 mu, 林地.一级: 6000 mu, nothing: 90 mu}}
                '140102': {ground: {红线: 6000 mu}}
              tables:
                县情: {'140101': {人口: 1000, 名称: 甲, 贫困: 是}, '140102': {人口: 4000, 名称: 乙, 贫困: 否}}
            expect:
              '140101': {红线亩数: 3000 mu, 补偿: 168000 yuan, 统筹: 20 wan_yuan}
              '140102': {人均: 1.5 mu, 补偿: 0 yuan, 统筹.资金: 10 wan_yuan}

        """;

    public static TheoryData<string> Policies =>
    [
        .. Directory.GetDirectories(GridRun.Folder)
            .Where(folder => File.Exists(Path.Combine(folder, "policy.yaml")))
            .Select(folder => Path.GetFileName(folder)!),
    ];

    /// <summary>Words of earlier versions, and what people write in their place, go on being read and mean the same.</summary>
    [Fact]
    public void Other_Chinese_words_for_the_same_are_read()
    {
        string other = InChinese.Replace("种类: 按标准补偿", "种类: 标准", StringComparison.Ordinal)
            .Replace("超出资金总额: 报告", "超支: 报告", StringComparison.Ordinal)
            .Replace("调减后余额: 保留", "结余: 保留", StringComparison.Ordinal)
            .Replace("重叠: 不重叠", "重叠: 就高不就低", StringComparison.Ordinal)
            .Replace("人口: 数,", "人口: 数, 去年: 金额 万元, 前年: {类型: 货币 万元},", StringComparison.Ordinal);

        Assert.True(Assert.Single(Results(other)).Holds);
        string english = PolicyFormat.Of(PolicyFile.Parse("p.yaml", other), Language.English).After;
        Assert.Contains("去年: money wan_yuan, 前年: {type: money wan_yuan}", english, StringComparison.Ordinal);
        Assert.Contains("kind: rate\n    overlap: highest", english, StringComparison.Ordinal);
        Assert.Contains("over_run: report\n    rest: keep", english, StringComparison.Ordinal);
        // A column's type in Chinese is 金额; as a key 金额 is an amount still.
        Assert.Contains(
            "去年: 金额 万元, 前年: {类型: 金额 万元}",
            PolicyFormat.Of(PolicyFile.Parse("p.yaml", english), Language.Chinese).After,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_in_Chinese_pays_what_is_worked_out_by_hand()
    {
        ExampleResult result = Assert.Single(Results(InChinese));

        Assert.Equal(6, result.Figures);
        Assert.True(result.Holds, string.Join('\n', ExampleFindings.Of(result).Select(finding => finding.Message.Zh)));
    }

    [Fact]
    public void A_figure_that_is_wrong_is_met_in_Chinese_too() =>
        Assert.False(Assert.Single(Results(InChinese.Replace("20 万元", "21 万元", StringComparison.Ordinal))).Holds);

    /// <summary>Names of the policy's own that are words elsewhere (名称 of a column, 资金 of a source), fields of files, comments and texts
    /// stay.</summary>
    [Fact]
    public void Only_words_of_the_language_are_rewritten_and_there_and_back_gives_the_same_bytes()
    {
        Assert.Equal(InEnglish, Formatted(InChinese, Language.English));
        Assert.Equal(InChinese, Formatted(InEnglish, Language.Chinese));
        Assert.Equal(InChinese, Formatted(InChinese, null));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_of_the_library_is_the_same_in_Chinese_and_back(string name)
    {
        string path = Path.Combine(GridRun.Folder, name, "policy.yaml"), english = File.ReadAllText(path);
        string chinese = PolicyFormat.Of(path, Language.Chinese).After;

        Assert.Contains("资金项目:", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("{source: ../layers", chinese, StringComparison.Ordinal);
        Assert.Equal(english, PolicyFormat.Of(PolicyFile.Parse(path, chinese), Language.English).After);
        PolicyFile policy = PolicyFile.Parse(path, chinese);
        if (policy.HasExamples)
            Assert.All(ExampleRun.Of(policy, ExpressionScope.Check(policy)), result => Assert.True(result.Holds, result.Name));
    }

    [Fact]
    public void Windows_line_ends_and_folded_formulas_keep_their_places()
    {
        string folded = Formatted(
            "zonecomp: 1\r\ntitle: t\r\nyear: 2025\r\nregions: {source: r.shp, code: code}\r\nindicators:\r\n  a: >-\r\n    "
                + "region_area\r\n      + 5 ha\r\n",
            Language.Chinese);

        Assert.Equal(
            "zonecomp: 1\r\n标题: t\r\n年度: 2025\r\n区域: {数据: r.shp, 代码: code}\r\n指标:\r\n  a: >-\r\n    区域面积\r\n      + 5 公顷\r\n",
            folded);
    }

    /// <summary>Plain signs get quotes where YAML would take them for its own.</summary>
    [Theory]
    [InlineData("max（１，region_area ÷ １ ha）", "'max(1,region_area / 1 ha)'")]
    [InlineData("(region_area ＋ 5 公顷) × 2", "(region_area + 5 ha) * 2")]
    [InlineData("'if(region_name = “甲”, 1, 0)'", "'if(region_name = ''甲'', 1, 0)'")]
    [InlineData("\"if(region_name = “甲”, 1, 0)\"", "\"if(region_name = '甲', 1, 0)\"")]
    public void Signs_of_Chinese_keyboards_become_plain_ones(string written, string expected)
    {
        string head = "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: r.shp, code: code}\nindicators: {a: ";

        string plain = Formatted(head + written + "}\n", Language.English);

        Assert.Equal(head + expected + "}\n", plain);
        Assert.Equal(plain, Formatted(plain, Language.English));
    }

    private static string Formatted(string text, Language? language) => PolicyFormat.Of(PolicyFile.Parse("p.yaml", text), language).After;

    private static IReadOnlyList<ExampleResult> Results(string text)
    {
        PolicyFile policy = PolicyFile.Parse("p.yaml", text);
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        return ExampleRun.Of(policy, names);
    }
}
