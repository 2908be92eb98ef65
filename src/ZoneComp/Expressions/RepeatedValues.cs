namespace ZoneComp.Expressions;

/// <summary>Finds formulas whose value is that of a whole unit above the regions, shown by each of its regions: adding them up counts a
/// unit many times.</summary>
internal static class RepeatedValues
{
    /// <summary>Level whose units the values are of; "" where they are the regions' own; null where there is one value for all.</summary>
    public static string? LevelOf(Formula formula, Frame frame)
    {
        if (formula.IsUniform)
            return null;
        switch (formula)
        {
            case ColumnFormula { Named: NamedColumn named }:
                return LevelOf(named.Formula, frame);
            case ColumnFormula column:
                return column.Level;
            case ColumnFunctionFormula function:
                return function.Level;
        }

        string? common = null;
        foreach (Formula part in formula.Parts)
        {
            string? level = LevelOf(part, frame);
            if (level is null)
                continue;
            common = common is null || Rank(level, frame) < Rank(common, frame) ? level : common;
        }

        return common ?? "";
    }

    // The regions' own come first, then the levels, the nearest first.
    private static int Rank(string level, Frame frame) => level.Length == 0 ? -1 : frame.Levels.ToList().IndexOf(level);
}
