using System.Globalization;

namespace ZoneComp.Allocation.Parts;

/// <summary>What the allocation may find, a method per code.</summary>
internal static class AllocationFindings
{
    public static Diagnostic NoValue(string scheme, string payee, Formula formula, LocalText why) => Error(
        "ZC601", scheme,
        $"{payee}: {formula.Span.Text} has no value: {why.En}; complete the data, or say with 'else' what holds",
        $"{payee}：{formula.Span.Text} 无值：{why.Zh}；请补全数据，或用 else 写明取值");

    public static Diagnostic NoScore(string scheme, string payee, Formula formula) => Error(
        "ZC601", scheme,
        $"{payee}: {formula.Span.Text} has no value, so its tier is not known; complete the data, or leave the payee out by 'eligible: "
            + $"{formula.Span.Text} is not null'",
        $"{payee}：{formula.Span.Text} 无值，无法定档；请补全数据，或以“eligible: {formula.Span.Text} is not null”不列入");

    public static Diagnostic Infeasible(string scheme, InfeasibleBoundsException bounds, string measure)
    {
        string by = Money(bounds.ByYuan);
        return bounds.Kind switch
        {
            InfeasibleKind.FloorsExceedFund => Error(
                "ZC602", scheme,
                $"the amounts that must be paid at least exceed the fund by {by} {measure}; raise the fund or lower the floors",
                $"各单位最低金额之和超出资金总额 {by} {Zh(measure)}；请增加资金或降低下限"),
            InfeasibleKind.FundBelowZero => Error(
                "ZC602", scheme,
                $"the fund is {by} {measure} below zero: what is taken from it is more than it holds",
                $"资金总额为负 {by} {Zh(measure)}：扣除额超过总额"),
            InfeasibleKind.CapsLeaveMoney => Error(
                "ZC602", scheme,
                $"{by} {measure} of the fund are left that no cap lets anybody have; raise the caps, or keep the rest with 'rest: keep'",
                $"受上限限制，资金剩余 {by} {Zh(measure)}无法分配；请提高上限，或以 rest: keep 留存"),
            InfeasibleKind.ReserveTooSmall => Error(
                "ZC602", scheme,
                $"the reserve lacks {by} {measure} for what the bounds add; raise the reserve or choose another 'over_run'",
                $"预备金不足以弥补保底增加额，尚缺 {by} {Zh(measure)}；请增加预备金或改用其他 over_run"),
            InfeasibleKind.NobodyFunds => Error(
                "ZC602", scheme,
                $"the bounds add {by} {measure} to the fund and nothing says who pays them; state 'over_run': rescale, reserve or report",
                $"上下限使分配额超出资金总额 {by} {Zh(measure)}，但未说明由谁承担；请写明 over_run：rescale、reserve 或 report"),
            InfeasibleKind.NobodyTakesRest => Error(
                "ZC602", scheme,
                $"the bounds leave {by} {measure} of the fund and nothing says what becomes of them; state 'rest': rescale or keep",
                $"上下限使资金剩余 {by} {Zh(measure)}，但未说明去向；请写明 rest：rescale 或 keep"),
            _ => Error(
                "ZC602", scheme,
                $"{bounds.PayeeCode}: no whole unit lies between floor and cap, they miss each other by {by} {measure}; widen them or take a "
                    + $"smaller unit",
                $"{bounds.PayeeCode}：上下限之间没有整单位金额，相差 {by} {Zh(measure)}；请放宽上下限或采用更小的单位"),
        };
    }

    public static Diagnostic NobodyShares(string scheme, string part, decimal fundYuan, string measure) => Error(
        "ZC603", scheme,
        $"nobody shares the {Money(fundYuan)} {measure} of {part}: the share column is 0 everywhere; check the column and who is eligible",
        $"{part} 的 {Money(fundYuan)} {Zh(measure)}无人参与分配：分配列全部为 0；请检查该列与适用范围");

