using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Explanation;

/// <summary>The top of an explanation: each amount in three lines, what, how much and why; the trail below it is
/// <see cref="ExplanationText"/>.</summary>
/// <remarks>Numbers are rounded for reading: money to the fen with thousands, others to thirteen significant digits.</remarks>
public sealed partial record ExplanationBrief(Language Language)
{
    /// <summary>Addends that a line has room for.</summary>
    private const int MostParts = 8;

    /// <summary>So many that shares of a fund of 100,000,000,000 yuan multiply out to the fen.</summary>
    private const int Digits = 13;

    /// <summary>In which ground is told, and what is paid for it; the policy's, else mu, in which rates are.</summary>
    public string AreaUnit { get; init; } = "mu";

    private readonly ExplanationText words = new(Language, Full: false);

    /// <summary>A line that divides by m² as a bare unit has its ground in m² too.</summary>
    private bool KeepsM2 { get; init; }

    /// <summary>Money that is multiplied has all digits of other numbers, not those of the fen alone.</summary>
    private bool IsWorkedOut { get; init; }

    /// <summary>What the scheme's amounts are counted in.</summary>
    private string Measure { get; init; } = "yuan";

    /// <param name="rows">The unit's rows of the allocation.</param>
    public string Of(Explained explained, IReadOnlyList<AllocationRow> rows)
    {
        StringBuilder text = new();
        _ = text.Append(CultureInfo.InvariantCulture, $"{explained.Code} {explained.Name}  ({explained.Year}, {explained.Results})\n");
        List<string> nothing = [];
        bool isMoney = true; // all that is nothing
        ExplainedColumn[] amounts =
        [
            .. explained.Columns.Where(column =>
                column.Table == "allocation" && column.Step.Name.Contains(".amount_", StringComparison.Ordinal)),
        ];
        foreach (IGrouping<string, ExplainedColumn> scheme in amounts.GroupBy(column => column.Column))
        {
            string title = Titled(scheme.Key, explained.Titles);
            Step[] steps = [.. scheme.Select(column => column.Step)];
            AllocationRow[] own = [.. rows.Where(row => row.Scheme == scheme.Key)];
            bool isMatched = own.Length == steps.Length;
            ExplanationBrief brief = this with { Measure = steps[0].Name.Split(' ')[0].Split(".amount_")[^1] };
            if (isMatched && own.All(row => row is { AmountYuan: 0m, ComputedYuan: 0m, LastYearYuan: null or 0m }))
            {
                nothing.Add(title);
                isMoney &= brief.Measure == "yuan";
            }
            else if (isMatched && steps.Length > 1 && brief.SplitOf(steps, scheme.Key) is { } whole)
            {
                brief.Split(text, title, scheme.Key, whole, own, explained.Titles);
            }
            else
            {
                for (int index = 0; index < steps.Length; index++)
                    brief.Amount(text, title, scheme.Key, steps[index], isMatched ? own[index] : null, explained.Titles);
            }
        }

        Sums(text, explained, "members", new("Paid to who lies in it, beside its own amounts:", "其下各单位所得（另计，不含本级）："));
        Sums(text, explained, "debited", new("Debited, as the payer of:", "作为出资方支付："));
        if (amounts.Length == 0 && !explained.Columns.Any(column => column.Table is "members" or "debited"))
            Columns(text, explained);
        if (nothing.Count > 0)
            _ = text.Append('\n').Append(isMoney ? Say("0.00 yuan: ", "0.00 元：") : Say("0: ", "0："))
                .AppendJoin(Say(", ", "、"), nothing).Append('\n');
        _ = text.Append('\n').Append(Say(
            "Rounded for reading. Every step with all digits, down to areas, polygons, cells and files: --all; one number of it: "
                + "--column NAME.",
            "数字为便于阅读已取整。逐步列出全部数位，直至面积、图斑、表格单元与文件：--all；只看其中一个数：--column 名称。")).Append('\n');
        return text.ToString();
    }

