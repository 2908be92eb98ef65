using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Outputs.Report;

/// <summary>What every page of ours begins with, and what it carries inside.</summary>
internal static partial class PageParts
{
    /// <summary>From the document type to the opened body; the content security policy runs the one script, by its hash, and loads
    /// nothing.</summary>
    public static string Head(string title, string script, string style, Language language) => Fill("head.html",
        ("lang", language == Language.Chinese ? "zh-CN" : "en"), ("script-hash", Hash(script)), ("style-hash", Hash(style)),
        ("title", Html.Text(title)), ("style", style));

    /// <summary>A template with its <c>{{places}}</c> filled; what is filled in is not looked at again, so data cannot name a
    /// place.</summary>
    /// <param name="values">As HTML.</param>
    public static string Fill(string template, params (string Place, string Html)[] values)
    {
        Dictionary<string, string> byPlace = values.ToDictionary(value => value.Place, value => value.Html, StringComparer.Ordinal);
        return Places().Replace(Resource(PageModules.Folder + template), place => byPlace[place.Groups[1].Value]);
    }

    /// <summary>A text that the program carries, with LF.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(PageParts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>As a content security policy names a script or style.</summary>
    public static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"\{\{([\w-]+)\}\}")]
    private static partial Regex Places();
}
