namespace ZoneComp.Outputs.Maps;

/// <summary>Fills of classes from low to high: one hue family, light to dark, so that red-green blind readers and grey prints keep the
/// order.</summary>
/// <remarks>Colours: ColorBrewer YlGn, YlOrBr and, for changes, BrBG by Cynthia Brewer (Apache-2.0). A test measures their steps of
/// lightness as seen with each kind of colour blindness.</remarks>
public static class ColourRamp
{
    /// <summary>Fill of a region without a value.</summary>
    public const string Missing = "#d9d9d9";

    /// <summary>Fill of a region that a scheme's <c>eligible</c> leaves out.</summary>
    public const string NotEligible = "#c4b7dc";

    private static readonly string[] Green = ["#ffffcc", "#c2e699", "#78c679", "#31a354", "#006837"];
    private static readonly string[] Brown = ["#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404"];

    /// <summary>A change of zero; losses darken into browns, gains into blue-greens.</summary>
    public const string NoChange = "#f5f5f5";

    /// <summary>Fills of one side of zero, from the greatest value to the least.</summary>
    public static IReadOnlyList<string> ForSide(bool gain, int classes)
    {
        string[] side = gain ? ["#01665e", "#5ab4ac", "#c7eae5"] : ["#8c510a", "#d8b365", "#f6e8c3"];
        return classes switch { <= 1 => [side[1]], 2 => side[..2], _ => Between(side, classes) };
    }

    /// <summary>As many colours as classes, the darkest last: money in browns, everything else in greens.</summary>
    public static IReadOnlyList<string> For(FigureKind kind, int classes)
    {
        string[] ramp = kind is FigureKind.Amount or FigureKind.Quota ? Brown : Green;
        int[] chosen = classes switch
        {
            <= 1 => [2],
            2 => [1, 3],
            3 => [0, 2, 4],
            4 => [0, 1, 2, 4],
            _ => [0, 1, 2, 3, 4],
        };
        return classes > ramp.Length ? Between(ramp, classes) : [.. chosen.Select(index => ramp[index])];
    }

    /// <summary>More colours than a ramp has, at even distances along it.</summary>
    private static string[] Between(string[] ramp, int classes) => [.. Enumerable.Range(0, classes).Select(index =>
    {
        int place = index * (ramp.Length - 1), at = Math.Min(place / (classes - 1), ramp.Length - 2);
        return Rgb.Of(ramp[at]).Under(Rgb.Of(ramp[at + 1]), place - (at * (classes - 1)), classes - 1).Hex;
    })];
}