    public static Diagnostic NegativeScore(string scheme, string payee, decimal score) => Error(
        "ZC604", scheme,
        $"{payee}: a share of {Exact(score)} is below zero; a fund is shared by values of zero or more, so clamp the column",
        $"{payee}：分配值 {Exact(score)} 小于零；分配列须不小于零，请设下限");

    public static Diagnostic NotDisjoint(string scheme, string payee, string first, string second, decimal areaM2) => Error(
        "ZC605", scheme,
        $"{payee}: '{first}' and '{second}' meet on {AreaText.Of(areaM2).En} and the policy has them disjoint; correct the layers or state "
            + $"another 'overlap'",
        $"{payee}：“{first}”与“{second}”重叠 {AreaText.Of(areaM2).Zh}，而测算方案规定二者互斥；请更正图层或改用其他 overlap") with
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic RatesDiffer(string scheme, string payee) => Error(
        "ZC606", scheme,
        $"{payee}: 'overlap: union' pays ground once at one rate, but items have different rates here; choose highest, best, priority or "
            + $"sum",
        $"{payee}：overlap: union 要求统一标准，但各项标准不同；请改用 highest、best、priority 或 sum");

    public static Diagnostic Tie(string scheme, IEnumerable<string> payees, decimal score) => Error(
        "ZC607", scheme,
        $"{string.Join(", ", payees)} have the same value {Number(score)} at the edge of a tier; state 'ties': better or average, or "
            + $"break the tie in the ranking",
        $"{string.Join("、", payees)} 的数值同为 {Number(score)}，恰在分档处；请写明 ties：better 或 average，或在排序中区分");

    public static Diagnostic UnknownParty(string scheme, string party, string row) => Error(
        "ZC608", scheme,
        $"{row}: '{party}' is no region, no parent and not in 'parties'; correct the table or name it there",
        $"{row}：“{party}”不是区域、上级或 parties 中的单位；请更正表格或在 parties 中列出");

    public static Diagnostic NoRatios(string scheme, IEnumerable<string> parties) => Error(
        "ZC634", scheme,
        $"the ratios of {string.Join(", ", parties)} are all 0, so nobody has a part of the fund",
        $"{string.Join("、", parties)} 的比例都为 0，资金无法分担或分享");

    public static Diagnostic NoReason(string scheme, string row) => Error(
        "ZC609", scheme,
        $"{row}: a hand adjustment without a reason or a funding; both are shown with the amount",
        $"{row}：人工调整缺少理由或资金来源；二者须与金额一并列示");

    public static Diagnostic NotBalanced(string scheme, decimal sumYuan, string measure) => Error(
        "ZC610", scheme,
        $"the adjustments add up to {Money(sumYuan)} {measure} and must add up to 0; correct the table or take 'balanced' away",
        $"调整额合计 {Money(sumYuan)} {Zh(measure)}，应为 0；请更正表格或去掉 balanced");

    public static Diagnostic OutOfRange(string scheme, string payee, string what, decimal found, string least, string most) => Error(
        "ZC611", scheme,
        $"{payee}: {what} is {Exact(found)}; expected {least} to {most}",
        $"{payee}：{what} 为 {Exact(found)}；应在 {least} 至 {most} 之间");

    public static Diagnostic MembersDiffer(string scheme, string payee, Formula formula) => Error(
        "ZC612", scheme,
        $"{payee}: {formula.Span.Text} differs between the members and 'members: same' expects one value; use a sum or a function with "
            + $"'by'",
        $"{payee}：{formula.Span.Text} 在所属单位间不一致，而 members: same 要求一致；请改用合计或带 by 的函数");

    public static Diagnostic OverRunReported(string scheme, decimal unallocatedYuan, string measure) => new(
        "ZC613", Severity.Warning, scheme, unallocatedYuan < 0
            ? new(
                $"the bounds make the amounts exceed the fund by {Money(-unallocatedYuan)} {measure}, as 'over_run: report' allows",
                $"上下限使分配额超出资金总额 {Money(-unallocatedYuan)} {Zh(measure)}（over_run: report）")
            : new($"{Money(unallocatedYuan)} {measure} of the fund are not allocated", $"资金尚有 {Money(unallocatedYuan)} {Zh(measure)}未分配"))
    { Weight = Weight(unallocatedYuan, measure) };

