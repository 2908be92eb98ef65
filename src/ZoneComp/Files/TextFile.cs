using System.Text;

namespace ZoneComp.Files;

/// <summary>Writes text files as a stream.</summary>
/// <remarks><see cref="File.WriteAllText(string, string)"/> asks for the whole room beforehand, and on a full disk fails without the
/// system's own error number, so that the user could not be told why.</remarks>
internal static class TextFile
{
    /// <summary>UTF-8.</summary>
    public static void Write(string path, string text, bool withBom = false)
    {
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(withBom));
        writer.Write(text);
    }
}
