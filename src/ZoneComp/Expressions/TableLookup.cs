using System.Globalization;

namespace ZoneComp.Expressions;

/// <summary>Tables by key: <c>lookup(x, rates.value)</c> and parameters.</summary>
internal static class TableLookup
{
    public static List<(ConstantFormula Key, Formula Value)>? Pairs(
        NameSyntax name, bool isText, Binder binder, Dictionary<string, TableSettings> settings, Dictionary<string, PolicyTable> tables)
    {
        int dot = name.Name.IndexOf('.', StringComparison.Ordinal);
        TableSettings? table = dot > 0 ? settings.GetValueOrDefault(name.Name[..dot]) : null;
        TableColumn? column = table?.Columns.FirstOrDefault(one => one.Name == name.Name[(dot + 1)..]);
        if (table is not { Rows: TableRows.Free, Key: not null } || column is null)
        {
            binder.Errors.Add(
                binder.Place(name),
                "expected TABLE.COLUMN of a table with rows: free and a key",
                "应为 rows: free 且有 key 的“表.列”");
            return null;
        }

        FormulaSpan span = binder.Span(name);
        ExpressionType type = ExpressionType.Of(column.Quantity, column.Unit);
        if (!tables.TryGetValue(table.Name, out PolicyTable? read) || read.Keys is null)
            return [
                (
                    new ConstantFormula(isText ? ExpressionType.Text : ExpressionType.Number, span, isText ? "" : 1m),
                    new ConstantFormula(type, span, Absence.Null)),
            ];
        Cell[] values = TableCells.Of(read.Columns.First(one => one.Name == column.Name), name.Name);
        List<(ConstantFormula Key, Formula Value)> pairs = [];
        for (int row = 0; row < read.Keys.Count; row++)
        {
            if (ReadKey(read.Keys[row], isText) is not Cell key)
            {
                binder.Errors.Add(
                    binder.Place(name),
                    $"key '{read.Keys[row]}' of table '{table.Name}' is no number",
                    $"表“{table.Name}”的键“{read.Keys[row]}”不是数字");
                return null;
            }

            pairs.Add(
                (
                    new ConstantFormula(isText ? ExpressionType.Text : ExpressionType.Number, span, key),
                    new ConstantFormula(type, span, values[row])));
        }

        if (!isText)
            pairs.Sort((one, other) => Exact.Compare(one.Key.Constant, other.Key.Constant));
        return pairs;
    }

    public static Formula? Parameter(TableSettings table, PolicyTable? read, string name, FormulaSpan span, PolicyErrors errors)
    {
        TableColumn column = table.Columns[0];
        ExpressionType type = ExpressionType.Of(column.Quantity, column.Unit);
        if (read is null)
            return new ColumnFormula(type, span, _ => Absence.Null, isUniform: true);
        if (ReservedNames.KindOf(name) is { } kind)
        {
            errors.Add(
                span.Place,
                $"'{name}' is {kind.En} and cannot be the name of a parameter; rename it in table '{table.Name}'",
                $"“{name}”是{kind.Zh}，不能作参数名；请在表“{table.Name}”中改名");
            return null;
        }

        int row = read.Keys?.ToList().IndexOf(name) ?? -1;
        if (row < 0)
        {
            LocalText hint = NearestName.Hint(name, [.. read.Keys ?? []]);
            bool isDated = table.From is not null;
            errors.Add(
                span.Place,
                $"table '{table.Name}' has no parameter '{name}'{(isDated ? " that is in force" : "")}{hint.En}",
                $"表“{table.Name}”没有{(isDated ? "已生效的" : "")}参数“{name}”{hint.Zh}");
            return null;
        }

        Cell value = TableCells.Of(read.Columns[0], span.Text)[row];
        return new ColumnFormula(type, span, _ => value, isUniform: true) { Tale = (_, _) => TableStory.Cell(read, column, row) };
    }

    private static Cell? ReadKey(string key, bool isText)
    {
        if (isText)
            return key;
        return decimal.TryParse(
            key,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal number)
            ? number
            : null;
    }
}