    public static Diagnostic Overlap(string scheme, string first, string second, decimal areaM2, int regions, string rule) => new(
        "ZC614", Severity.Note, scheme, new(
            $"'{first}' and '{second}' meet on {AreaText.Of(areaM2).En} in {regions} regions; paid by the rule '{rule}'",
            $"“{first}”与“{second}”在 {regions} 个区域重叠 {AreaText.Of(areaM2).Zh}；按“{PolicyWords.Chinese(rule, "overlap") ?? rule}”规则支付"))
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic Unpaid(string zoneClass, decimal areaM2, int regions) => new(
        "ZC615", Severity.Note, zoneClass, new(
            $"{AreaText.Of(areaM2).En} in {regions} regions of this class are paid by no scheme that pays ground",
            $"{regions} 个区域内共 {AreaText.Of(areaM2).Zh}的该类地未列入任何按面积补偿的项目"))
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic TooLarge(string scheme) => Error(
        "ZC616", scheme,
        "an amount has more than 28 digits; check the units of rates and columns",
        "金额超过 28 位；请检查标准与各列的单位");

    public static Diagnostic PrepaidTooMuch(string scheme, string payee, decimal carriedYuan, string measure) => new(
        "ZC617", Severity.Warning, scheme, new(
            $"{payee}: {Money(-carriedYuan)} {measure} more were prepaid than are due; they are set against next year",
            $"{payee}：预拨超出应补助 {Money(-carriedYuan)} {Zh(measure)}；结转下年抵扣"))
    { Weight = Weight(carriedYuan, measure) };

    public static Diagnostic SharesOfUnits(string scheme, string region, decimal sum) => Error(
        "ZC618", scheme,
        $"the shares of the units that receive the amount of {region} add up to {Exact(sum)}, not to 1; complete the table of 'paid_to'",
        $"接收 {region} 资金的各单位份额合计为 {Exact(sum)}，应为 1；请补全 paid_to 所指的表");

    public static Diagnostic ShareBelowZero(string scheme, string region, string unit, decimal share) => Error(
        "ZC618", scheme,
        $"the share of {unit}, which receives of the amount of {region}, is {Exact(share)}, below zero; correct the table of 'paid_to'",
        $"接收 {region} 资金的单位 {unit} 的份额为 {Exact(share)}，小于零；请更正 paid_to 所指的表");

    public static Diagnostic PaidAcross(string scheme, string of, string level, string unit) => Error(
        "ZC619", scheme,
        $"'{of}' paid {(level.Length == 0 ? "" : level + " ")}{unit} as a whole, and no part of that is known for the units that this "
            + $"scheme pays; let both pay the same level",
        $"“{of}”对{(level.Length == 0 ? "" : $" {level} ")}{unit} 整体支付，无法得知本项目各支付单位所占部分；请使二者支付同一级别");

    public static Diagnostic SumOfWhole(string scheme, Formula formula, string level) => Error(
        "ZC620", scheme,
        $"'members: sum' would add up {formula.Span.Text} once for every region, but it is one value for a whole {level}; use 'members: "
            + $"same'",
        $"members: sum 会把 {formula.Span.Text} 按区域重复相加，而它是整个 {level} 的取值；请用 members: same");

    public static Diagnostic SumLacksMembers(string scheme, string payee, Formula formula, IReadOnlyList<string> without, int members) =>
        Error(
        "ZC640", scheme,
        $"{payee}: {formula.Span.Text} has no value for {without.Count} of {members} members ({Some(without, ", ")}), so 'members: sum' "
            + $"would fall short of them; complete the data, or write '{formula.Span.Text} else 0' if they have none",
        $"{payee}：{members} 个所属单位中有 {without.Count} 个没有 {formula.Span.Text} 的值（{Some(without, "、")}），members: sum 的合计会少计；请补全数据，"
            + $"确实没有的请写“{formula.Span.Text} else 0”");

