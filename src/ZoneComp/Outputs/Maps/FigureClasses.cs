using System.Globalization;

namespace ZoneComp.Outputs.Maps;

/// <summary>A figure cut into the classes that a map colours.</summary>
/// <param name="Classes">Ascending; empty when no region has a value.</param>
/// <param name="HasMissing">Whether some region has no value.</param>
public sealed record FigureClasses(Figure Figure, IReadOnlyList<MapClass> Classes, bool HasMissing)
{
    public const int MaximumClasses = 5;

    /// <summary>Classes on each side of zero, for a change.</summary>
    private const int ClassesPerSide = 2;

    /// <summary>How the classes were made, for the legend.</summary>
    public static LocalText Method { get; } = new("classes: natural breaks (Fisher-Jenks)", "分级：自然断点法（Fisher-Jenks）");

    /// <summary>What the legend says under these classes.</summary>
    public LocalText Note { get; init; } = Method;

    public static FigureClasses Of(Figure figure)
    {
        decimal[] values = [.. Enumerable.Range(0, figure.Values.Count).Select(figure.Number).OfType<decimal>()];
        (IReadOnlyList<decimal> bounds, IReadOnlyList<string> colours) = figure.Kind == FigureKind.Change ? Diverging(values) : Sequential(figure.Kind, values);
        List<MapClass> classes = [];
        for (int index = 0; index < bounds.Count; index++)
        {
            // A class's label starts at its own lowest value, so that a gap between classes shows as one.
            decimal lowest = values.Where(value => index == 0 || value > bounds[index - 1]).Min();
            decimal lower = index == 0 ? lowest : bounds[index - 1];
            classes.Add(new MapClass(lower, bounds[index], colours[index], Label(figure, lowest, bounds[index])));
        }

        var cut = new FigureClasses(figure, classes, values.Length < figure.Values.Count);
        return figure.Kind == FigureKind.Change ? cut with { Note = new($"{Method.En}, below and above 0 apart", $"{Method.Zh}，增、减分别分级") } : cut;
    }

    private static (IReadOnlyList<decimal> Bounds, IReadOnlyList<string> Colours) Sequential(FigureKind kind, decimal[] values)
    {
        IReadOnlyList<decimal> bounds = NaturalBreaks.UpperBounds(values, MaximumClasses);
        return (bounds, ColourRamp.For(kind, Math.Max(1, bounds.Count)));
    }

    private static (IReadOnlyList<decimal> Bounds, IReadOnlyList<string> Colours) Diverging(decimal[] values)
    {
        IReadOnlyList<decimal> losses = NaturalBreaks.UpperBounds(values.Where(value => value < 0), ClassesPerSide), gains = NaturalBreaks.UpperBounds(values.Where(value => value > 0), ClassesPerSide);
        decimal[] none = values.Contains(0) ? [0m] : [];
        return ([.. losses, .. none, .. gains],
            [.. ColourRamp.ForSide(gain: false, losses.Count).Take(losses.Count), .. none.Select(_ => ColourRamp.NoChange), .. ColourRamp.ForSide(gain: true, gains.Count).Take(gains.Count).Reverse()]);
    }

    /// <summary>Index of the class that holds the value.</summary>
    public int IndexOf(decimal value)
    {
        int index = 0;
        while (index < Classes.Count - 1 && value > Classes[index].Upper)
            index++;
        return index;
    }

    /// <summary>Fill of one region.</summary>
    public string Colour(int region) => Figure.Number(region) is { } value ? Classes[IndexOf(value)].Colour : ColourRamp.Missing;

    private static string Label(Figure figure, decimal lowest, decimal highest)
    {
        ShownUnit unit = ShownUnit.Of(figure);
        string low = unit.Number(lowest), high = unit.Number(highest);
        return low == high ? low : string.Create(CultureInfo.InvariantCulture, $"{low} – {high}");
    }
}

/// <param name="Lower">Not in the class itself, except for the first class.</param>
/// <param name="Upper">In the class.</param>
/// <param name="Label">In the figure's shown unit, without naming it.</param>
public sealed record MapClass(decimal Lower, decimal Upper, string Colour, string Label);
