using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Tells the encoding of a text without being told: UTF-8, GBK (GB18030) or Big5.</summary>
public static class TextDetection
{
    /// <summary>The encoding that the bytes speak for; null when they are ASCII or leave it open.</summary>
    /// <param name="isWellFounded">Whether there is text enough, and none of a kind that is hard to tell.</param>
    public static Encoding? Detect(ReadOnlySpan<byte> text, out bool isWellFounded)
    {
        isWellFounded = true;
        if (text.StartsWith("\uFEFF"u8))
            return CodePages.Utf8;
        var guess = new TextGuess();
        foreach (Range line in text.Split((byte)'\n'))
            guess.Add(text[line]);
        isWellFounded = guess.IsWellFounded;
        return guess.Best();
    }
}