    public static Diagnostic SourceBelowZero(string scheme, string source, decimal yuan, string measure) => Error(
        "ZC641", scheme,
        $"the source '{source}' of the fund is {Money(yuan)} {measure}, so it would take from every payee; correct it, or take it off "
            + $"the fund's other sources",
        $"资金来源“{source}”为 {Money(yuan)} {Zh(measure)}，将从每个单位扣款；请更正，或在其他来源中扣除");

    public static Diagnostic BelowZero(string scheme, string item, IReadOnlyList<string> payees) => new(
        "ZC642", Severity.Warning, scheme, new(
            $"'{item}' is below zero for {payees.Count} payees ({Some(payees, ", ")}): money is taken from them; if that is not meant, "
                + $"keep the value at zero with max(0, x)",
            $"“{item}”对 {payees.Count} 个单位（{Some(payees, "、")}）为负，将从其扣款；如非本意，请用 max(0, x) 限制"));

    public static Diagnostic PaidTwice(string first, string second, decimal areaM2, int regions) => new(
        "ZC643", Severity.Note, second, new(
            $"{AreaText.Of(areaM2).En} in {regions} regions are paid by '{first}' and by '{second}'; if the same ground is to be paid once, put "
                + $"their items into one scheme with 'overlap'",
            $"{regions} 个区域内共 {AreaText.Of(areaM2).Zh}同时由“{first}”和“{second}”支付；同一地块如只应补偿一次，请把各项放入同一项目并写明 overlap"))
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic PaysItself(string scheme, string row, string party) => Error(
        "ZC644", scheme,
        $"{row}: '{party}' pays itself; correct payer or payee",
        $"{row}：“{party}”付款给自己；请更正付款方或收款方");

    public static Diagnostic PeriodWithin(string scheme, string row, string period, string wider, string around) => new(
        "ZC455", Severity.Warning, scheme, new LocalText(
            $"{row} is of {period}, which lies in the {around} of {wider}: both are paid, of one section, item, payer and payee; leave one "
                + "out, or tell them apart by 'item'",
            $"{row} 的时段 {period} 在 {wider} 的时段 {around} 之内，断面、因子、付款方、收款方相同而两者都付；请去掉其一，或以 item 区分"));

    public static Diagnostic CappedTwice(string scheme, string first, string second) => Error(
        "ZC645", scheme,
        $"{first} and {second} are of one section, period and item, and 'cap_per_item' is on both together; add them up to one row, or "
            + $"tell them apart by 'item' or 'period'",
        $"{first} 与 {second} 的断面、时段、因子相同，而 cap_per_item 是对二者合计的上限；请合并为一行，或以 item、period 区分");

    public static Diagnostic RatioOutOfRange(string scheme, string payee, string bound, string text, decimal found, decimal most) => Error(
        "ZC611", scheme,
        $"{payee}: the bound '{bound}' is {text} = {Exact(found)} times last year's amount; expected 0 to {Exact(most)}: a "
            + "percentage is written 90% or 0.9",
        $"{payee}：限制“{bound}”为上年的 {text} = {Exact(found)} 倍；应在 0 至 {Exact(most)} 之间：百分比请写 90% 或 0.9");

    public static Diagnostic HandedOn(string scheme, string from, decimal yuan) => new(
        "ZC652", Severity.Note, scheme, new(
            $"{Money(yuan)} yuan are what '{from}' paid to the units above, handed on to their members: they stand in both schemes, and "
                + $"totals over all schemes count them once",
            $"其中 {Money(yuan)} 元由“{from}”下达上级单位后再转下级：两个项目中都有这笔钱，各项目合计时只计一次"))
    { Weight = FindingWeight.Yuan(yuan) };

