namespace ZoneComp.Outputs.Maps;

/// <summary>Fills of classes from low to high: one hue family, light to dark, so that red-green blind readers and grey prints keep the order.</summary>
/// <remarks>Colours: ColorBrewer YlGn, YlOrBr and, for changes, BrBG by Cynthia Brewer (Apache-2.0). A test measures their steps of lightness as seen with each kind of colour blindness.</remarks>
public static class ColourRamp
{
    /// <summary>Fill of a region without a value.</summary>
    public const string Missing = "#d9d9d9";

    private static readonly string[] Green = ["#ffffcc", "#c2e699", "#78c679", "#31a354", "#006837"];
    private static readonly string[] Brown = ["#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404"];

    /// <summary>A change of zero; losses darken into browns, gains into blue-greens.</summary>
    public const string NoChange = "#f5f5f5";

    /// <summary>Fills of one side of a change, from the greatest change to the least.</summary>
    public static IReadOnlyList<string> ForSide(bool gain, int classes) =>
        (gain ? (string[])["#01665e", "#5ab4ac"] : ["#8c510a", "#d8b365"])[(classes == 1 ? 1 : 0)..];

    /// <summary>As many colours as classes, 1 to 5, the darkest last: money in browns, everything else in greens.</summary>
    public static IReadOnlyList<string> For(FigureKind kind, int classes)
    {
        string[] ramp = kind == FigureKind.Amount ? Brown : Green;
        int[] chosen = classes switch
        {
            1 => [2],
            2 => [1, 3],
            3 => [0, 2, 4],
            4 => [0, 1, 2, 4],
            _ => [0, 1, 2, 3, 4],
        };
        return [.. chosen.Select(index => ramp[index])];
    }
}
