namespace ZoneComp.Outputs.Maps;

/// <summary>One map: what its figure adds to the sheet.</summary>
/// <param name="Title">Figure and unit included.</param>
/// <param name="Classes">By frame of the sheet; one for all of them where it is one figure's page.</param>
/// <param name="Circles">Over the fills and under the names, in the order of drawing.</param>
/// <param name="Marks">Title and legend, in the order of drawing.</param>
internal sealed record MapPage(MapSheet Sheet, IReadOnlyList<FigureClasses> Classes, string Title, IReadOnlyList<CircleMark> Circles,
    IReadOnlyList<MapMark> Marks)
{
    public FigureClasses ClassesOf(int frame) => Classes[Math.Min(frame, Classes.Count - 1)];
}

/// <summary>One thing drawn on a page; sizes in px of the page.</summary>
internal abstract record MapMark;

internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <param name="Y">Of the base line.</param>
/// <param name="Size">Height of the letters' square.</param>
/// <param name="Colour">"#rrggbb".</param>
internal sealed record TextMark(string Text, double X, double Y, double Size, TextAnchor Anchor, bool Bold, string Colour) : MapMark;

/// <summary>A filled polygon.</summary>
/// <param name="Stroke">Colour of its outline; null for none.</param>
internal sealed record ShapeMark(IReadOnlyList<(double X, double Y)> Points, string Fill, string? Stroke, double StrokeWidth) : MapMark
{
    /// <summary>What lies under it shows.</summary>
    public const string NoFill = "none";

    public static ShapeMark Box(double x, double y, double width, double height, string fill, string? stroke, double strokeWidth) =>
        new([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill, stroke, strokeWidth);
}

/// <summary>A circle that lets what lies under it show through.</summary>
internal sealed record CircleMark(double X, double Y, double Radius) : MapMark
{
    public const string Fill = "#3b6fb6", Stroke = "#ffffff";

    public const double Opacity = 0.75, StrokeWidth = 0.8;
}
