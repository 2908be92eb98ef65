using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policy;

/// <summary>The table of English and Chinese words: whole, without two meanings, and the same in the reference.</summary>
public partial class PolicyWordsTests
{
    [Fact]
    public void A_Chinese_word_has_one_meaning_and_no_word_stands_twice()
    {
        (string English, string Chinese)[] words = [.. PolicyWords.Groups.SelectMany(group => group.Words)];

        Assert.True(words.Length > 300, $"{words.Length} words");
        // But for 金额, which is a key, and a column's type.
        Assert.Equal(["金额"], words.GroupBy(word => word.Chinese).Where(same => same.Skip(1).Any()).Select(same => same.Key));
        (string English, string Chinese)[] read = [.. words, .. PolicyWords.Aliases];
        // Of two meanings of one word at most one is without its place, and an alias is no other word's first.
        Assert.Equal(
            ["标准", "金额"],
            read.GroupBy(word => word.Chinese)
                .Where(same => same.Select(word => word.English).Distinct().Skip(1).Any())
                .Select(same => same.Key)
                .Order(StringComparer.Ordinal));
        Assert.All(read, word => Assert.Equal(
            word.English.Split('.')[^1],
            PolicyWords.English(word.Chinese, word.English.Contains('.', StringComparison.Ordinal) ? word.English.Split('.')[0] : "")));
        Assert.Equal(words.Length, words.Select(word => word.English).Distinct().Count());
        Assert.All(words, word => Assert.True(PolicyNames.IsName(word.Chinese), word.Chinese));
    }

    [Theory]
    [InlineData("policy.md")]
    [InlineData("allocation.md")]
    [InlineData("regions.md")]
    public void Every_key_of_the_reference_has_a_Chinese_word(string page)
    {
        string[] rows =
        [
            .. Page(page).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')[1]),
        ];
        string[] keys =
        [
            .. rows.SelectMany(cell => KeyName().Matches(cell).Select(name => name.Groups[1].Value))
                .Distinct()
                .Except(["zonecomp", "redline_ratio"]),
        ];

        Assert.All(keys, key => Assert.NotNull(PolicyWords.Chinese(key)));
    }

    [Fact]
    public void Every_function_has_a_Chinese_word() =>
        Assert.All(FunctionBinder.Names.Concat(RegionFunctions.Names), name => Assert.NotNull(PolicyWords.Chinese(name, "function")));

    [Theory]
    [InlineData("policy.md", "## Words in Chinese", ", ")]
    [InlineData("zh/policy.md", "## 中文关键词", "、")]
    public void The_reference_shows_the_table(string page, string heading, string between)
    {
        string section = Page(page);
        section = section[section.IndexOf(heading, StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)];
        string shown = string.Join(
            '\n',
            section.Split('\n')
                .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
                .Select(line => line[line.IndexOf('`', StringComparison.Ordinal)..]));

        Assert.Equal(
            string.Join(
                '\n',
                PolicyWords.Groups.Select(group => string.Join(between, group.Words.Select(word => $"`{word.English}` {word.Chinese}")))),
            shown);
    }

    /// <summary>The list for who has a Chinese word and looks for the English one; ZONECOMP_WRITE_DOCS=1 writes it.</summary>
    [Fact]
    public void The_list_by_Chinese_word_shows_the_table()
    {
        string path = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "zh", "words.md");
        Dictionary<WordKind, string> kinds = new()
        {
            [WordKind.Key] = "键",
            [WordKind.Choice] = "键的取值",
            [WordKind.Operator] = "运算词",
            [WordKind.Function] = "函数",
            [WordKind.Argument] = "参数及其取值",
            [WordKind.BuiltIn] = "内置值",
            [WordKind.Unit] = "单位",
        };
        IEnumerable<(string Chinese, string English, string Kind)> rows = PolicyWords.Groups
            .SelectMany(group => group.Words.Select(word => (word.Chinese, word.English, Kind: kinds[group.Kind])))
            .Concat(PolicyWords.Aliases.Select(word => (word.Chinese, word.English, Kind: $"即“{PolicyWords.Chinese(
                word.English.Split('.')[^1], word.English.Split('.')[0])}”")))
            .OrderBy(row => row.Chinese, StringComparer.Ordinal).ThenBy(row => row.English, StringComparer.Ordinal);
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int table = text.IndexOf("| 中文 |", StringComparison.Ordinal);
        string written = text[..table] + "| 中文 | 英文 | 用处 |\n|---|---|---|\n"
            + string.Concat(rows.Select(row => $"| {row.Chinese} | `{row.English}` | {row.Kind} |\n"));
        if (Environment.GetEnvironmentVariable("ZONECOMP_WRITE_DOCS") == "1")
            File.WriteAllText(path, written);

        Assert.Equal(written, text);
    }