    /// <summary>A line a scheme: the sum, and whose amounts it is of.</summary>
    private void Sums(StringBuilder text, Explained explained, string table, LocalText head)
    {
        ExplainedColumn[] sums = [.. explained.Columns.Where(column => column.Table == table)];
        if (sums.Length > 0)
            _ = text.Append('\n').Append(head.In(Language)).Append('\n');
        foreach (ExplainedColumn sum in sums)
        {
            int purse = sum.Step.Name.IndexOf(" [", StringComparison.Ordinal);
            _ = text.Append("  ").Append(Titled(sum.Column, explained.Titles)).Append(purse > 0 ? sum.Step.Name[purse..] : "")
                .Append(Say(": ", "：")).Append(Shown(sum.Step.Value)).Append("\n    ").Append(Why(sum.Step, explained.Titles)).Append('\n');
        }
    }

    private void Amount(
        StringBuilder text, string title, string scheme, Step step, AllocationRow? row, IReadOnlyDictionary<string, string> titles)
    {
        // Of a unit above, whose amounts are sums, the step alone has the source.
        int purse = step.Name.IndexOf(" [", StringComparison.Ordinal);
        string source = row is { Source.Length: > 0 } ? $" [{row.Source}]" : row is null && purse > 0 ? step.Name[purse..] : "";
        _ = text.Append('\n').Append(title).Append(source).Append(Say(": ", "：")).Append(Shown(step.Value)).Append('\n');
        if (row is not null)
            _ = text.Append("  ")
                .AppendJoin(
                    Say("; ", "；"),
                    HowMuch(row.ComputedYuan, row.BoundedYuan, row.AmountYuan, [row.Bound], [row.Note], row.LastYearYuan, row.Factor))
                .Append('\n');
        _ = text.Append("  ").Append(OfFund(Why(Find(step, $"{scheme}.computed_{Measure}") ?? step, titles))).Append('\n');
    }

    /// <summary>One amount that several purses pay: told once, then who pays which part.</summary>
    private void Split(
        StringBuilder text, string title, string scheme, Step whole, AllocationRow[] rows, IReadOnlyDictionary<string, string> titles)
    {
        Step computed = Find(whole, $"{scheme}.computed_{Measure}")!,
            bounded = Find(whole, $"{scheme}.bounded_{Measure}") ?? computed;
        decimal amount = rows.Sum(row => row.AmountYuan);
        _ = text.Append('\n').Append(title).Append(Say(": ", "：")).Append(Yuan(amount)).Append("\n  ");
        _ = text.AppendJoin(Say("; ", "；"), HowMuch(
                YuanOf(computed), YuanOf(bounded), amount, rows.Select(row => row.Bound), rows.Select(row => row.Note),
                rows.Select(row => row.LastYearYuan).Aggregate((sum, each) => sum + each), rows[0].Factor))
            .Append("\n  ").Append(OfFund(Why(computed, titles))).Append("\n  ");
        _ = text.Append(Say("paid by ", "资金来源："))
            .AppendJoin(Say(", ", "、"), rows.Select(row => $"[{row.Source}] {Yuan(row.AmountYuan)}"))
            .Append('\n');
    }

    private string Fund => Measure == "yuan" ? "资金总额" : "总量";

    // What a quota shares out is no money; and what is taken off is no addend below zero.
    private string OfFund(string why) =>
        (Measure == "yuan" ? why : why.Replace("[资金总额]", "[总量]", StringComparison.Ordinal))
            .Replace(" + -", " - ", StringComparison.Ordinal);

