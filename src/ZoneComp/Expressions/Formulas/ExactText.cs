using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>Values with all their digits, in the language of the policy's expressions, so that they can stand in a formula and be computed
/// with.</summary>
internal static class ExactText
{
    private const int Digits = 8;

    /// <summary>In the type's shown unit, a rate too; another mixed dimension in yuan, m² and m, in brackets. What has no value is
    /// "null".</summary>
    public static string Of(Cell cell, ExpressionType type)
    {
        if (!cell.IsValue)
            return "null";
        if (cell.Text is string text)
            return $"'{text}'";
        if (type.Kind == ValueKind.Flag)
            return cell.Flag ? "true" : "false";
        if (type.Quantity is null)
            return type.IsRate ? Rate(cell, type) : Mixed(cell, type.Dimension);
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

    // In the unit that its column is stored in.
    private static string Rate(Cell value, ExpressionType type) =>
        $"({Number(type.InShownUnit(value).Number)} * 1 {type.ShownUnitText.Replace("/", " / 1 ", StringComparison.Ordinal)})";

    private static string Mixed(Cell value, Dimension dimension)
    {
        string text = Number(Exact.Divide(value, UnitProduct.Factor(UnitProduct.Base(dimension))).Number);
        foreach ((Quantity quantity, int power) in dimension.Powers)
            text += string.Concat(Enumerable.Repeat((power > 0 ? " * 1 " : " / 1 ") + Unit.BaseOf(quantity), Math.Abs(power)));
        return $"({text})";
    }

    /// <summary>Eight significant digits: enough to follow, and <c>zonecomp explain</c> has all.</summary>
    internal static string Short(Cell cell, ExpressionType type)
    {
        string exact = Of(cell, type);
        int dot = exact.IndexOf('.', StringComparison.Ordinal), end = dot + 1;
        if (dot < 0 || cell.Text is not null || exact.Contains('*', StringComparison.Ordinal))
            return exact;
        while (end < exact.Length && char.IsAsciiDigit(exact[end]))
            end++;
        int start = exact[0] == '(' ? 2 : 0, whole = dot - start;
        bool isSmall = exact[start..dot] == "0";
        int zeros = isSmall ? exact[(dot + 1)..end].TakeWhile(digit => digit == '0').Count() : 0;
        int decimals = Math.Min(28, isSmall ? zeros + Digits : Math.Max(2, Digits - whole));
        if (end - dot - 1 <= decimals)
            return exact;
        string rounded = decimal.Round(
            decimal.Parse(exact[start..end], System.Globalization.CultureInfo.InvariantCulture),
            decimals,
            MidpointRounding.ToEven)
            .ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);
        return exact[..start] + rounded + exact[end..];
    }
}
