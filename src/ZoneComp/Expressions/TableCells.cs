using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Expressions;

internal static class TableCells
{
    /// <summary>A column's values in internal units; what is null is missing.</summary>
    public static Cell[] Of(Column column, string shownName)
    {
        Absence missing = new(new LocalText($"{shownName} is missing", $"{shownName} 缺失"));
        return [.. column.Values.Select(value => Of(value, column.Unit, missing))];
    }

    public static Cell Of(object? value, string unit, Absence missing) => value switch
    {
        null => missing,
        decimal number => InternalUnits.FromUnit(number, unit),
        string text => text,
        bool flag => flag,
        _ => throw new ArgumentException($"A column holds a {value.GetType()}.", nameof(value)),
    };
}
