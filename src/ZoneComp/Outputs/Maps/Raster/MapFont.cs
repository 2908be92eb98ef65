using System.Buffers.Binary;
using System.IO.Compression;

namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>Outlines of the letters on PNG maps, from a TrueType font inside the program: a bare server has no Chinese font, and a map
/// shall be the same on every machine.</summary>
/// <remarks>
/// The font is made by scripts/make-map-font.py from Droid Sans Fallback and Roboto (both Apache-2.0): all 27,484 ideographs of Unicode
/// 2.0 and Extension A.
/// A character that it lacks is drawn as the font's empty box. Tables: TrueType Reference Manual, glyf, loca, cmap (format 12), hmtx.
/// </remarks>
internal sealed class MapFont
{
    private static readonly Lazy<MapFont> Lazily = new(() => new MapFont(Unpacked()));

    private const string Opening = "（《「『【〔", Closing = "，。、；：！？）》」』】〕";

    private readonly byte[] data;
    private readonly Dictionary<string, int> tables = [];
    private readonly int unitsPerEm;
    private readonly bool longOffsets;
    private readonly int longMetrics;

    private MapFont(byte[] data)
    {
        this.data = data;
        for (int table = 0; table < UInt16(4); table++)
        {
            int entry = 12 + (16 * table);
            tables[System.Text.Encoding.ASCII.GetString(data, entry, 4)] = Int32(entry + 8);
        }

        unitsPerEm = UInt16(tables["head"] + 18);
        longOffsets = UInt16(tables["head"] + 50) == 1;
        longMetrics = UInt16(tables["hhea"] + 34);
    }

    public static MapFont Own => Lazily.Value;

    /// <summary>Width of a text in the unit of <paramref name="size"/>, the height of the letters' square.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Place(rune.Value).Advance) * size / unitsPerEm;

