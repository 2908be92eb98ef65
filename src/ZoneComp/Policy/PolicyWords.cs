using System.Text.RegularExpressions;

namespace ZoneComp.Policy;

/// <summary>Where a word of the policy language stands.</summary>
public enum WordKind
{
    /// <summary>A key of a block.</summary>
    Key,

    /// <summary>A value that a key chooses among: a kind of scheme, a rule, a column's type.</summary>
    Choice,

    /// <summary>An operator or value of the expression language.</summary>
    Operator,
    Function,

    /// <summary>A named argument of a function, or a word that an argument chooses.</summary>
    Argument,

    /// <summary>What every expression over regions knows: region_area, paid.</summary>
    BuiltIn,
    Unit,
}

/// <summary>The words of the policy language in English and Chinese, either of which a policy may write. The one table of them;
/// docs/policy.md shows the same, and a test compares.</summary>
/// <remarks>
/// A Chinese word has one English meaning. An English word has one Chinese word, but for the few that mean two things (<c>points</c>
/// of a layer and
/// of a scheme): these stand with their place before a dot, which is a key, <c>argument</c> or <c>function</c>.
/// </remarks>
public static partial class PolicyWords
{
    /// <summary>By kind, in the order of the reference.</summary>
    public static IReadOnlyList<(WordKind Kind, IReadOnlyList<(string English, string Chinese)> Words)> Groups { get; } =
    [
        (WordKind.Key, Pairs("""
            title 标题 year 年度 previous 上年 run 结果 outside 外部目录 area 面积
            accept 接受 severity 检查级别 region_sets 区域范围 regions 区域 layers 图层 tables 数据表
            indicators 指标 factors 系数 schemes 资金项目 examples 算例 outputs 输出 families 补偿类别
            family 类别 source 数据 path 路径 layer 图层名 crs 坐标系 encoding 编码
            where 条件 datum 基准 shift_m 平移米 rotation_arcsec 旋转角秒 scale_ppm 尺度百万分
            convention 旋转约定 assume 假定 reason 理由 code 代码 name 名称 parents 上级
            field 字段 prefix 代码前几位 official_area 控制面积 unit 单位 tolerance 容差
            tolerance_m 容差米 tolerance_m2 容差平方米 key 键 level 级别 adjust 平差 method 方法
            ratio 比例 pieces 给定地块 land_classes 地类图层 parts 组成 code_list 代码表
            overlaps 区域重叠 overlap 重叠 first 第一 second 第二 owner 归属 no_unit 不成单元
            slivers 碎屑 narrower_than 窄于 smaller_than 小于 mask 计入范围 outline 外廓 class 分类字段
            classes 分类 values 取值 titles 名称字段 padding 补零 geometry 几何 other 其他 buffer 缓冲
            sheet 工作表 header_row 表头行 rows 行 codes 代码变更 old 原代码 new 新代码 share 份额 missing 缺失 merged 合并单元格 columns 列 type 类型 adds 可加
            assign 归入 maps 地图 per_head 人均 inset 局部放大 panels 组图 neighbours 邻区
            shapefile 矢量文件 geodatabase 地理数据库 language 语言 area_unit 面积单位 zones 图斑 ground 地块 set 集合 issue 下达表 decimals 小数位 prepared_by 编制单位 reviewed_by 审核 date 日期 notes 附注 per 分发
            expr 公式 basis 依据 document 文件 article 条款 weights 权重 total 合计 as 视为 given 给定 expect 应得
            kind 种类 to 支付给 members 成员 eligible 参与条件 last_year 上年金额 bounds 上下限 when 适用 floor 下限 cap 上限 minimum 最低额 hold_harmless 保底比例
            corridor 增减幅 low 低 high 高 exit_share 退出比例 over_run 超出资金总额 rest 调减后余额 reserve 预备金 payers 出资方 paid_to 拨付对象 note 备注 fund 资金 within 级内
            portion 占比 items 补偿项 rate 标准 coefficient 调整系数 started 起始年
            instalments 分期 amount 金额 points 积分 value 分值 expenditure 支出 revenue 收入
            rank_by 排名依据 ties 并列 score 得分 tiers 档次 from 起 at 基准日 above 高于
            base 基数 table 表 item 项 funding 资金来源 balanced 收支平衡 section 断面 period 时段
            period_years 时段年度 payer 付款方 payee 收款方 cap_per_item 单项上限 late 逾期 late_surcharge 逾期加收 parties 各方 pays_in 出资 draws 分得 of 基于
            change 变化 better 改善 worse 恶化 taken_to 扣款去向 excluded 取消 deduction 扣减 least 至少留 prepaid 预拨 too_much 多拨 nearest 最近
            figures 图示指标 breaks 分界值 approval 审图号 secrecy 密级 towgs84 自带参数
            """)),
        (WordKind.Choice, Pairs("""
            equal-area 等积 survey 国土调查 geodesic 测地线 planar 平面 error 报错 as.error 错误 as.warning 警告 as.note 提示 ignore 忽略 none 无
            position_vector 位置矢量 coordinate_frame 坐标框架 join 合为一 count_in_each 各自计入 first_by_code 代码在前 half_each 各半 largest_remainder 最大余数
            raw 量算 adjusted 平差后 polygons 面 lines 线 geometry.points 点 leading 前补零 leading_or_trailing 前后补零 many 多行 free 自由 parameters 参数
            zero 零 fill 填充 as_used 所用 clipped 裁剪 all 全部 true 是 false 否 number 数 text 文本 flag 是否 length 长度 type.money 金额 volume 体积 mass 重量 energy 电量 persons 人数
            kind.rate 按标准补偿 pool 资金池 gap 缺口 increment 增量 lump 定额 ledger 台账 agreement 协议 reward 奖惩 linkage 挂钩 settlement 结算 adjustment 人工调整
            sum 求和 same 相同 rescale 重新分摊 report 报告 keep 保留 disjoint 不重叠 highest 就高 best 最优 priority 优先 union 合并 ties.better 从优 average 平均
            next_year 下年 recover 收回 nothing 其余 drop 舍去 method.join 并入相邻 use 采用
            rounded 断点取整 jenks 自然断点 equal 等间距 quantile 分位数 pretty 整数间距
            """)),
        (WordKind.Operator, Pairs("and 且 or 或 not 非 else 否则 by 按 in 属于 is 为 null 空")),
        (WordKind.Function, Pairs("""
            member 含有 excess 重复面积 weighted 加权 count 个数 attribute 属性 area_times 面积乘 parent 上级代码 sum_rows 行求和 mean_rows 行均值
            min_rows 行最小 max_rows 行最大 count_rows 行数 abs 绝对值 min 最小 max 最大 clamp 限于 function.floor 向下取整 ceil 向上取整 round 四舍五入 sqrt 平方根
            ln 自然对数 exp 自然指数 pow 乘方 if 如果 starts_with 开头为 ends_with 结尾为 contains 包含 band 分段 lookup 查表 mean 均值 median 中位数 min_of 各区最小
            max_of 各区最大 stddev 标准差 count_of 符合数 minmax 极差标准化 zscore 标准分 rank 排名
            """)),
        (WordKind.Argument, Pairs("""
            argument.min 至少 argument.outside 表外 distinct 不同 each 每 below 低于 closed 闭端
            left 左 right 右 exact 精确 step 阶梯 interpolate 内插 hold 取端值
            population 总体 sample 样本 order 次序 descending 降序 ascending 升序 dense 连续 lowest 取低 digits 位数 condition 判断 region 各区域 largest_share 最大份额
            """)),
        (WordKind.BuiltIn, Pairs("everywhere 全部地块 paid 已付 region_area 区域面积 region_code 区域代码 region_name 区域名称")),
        (WordKind.Unit, [.. ChineseSigns.UnitWords, ("fen", "分")]),
    ];

