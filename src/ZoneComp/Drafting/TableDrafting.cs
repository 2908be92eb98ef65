using System.Globalization;

namespace ZoneComp.Drafting;

/// <summary>A table for the policy, where one of its columns holds the regions' codes.</summary>
internal static class TableDrafting
{
    private const int CodesNamed = 5;

    /// <param name="codes">Of the regions.</param>
    /// <param name="why">Why there is none.</param>
    public static DraftTable? Of(TableSurvey table, IReadOnlyList<string> codes, DraftNames names, out LocalText why)
    {
        HashSet<string> regions = [.. codes.Select(code => CodeText.Plain(code))];
        int key = -1, most = 0;
        for (int column = 0; column < table.Headings.Count; column++)
        {
            int here = table.Rows.Select(row => row[column])
                .OfType<string>()
                .Select(code => CodeText.Plain(code))
                .Distinct()
                .Count(regions.Contains);
            if (here > most && table.Headings[column].Length > 0)
                (key, most) = (column, here);
        }

        why = new LocalText("no column holds codes of the regions", "没有与区域代码相符的列");
        if (key < 0)
            return null;
        string heading = table.Headings[key];
        string[] keys = [.. table.Rows.Select(row => row[key]).OfType<string>().Select(code => CodeText.Plain(code))];
        string[] foreign = [.. keys.Where(code => !regions.Contains(code)).Distinct()],
            missing = [.. regions.Except(keys).Order(StringComparer.Ordinal)];
        int[] numbers =
        [
            .. Enumerable.Range(0, table.Headings.Count)
                .Where(column => column != key && table.Headings[column].Length > 0 && IsNumbers(table, column)),
        ];
        if (keys.Length < table.Rows.Count || keys.Distinct().Count() < keys.Length)
            why = new LocalText(
                $"column {heading} holds the regions' codes, but not one row each: is it a list (rows: many)?",
                $"列 {heading} 为区域代码，但并非每个区域一行：是否为明细（rows: many）？");
        else if (foreign.Length > 0)
            why = new LocalText(
                $"column {heading}: {foreign.Length} code(s) are none of the regions' ({Some(foreign)}): filter them (where:) or correct "
                    + $"them",
                $"列 {heading}：有 {foreign.Length} 个代码不属于各区域（{Some(foreign)}）：请筛选（where:）或更正");
        else if (numbers.Length == 0)
            why = new LocalText(
                $"column {heading} holds the regions' codes, but no other column holds numbers",
                $"列 {heading} 为区域代码，但没有数值列");
        else
            return Drafted(table, heading, numbers, missing, names);
        return null;
    }

    private static DraftTable Drafted(TableSurvey table, string key, int[] numbers, string[] missing, DraftNames names)
    {
        string stem = Path.GetFileNameWithoutExtension(table.Path);
        var columns = new DraftNames();
        List<LocalText> notes =
        [
            new(
                $"GUESS key: {key}; columns of numbers alone. QUESTION types: money wan_yuan, area mu, ...?",
                $"推测 key：{key}；只列出数值列。待定 类型：是否为 money wan_yuan、area mu 等？"),
        ];
        if (missing.Length > 0)
            notes.Add(new LocalText(
                $"QUESTION {missing.Length} region(s) have no row ({Some(missing)}): they count as missing",
                $"待定 有 {missing.Length} 个区域没有对应的行（{Some(missing)}）：按缺失处理"));
        bool hasEmpty = numbers.Any(column => table.Rows.Any(row => row[column] is null));
        return new DraftTable(
            names.Of(stem, "table"),
            stem,
            table.Path,
            key,
            [.. numbers.Select(column => new DraftColumn(columns.Of(table.Headings[column], "column"), table.Headings[column], "number"))],
            notes)
        {
            Missing = missing.Length > 0 || hasEmpty ? "null" : null,
        };
    }

    private static bool IsNumbers(TableSurvey table, int column)
    {
        string[] cells = [.. table.Rows.Select(row => row[column]).OfType<string>()];
        return cells.Length > 0
            && cells.All(cell =>
                decimal.TryParse(
                    cell,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out _));
    }

    private static string Some(string[] codes) => string.Join(", ", codes.Take(CodesNamed)) + (codes.Length > CodesNamed ? ", ..." : "");
}