    /// <summary>The characters of a text, and where each starts from the start of the base line.</summary>
    public IEnumerable<(int Character, double X)> Places(string text, double size)
    {
        double width = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            yield return (rune.Value, width * size / unitsPerEm);
            width += Place(rune.Value).Advance;
        }
    }

    /// <summary>Contours of a text, y downwards, filled by the non-zero rule.</summary>
    /// <param name="x">Start of the base line.</param>
    public List<List<(double X, double Y)>> Contours(string text, double x, double y, double size)
    {
        double scale = size / unitsPerEm;
        List<List<(double X, double Y)>> contours = [];
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            (double shift, double advance) = Place(rune.Value);
            AddGlyph(GlyphOf(rune.Value), new Placement(scale, 0, 0, -scale, x + (shift * scale), y), contours, depth: 0);
            x += advance * scale;
        }

        return contours;
    }

    /// <summary>How far a character is moved, and how wide it stands, in font units.</summary>
    /// <remarks>
    /// The font draws full-width signs of punctuation in the middle of a square, which leaves gaps on both sides; they stand close to what
    /// they belong to.
    /// </remarks>
    private (double Shift, double Advance) Place(int character)
    {
        int glyph = GlyphOf(character);
        string sign = char.ConvertFromUtf32(character);
        bool opens = Opening.Contains(sign, StringComparison.Ordinal);
        if ((!opens && !Closing.Contains(sign, StringComparison.Ordinal)) || Offset(glyph + 1) <= Offset(glyph))
            return (0, Advance(glyph));
        int left = Int16(Offset(glyph) + 2), right = Int16(Offset(glyph) + 6);
        double beside = 0.07 * unitsPerEm, advance = Math.Max(0.5 * unitsPerEm, right - left + (2 * beside));
        return (opens ? advance - beside - right : beside - left, advance);
    }

    /// <summary>Glyph of a character; 0, the empty box, where the font has none.</summary>
    internal int GlyphOf(int character)
    {
        int subtable = tables["cmap"] + Int32(tables["cmap"] + 8), low = 0, high = Int32(subtable + 12) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2, group = subtable + 16 + (12 * middle);
            if (character < Int32(group))
                high = middle - 1;
            else if (character > Int32(group + 4))
                low = middle + 1;
            else
                return Int32(group + 8) + character - Int32(group);
        }

        return 0;
    }

    private int Advance(int glyph) => UInt16(tables["hmtx"] + (4 * Math.Min(glyph, longMetrics - 1)));

    private void AddGlyph(int glyph, Placement placement, List<List<(double X, double Y)>> contours, int depth)
    {
        int start = Offset(glyph), end = Offset(glyph + 1);
        if (end <= start || depth > 5)
            return;
        int count = Int16(start);
        if (count >= 0)
            AddContours(start, count, placement, contours);
        else
            AddComponents(start + 10, placement, contours, depth);
    }

    private int Offset(int glyph) =>
        tables["glyf"] + (longOffsets ? Int32(tables["loca"] + (4 * glyph)) : 2 * UInt16(tables["loca"] + (2 * glyph)));

    private void AddComponents(int at, Placement placement, List<List<(double X, double Y)>> contours, int depth)
    {
        const int words = 1, oneScale = 8, more = 32, twoScales = 64, matrix = 128;
        int flags;
        do
        {
            flags = UInt16(at);
            int glyph = UInt16(at + 2);
            at += 4;
            bool wide = (flags & words) != 0;
            int dx = wide ? Int16(at) : unchecked((sbyte)data[at]), dy = wide ? Int16(at + 2) : unchecked((sbyte)data[at + 1]);
            at += wide ? 4 : 2;
            double xx = 1, xy = 0, yx = 0, yy = 1;
            if ((flags & oneScale) != 0)
                (xx, yy, at) = (Fraction(at), Fraction(at), at + 2);
            else if ((flags & twoScales) != 0)
                (xx, yy, at) = (Fraction(at), Fraction(at + 2), at + 4);
            else if ((flags & matrix) != 0)
                (xx, xy, yx, yy, at) = (Fraction(at), Fraction(at + 2), Fraction(at + 4), Fraction(at + 6), at + 8);
            AddGlyph(glyph, placement.Inner(xx, xy, yx, yy, dx, dy), contours, depth + 1);
        }
        while ((flags & more) != 0);
    }

    private void AddContours(int start, int count, Placement placement, List<List<(double X, double Y)>> contours)
    {
        int ends = start + 10, points = count == 0 ? 0 : UInt16(ends + (2 * (count - 1))) + 1;
        int at = ends + (2 * count) + 2 + UInt16(ends + (2 * count));
        byte[] flags = new byte[points];
        for (int point = 0; point < points;)
        {
            byte flag = data[at++];
            int times = (flag & 8) != 0 ? data[at++] + 1 : 1;
            for (; times > 0; times--)
                flags[point++] = flag;
        }

        int[] xs = Coordinates(flags, 2, 16, ref at), ys = Coordinates(flags, 4, 32, ref at);
        int first = 0;
        for (int contour = 0; contour < count; contour++)
        {
            int last = UInt16(ends + (2 * contour));
            contours.Add(QuadraticContour.Flatten([
                .. Enumerable.Range(first, last - first + 1).Select(point => (placement.Of(xs[point], ys[point]), (flags[point] & 1) != 0)),
            ]));
            first = last + 1;
        }
    }

    private int[] Coordinates(byte[] flags, int isShort, int sameOrPositive, ref int at)
    {
        int[] values = new int[flags.Length];
        int value = 0;
        for (int point = 0; point < flags.Length; point++)
        {
            if ((flags[point] & isShort) != 0)
            {
                value += (flags[point] & sameOrPositive) != 0 ? data[at] : -data[at];
                at++;
            }
            else if ((flags[point] & sameOrPositive) == 0)
            {
                value += Int16(at);
                at += 2;
            }

            values[point] = value;
        }

        return values;
    }

    private static byte[] Unpacked()
    {
        using Stream packed = typeof(MapFont).Assembly.GetManifestResourceStream("map-font.ttf.gz")
            ?? throw new InvalidOperationException("The map font is missing from the program.");
        using GZipStream stream = new(packed, CompressionMode.Decompress);
        using MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private int UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private int Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));

    private double Fraction(int at) => Int16(at) / 16384.0;

    /// <summary>An affine map from font units to the page.</summary>
    private readonly record struct Placement(double XX, double XY, double YX, double YY, double X, double Y)
    {
        public (double X, double Y) Of(double x, double y) => ((XX * x) + (YX * y) + X, (XY * x) + (YY * y) + Y);

        public Placement Inner(double xx, double xy, double yx, double yy, double dx, double dy)
        {
            (double x, double y) = Of(dx, dy);
            return new Placement((XX * xx) + (YX * xy), (XY * xx) + (YY * xy), (XX * yx) + (YX * yy), (XY * yx) + (YY * yy), x, y);
        }
    }
}
