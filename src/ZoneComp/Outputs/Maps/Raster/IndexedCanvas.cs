using System.Globalization;

namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>
/// A picture in memory, white at first, of at most 256 colours: a map has some ten fills, and what lies between them and the ink.
/// </summary>
/// <remarks>
/// Inks and fills keep their own colours; what is mixed of them at edges takes one that is there already where no eye tells the two apart.
/// </remarks>
internal sealed class IndexedCanvas(int width, int height)
{
    private const int MostColours = 256;

    /// <summary>Steps between a colour and the ink over it: finer ones are not seen, and would not fit in the palette.</summary>
    private const int Steps = 12;

    /// <summary>Squared distance of two colours that pass for one in a pixel at an edge: some eight of 255 in each part.</summary>
    private const int Alike = 200;

    private readonly List<Rgb> palette = [Rgb.White];
    private readonly Dictionary<Rgb, byte> known = new() { [Rgb.White] = 0 };

    /// <summary>By ink: the colours that each colour takes under it, by colour and step; -1 where not yet asked for.</summary>
    private readonly Dictionary<Rgb, short[]> mixed = [];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Numbers of colours by row, then column.</summary>
    public byte[] Pixels { get; } = new byte[checked(width * height)];

    public IReadOnlyList<Rgb> Palette => palette;

    /// <summary>Keeps a place for colours that will be asked for, before mixed ones fill the palette.</summary>
    public void Reserve(IEnumerable<Rgb> colours)
    {
        foreach (Rgb colour in colours)
            _ = NumberOf(colour, 0);
    }

    /// <summary>Each run of pixels in the colour of its region.</summary>
    public void Paint(IReadOnlyList<PixelRun> runs, IReadOnlyList<Rgb> fills)
    {
        byte[] numbers = [.. fills.Select(fill => NumberOf(fill, 0))];
        foreach (PixelRun run in runs)
            Pixels.AsSpan(run.Start, run.Length).Fill(numbers[run.Region]);
    }

    /// <summary>Lays a colour over the picture as far as it covers.</summary>
    public void Blend(InkMask ink, Rgb colour)
    {
        short[] mix = MixOf(colour);
        for (int index = 0; index < ink.At.Length; index++)
            Blend(ref Pixels[ink.At[index]], ink.Levels[index], colour, mix);
    }

    /// <summary>The same with a small cover laid somewhere; what falls off the picture is left out.</summary>
    public void Blend(Coverage coverage, Rgb colour, int left, int top)
    {
        short[] mix = MixOf(colour);
        for (int y = Math.Max(0, -top); y < coverage.Height && y + top < Height; y++)
        {
            for (int x = Math.Max(0, -left); x < coverage.Width && x + left < Width; x++)
                Blend(ref Pixels[((y + top) * Width) + x + left], coverage.Values[(y * coverage.Width) + x], colour, mix);
        }
    }

    private void Blend(ref byte pixel, byte level, Rgb colour, short[] mix)
    {
        int step = ((level * Steps) + 127) / 255;
        if (step == 0)
            return;
        ref short number = ref mix[(pixel * (Steps + 1)) + step];
        if (number < 0)
            number = NumberOf(palette[pixel].Under(colour, step, Steps), step == Steps ? 0 : Alike);
        pixel = (byte)number;
    }

    private short[] MixOf(Rgb colour)
    {
        if (!mixed.TryGetValue(colour, out short[]? mix))
        {
            mixed[colour] = mix = new short[MostColours * (Steps + 1)];
            Array.Fill(mix, (short)-1);
        }

        return mix;
    }

    /// <summary>Number of the colour, or of the nearest where that is near enough or the palette is full.</summary>
    private byte NumberOf(Rgb colour, int near)
    {
        if (known.TryGetValue(colour, out byte number))
            return number;
        int nearest = 0;
        for (int other = 1; other < palette.Count; other++)
        {
            if (colour.Distance2(palette[other]) < colour.Distance2(palette[nearest]))
                nearest = other;
        }

        if (palette.Count < MostColours && colour.Distance2(palette[nearest]) > near)
        {
            nearest = palette.Count;
            palette.Add(colour);
        }

        return known[colour] = (byte)nearest;
    }
}

internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb White { get; } = new(255, 255, 255);

    /// <param name="hex">"#c2e699".</param>
    public static Rgb Of(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>This colour with so many of the steps of another over it.</summary>
    public Rgb Under(Rgb over, int step, int steps) => new(Mix(Red, over.Red, step, steps), Mix(Green, over.Green, step, steps),
        Mix(Blue, over.Blue, step, steps));

    public int Distance2(Rgb other) =>
        ((Red - other.Red) * (Red - other.Red)) + ((Green - other.Green) * (Green - other.Green))
            + ((Blue - other.Blue) * (Blue - other.Blue));

    private static byte Mix(byte under, byte over, int step, int steps) =>
        (byte)(((under * (steps - step)) + (over * step) + (steps / 2)) / steps);

    private static byte Part(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>Pixels side by side whose middles lie in one region.</summary>
/// <param name="Start">Pixel by row, then column.</param>
internal readonly record struct PixelRun(int Start, int Length, int Region);
