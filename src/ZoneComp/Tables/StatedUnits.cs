using System.Text.RegularExpressions;

namespace ZoneComp.Tables;

/// <summary>
/// Units that a file states of its columns: in the heading, in a line above the headings ("单位：万元"), in the number format of cells. A column
/// read in another unit would be ten thousand times too large or too small.
/// </summary>
internal static partial class StatedUnits
{
    public static void Report(TableSettings table, RawTable raw, TableFields fields, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        Unit[] above = [.. raw.Above.SelectMany(UnitsIn)];
        HashSet<int> taken = [.. rows.Select(row => row.Number)];
        for (int index = 0; index < table.Columns.Count; index++)
        {
            TableColumn column = table.Columns[index];
            int at = fields.Columns[index];
            if (column.IsRatio && Percent().IsMatch(raw.Headings[at])
                && rows.FirstOrDefault(row => row.Cells[at] is string cell && IsPlain(cell)) is { } plain)
                log.Add(TableFindings.HeadingPercent(table.Name, raw.Path, raw.Headings[at], plain.Cells[at]!, plain.Number));
            if (Unit.Find(column.Unit) is not Unit own)
                continue;
            if (ChineseSigns.UnitOfHeading(raw.Headings[at]) is { } bracketed)
            {
                if (bracketed != own.Name)
                    log.Add(TableFindings.HeadingUnit(table.Name, raw.Path, raw.Headings[at], bracketed, own.Name));
            }
            else if (OfHeading(raw.Headings[at]) is Unit heading && heading.Quantity == own.Quantity)
            {
                if (heading.Name != own.Name)
                    log.Add(TableFindings.HeadingUnit(table.Name, raw.Path, raw.Headings[at], heading.Name, own.Name));
            }
            else if (above.Where(unit => unit.Quantity == own.Quantity).Select(unit => unit.Name).Distinct().ToArray()
                is { Length: > 0 } stated && !stated.Contains(own.Name))
            {
                log.Add(TableFindings.UnitAbove(table.Name, raw.Path, string.Join(", ", stated), column.Field, own.Name));
            }

            if (raw.Look.Units.FirstOrDefault(shown => shown.Column == at && taken.Contains(shown.Row)
                && shown.Unit.Quantity == own.Quantity && Factor(shown.Unit) / shown.Scale != Factor(own)) is { } format)
                log.Add(TableFindings.FormatUnit(table.Name, raw.Path, column.Field, format.Row, format.Code, own.Name));
        }
    }

    /// <summary>The units of a line such as "单位：万元、亩"; none where it does not speak of units.</summary>
    private static IEnumerable<Unit> UnitsIn(string text) =>
        Stated().Match(text) is { Success: true } match
            ? Words().Matches(match.Groups["units"].Value).Select(word => Unit.Find(word.Value)).OfType<Unit>()
            : [];

    /// <summary>The unit that a heading ends with outside brackets: "补助，万元", "补助 单位：万元", "补助万元"; null for none, and for what stands
    /// behind another unit ("元/亩").</summary>
    private static Unit? OfHeading(string heading)
    {
        if (UnitsIn(heading).FirstOrDefault() is Unit stated)
            return stated;
        Match match = Behind().Match(heading);
        if (!match.Success)
            match = AtEnd().Match(heading);
        return match.Success && Unit.Find(match.Groups["unit"].Value) is Unit unit
            && !Words().Matches(heading[..match.Index]).Select(word => Unit.Find(word.Value)).OfType<Unit>().Any()
            ? unit
            : null;
    }

    private static bool IsPlain(string cell) =>
        !CodeText.Plain(cell).EndsWith('%') && CellReading.Number(CodeText.Plain(cell)) is > 0m and <= 1m; // others are no ratio

    private static decimal Factor(Unit unit) => unit.Numerator / unit.Denominator;

    [GeneratedRegex(@"单\s*位\s*[:：]\s*(?<units>.+)", RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"[，,、/_\-\s]\s*(?<unit>[\p{L}0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"(?<unit>万元|亿元|公顷|万亩|平方公里|平方千米|平方米)$", RegexOptions.CultureInvariant)]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"[%％]\s*[）)\]]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();
}

/// <summary>A unit that the number format of a cell shows behind its number.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Scale">What the shown number is less than the one that the cell holds, by the format: 10000 for 0!.0,"万元".</param>
/// <param name="Code">The format as the file has it.</param>
internal sealed record CellUnit(int Row, int Column, Unit Unit, decimal Scale, string Code);
