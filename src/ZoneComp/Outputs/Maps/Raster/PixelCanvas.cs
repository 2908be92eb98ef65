using System.Globalization;

namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>A picture in memory, white at first.</summary>
internal sealed class PixelCanvas
{
    public PixelCanvas(int width, int height)
    {
        (Width, Height, Bytes) = (width, height, new byte[checked(3 * width * height)]);
        Array.Fill(Bytes, (byte)255);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green, blue by row, then column.</summary>
    public byte[] Bytes { get; }

    /// <summary>Each pixel in the colour of its region.</summary>
    public void Paint(int[] owners, IReadOnlyList<Rgb> fills)
    {
        for (int pixel = 0; pixel < owners.Length; pixel++)
        {
            if (owners[pixel] != RegionPixels.None)
                Set(3 * pixel, fills[owners[pixel]], 255);
        }
    }

    /// <summary>Lays a colour over the picture as far as it covers; what falls off the picture is left out.</summary>
    public void Blend(Coverage coverage, Rgb colour, int left, int top)
    {
        for (int y = Math.Max(0, -top); y < coverage.Height && y + top < Height; y++)
        {
            for (int x = Math.Max(0, -left); x < coverage.Width && x + left < Width; x++)
            {
                byte level = coverage.Values[(y * coverage.Width) + x];
                if (level > 0)
                    Set(3 * (((y + top) * Width) + x + left), colour, level);
            }
        }
    }

    private void Set(int at, Rgb colour, int level)
    {
        Bytes[at] = Mix(Bytes[at], colour.Red, level);
        Bytes[at + 1] = Mix(Bytes[at + 1], colour.Green, level);
        Bytes[at + 2] = Mix(Bytes[at + 2], colour.Blue, level);
    }

    private static byte Mix(byte under, byte over, int level) => (byte)(((under * (255 - level)) + (over * level) + 127) / 255);
}

internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static Rgb White { get; } = new(255, 255, 255);

    /// <param name="hex">"#c2e699".</param>
    public static Rgb Of(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

    private static byte Part(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