    /// <summary>Other Chinese words that are read for the same, as people or earlier versions write them; never written.</summary>
    public static IReadOnlyList<(string English, string Chinese)> Aliases { get; } = Pairs("""
        type.money 货币 kind.rate 标准 over_run 超支 rest 结余 highest 就高不就低 to 补助对象级次
        """);

    // A Chinese word that means something else elsewhere is known by where it stands alone: 金额 is a key, and a column's type.
    private static readonly Dictionary<(string Place, string Chinese), string> InPlace = Groups.SelectMany(group => group.Words)
        .Concat(Aliases)
        .Select(word => (Word: word.English.Split('.'), word.Chinese))
        .Where(word => word.Word.Length == 2)
        .ToDictionary(word => (word.Word[0], word.Chinese), word => word.Word[1]);

    private static readonly Dictionary<string, string> ToChinese =
        Groups.SelectMany(group => group.Words)
            .Concat(Groups.SelectMany(group => group.Words).Select(word => (Bare(word.English), word.Chinese)))
            .DistinctBy(word => word.Item1)
            .ToDictionary(word => word.Item1, word => word.Chinese, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ToEnglish = Groups.SelectMany(group => group.Words)
        .Concat(Aliases)
        .DistinctBy(word => word.Chinese)
        .ToDictionary(word => word.Chinese, word => Bare(word.English), StringComparer.Ordinal);

    private static readonly HashSet<string> Operators = [.. Of(WordKind.Operator), "true", "false"];

    /// <summary>Words that mean something in an expression, so that nothing may be called so; in Chinese.</summary>
    internal static IReadOnlyDictionary<string, WordKind> Reserved { get; } = ReservedWords();

    /// <summary>The English words of a kind.</summary>
    public static IEnumerable<string> Of(WordKind kind) => Groups.First(group => group.Kind == kind).Words.Select(word => word.English);

    /// <summary>The English word for a Chinese one; null for a text that is none, also for English ones.</summary>
    /// <param name="place">Key, "argument" or "function" where it stands.</param>
    public static string? English(string text, string place = "") =>
        InPlace.GetValueOrDefault((place, text)) ?? ChineseSigns.UnitOf(text) ?? ToEnglish.GetValueOrDefault(text);

    /// <summary>The word in English, other texts as they are.</summary>
    /// <param name="place">Key, "argument" or "function" where it stands.</param>
    public static string Meaning(string text, string place = "") => English(text, place) ?? text;

    /// <summary>A message in Chinese with the language's words in Chinese too, as the file writes them; what the file itself writes in
    /// English, and the names that a message offers at its end, stay.</summary>
    internal static string InChinese(string text, PolicyDocument document) => InChinese(text, document, isFinding: false);

    /// <summary>What <see cref="InChinese(string, PolicyDocument)"/> does, for findings, which name fields and files of the data
    /// beside keys of the policy; null where the policy's keys are English.</summary>
    internal static Func<LocalText, LocalText>? OfFindings(PolicyDocument document) => document.IsChinese
        ? message => message with { Zh = InChinese(message.Zh, document, isFinding: true) }
        : null;

    private static string InChinese(string text, PolicyDocument document, bool isFinding)
    {
        int offers = OfferedNames().Match(text) is { Success: true } offered ? offered.Index : text.Length;
        return EnglishWord().Replace(text[..offers], match =>
        {
            string word = match.Groups["word"].Value;
            int next = match.Index + match.Length;
            bool isOfData = isFinding && OfData.Contains(word) && (next >= text.Length || text[next] != ':');
            string? chinese = Chinese(word, match.Groups["call"].Success ? "function" : "");
            return document.Writes(word) || isOfData || chinese is null ? match.Value : chinese + match.Groups["call"].Value;
        }) + text[offers..];
    }

    /// <summary>The Chinese word for an English one; null for a text that is none.</summary>
    /// <param name="place">Key, "argument" or "function" where it stands.</param>
    public static string? Chinese(string english, string place = "") =>
        ToChinese.GetValueOrDefault($"{place}.{english}") ?? ToChinese.GetValueOrDefault(english);

    /// <summary>The operator that a token is, in English; null for other names.</summary>
    internal static string? OperatorOf(string name) => Operators.Contains(name) ? name : English(name) is string english
        && Operators.Contains(english) ? english : null;

    private static Dictionary<string, WordKind> ReservedWords()
    {
        Dictionary<string, WordKind> words = new(StringComparer.Ordinal);
        foreach ((WordKind kind, IReadOnlyList<(string English, string Chinese)> pairs) in Groups.Where(group =>
            group.Kind is WordKind.Operator or WordKind.Function or WordKind.BuiltIn or WordKind.Unit))
        {
            foreach ((_, string chinese) in pairs)
                words[chinese] = kind;
        }

        foreach (string function in new[] { "area", "ratio", "length", "sum", "share", "previous" })
            words[ToChinese[function]] = WordKind.Function;
        foreach (string value in new[] { "true", "false" })
            words[ToChinese[value]] = WordKind.Operator;
        foreach (string value in new[] { "region", "year" })
            words[ToChinese[value]] = WordKind.BuiltIn;
        return words;
    }

    // Headings of tables and fields of layers go by these too: in a finding they are keys only before a colon.
    private static readonly HashSet<string> OfData =
    [
        .. """
            name code area type date unit level year title value score table item section period payer payee rate amount base rank count
            class source region number text money share length field key path note from to at of total kind index old new
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static string Bare(string english) => english[(english.IndexOf('.', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex("；(?:可用：|是否应为)")]
    private static partial Regex OfferedNames();

    // Files, options, commands and names with a point are none of the language's words. A blank between two Chinese words goes with them.
    [GeneratedRegex(
        @"(?:(?<=\p{IsCJKUnifiedIdeographs}) )?(?<![\w./\\`-]|zonecomp )(?<word>[A-Za-z_][A-Za-z0-9_]*(?:-[a-z]+)*)(?![\w/\\]|\.[a-z])"
            + @"(?:(?<call>\()| (?=\p{IsCJKUnifiedIdeographs}))?")]
    private static partial Regex EnglishWord();

    private static IReadOnlyList<(string English, string Chinese)> Pairs(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Chunk(2).Select(pair => (pair[0], pair[1]))];
    }
}
