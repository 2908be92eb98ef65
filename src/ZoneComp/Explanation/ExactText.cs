using System.Globalization;

namespace ZoneComp.Explanation;

/// <summary>Values with all their digits, in the language of the policy's expressions, so that they can stand in a formula and be computed with.</summary>
internal static class ExactText
{
    /// <summary>In the type's shown unit; a mixed dimension in yuan, m² and m, in brackets. What has no value is "null".</summary>
    public static string Of(Cell cell, ExpressionType type)
    {
        if (!cell.IsValue)
            return "null";
        if (cell.Text is string text)
            return $"'{text}'";
        if (type.Kind == ValueKind.Flag)
            return cell.Flag ? "true" : "false";
        if (type.Quantity is null)
            return Mixed(cell, type.Dimension);
        return Number(type.InShownUnit(cell).Number, type.Dimension == Dimension.None ? null : type.ShownUnitText);
    }

    /// <summary>Below zero in brackets, so that it can follow an operator.</summary>
    public static string Number(decimal value, string? unit = null)
    {
        string digits = value.ToString("0.############################", CultureInfo.InvariantCulture);
        string text = unit is null ? digits : $"{digits} {unit}";
        return value < 0m ? $"({text})" : text;
    }

    public static string Yuan(decimal yuan) => Number(yuan, "yuan");

    public static string M2(decimal areaM2) => Number(areaM2, "m2");

    private static string Mixed(Cell value, Dimension dimension)
    {
        string text = Number(Exact.Divide(value, UnitProduct.Factor(UnitProduct.Base(dimension))).Number);
        foreach ((int power, string unit) in new[] { (dimension.Money, "yuan"), (dimension.Area, "m2"), (dimension.Length, "m") })
            text += string.Concat(Enumerable.Repeat(power > 0 ? $" * 1 {unit}" : $" / 1 {unit}", Math.Abs(power)));
        return $"({text})";
    }
}
