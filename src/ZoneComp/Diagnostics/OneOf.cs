using System.Text.RegularExpressions;

namespace ZoneComp.Diagnostics;

/// <summary>English texts that count: "1 rows have" is told as "1 row has".</summary>
internal static partial class OneOf
{
    /// <summary>A text with the nouns, and the verbs that follow them, of what there is one of in the singular.</summary>
    public static string Singular(string text) => !text.Contains("1 ", StringComparison.Ordinal) ? text
        : Counted().Replace(text, match => match.Groups["one"].Value + Noun(match.Groups["noun"].Value) + match.Groups["between"].Value
            // "2 ha in 1 regions are paid": it is the hectares that are.
            + (match.Groups["verb"].Value switch
            {
                string verb when text[..match.Index].EndsWith(" in ", StringComparison.Ordinal) => verb,
                "have" => "has",
                "are" => "is",
                "were" => "was",
                "do" => "does",
                "belong" => "belongs",
                "lie" => "lies",
                string verb => verb,
            }));

    private static string Noun(string plural) => plural switch
    {
        "classes" => "class",
        "vertices" => "vertex",
        "parties" => "party",
        _ => plural[..^1],
    };

    // Not the 1 of 21 or 0.1, nor what a text quotes.
    [GeneratedRegex(
        @"(?<![\w.,'""“-])(?<one>1 (?:input |further |zone |other )?)(?<noun>errors|warnings|notes|rows|regions|units|payees|cells|"
            + "features|values|classes|levels|files|columns|records|layers|pairs|examples|points|vertices|sheets|codes|parts|neighbours|characters|"
            + "shapes|combinations|lines|parties|fields|payments|polygons|amounts|figures|causes|bytes|elements|rings|edges|groups)"
            + @"\b(?<between>(?: \([^()]*\))?(?: that)? ?)(?<verb>(?<= )(?:have|are|were|do|belong|lie)\b)?")]
    private static partial Regex Counted();
}
