using System.Globalization;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Names and numbers of text encodings as .cpg files, .dbf headers and people write them.</summary>
public static class CodePages
{
    /// <summary>GB18030 reads GBK and GB2312 as they are, and their later characters too.</summary>
    public static Encoding Gbk { get; } = Page(54936);

    public static Encoding Big5 { get; } = Page(950);

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static Encoding Windows1252 { get; } = Page(1252);

    /// <summary>Finds the encoding that a name means: UTF-8, 936, CP936, GBK, ANSI 936, big5, 1252, ISO-8859-1, ...</summary>
    /// <returns>False when the name says nothing (OEM, ANSI, system) or is unknown.</returns>
    public static bool TryResolve(string name, out Encoding encoding)
    {
        encoding = Utf8;
        string plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (name.Length > 60 || plain.Length == 0)
            return false;
        if (plain.StartsWith("LDID", StringComparison.Ordinal)) // GDAL's way of naming a language driver
            return byte.TryParse(plain[4..], NumberStyles.None, CultureInfo.InvariantCulture, out byte ldid)
                && OfLdid(ldid) is { } driver
                && (encoding = driver) is not null;
        int bracket = name.IndexOf('(', StringComparison.Ordinal); // "936 (ANSI/OEM - Simplified Chinese GBK)", as Windows lists them
        if (bracket > 0 && int.TryParse(name[..bracket], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int listed))
            return TryGet(listed == 936 ? 54936 : listed, out encoding);
        foreach (string prefix in new[]
        {
            "XWINDOWS",
            "XMSWIN",
            "WINDOWS",
            "WIN",
            "MSWIN",
            "ANSI",
            "OEM",
            "CODEPAGE",
            "CP",
            "MSDOS",
            "MS",
            "DOS",
            "X",
            "IBM",
        })
        {
            if (plain.Length > prefix.Length
                && plain.StartsWith(prefix, StringComparison.Ordinal)
                && char.IsAsciiDigit(plain[prefix.Length]))
                plain = plain[prefix.Length..];
        }

        int? page = plain switch
        {
            "UTF8" or "UTF" or "UNICODE" or "UTF8SIG" or "UTF8BOM" or "65001" => 65001,
            "GBK" or "XGBK" or "XEUCCN" or "CSGB2312" or "CNGB" or "GB" or "GB180302022" or "GB2312" or "GB231280" or "GB18030"
                or "GB180302000" or "GB180302005" or "EUCCN" or "HZGB" or "936" or "51936" or "20936" => 54936,
            "BIG5" or "BIG5HKSCS" or "BIG5ETEN" or "CNBIG5" or "CSBIG5" or "950" or "951" => 950,
            "SHIFTJIS" or "SJIS" or "XSJIS" or "932" or "31J" => 932,
            "EUCJP" or "XEUCJP" => 51932,
            "EUCKR" or "KSC5601" or "UHC" or "949" => 949,
            "KOI8R" => 20866,
            "KOI8U" => 21866,
            "LATIN1" or "L1" => 28591,
            "LATIN2" or "L2" => 28592,
            "LATIN3" or "L3" => 28593,
            "LATIN4" or "L4" => 28594,
            "LATIN5" or "L5" => 28599, // ISO 8859-9: Latin numbers are not the parts' from here on
            "LATIN7" or "L7" => 28603,
            "LATIN9" or "L9" => 28605,
            "TIS620" => 874,
            _ => null,
        };
        if (page is null && (plain.StartsWith("ISO8859", StringComparison.Ordinal) || plain.StartsWith("8859", StringComparison.Ordinal))
            && int.TryParse(plain.Replace("ISO", "", StringComparison.Ordinal)[4..], CultureInfo.InvariantCulture, out int part)
                && part is >= 1 and <= 16)
        {
            page = 28590 + part;
        }

        if (page is null && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            page = number;
        return page is int known && TryGet(known, out encoding);
    }

    /// <summary>Code page of a language driver id; null for 0, for ANSI (0x57, which names no page) and for unknown ids.</summary>
    /// <remarks>Values as listed by dBase, FoxPro and ESRI; see Clicketyclick's "dBase language driver IDs".</remarks>
    public static Encoding? OfLdid(byte ldid)
    {
        int page = ldid switch
        {
            0x01 or 0x09 or 0x0B or 0x0D or 0x0F or 0x11 or 0x15 or 0x18 or 0x19 or 0x1B => 437,
            0x02 or 0x0A or 0x0E or 0x10 or 0x12 or 0x14 or 0x16 or 0x1A or 0x1D or 0x25 or 0x37 => 850,
            0x03 or 0x58 or 0x59 => 1252,
            0x04 => 10000,
            0x08 or 0x17 or 0x66 => 865,
            0x13 or 0x7B => 932,
            0x1C or 0x6C => 863,
            0x1F or 0x22 or 0x23 or 0x40 or 0x64 or 0x87 => 852,
            0x24 => 860,
            0x26 or 0x65 => 866,
            0x4D or 0x7A => 54936,
            0x4E or 0x79 => 949,
            0x4F or 0x78 => 950,
            0x50 or 0x7C => 874,
            0x67 => 861,
            0x6A or 0x86 => 737,
            0x6B or 0x88 => 857,
            0x96 => 10007,
            0x97 => 10029,
            0x98 => 10006,
            0xC8 => 1250,
            0xC9 => 1251,
            0xCA => 1254,
            0xCB => 1253,
            0xCC => 1257,
            _ => 0,
        };
        return page != 0 && TryGet(page, out Encoding encoding) ? encoding : null;
    }

    /// <summary>Short name for people: UTF-8, GB18030, Big5, windows-1252, ...</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        65001 => "UTF-8",
        54936 => "GB18030",
        950 => "Big5",
        _ => encoding.WebName,
    };

    /// <summary>Whether all its letters beyond ASCII are Latin ones, which stand apart in words, never in long even runs.</summary>
    internal static bool IsLatin(Encoding encoding) =>
        encoding.CodePage is 437 or 850 or 852 or 857 or 858 or 860 or 861 or 863 or 865 or 775
        or 1250 or 1252 or 1254 or 1257 or 1258 or 10000 or 10029 or 28591 or 28592 or 28593 or 28594 or 28599 or 28600 or 28603 or 28604
        or 28605 or 28606;

    private static Encoding Page(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);

    private static bool TryGet(int page, out Encoding encoding)
    {
        encoding = Utf8;
        if (page is < 1 or > 65535 or 65000) // UTF-7 is not to be had
            return false;
        if (page == 65001)
            return true;
        try
        {
            encoding = Page(page);
            return encoding.GetByteCount("A") == 1; // not UTF-16 or EBCDIC: .dbf text is ASCII at its base
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
