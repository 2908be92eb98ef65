namespace ZoneComp.Expressions;

internal static class TableCells
{
    /// <summary>A column's values in internal units; what is null is missing.</summary>
    public static Cell[] Of(Column column, string shownName)
    {
        Absence missing = new(new LocalText($"{shownName} is missing", $"{shownName} 缺失"));
        return [.. column.Values.Select(value => Of(value, column.Unit, missing))];
    }

    private static Cell InUnit(decimal number, string unit)
    {
        try
        {
            return unit.Contains('/', StringComparison.Ordinal)
                ? Exact.Multiply(number, UnitProduct.Factor(unit)) : InternalUnits.FromUnit(number, unit);
        }
        catch (OverflowException)
        {
            return new Absence(new LocalText($"{number} {unit} has more than 28 digits", $"{number} {unit} 超过 28 位"));
        }
    }

    public static Cell Of(object? value, string unit, Absence missing) => value switch
    {
        null => missing,
        decimal number => InUnit(number, unit),
        string text => text,
        bool flag => flag,
        _ => throw new ArgumentException($"A column holds a {value.GetType()}.", nameof(value)),
    };
}
