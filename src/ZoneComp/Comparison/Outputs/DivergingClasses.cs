namespace ZoneComp.Comparison.Outputs;

/// <summary>Cuts changes into classes for a map: lowered in oranges, raised in purples, equal strength for equal size, none in between
/// white.</summary>
/// <remarks>Colours: ColorBrewer PuOr by Cynthia Brewer (Apache-2.0), told apart by readers with any colour blindness.</remarks>
internal static class DivergingClasses
{
    private const int Strengths = 3;

    private static readonly LocalText Method = new("classes: natural breaks of the size, alike on both sides of 0", "分级：按变化幅度自然断点，增减两侧相同");
    private static readonly string[] Lowered = ["#fee0b6", "#f1a340", "#b35806"], Raised = ["#d8daeb", "#998ec3", "#542788"];
    private const string Unchanged = "#f7f7f7";

    public static FigureClasses Of(Figure figure)
    {
        decimal[] values = [.. Enumerable.Range(0, figure.Values.Count).Select(figure.Number).OfType<decimal>()];
        IReadOnlyList<decimal> bounds = NaturalBreaks.UpperBounds(values.Where(value => value != 0).Select(Math.Abs), Strengths);
        List<MapClass> classes = [];
        ShownUnit unit = ShownUnit.Of(figure);
        foreach (IGrouping<int, decimal> own in values.GroupBy(value => Signed(value, bounds)).OrderBy(group => group.Key))
        {
            decimal low = own.Min(), high = own.Max();
            string label = unit.Number(low) == unit.Number(high) ? unit.Number(low) : $"{unit.Number(low)} – {unit.Number(high)}";
            classes.Add(new MapClass(classes.Count == 0 ? low : classes[^1].Upper, high, Colour(own.Key, bounds.Count), label,
                own.Count()));
        }

        return new FigureClasses(figure, classes, figure.Values.Count - values.Length) { Note = Method };
    }

    /// <summary>0 for no change, else 1 to 3 by size, below zero where it was lowered.</summary>
    private static int Signed(decimal value, IReadOnlyList<decimal> bounds)
    {
        int strength = 1;
        while (strength < bounds.Count && Math.Abs(value) > bounds[strength - 1])
            strength++;
        return Math.Sign(value) * strength;
    }

    private static string Colour(int signed, int strengths)
    {
        // Fewer sizes than colours: the strong ones are left out.
        int at = strengths == 1 ? 1 : Math.Abs(signed) - 1;
        return signed == 0 ? Unchanged : (signed < 0 ? Lowered : Raised)[at];
    }
}
