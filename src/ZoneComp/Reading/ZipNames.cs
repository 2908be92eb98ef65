using System.IO.Compression;
using System.Text;

namespace ZoneComp.Reading;

/// <summary>How names in an archive are encoded where they carry no mark of UTF-8: archivers of Windows in China write GBK.</summary>
internal static class ZipNames
{
    /// <param name="archive">Opened as UTF-8.</param>
    /// <param name="doubtful">A name that reads as either, in the encoding that is not taken; null where there is no doubt.</param>
    public static bool AreGbk(ZipArchive archive, string path, out string? doubtful)
    {
        doubtful = null;
        if (archive.Entries.All(entry => Ascii.IsValid(entry.FullName)))
            return false;
        if (archive.Entries.Any(entry => entry.FullName.Contains('\uFFFD', StringComparison.Ordinal)))
            return true;
        // Read as Latin 1 the bytes of a name stand as they are, unless the name has the mark.
        using ZipArchive raw = ZipFile.Open(path, ZipArchiveMode.Read, Encoding.Latin1);
        string[] unmarked = [.. archive.Entries.Zip(raw.Entries)
            .Where(pair => pair.First.FullName != pair.Second.FullName).Select(pair => pair.Second.FullName)];
        if (unmarked.Length == 0 || !unmarked.All(name => IsChineseInPairs(name, besideLetters: true)))
            return false;
        bool isChinese = unmarked.All(name => IsChineseInPairs(name, besideLetters: false));
        doubtful = (isChinese ? Encoding.UTF8 : CodePages.Gbk).GetString(Encoding.Latin1.GetBytes(unmarked[0]));
        return isChinese;
    }

    /// <summary>
    /// Whether all beyond ASCII is pairs of common characters of GBK (level 1 of GB 2312, lead B0 to D7), with no letter beside.
    /// Pairs that are UTF-8 too would be letters of Europe or the Near East,
    /// which stand in words of such letters, beside ASCII ones, or in rows of which some are no level 1.
    /// </summary>
    private static bool IsChineseInPairs(string bytes, bool besideLetters)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0x80)
                continue;
            bool isPair = bytes[at] is >= '\u00C2' and <= '\u00D7' && at + 1 < bytes.Length && bytes[at + 1] is >= '\u00A1' and <= '\u00BF';
            if (!isPair || (!besideLetters && (IsLetter(bytes, at - 1) || IsLetter(bytes, at + 2))))
                return false;
            at++;
        }

        return true;
    }

    private static bool IsLetter(string bytes, int at) => at >= 0 && at < bytes.Length && char.IsAsciiLetter(bytes[at]);
}
