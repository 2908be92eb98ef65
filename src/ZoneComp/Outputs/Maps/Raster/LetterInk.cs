using System.Collections.Concurrent;
using System.Text;

namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>Letters in pixels, each drawn once for all maps of a run: the same digits stand in every legend.</summary>
internal sealed class LetterInk
{
    /// <summary>A letter stands on whole pixels in height, and on one of so many places of a pixel in width.</summary>
    private const int Places = 4;

    private readonly ConcurrentDictionary<(int Character, double Size, double Line, int Place), Letter> drawn = [];

    /// <summary>Hands out the letters of a text with their place on the picture.</summary>
    /// <param name="x">Start of the base line, pixels.</param>
    /// <param name="line">Width of a line round each letter, pixels; 0 for none.</param>
    public void Draw(string text, double x, double y, double size, double line, Action<Coverage, int, int> letter)
    {
        int row = (int)Math.Round(y);
        foreach ((int character, double at) in MapFont.Own.Places(text, size))
        {
            double start = Math.Floor((x + at) * Places) / Places;
            int column = (int)Math.Floor(start);
            Letter ink = drawn.GetOrAdd((character, size, line, (int)((start - column) * Places)), Of);
            if (ink.Cover is { } cover)
                letter(cover, column + ink.Left, row + ink.Top);
        }
    }

    private static Letter Of((int Character, double Size, double Line, int Place) key)
    {
        List<List<(double X, double Y)>> contours = MapFont.Own.Contours(new Rune(key.Character).ToString(), (double)key.Place / Places, 0,
            key.Size);
        (double X, double Y)[] points = [.. contours.SelectMany(contour => contour)];
        if (points.Length == 0)
            return new Letter(null, 0, 0);
        double reach = (key.Line / 2) + 1;
        int left = (int)Math.Floor(points.Min(point => point.X) - reach), top = (int)Math.Floor(points.Min(point => point.Y) - reach);
        Coverage cover = new((int)Math.Ceiling(points.Max(point => point.X) + reach) - left,
            (int)Math.Ceiling(points.Max(point => point.Y) + reach) - top);
        IReadOnlyList<(double X, double Y)>[] moved = [.. contours.Select(contour =>
            contour.ConvertAll(point => (point.X - left, point.Y - top)))];
        cover.AddPolygon(moved);
        if (key.Line > 0)
            cover.AddOutline(moved, key.Line);
        return new Letter(cover, left, top);
    }

    /// <param name="Cover">Null for a blank.</param>
    /// <param name="Left">From the start of the letter's base line; so is <paramref name="Top"/>.</param>
    private sealed record Letter(Coverage? Cover, int Left, int Top);
}