    public static Diagnostic PerhapsHandedOn(string scheme, string from) => new(
        "ZC653", Severity.Note, scheme, new(
            $"the fund names paid.{from} in a way that does not say whether it is money that '{from}' paid before; totals over all "
                + $"schemes count both in full. If it is handed on, let '{from}' pay the level, and the fund 'within' it be paid.{from}, "
                    + $"a share of it or a sum with it",
            $"资金总额引用了 paid.{from}，但其写法看不出是否就是“{from}”已下达的资金；各项目合计时两者都全额计入。如系转下级资金，请让“{from}”下达到该级，并在 within 该级的 fund 中写 paid.{from}、"
                + $"其一定比例或含它的和"));

    public static Diagnostic BaseBelowZero(string scheme, string of, IReadOnlyList<string> payees) => new(
        "ZC621", Severity.Warning, scheme, new(
            $"{of} paid less than nothing to {payees.Count} payees ({Some(payees, ", ")}): a part of that would pay whom it is to "
                + $"punish, so nothing is reckoned from it",
            $"“{of}”对 {payees.Count} 个单位（{Some(payees, "、")}）的金额为负：按比例计算会使应扣者反得款，因此对其不计"));

    public static Diagnostic LeftByRounding(string scheme, decimal yuan, decimal unitYuan, string measure) => new(
        "ZC622", (measure == "yuan" ? yuan < MoneyUnit.Fen : yuan < unitYuan) ? Severity.Note : Severity.Warning, scheme, new(
            $"{Money(yuan)} {measure} of the fund are less than the smallest unit of {Money(unitYuan)} {measure} and stay unallocated; "
                + $"a smaller 'unit' pays them",
            $"资金中有 {Money(yuan)} {Zh(measure)}不足最小单位 {Money(unitYuan)} {Zh(measure)}，未分配；可改用更小的 unit"))
    { Weight = Weight(yuan, measure) };

    public static Diagnostic TotalBelowZero(string payee, decimal yuan, string parts, string measure) => new(
        "ZC623", Severity.Warning, "schemes", new(
            $"{payee}: all schemes together give {Money(yuan)} {measure}, below zero ({parts}, in this order); limit the deductions, or let "
                + $"them take from what is left: paid.NAME less what was taken before",
            $"{payee}：各项目合计为 {Money(yuan)} {Zh(measure)}，小于零（依次为 {parts}）；请限制扣减，或以扣减后的余额为基数（paid.名称 减去已扣部分）"))
    { Weight = Weight(yuan, measure) };

    public static Diagnostic BoundUndercut(string scheme, string payee, decimal paid, decimal least, decimal left, string parts,
        string measure) => new(
        "ZC624", Severity.Warning, scheme, new(
            $"{payee}: paid {Money(paid)} {measure}, at least {Money(least)} by its bounds, and {parts} (in this order, after the bounds) "
                + $"leave {Money(left)}; if the bound is to hold, deduct before it or bound the deduction",
            $"{payee}：已付 {Money(paid)} {Zh(measure)}，其限制保证不低于 {Money(least)} {Zh(measure)}，而其后依次的 {parts} 使其余 {Money(left)} {Zh(measure)}；如限制应当有效，请先扣减再限制，或限制扣减额"))
        { Weight = Weight(least - left, measure) };

    public static Diagnostic TakenTwice(string scheme, string payee, decimal paid, decimal taken, string parts, string measure) => new(
        "ZC625", Severity.Warning, scheme, new(
            $"{payee}: {parts} take {Money(taken)} {measure} together of the {Money(paid)} that were paid, more than all; each reckons from "
                + $"the whole",
            $"{payee}：{parts} 合计扣减 {Money(taken)} {Zh(measure)}，超过已付的 {Money(paid)} {Zh(measure)}；各项扣减都以全额为基数"))
    { Weight = Weight(taken - paid, measure) };

    public static Diagnostic ImplausibleRate(string scheme, string item, decimal least, decimal most) => new(
        "ZC626", Severity.Warning, scheme, new(
            $"'{item}' has rates from {Exact(least)} to {Exact(most)} yuan/mu, outside 0.01 to 100,000; are the units right (yuan / "
                + "mu, wan_yuan, m2)?",
            $"“{item}”的标准为每亩 {Exact(least)} 至 {Exact(most)} 元，超出 0.01 至 100,000 元的合理范围；请核对单位（yuan / mu、wan_yuan、m2）"));