    private IEnumerable<string> HowMuch(
        decimal computed, decimal bounded, decimal amount, IEnumerable<string> bounds, IEnumerable<string> notes, decimal? lastYear,
        decimal factor)
    {
        yield return Say($"computed {Yuan(computed)}", $"测算 {Yuan(computed)}");
        string[] held = [.. bounds.Where(bound => bound.Length > 0).Distinct()];
        if (bounded == computed)
            yield return Say("no bound changes it", "上下限未作调整");
        else if (held.Length > 0)
            yield return Say($"after bounds {Yuan(bounded)}", $"上下限调整后 {Yuan(bounded)}");
        else
            yield return Say($"brought to the fund, {Yuan(bounded)}", $"按{Fund}平衡后 {Yuan(bounded)}")
                + (factor == 1m ? "" : Say(
                    $" (x {Significant(factor)}, as all that no bound holds)",
                    $"（所有未受上下限限制的单位都乘以 {Significant(factor)}，使合计等于{Fund}）"));
        foreach (string bound in held)
            yield return Say($"held by '{bound}'", $"受“{OwnWords.Bound(bound).Zh}”限制");
        if (Measure == "yuan" && decimal.Round(bounded, 2) is var before && before != amount)
        {
            string handed = (amount - before).ToString("+#,0.00;-#,0.00", CultureInfo.InvariantCulture);
            yield return Say($"rounding {handed} yuan", $"取整 {handed} 元");
        }

        if (lastYear is { } last)
        {
            decimal change = amount - last;
            yield return Say(
                $"last year {Yuan(last)}, {(change < 0m ? "less by" : "more by")} {Yuan(Math.Abs(change))}",
                $"上年 {Yuan(last)}，{(change < 0m ? "减少" : "增加")} {Yuan(Math.Abs(change))}");
        }

        foreach (string note in notes.Where(note => note.Length > 0).Distinct())
            yield return OwnWords.Note(note).In(Language);
    }

    /// <summary>The amount that the steps of several sources all rest on; null where each is an amount of its own.</summary>
    private Step? SplitOf(Step[] steps, string scheme)
    {
        Step?[] wholes = [.. steps.Select(step => Find(step, $"{scheme}.amount_{Measure}"))];
        return wholes[0] is { } first && Find(first, $"{scheme}.computed_{Measure}") is not null
            && Array.TrueForAll(wholes, each => each?.Value == first.Value) ? first : null;
    }

    /// <summary>Where nothing is paid: indicators and factors, each with its formula and values.</summary>
    private void Columns(StringBuilder text, Explained explained)
    {
        ExplainedColumn[] columns = [.. explained.Columns.Where(column => column.Table == "factors")];
        if (columns.Length == 0)
            columns =
            [
                .. explained.Columns.Where(column =>
                    column.Step.Name.EndsWith(" area_ha", StringComparison.Ordinal) || column.Step.Name == "region_area_m2"),
            ];
        foreach (Step step in columns.Select(column => column.Step))
        {
            _ = text.Append('\n').Append(Titled(step.Name, explained.Titles)).Append(" = ").Append(Shown(step.Value)).Append('\n');
            if (step.Formula is not null)
                _ = text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {Say("written", "写法")}: {step.Formula}{(step.Place is null ? "" : $"    [{step.Place}]")}\n");
            if (step.Arithmetic is not null)
                _ = text.Append("  ").Append(Why(step, explained.Titles)).Append('\n');
        }
    }

    /// <summary>The arithmetic with each part's name behind its value; addends of nothing are left out, the only one is told
    /// itself.</summary>
    private string Why(Step step, IReadOnlyDictionary<string, string> titles)
    {
        while (Only(step) is { } inner)
            step = inner;
        if (step.Arithmetic is null)
        {
            if (step.Fold is null)
                return string.Join(Say("; ", "；"), step.Notes.Select(note => note.In(Language)));
            Member[] members = [.. step.Members.Where(member => !IsNothing(member.Arithmetic))];
            return members.Length == 0 ? "= " + Shown(step.Value)
                : "= "
                    + string.Join(
                        " + ",
                        members.Take(MostParts).Select(member => $"{Shown(member.Arithmetic)} [{words.Label(member.Label)}]"))
                    + More(members.Length - MostParts);
        }

        if (step.Parts.Count > 1 && IsSum(step))
        {
            Step[] addends = [.. step.Parts.Where(part => !IsNothing(part.Value))];
            return "= "
                + (addends.Length == 0 ? Shown(step.Value)
                    : string.Join(" + ", addends.Take(MostParts).Select(part => Named(part, titles))))
                + More(addends.Length - MostParts);
        }

        return "= " + Substituted(step, (own, part) => own.Named(part, titles));
    }