    /// <summary>Messages name keys and choices in English; of a policy in Chinese they are put into its words by the one table, so that
    /// every Latin word in a Chinese message is in the table, or no word of the language at all.</summary>
    [Fact]
    public void Every_word_that_a_Chinese_message_names_is_in_the_table()
    {
        string[] others =
        [
            "YAML", "AppleDouble", "Mac", "Tab", "Big5", "GB18030", "GBK", "UTF", "GDAL", "File", "Geodatabase", "GeoPackage", "QGIS",
            "Excel", "WPS", "ZC", "cgcs2000", "excess_area_m2", "forest", "redline", "function", "a", "b", "c", "x", "y", "z", "A", "B",
            "Payer", "_", "zonecomp", "_of", "EPSG", "CGCS2000", "WKT", "PROJJSON",
        ];
        string[] rooms = ["Policy", "Allocation", "Expressions", "Examples", "Tables", "Indicators"];
        IEnumerable<string> unknown =
            from room in rooms
            from file in Directory.EnumerateFiles(
                Path.Combine(SharedMaterial.RepositoryRoot, "src", "ZoneComp", room), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) is not ("PolicyWords.cs" or "ReservedNames.cs" or "ChineseSigns.cs" or "StatedUnits.cs")
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from text in Literal().Matches(WithoutHoles(line)).Select(match => match.Groups[1].Value)
            where text.Any(PolicyNames.IsHan)
            from word in Latin().Matches(text).Select(match => match.Value)
            where !others.Contains(word) && PolicyWords.Chinese(word) is null && PolicyWords.Chinese(word, "function") is null
            select $"{Path.GetFileName(file)}: {word}";

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("重叠: 就更高", "“重叠”是“就更高”；应为求和、合并、就高、最优、优先、不重叠之一")]
    [InlineData("种类: 按标准", "“种类”是“按标准”；应为资金池、按标准补偿、积分")]
    [InlineData("类型: 钱", "“钱 万元”不是列类型；应为数、比例、文本、是否、面积 平方米|公顷|亩|平方公里、长度 米|公里、金额 元|万元|亿元")]
    [InlineData("上下限: 级", "每条上下限应为下限、上限、最低额、保底比例、退出比例、增减幅之一")]
    [InlineData("补偿项: 标题", "未知的键“标题”；可用：地块、金额、调整系数、标准、分期、起始年、依据")]
    [InlineData("标准: 无", "按面积补偿的补偿项须写明标准（如 15 元 / 亩）或分期")]
    [InlineData("算例: 无单位", "这里是数；应为金额，如 168000 元")]
    [InlineData("公式: 分段", "分段() 需要写明“闭端”：左或右")]
    public void A_policy_in_Chinese_is_told_what_is_wrong_in_its_words(string change, string told)
    {
        string text = PolicyFormatTests.Chinese;
        text = change switch
        {
            "重叠: 就更高" => text.Replace("重叠: 不重叠", change, StringComparison.Ordinal),
            "种类: 按标准" => text.Replace("种类: 按标准补偿", change, StringComparison.Ordinal),
            "类型: 钱" => text.Replace("人口: 数,", "人口: 钱 万元,", StringComparison.Ordinal),
            "上下限: 级" => text.Replace("{下限: \"最大(0 元, 已付.补偿 * 0)\"}", "{名称: 级}", StringComparison.Ordinal),
            "补偿项: 标题" => text.Replace("线内: {", "线内: {标题: 红线内, ", StringComparison.Ordinal),
            "标准: 无" => text.Replace(", 标准: 24元 / 亩", "", StringComparison.Ordinal),
            "算例: 无单位" => text.Replace("补偿: 168000 元", "补偿: 168000", StringComparison.Ordinal),
            _ => text.Replace("人均: 红线亩数 / 县情.人口", "人均: '分段(县情.人口, [0: 1])'", StringComparison.Ordinal),
        };

        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            PolicyFormat.Of(PolicyFile.Parse("p.yaml", text), Language.Chinese));

        Assert.Contains(wrong.Errors, error => error.Message.Zh.Contains(told, StringComparison.Ordinal));
        // What follows from one slip is not told as another.
        Assert.Single(wrong.Errors);
    }

    // From the inside out, since a hole may hold a text with holes of its own.
    private static string WithoutHoles(string line)
    {
        string less = Hole().Replace(line, "◆");
        return less == line ? line : WithoutHoles(less);
    }

    private static string Page(string name) =>
        File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", name)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![\w./\\`-])[A-Za-z_][A-Za-z0-9_]*(?:-[a-z]+)*(?![\w/\\]|\.[a-z])")]
    private static partial Regex Latin();

    [GeneratedRegex("`([a-z][a-z_0-9]+)`")]
    private static partial Regex KeyName();
}