    public static Diagnostic PaysNothing(string scheme, decimal areaM2) => new(
        "ZC627", Severity.Warning, scheme, new(
            $"{AreaText.Of(areaM2).En} of ground are paid for by this scheme, and every amount is 0; check rates, coefficients and the "
                + $"instalment that is due",
            $"本项目涉及 {AreaText.Of(areaM2).Zh}土地，而金额全部为 0；请核对标准、系数和应付年次"))
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic ImplausibleFund(string scheme, decimal yuan) => new(
        "ZC628", Severity.Warning, scheme, new(
            $"the fund is {Money(yuan)} yuan, outside 10,000 yuan to a trillion; is its unit right (yuan, wan_yuan, yi_yuan)?",
            $"资金总额为 {Money(yuan)} 元，超出一万元至一万亿元的合理范围；请核对单位（yuan、wan_yuan、yi_yuan）"));

    public static Diagnostic NoPeriod(string scheme, string row, string text) => Error(
        "ZC629", scheme,
        $"{row}: '{text}' is no period; expected a year, half-year, quarter, month or day, such as 2025, 2025H1, 2025Q1, 2025-03, "
            + $"2025年3月, 2025-03-01",
        $"{row}：“{text}”不是时段；应为年、半年、季、月或日，如 2025、2025H1、2025Q1、2025-03、2025年3月、2025-03-01");

    public static Diagnostic OtherPeriod(string scheme, string row, string period, string years) => Error(
        "ZC630", scheme,
        $"{row}: the period {period} lies outside {years}; correct the table, or say by 'period_years' which years are meant",
        $"{row}：时段 {period} 不在 {years} 年内；请更正表格，或以 period_years 写明所计年份");

    public static Diagnostic NoUnit(string scheme, string row, string text) => Error(
        "ZC631", scheme,
        $"{row}: {text} names no unit that would receive the amount; write its code as text",
        $"{row}：{text} 未写明接收资金的单位；请以文本填写其代码");

    public static Diagnostic OfNoUnit(string scheme, string level, IReadOnlyList<string> payees) => new(
        "ZC633", Severity.Warning, scheme, new(
            $"{payees.Count} payees ({Some(payees, ", ")}) belong to no {level}, so this scheme pays them nothing; complete the level, "
                + $"or pay them by a scheme of their own",
            $"{payees.Count} 个单位（{Some(payees, "、")}）不属于任何 {level}，本项目不向其支付；请补全该级别，或另设项目"));

    public static Diagnostic Owing(IReadOnlyList<string> payees, decimal yuan, string measure) => new(
        "ZC632", Severity.Note, "schemes", new(
            $"{payees.Count} payees ({Some(payees, ", ")}) have less than nothing over all schemes, two-party payments and advances "
                + $"included: together they pay {Money(-yuan)} {measure}",
            $"含双方之间的支付与预拨在内，{payees.Count} 个单位（{Some(payees, "、")}）各项目合计为负：共须付出 {Money(-yuan)} {Zh(measure)}"))
    { Weight = Weight(yuan, measure) };

    private static Diagnostic Error(string code, string subject, string en, string zh) =>
        new(code, Severity.Error, subject, new LocalText(en, zh)) { CanBeAccepted = false };

    private static string Some(IReadOnlyList<string> labels, string comma) =>
        string.Join(comma, labels.Take(5)) + (labels.Count > 5 ? comma + "…" : "");

    private static string Zh(string measure) => PolicyWords.Chinese(measure) ?? measure;

    // Findings of one kind are weighed in one unit.
    private static FindingWeight? Weight(decimal amount, string measure) => measure == "yuan" ? FindingWeight.Yuan(amount) : null;

    private static string Money(decimal yuan) => yuan.ToString("#,##0.00##", CultureInfo.InvariantCulture);

    /// <summary>Of what is held against a bound: rounded it could read as the bound itself.</summary>
    private static string Exact(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
