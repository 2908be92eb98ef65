using System.Globalization;
using System.Text;

namespace ZoneComp.Explanation;

/// <summary>Explanations as indented lines, for people; each line of arithmetic gives the value above it.</summary>
/// <param name="Full">Every member of every fold; else the first ones, the own one, and how many more.</param>
public sealed record ExplanationText(Language Language, bool Full)
{
    private const int MembersShown = 12;

    /// <summary>Of lists over regions or rows, the own one alone; ground is listed as ever.</summary>
    public bool OwnOnly { get; init; }

    /// <summary>Of schemes, columns, classes and layers, by name; shown in Chinese, where names of steps are put into words.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    public string Of(Explained explained)
    {
        ExplanationText told = this with { Titles = explained.Titles };
        StringBuilder text = new();
        _ = text.Append(CultureInfo.InvariantCulture, $"{explained.Code} {explained.Name}  ({explained.Year}, {explained.Results})\n");
        foreach (IGrouping<string, ExplainedColumn> table in explained.Columns.GroupBy(column => column.Table))
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"\n[{(Language == Language.Chinese ? ChineseSteps.Word(table.Key) : table.Key)}]\n");
            ExplainedColumn[] zero = Full || explained.Columns.Count == 1
                ? []
                : [.. table.Where(column => column.Table == "coverage" && IsNothing(column.Step))];
            foreach (ExplainedColumn column in table.Except(zero))
                told.Write(text, column.Step, 0);
            if (zero.Length > 0)
            {
                string names = string.Join(
                    Say(", ", "、"),
                    zero.GroupBy(column => column.Column).Select(group => explained.Titles.GetValueOrDefault(group.Key, group.Key)));
                _ = text.Append(Say(
                    $"({zero.Length} numbers that are 0 are left out, of: {names}; --full lists them)",
                    $"（另有 {zero.Length} 个数为 0，未列出：{names}；--full 全部列出）"))
                    .Append('\n');
            }
        }

        if (!explained.HasPolygons)
            _ = text.Append('\n')
                .Append(Say(
                    "Polygons are not listed: the run kept no pieces.parquet. Run with --pieces, or explain with --polygons (overlays "
                        + "the maps again).",
                    "未列出图斑：运行时未保存 pieces.parquet。请以 --pieces 运行，或在说明时加 --polygons（重新叠加图层）。"))
                .Append('\n');
        _ = text.Append('\n').Append(Say("Files (SHA-256):", "文件（SHA-256）：")).Append('\n');
        foreach (SourceUsed source in explained.Sources.DistinctBy(source => (source.Path, source.Sha256)))
            _ = text.Append(CultureInfo.InvariantCulture, $"  {source.Sha256}  {source.Path}\n");
        return text.ToString();
    }

    /// <summary>An area or share of nothing, which rests on nothing.</summary>
    private static bool IsNothing(Step step) => step.Value is "0" or "0 m2" or "0 ha" or "0 mu" && step.Members.Count == 0;

    public string Of(Step step)
    {
        StringBuilder text = new();
        Write(text, step, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, Step step, int depth)
    {
        string indent = new(' ', 2 * depth), below = indent + "    ";
        _ = text.Append(
            CultureInfo.InvariantCulture,
            $"{indent}* {Name(step)} = {Value(step.Value)}{(step.Place is null ? "" : $"    [{step.Place}]")}\n");
        if (step.Formula is not null)
            _ = text.Append(CultureInfo.InvariantCulture, $"{below}{Say("written", "写法")}: {step.Formula}\n");
        if (step.Arithmetic is not null)
            _ = text.Append(CultureInfo.InvariantCulture, $"{below}= {Value(step.Arithmetic)}\n");
        if (step.Fold is not null)
            Members(text, step, below);
        if (step.Cell is CellUsed cell)
        {
            _ = text.Append(below).Append(Say(
                $"cell: {cell.File}, row {cell.Row}, column {cell.Column} (table {cell.Table})", $"单元格: {cell.File}，第 {cell.Row} 行，列 "
                    + $"{cell.Column}（表 {cell.Table}）"))
                    .Append('\n');
        }

        foreach (LocalText note in step.Notes)
            _ = text.Append(CultureInfo.InvariantCulture, $"{below}({Value(note.In(Language))})\n");
        foreach (Step part in step.Parts)
            Write(text, part, depth + 1);
    }

    private void Members(StringBuilder text, Step step, string below)
    {
        _ = text.Append(below)
            .Append(Say($"= {step.Fold}, {step.Members.Count}:", $"= {ChineseSteps.Fold(step.Fold!)}，{step.Members.Count} 项:"))
            .Append('\n');
        int most = Full ? int.MaxValue : OwnOnly && step.Members is FoldMembers ? 0 : MembersShown;
        int[] shown = [.. Enumerable.Range(0, Math.Min(most, step.Members.Count)).Concat(step.OwnMember >= most ? [step.OwnMember] : [])];
        foreach (Member member in shown.Select(index => step.Members[index]))
        {
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"{below}  {(member.IsOwn ? "> " : "- ")}{Label(most == 0 ? member.Label.Split(' ')[0] : member.Label)}: "
                    + $"{Value(member.Arithmetic)}\n");
            foreach (PolygonPart polygon in member.Polygons.Take(Full ? int.MaxValue : MembersShown))
                _ = text.Append(
                    CultureInfo.InvariantCulture,
                    $"{below}      {polygon.Class}: {polygon.File} #{polygon.FeatureId}, {Value(ExactText.M2(polygon.AreaM2))}, "
                        + $"{polygon.Share * 100m:0.####} %\n");
            if (!Full && member.Polygons.Count > MembersShown)
                _ = text.Append(
                    CultureInfo.InvariantCulture,
                    $"{below}      ... {member.Polygons.Count - MembersShown} {Say("more (--full)", "项未列出（--full）")}\n");
        }

        if (shown.Length < step.Members.Count)
            _ = text.Append(
                CultureInfo.InvariantCulture,
                $"{below}  ... {step.Members.Count - shown.Length} {Say("more (--full)", "项未列出（--full）")}\n");
    }

    private string Name(Step step) => Language == Language.Chinese ? ChineseSteps.Name(step.Name, Titles) : step.Name;

    /// <summary>A value or arithmetic, its units in the language.</summary>
    internal string Value(string text) => Language == Language.Chinese ? ChineseSteps.Units(text) : text;

    /// <summary>A member's label, the program's own words in the language.</summary>
    internal string Label(string label) => Language == Language.Chinese ? ChineseSteps.Label(label) : label;

    private string Say(string en, string zh) => Language == Language.Chinese ? zh : en;
}
