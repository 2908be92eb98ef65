using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Outputs.Report;

/// <summary>What every page of ours begins with, and what it carries inside.</summary>
internal static class PageParts
{
    /// <summary>From the document type to the opened body; the content security policy runs the one script, by its hash, and loads nothing.</summary>
    public static string Head(string title, string script, string style, Language language) =>
        $"<!DOCTYPE html>\n<html lang=\"{(language == Language.Chinese ? "zh-CN" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n"
        + $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        + $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{Html.Text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n";

    /// <summary>A text that the program carries, with LF.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(PageParts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>As a content security policy names a script or style.</summary>
    public static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
