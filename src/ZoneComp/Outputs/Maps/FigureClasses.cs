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
        decimal[] values = [.. Enumerable.Range(0, figure.Values.Count).Select(figure.Number).OfType<decimal>()];
        ClassParts parts = ClassParts.Of(figure, values, how);
        return new FigureClasses(figure, parts.Classes, figure.Values.Count - values.Length) { Note = parts.Note };
    }

    /// <summary>Index of the class that holds the value.</summary>
    public int IndexOf(decimal value)
    {
        int index = 0;
        while (index < Classes.Count - 1 && !Classes[index].Reaches(value))
            index++;
        return index;
    }

    /// <summary>Fill of one region.</summary>
    public string Colour(int region) => Figure.Number(region) is { } value ? Classes[IndexOf(value)].Colour : ColourRamp.Missing;
}

/// <param name="Lower">Where it starts; belongs to the class below it unless that does not reach so far.</param>
/// <param name="Upper">Where it ends.</param>
/// <param name="Label">In the figure's shown unit, without naming it.</param>
/// <param name="Count">Regions in it.</param>
/// <param name="UpperIn">Whether a value at <paramref name="Upper"/> belongs to it.</param>
public sealed record MapClass(decimal Lower, decimal Upper, string Colour, string Label, int Count, bool UpperIn = true)
{
    /// <summary>Whether the value lies in it or below it.</summary>
    public bool Reaches(decimal value) => value < Upper || (UpperIn && value == Upper);
}
