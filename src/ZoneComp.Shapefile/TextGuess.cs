using System.Text;
using System.Text.Unicode;

namespace ZoneComp.Shapefile;

/// <summary>Evidence for the encoding of a file's text, gathered value by value.</summary>
/// <remarks>
/// UTF-8 gives itself away: its multi-byte sequences hardly ever arise by chance. GBK and Big5 are told apart by where
/// common characters lie: level 1 of GB 2312 (lead B0 to D7, trail A1 to FE) against level 1 of Big5 (lead A4 to C6, trails 40 to 7E too).
/// </remarks>
internal sealed class TextGuess
{
    private long valuesWithHighBytes, utf8Values, utf8Sequences, pairs, strays, gb2312Level1, big5Level1, notGbk, notBig5;

    /// <summary>Whether every byte seen was ASCII, so that the question does not arise.</summary>
    public bool IsAscii => valuesWithHighBytes == 0;

    public bool IsUtf8 => utf8Values == valuesWithHighBytes && valuesWithHighBytes > 0;

    /// <summary>All text is UTF-8 and there is enough of it to rule out chance: four sequences or more.</summary>
    public bool IsSurelyUtf8 => IsUtf8 && utf8Sequences >= 4;

    /// <summary>Whether what <see cref="Best"/> says rests on enough text: four characters, and no Big5, whose common characters GBK has
    /// elsewhere.</summary>
    public bool IsWellFounded =>
        Best() is { } best && (best.CodePage == 65001 ? utf8Sequences >= 2 : best.CodePage == CodePages.Gbk.CodePage && gb2312Level1 >= 4);

    /// <summary>
    /// Whether text that is stated to be in a code page of Latin letters is Chinese: nearly all of it is pairs of bytes of common
    /// characters of GBK. In Latin words
    /// letters beyond ASCII stand alone or behind others, so that a pair has an ASCII letter for its second half.
    /// </summary>
    public bool IsChineseUnderLatin => gb2312Level1 >= 2 && Share(gb2312Level1, notGbk) >= 0.8;

    /// <summary>Whether text stated as GBK looks like Big5: much of it, common there and rare here.</summary>
    public bool IsMoreLikeBig5 => pairs >= 8 && Share(big5Level1, notBig5) >= 0.8 && Share(gb2312Level1, notGbk) < 0.5;

    /// <summary>Whether text stated as another Chinese encoding or another script looks like GBK.</summary>
    public bool IsMoreLikeGbk => pairs >= 4 && Share(gb2312Level1, notGbk) >= 0.8;

    /// <summary>The encoding that the text speaks for; null when it leaves the question open.</summary>
    public Encoding? Best()
    {
        if (IsAscii)
            return null;
        if (utf8Values * 20 >= valuesWithHighBytes * 19) // one damaged value in 20 is forgiven
            return CodePages.Utf8;
        double gbk = Share(gb2312Level1, notGbk), big5 = Share(big5Level1, notBig5);
        if (Math.Max(gbk, big5) < 0.5)
            return null;
        return gbk >= big5 ? CodePages.Gbk : CodePages.Big5;
    }

    /// <param name="value">Bytes of one value without padding; may end inside a character.</param>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (Ascii.IsValid(value))
            return;
        valuesWithHighBytes++;
        ReadOnlySpan<byte> whole = value[..^Utf8Tail.Length(value)];
        if (Utf8.IsValid(whole) && !Ascii.IsValid(whole))
        {
            utf8Values++;
            foreach (byte b in whole)
                utf8Sequences += b >= 0xC0 ? 1 : 0;
        }

        AddPairs(value);
    }

    private double Share(long common, long wrong) => pairs == 0 ? 0 : (double)(common - (4 * wrong)) / (pairs + strays);

    private void AddPairs(ReadOnlySpan<byte> value)
    {
        for (int at = 0; at < value.Length; at++)
        {
            byte lead = value[at];
            if (lead < 0x80)
                continue;
            if (at + 1 == value.Length)
                return; // cut by the field's width
            byte trail = value[++at];
            if (trail < 0x30)
            {
                strays++;
                continue;
            }

            pairs++;
            gb2312Level1 += lead is >= 0xB0 and <= 0xD7 && trail >= 0xA1 ? 1 : 0;
            big5Level1 += lead is >= 0xA4 and <= 0xC6 && trail is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE) ? 1 : 0;
            notGbk += lead is 0x80 or 0xFF || trail is < 0x30 or 0x7F or 0xFF ? 1 : 0;
            notBig5 += lead is < 0xA1 or > 0xF9 || trail is < 0x40 or (> 0x7E and < 0xA1) or 0xFF ? 1 : 0;
        }
    }
}
