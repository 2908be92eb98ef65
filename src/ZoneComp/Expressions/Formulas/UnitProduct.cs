namespace ZoneComp.Expressions.Formulas;

/// <summary>Units of products and quotients as a policy writes them: "yuan/mu", "yuan*km", "1/ha".</summary>
internal static class UnitProduct
{
    /// <summary>Unit of a product or quotient; "" where two units of one quantity meet (yuan/mu * ha), or none is left.</summary>
    public static string Of(string left, string right, bool divides)
    {
        SortedDictionary<string, int> powers = Powers(left);
        foreach ((string unit, int power) in Powers(right))
        {
            powers[unit] = powers.GetValueOrDefault(unit) + (divides ? -power : power);
            if (powers[unit] == 0)
                powers.Remove(unit);
        }

        return powers.Keys.Select(unit => Unit.Find(unit)!.Quantity).Distinct().Count() < powers.Count ? "" : Text(powers);
    }

    /// <summary>The units that values of a dimension are counted in where nothing else is written: "yuan/m2".</summary>
    public static string Base(Dimension dimension) =>
        Text(dimension.Powers.Where(each => each.Power != 0).ToDictionary(each => Unit.BaseOf(each.Quantity), each => each.Power));

    /// <summary>Internal units in one of it.</summary>
    public static Cell Factor(string unit)
    {
        Cell factor = 1m;
        foreach ((string name, int power) in Powers(unit))
        {
            for (int times = Math.Abs(power); times > 0; times--)
                factor = power > 0
                    ? Exact.Multiply(factor, InternalUnits.Factor(Unit.Find(name)!))
                    : Exact.Divide(factor, InternalUnits.Factor(Unit.Find(name)!));
        }

        return factor;
    }

    private static string Text(IReadOnlyDictionary<string, int> powers)
    {
        if (powers.Count == 0)
            return "";
        string above = string.Join('*', powers.Where(each => each.Value > 0).SelectMany(each => Enumerable.Repeat(each.Key, each.Value)));
        return (above.Length > 0 ? above : "1")
            + string.Concat(powers.Where(each => each.Value < 0).SelectMany(each => Enumerable.Repeat("/" + each.Key, -each.Value)));
    }

    private static SortedDictionary<string, int> Powers(string unit)
    {
        SortedDictionary<string, int> powers = new(StringComparer.Ordinal);
        string[] sides = unit.Split('/');
        for (int side = 0; side < sides.Length; side++)
        {
            foreach (string name in sides[side].Split('*').Where(name => name is not ("" or "1")))
                powers[name] = powers.GetValueOrDefault(name) + (side == 0 ? 1 : -1);
        }

        return powers;
    }
}
