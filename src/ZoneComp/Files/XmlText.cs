using System.Text;
using System.Xml;

namespace ZoneComp.Files;

/// <summary>Text from data files as XML can hold it.</summary>
internal static class XmlText
{
    /// <summary>Characters that XML 1.0 forbids (control characters, lone surrogates: a damaged .dbf) become U+FFFD, so that they still
    /// show.</summary>
    public static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (int index = 0; index < text.Length; index++)
        {
            bool pair = index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]);
            if (pair || XmlConvert.IsXmlChar(text[index]))
            {
                clean?.Append(text, index, pair ? 2 : 1);
                index += pair ? 1 : 0;
                continue;
            }

            clean ??= new StringBuilder(text, 0, index, text.Length);
            clean.Append('\uFFFD');
        }

        return clean?.ToString() ?? text;
    }
}