    /// <summary>The one addend that a sum consists of and that says more than the sum does.</summary>
    private static Step? Only(Step step)
    {
        if (step.Arithmetic is null || !IsSum(step))
            return null;
        Step[] addends = [.. step.Parts.Where(part => !IsNothing(part.Value))];
        return addends is [{ Arithmetic: not null } or { Fold: not null }] && addends[0].Arithmetic != addends[0].Value ? addends[0] : null;
    }

    private static bool IsSum(Step step) =>
        step.Parts.Count > 0 && step.Arithmetic == string.Join(" + ", step.Parts.Select(part => part.Value));

    private static bool IsNothing(string value) => value == "0" || value.StartsWith("0 ", StringComparison.Ordinal);

    /// <summary>A line of arithmetic, its parts' values put as <paramref name="put"/> says.</summary>
    private string Substituted(Step step, Func<ExplanationBrief, Step, string> put)
    {
        string arithmetic = step.Arithmetic!;
        for (int index = 0; index < step.Parts.Count; index++)
        {
            // Not the 2 in 2021.
            Match at = Regex.Match(arithmetic, $@"(?<![\w.']){Regex.Escape(step.Parts[index].Value)}(?![\w.'])");
            if (step.Parts[index].Value.Length > 0 && at.Success)
                arithmetic = $"{arithmetic[..at.Index]}{(char)('\uE000' + index)}{arithmetic[(at.Index + at.Length)..]}";
        }

        ExplanationBrief own = this with { KeepsM2 = BareM2().IsMatch(arithmetic), IsWorkedOut = true };
        string shown = own.Shown(arithmetic);
        for (int index = 0; index < step.Parts.Count; index++)
            shown = shown.Replace(((char)('\uE000' + index)).ToString(), put(own, step.Parts[index]), StringComparison.Ordinal);
        return shown;
    }

    private string More(int count) => count <= 0 ? "" : Say($" + {count} more", $" + 其余 {count} 项");

    private string Named(Step part, IReadOnlyDictionary<string, string> titles)
    {
        string name = Language == Language.Chinese ? Id().Replace(ChineseSteps.Item(part, titles), "") : WithTitle(part.Name, titles);
        // A payment for ground among others: area and rate beside the name.
        string how = part.Arithmetic is not null && part.Parts.Any(each => each.Name == "rate")
            ? Say(": ", "：") + Substituted(part, (own, each) => own.Shown(each.Value)) : "";
        return $"{Shown(part.Value)} [{name}{how}]";
    }

    private static string WithTitle(string name, IReadOnlyDictionary<string, string> titles) =>
        name.StartsWith(ChineseSteps.PaidBy, StringComparison.Ordinal)
            ? ChineseSteps.PaidBy
                + string.Join(" + ", name[ChineseSteps.PaidBy.Length..].Split(" + ").Select(scheme => WithTitle(scheme, titles)))
        : titles.TryGetValue(name, out string? title) && title != name ? $"{title} ({name})"
        : FoldOf().Match(name) is { Success: true } fold && titles.TryGetValue(fold.Groups["of"].Value, out title)
            && title != fold.Groups["of"].Value
            ? $"{fold.Groups["fold"].Value} of {title} ({fold.Groups["of"].Value}) over {fold.Groups["rest"].Value}"
        : name;

    private string Titled(string name, IReadOnlyDictionary<string, string> titles) =>
        Language == Language.Chinese || titles.GetValueOrDefault(name) is not { } title || title == name
            ? ChineseOrName(name, titles)
            : $"{title} ({name})";

    private string ChineseOrName(string name, IReadOnlyDictionary<string, string> titles) =>
        Language == Language.Chinese ? ChineseSteps.Name(name, titles) : name;

