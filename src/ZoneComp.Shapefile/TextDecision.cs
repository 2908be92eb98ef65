using System.Text;

namespace ZoneComp.Shapefile;

public enum EncodingOrigin
{
    /// <summary>The caller said so.</summary>
    Override,

    /// <summary>The .cpg file beside the .dbf.</summary>
    Cpg,

    /// <summary>The language driver id in the .dbf header.</summary>
    Ldid,

    /// <summary>The text itself.</summary>
    Detected,

    /// <summary>Nothing told; the stated default.</summary>
    Default,
}

/// <summary>Which encoding a .dbf is read with, and why.</summary>
/// <param name="Name">UTF-8, GB18030 (also for GBK and GB2312, which it contains), Big5, windows-1252, ...</param>
/// <param name="Ldid">Byte 29 of the .dbf.</param>
/// <param name="Cpg">First line of the .cpg; null without one.</param>
public sealed record TextDecision(Encoding Encoding, string Name, EncodingOrigin Origin, byte Ldid, string? Cpg)
{
    /// <summary>Used where neither override, .cpg, LDID nor text decide: what offices in China without a .cpg mostly mean.</summary>
    public static Encoding Default => CodePages.Gbk;

    /// <summary>Override, then .cpg, then LDID, each unless the text refutes it; then the text; then the default.</summary>
    /// <remarks>
    /// A declared UTF-8 is refuted by bytes that are not UTF-8 when the text speaks for another encoding, any other declared one by text
    /// that is surely UTF-8, one of Latin letters by text in GBK too. What looks like another encoding without being sure is told and not
    /// followed. The caller's word is never refuted. LDID 0x57 (ANSI) names no page: the text decides, and Windows-1252 if that does not.
    /// </remarks>
    internal static TextDecision Make(Encoding? byCaller, string? cpg, byte ldid, TextGuess guess, string dbfPath, ProblemLog problems)
    {
        TextDecision Chosen(Encoding encoding, EncodingOrigin origin) => new(encoding, CodePages.NameOf(encoding), origin, ldid, cpg);

        if (byCaller is not null)
            return Chosen(byCaller, EncodingOrigin.Override);
        bool cpgKnown = CodePages.TryResolve(cpg ?? "", out Encoding byCpg);
        if (cpg is not null && !cpgKnown)
            problems.Add(ProblemKind.CpgUnknown, Path.ChangeExtension(dbfPath, ".cpg"), null, cpg.Length > 40 ? cpg[..40] : cpg);
        Encoding? declared = cpgKnown ? byCpg : CodePages.OfLdid(ldid);
        EncodingOrigin origin = cpgKnown ? EncodingOrigin.Cpg : EncodingOrigin.Ldid;
        Encoding? best = guess.Best();
        bool declaredUtf8 = declared?.CodePage == 65001;
        bool refuted = declared is not null && best is not null && best.CodePage != declared.CodePage
            && (declaredUtf8 ? !guess.IsUtf8 : guess.IsSurelyUtf8 || (CodePages.IsLatin(declared) && guess.IsChineseUnderLatin));
        if (declared is not null && !refuted)
        {
            if (DoubtOf(declared, guess) is { } other)
                problems.Add(
                    ProblemKind.EncodingDoubtful,
                    dbfPath,
                    null,
                    $"{(cpgKnown ? $".cpg says {cpg}" : $"LDID 0x{ldid:X2}")}, and the text looks like {CodePages.NameOf(other)}");
            else if (cpgKnown
                && !guess.IsAscii
                && !guess.IsSurelyUtf8
                && CodePages.OfLdid(ldid) is { } byLdid
                && byLdid.CodePage != declared.CodePage)
                problems.Add(
                    ProblemKind.EncodingDoubtful,
                    dbfPath,
                    null,
                    $".cpg says {cpg}, LDID 0x{ldid:X2} of the .dbf {CodePages.NameOf(byLdid)}");
            return Chosen(declared, origin);
        }

        if (refuted)
        {
            string by = cpgKnown ? $".cpg says {cpg}" : $"LDID 0x{ldid:X2}";
            problems.Add(ProblemKind.EncodingContradicted, dbfPath, null, $"{by}, but the text is {CodePages.NameOf(best!)}");
            return Chosen(best!, EncodingOrigin.Detected);
        }

        if (best is not null)
        {
            problems.Add(
                guess.IsWellFounded ? ProblemKind.EncodingDetected : ProblemKind.EncodingGuessed,
                dbfPath,
                null,
                CodePages.NameOf(best));
            return Chosen(best, EncodingOrigin.Detected);
        }

        if (ldid == 0x57)
            return Chosen(CodePages.Windows1252, EncodingOrigin.Ldid);
        if (!guess.IsAscii)
            problems.Add(ProblemKind.EncodingDefaulted, dbfPath, null, CodePages.NameOf(Default));
        return Chosen(Default, EncodingOrigin.Default);
    }

    /// <summary>What the text looks like where that is another encoding than the declared one, without being sure; null where it is
    /// not.</summary>
    private static Encoding? DoubtOf(Encoding declared, TextGuess guess) =>
        declared.CodePage == CodePages.Gbk.CodePage ? (guess.IsMoreLikeBig5 ? CodePages.Big5 : null)
        : declared.CodePage != 65001 && declared.CodePage is not (932 or 949 or 51932 or 1361) && guess.IsMoreLikeGbk ? CodePages.Gbk
        : null;
}
