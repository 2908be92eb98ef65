using System.Text.RegularExpressions;

namespace ZoneComp.Explanation;

/// <summary>Names of steps, folds and units in Chinese. Steps are named in English where they are made, since --column and JSON go by
/// these names.</summary>
internal static partial class ChineseSteps
{
    /// <summary>Each whole name, as a pattern, and what it is; of names of the policy's own nothing is changed.</summary>
    private static readonly (Regex Name, string Title)[] Names =
    [
        .. new (string Name, string Title)[]
        {
            ("fund", "资金总额"), (@"fund (\S+)", "资金总额（$1）"), ("increment of the fund", "资金增量"), ("the increment", "资金增量"),
            ("share of the increment", "资金增量的份额"), ("share", "份额"), ("computed", "测算额"), ("factor", "统一系数"), ("rate", "补偿标准"),
            ("coefficient", "系数"),
            ("eligible", "参与条件"), ("excluded", "排除条件"), ("last year", "上年数"), ("points", "分值"), ("score", "得分"),
            ("value of a point", "每分金额"),
            ("amount", "金额"), ("base", "基数"), ("better", "变好奖励"), ("worse", "变差扣减"), ("change", "变化"), ("deduction", "扣减"),
            ("prepaid", "已预拨"),
            ("ratio", "比例"), ("revenue", "收入"), ("expenditure", "支出"), ("cap", "上限"), ("least", "最低"), ("cap_per_item", "单项上限"),
            ("exact part", "精确份额"),
            ("amounts held at a bound", "受上下限限制的金额"), ("computed amounts of the free ones", "未受限单位的测算额"),
            ("all amounts of the fund together", "该项资金全部金额之和"), ("region_area_m2", "区域面积（平方米）"), ("corridor", "增减幅限制"), ("floor", "下限"),
            ("minimum", "最低额"), ("hold-harmless", "不低于上年"), ("exit share", "退出保留"),
            (@"item (\S+)(.*)", "补偿项 $1$2"), (@"part (\S+)", "分项 $1"), ("amount of rank (.+)", "第 $1 名的金额"),
            (@"amount of the tier (.+)", "档次 $1 的金额"), ("portion of (.+)", "$1 负担部分"),
            ("part of (.+)'s budget", "$1 预算中的部分"),
            ("part of (.+)", "$1 的部分"), ("payment (.+): (.+) to (.+)", "收付 $1：$2 付 $3"), ("share of (.+)", "$1 的份额"),
            ("pays in: (.+)", "$1 出资"),
            ("draws: (.+)", "$1 提取"), (@"amount in (\S+) row ([0-9]+)(.*)", "$1 第 $2 行$3 的金额"), ("amount in (.+)", "$1 的金额"),
            ("amount of (.+)", "$1 的合计金额"), ("bounded amounts in (.+)", "$1 各单位调整后金额"),
            ("(floor|cap) by '(.+)', in whole units", "$1（$2），取整到最小单位"),
        }.Select(pair => (new Regex($"^{pair.Name}$", RegexOptions.CultureInvariant), pair.Title)),
    ];

