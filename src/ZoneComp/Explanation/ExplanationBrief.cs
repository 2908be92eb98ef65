using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Explanation;

/// <summary>The top of an explanation: each amount in three lines, what, how much and why; the trail below it is
/// <see cref="ExplanationText"/>.</summary>
/// <remarks>Numbers are rounded for reading: money to the fen with thousands, others to eight significant digits.</remarks>
public sealed partial record ExplanationBrief(Language Language)
{
    /// <summary>Addends that a line has room for.</summary>
    private const int MostParts = 8;

    private readonly ExplanationText words = new(Language, Full: false);

    /// <param name="rows">The unit's rows of the allocation.</param>
    public string Of(Explained explained, IReadOnlyList<AllocationRow> rows)
    {
        StringBuilder text = new();
        _ = text.Append(CultureInfo.InvariantCulture, $"{explained.Code} {explained.Name}  ({explained.Year}, {explained.Results})\n");
        List<string> nothing = [];
        ExplainedColumn[] amounts =
        [
            .. explained.Columns.Where(column =>
                column.Table == "allocation" && column.Step.Name.Contains(".amount_yuan", StringComparison.Ordinal)),
        ];
        foreach (IGrouping<string, ExplainedColumn> scheme in amounts.GroupBy(column => column.Column))
        {
            string title = Titled(scheme.Key, explained.Titles);
            Step[] steps = [.. scheme.Select(column => column.Step)];
            AllocationRow[] own = [.. rows.Where(row => row.Scheme == scheme.Key)];
            for (int index = 0; index < steps.Length; index++)
            {
                AllocationRow? row = own.Length == steps.Length ? own[index] : null;
                if (row is { AmountYuan: 0m, ComputedYuan: 0m, LastYearYuan: null or 0m })
                    nothing.Add(title);
                else
                    Amount(text, title, scheme.Key, steps[index], row, explained.Titles);
            }
        }

        if (amounts.Length == 0)
            Columns(text, explained);
        if (nothing.Count > 0)
            _ = text.Append('\n').Append(Say("0.00 yuan: ", "0.00 元：")).AppendJoin(Say(", ", "、"), nothing).Append('\n');
        _ = text.Append('\n').Append(Say(
            "Rounded for reading. Every step with all digits, down to areas, polygons, cells and files: --all; one number of it: "
                + "--column NAME.",
            "数字为便于阅读已取整。逐步列出全部数位，直至面积、图斑、表格单元与文件：--all；只看其中一个数：--column 名称。")).Append('\n');
        return text.ToString();
    }