    /// <summary>Numbers of a line as people read them: money in yuan, ground in one unit and paid by it, as in the workbook.</summary>
    private string Shown(string exact)
    {
        string shown = NumberWithUnit().Replace(exact, match =>
        {
            if (match.Groups["rate"].Success)
                return $"{Significant(YuanPerUnit(match))} yuan/{AreaUnit}";
            decimal value = Number(match.Groups["number"]);
            return match.Groups["unit"].Value switch
            {
                "yuan" => $"{Money(value)} yuan",
                "wan_yuan" => $"{Money(value * 10_000m)} yuan",
                "m2" when !KeepsM2 => $"{Significant(Area.FromBase(value))} {AreaUnit}",
                // It may be a year.
                "" when value is >= 1000m and <= 9999m && value == decimal.Truncate(value) => match.Value,
                "" => Significant(value),
                string unit => $"{Significant(value)} {unit}",
            };
        });
        shown = words.Value(Negative().Replace(shown, "$1"));
        return Language == Language.Chinese
            ? shown.Replace($"元/{AreaUnit}", $"元/{FigureText.Unit(AreaUnit).Zh}", StringComparison.Ordinal)
                .Replace(" / mu", "/亩", StringComparison.Ordinal)
            : shown;
    }

    private string Money(decimal yuan) => IsWorkedOut && decimal.Round(yuan, 2) != yuan ? Significant(yuan)
        : yuan.ToString("N2", CultureInfo.InvariantCulture);

    private Unit Area => Unit.Find(AreaUnit)!;

    private decimal YuanPerUnit(Match rate) =>
        Area.ToBase(Unit.Find(rate.Groups["money"].Value)!.ToBase(Number(rate.Groups["rate"])))
            / Unit.Find(rate.Groups["area"].Value)!.ToBase(1m);

    private static decimal Number(Group digits) => decimal.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static string Significant(decimal value)
    {
        int whole = decimal.Truncate(value).ToString(CultureInfo.InvariantCulture).Length, decimals = Math.Max(0, Digits - whole);
        for (decimal small = value; small is > 0m and < 0.1m && decimals < 28; small *= 10m)
            decimals++;
        return decimal.Round(value, Math.Min(28, decimals), MidpointRounding.ToEven)
            .ToString("#,##0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>Not beyond what was folded from other units: below that stand their own amounts.</summary>
    private static Step? Find(Step step, string name) =>
        step.Name == name ? step
        : step.Fold is not null ? null
        : step.Parts.Select(part => Find(part, name)).FirstOrDefault(found => found is not null);

    private string Yuan(decimal yuan) => Measure == "yuan"
        ? yuan.ToString("N2", CultureInfo.InvariantCulture) + Say(" yuan", " 元")
        : $"{Significant(yuan)} {FigureText.Unit(Measure).In(Language)}";

    private static decimal YuanOf(Step step) => decimal.Parse(
        step.Value.Trim('(', ')').Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);

    private string Say(string en, string zh) => Language == Language.Chinese ? zh : en;

    [GeneratedRegex(
        @"\((?<rate>[0-9]+(?:\.[0-9]+)?) \* 1 (?<money>yuan|wan_yuan|yi_yuan) / 1 (?<area>m2|ha|mu|km2|wan_mu)\)|"
            + @"(?<![\w.'])(?<number>[0-9]+(?:\.[0-9]+)?)(?: (?<unit>wan_yuan|yuan|kWh|m3|t|person|km2|m2|ha|mu|km|m)\b)?(?![\w.'])")]
    private static partial Regex NumberWithUnit();

    [GeneratedRegex(@"/ m2\b")]
    private static partial Regex BareM2();

    [GeneratedRegex(@"^(?<fold>\w+(?: \w+)?) of (?<of>\S+) over (?<rest>.+)$")]
    private static partial Regex FoldOf();

    [GeneratedRegex(@"^\((-[^()]+)\)$")]
    private static partial Regex Negative();

    [GeneratedRegex(@"（[\w.]+）(?: (?=的))?")]
    private static partial Regex Id();
}