    /// <summary>What a step of other schemes' amounts is called, before their names.</summary>
    public const string PaidBy = "paid by ";

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["sum"] = "合计",
        ["count"] = "个数",
        ["mean"] = "平均",
        ["min"] = "最小",
        ["max"] = "最大",
        ["median"] = "中位数",
        ["stddev"] = "标准差",
        ["sample"] = "样本",
        ["population"] = "总体",
        ["rank"] = "排名",
        ["descending"] = "降序",
        ["ascending"] = "升序",
        ["average"] = "并列取平均",
        ["dense"] = "并列不跳号",
        ["yuan"] = "元",
        ["wan_yuan"] = "万元",
        ["yi_yuan"] = "亿元",
        ["m2"] = "平方米",
        ["km2"] = "平方公里",
        ["ha"] = "公顷",
        ["mu"] = "亩",
        ["km"] = "公里",
        ["m"] = "米",
        ["floor"] = "下限",
        ["cap"] = "上限",
        ["coverage"] = "覆盖",
        ["factors"] = "指标与系数",
        ["allocation"] = "分配",
        ["ledger"] = "收付",
        ["members"] = "其下各单位所得（不含本级）",
        ["debited"] = "作为出资方支付",
    };

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["amount_yuan"] = "下达额",
        ["bounded_yuan"] = "调整后",
        ["computed_yuan"] = "测算额",
        ["last_year_yuan"] = "上年数",
        ["change_yuan"] = "比上年增减",
        ["debited_yuan"] = "出资",
        ["of_members_yuan"] = "其下各单位合计",
        ["debited"] = "出资",
        ["of_members"] = "其下各单位合计",
        ["amount"] = "分配量",
        ["bounded"] = "调整后",
        ["computed"] = "测算量",
        ["last_year"] = "上年量",
        ["change"] = "比上年增减",
        ["area_m2"] = "面积（平方米）",
        ["area_ha"] = "面积（公顷）",
        ["area_mu"] = "面积（亩）",
        ["coverage_ratio"] = "覆盖率",
        ["repeated_area_m2"] = "重复覆盖面积（平方米）",
        ["excess_area_m2"] = "累加多计面积（平方米）",
    };

    /// <param name="titles">Of schemes, columns, classes and layers, by name.</param>
    public static string Name(string name, IReadOnlyDictionary<string, string> titles)
    {
        if (titles.TryGetValue(name, out string? title))
            return title == name ? name : $"{title}（{name}）";
        if (Column().Match(name) is { Success: true } own && ColumnOf(own.Groups["column"].Value) is string column)
        {
            string of = own.Groups["of"].Value;
            return titles.TryGetValue(of, out title) && title != of
                ? $"{title} {column}{own.Groups["rest"].Value}（{name}）"
                : $"{of} {column}{own.Groups["rest"].Value}";
        }

        if (Folded().Match(name) is { Success: true } fold)
            return $"{Name(fold.Groups["of"].Value, titles)} 的{Fold(fold.Groups["fold"].Value)}，{fold.Groups["count"].Value} "
                + $"项{fold.Groups["scope"].Value}";
        if (name.StartsWith(PaidBy, StringComparison.Ordinal))
            return $"由 {string.Join(" + ", name[PaidBy.Length..].Split(" + ").Select(scheme => Name(scheme, titles)))} 支付";
        if (AreaPaid().Match(name) is { Success: true } paid)
            return $"{InTitles(paid.Groups["ground"].Value, titles)} 的计付面积（{paid.Groups["item"].Value}）";
        foreach ((Regex pattern, string known) in Names)
        {
            if (pattern.Match(name) is { Success: true } match)
                return Regex.Replace(match.Result(known), "^(floor|cap)(?=（)", word => Word(word.Value));
        }

        return Label(name);
    }

    /// <summary>A step's name; an item that is paid by ground goes by its ground's titles, since it has none of its own.</summary>
    public static string Item(Step step, IReadOnlyDictionary<string, string> titles)
    {
        if (!titles.ContainsKey(step.Name))
        {
            foreach (Step part in step.Parts)
            {
                if (AreaPaid().Match(part.Name) is { Success: true } paid)
                    return $"{InTitles(paid.Groups["ground"].Value, titles)}（{paid.Groups["item"].Value}）";
            }
        }

        return Name(step.Name, titles);
    }

    /// <summary>A set of layers and classes by their titles: an item of a scheme has no title but its ground's.</summary>
    private static string InTitles(string set, IReadOnlyDictionary<string, string> titles) =>
        NameInSet().Replace(set, name => titles.GetValueOrDefault(name.Value, name.Value));

    // A quota's columns end in its unit: amount_m3.
    private static string? ColumnOf(string column) => Columns.GetValueOrDefault(column)
        ?? (column.LastIndexOf('_') is > 0 and int at && Unit.Find(column[(at + 1)..]) is { } unit && Unit.IsQuota(unit.Quantity)
            ? Columns.GetValueOrDefault(column[..at])
            : null);

    public static string Fold(string fold) =>
        fold.StartsWith("rank", StringComparison.Ordinal) && fold.Split(' ') is [_, var order, var ties]
        ? $"排名（{Word(order)}，{(ties is "min" or "max" ? "并列取" : "")}{Word(ties)}）"
        : string.Join(' ', fold.Split(' ').Reverse().Select(Word))
            .Replace("样本 标准差", "样本标准差", StringComparison.Ordinal)
            .Replace("总体 标准差", "总体标准差", StringComparison.Ordinal);

    public static string Word(string word) =>
        Words.GetValueOrDefault(word) ?? (Unit.Find(word) is null ? word : PolicyWords.Chinese(word) ?? word);

    public static string Label(string label) =>
        label == "(no zone)"
            ? "（无分区）"
            : TableRow().Replace(Party().Replace(label, match => match.Groups["pays"].Success ? "：付给 " : "：收自 "), "$1 第 $2 行");

    /// <summary>A value or a line of arithmetic with its units in Chinese.</summary>
    public static string Units(string text) => Called().Replace(
        UnitBehindNumber().Replace(text, unit => Word(unit.Value)),
        function => PolicyWords.Chinese(function.Value, "function") ?? function.Value);

    [GeneratedRegex(@"^(?<of>\S+)[. ](?<column>[a-z0-9]+(?:_[a-zA-Z0-9]+)+)(?<rest> \[.*\])?$")]
    private static partial Regex Column();

    [GeneratedRegex(
        @"^(?<fold>sum|count|mean|min|max|median|stddev sample|stddev population|rank \w+ \w+) of (?<of>.+) over (?<count>\d+)(?<scope>.*)$")]
    private static partial Regex Folded();

    [GeneratedRegex(@"^area paid for (?<item>\S+): (?<ground>.+)$")]
    private static partial Regex AreaPaid();

    [GeneratedRegex(@"[\p{L}_][\w.]*")]
    private static partial Regex NameInSet();

    [GeneratedRegex(": (?:(?<pays>pays)|receives from) ")]
    private static partial Regex Party();

    // The program's own arithmetic: rounding and bounds.
    [GeneratedRegex(@"(?<![\w.])(?:floor|ceil|round|max|min)(?=\()")]
    private static partial Regex Called();

    [GeneratedRegex(@"(?<=^|\()(\S+) row ([0-9]+)\b")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"(?<=[0-9] |[0-9])(?:wan_yuan|wan_mu|yi_yuan|yuan|wan_kWh|MWh|kWh|wan_m3|yi_m3|m3|wan_person|person|wan_t|kg|t|"
        + "km2|m2|ha|mu|km|m)(?![\\w.])")]
    private static partial Regex UnitBehindNumber();
}