    private void Amount(
        StringBuilder text, string title, string scheme, Step step, AllocationRow? row, IReadOnlyDictionary<string, string> titles)
    {
        string source = row is { Source.Length: > 0 } ? $" [{row.Source}]" : "";
        _ = text.Append('\n').Append(title).Append(source).Append(Say(": ", "：")).Append(Shown(step.Value)).Append('\n');
        Step computed = Find(step, $"{scheme}.computed_yuan") ?? step;
        if (row is not null)
        {
            List<string> parts = [Say($"computed {Yuan(row.ComputedYuan)}", $"测算 {Yuan(row.ComputedYuan)}")];
            parts.Add(
                row.BoundedYuan == row.ComputedYuan
                    ? Say("no bound changes it", "上下限未作调整")
                    : Say($"after bounds {Yuan(row.BoundedYuan)}", $"上下限调整后 {Yuan(row.BoundedYuan)}"));
            if (row.Bound.Length > 0)
                parts.Add(Say($"held by '{row.Bound}'", $"受“{OwnWords.Bound(row.Bound).Zh}”限制"));
            if (row is { LastYearYuan: { } last, ChangeYuan: { } change })
            {
                parts.Add(Say(
                    $"last year {Yuan(last)}, {(change < 0m ? "less by" : "more by")} {Yuan(Math.Abs(change))}",
                    $"上年 {Yuan(last)}，{(change < 0m ? "减少" : "增加")} {Yuan(Math.Abs(change))}"));
            }

            if (row.Note.Length > 0)
                parts.Add(OwnWords.Note(row.Note).In(Language));
            _ = text.Append("  ").AppendJoin(Say("; ", "；"), parts).Append('\n');
        }

        _ = text.Append("  ").Append(Why(computed, titles)).Append('\n');
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

    /// <summary>The arithmetic with each part's name behind its value; addends of nothing are counted.</summary>
    private string Why(Step step, IReadOnlyDictionary<string, string> titles)
    {
        if (step.Arithmetic is null)
        {
            return step.Fold is null ? string.Join(Say("; ", "；"), step.Notes.Select(note => note.In(Language)))
                : "= "
                    + string.Join(
                        " + ",
                        step.Members.Take(MostParts).Select(member => $"{Shown(member.Arithmetic)} [{words.Label(member.Label)}]"))
                    + More(step.Members.Count - MostParts);
        }

        if (step.Parts.Count > 1 && step.Arithmetic == string.Join(" + ", step.Parts.Select(part => part.Value)))
        {
            Step[] addends = [.. step.Parts.Where(part => !part.Value.StartsWith("0 ", StringComparison.Ordinal))];
            return "= "
                + string.Join(" + ", addends.Take(MostParts).Select(part => Named(part, titles)))
                + More(addends.Length - MostParts);
        }

        string arithmetic = step.Arithmetic;
        for (int index = 0; index < step.Parts.Count; index++)
        {
            int at = arithmetic.IndexOf(step.Parts[index].Value, StringComparison.Ordinal);
            if (at >= 0)
                arithmetic = $"{arithmetic[..at]}{(char)('\uE000' + index)}{arithmetic[(at + step.Parts[index].Value.Length)..]}";
        }

        string shown = Shown(arithmetic);
        for (int index = 0; index < step.Parts.Count; index++)
            shown = shown.Replace(((char)('\uE000' + index)).ToString(), Named(step.Parts[index], titles), StringComparison.Ordinal);
        return "= " + shown;
    }

    private string More(int count) => count <= 0 ? "" : Say($" + {count} more", $" + 其余 {count} 项");

    private string Named(Step part, IReadOnlyDictionary<string, string> titles) =>
        $"{Shown(part.Value)} [{(Language == Language.Chinese ? Id().Replace(ChineseSteps.Name(part.Name, titles), "") : part.Name)}]";

    private string Titled(string name, IReadOnlyDictionary<string, string> titles) =>
        Language == Language.Chinese || titles.GetValueOrDefault(name) is not { } title || title == name
            ? ChineseOrName(name, titles)
            : $"{title} ({name})";

    private string ChineseOrName(string name, IReadOnlyDictionary<string, string> titles) =>
        Language == Language.Chinese ? ChineseSteps.Name(name, titles) : name;

    /// <summary>Numbers of a line as people read them.</summary>
    private string Shown(string exact)
    {
        string shown = NumberWithUnit().Replace(exact, match =>
        {
            decimal value = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            return match.Groups["unit"].Value switch
            {
                "yuan" => $"{value.ToString("N2", CultureInfo.InvariantCulture)} yuan",
                "wan_yuan" => $"{(value * 10_000m).ToString("N2", CultureInfo.InvariantCulture)} yuan",
                "" => Significant(value),
                string unit => $"{Significant(value)} {unit}",
            };
        });
        return words.Value(Negative().Replace(shown, "$1"));
    }

    private static string Significant(decimal value)
    {
        int whole = decimal.Truncate(value).ToString(CultureInfo.InvariantCulture).Length, decimals = Math.Max(0, 8 - whole);
        for (decimal small = value; small is > 0m and < 0.1m && decimals < 28; small *= 10m)
            decimals++;
        return decimal.Round(value, Math.Min(28, decimals), MidpointRounding.ToEven)
            .ToString("#,##0.############################", CultureInfo.InvariantCulture);
    }

    private static Step? Find(Step step, string name) =>
        step.Name == name ? step : step.Parts.Select(part => Find(part, name)).FirstOrDefault(found => found is not null);

    private string Yuan(decimal yuan) => yuan.ToString("N2", CultureInfo.InvariantCulture) + Say(" yuan", " 元");

    private string Say(string en, string zh) => Language == Language.Chinese ? zh : en;

    [GeneratedRegex(@"(?<![\w.'])(?<number>[0-9]+(?:\.[0-9]+)?)(?: (?<unit>wan_yuan|yuan|km2|m2|ha|mu|km|m)\b)?(?![\w.'])")]
    private static partial Regex NumberWithUnit();

    [GeneratedRegex(@"^\((-[^()]+)\)$")]
    private static partial Regex Negative();

    [GeneratedRegex(@"（[\w.]+）(?: (?=的))?")]
    private static partial Regex Id();
}
