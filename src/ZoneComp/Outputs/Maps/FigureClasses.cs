namespace ZoneComp.Outputs.Maps;

/// <summary>A figure cut into the classes that a map colours.</summary>
/// <param name="Classes">Ascending; empty when no region has a value.</param>
/// <param name="Missing">How many regions have no value.</param>
public sealed record FigureClasses(Figure Figure, IReadOnlyList<MapClass> Classes, int Missing)
{
    /// <summary>Whether some region has no value.</summary>
    public bool HasMissing => Missing > 0;

    /// <summary>What it means that a region has no value.</summary>
    public LocalText MissingLabel => Figure.Kind is FigureKind.Amount or FigureKind.Change or FigureKind.Quota
        ? new("not paid by it", "不参与分配")
        : new("no value", "无数据");

    /// <summary>What the legend says under these classes.</summary>
    public required LocalText Note { get; init; }

    /// <param name="how">Null: as without any word of the policy.</param>
    public static FigureClasses Of(Figure figure, MapClassSettings? how = null)
    {
        how ??= MapClassSettings.Default;
        decimal[] values = [.. Enumerable.Range(0, figure.Values.Count).Where(region => !figure.Excluded.ContainsKey(region))
            .Select(figure.Number).OfType<decimal>()];
        ClassParts parts = ClassParts.Of(figure, values, how);
        MapClass[] excluded = figure.Excluded.Count == 0 ? []
            : [new MapClass(0, 0, ColourRamp.NotEligible, "不符合条件", figure.Excluded.Count) { IsExcluded = true }];
        return new FigureClasses(
            figure, [.. excluded, .. parts.Classes], figure.Values.Count - values.Length - figure.Excluded.Count)
        { Note = parts.Note };
    }

    /// <summary>Index of the region's class; -1 where it has no value.</summary>
    public int ClassOf(int region) => Figure.Excluded.ContainsKey(region) ? 0 : Figure.Number(region) is { } value ? IndexOf(value) : -1;

    /// <summary>Index of the class that holds the value.</summary>
    public int IndexOf(decimal value)
    {
        int index = Classes[0].IsExcluded && Classes.Count > 1 ? 1 : 0;
        while (index < Classes.Count - 1 && !Classes[index].Reaches(value))
            index++;
        return index;
    }

    /// <summary>Fill of one region.</summary>
    public string Colour(int region) => ClassOf(region) is >= 0 and int index ? Classes[index].Colour : ColourRamp.Missing;
}

/// <param name="Lower">Where it starts; belongs to the class below it unless that does not reach so far.</param>
/// <param name="Upper">Where it ends.</param>
/// <param name="Label">In the figure's shown unit, without naming it.</param>
/// <param name="Count">Regions in it.</param>
/// <param name="UpperIn">Whether a value at <paramref name="Upper"/> belongs to it.</param>
public sealed record MapClass(decimal Lower, decimal Upper, string Colour, string Label, int Count, bool UpperIn = true)
{
    /// <summary>Of the regions that a scheme's <c>eligible</c> leaves out, whatever their value; stands before all others.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>What the legend says of it.</summary>
    public LocalText Legend => IsExcluded ? new("not eligible", Label) : new(Label, Label);

    /// <summary>Whether the value lies in it or below it.</summary>
    public bool Reaches(decimal value) => value < Upper || (UpperIn && value == Upper);
}
