using System.Text;

namespace ZoneComp.Features;

/// <summary>The encoding that a policy names for a source.</summary>
internal static class SourceEncoding
{
    /// <exception cref="UserErrorException">No such encoding is known.</exception>
    public static Encoding Named(string path, string name) => CodePages.TryResolve(name, out Encoding encoding)
        ? encoding
        : throw new UserErrorException(
            $"{path}: the encoding \"{name}\" is not known; expected UTF-8, GBK, GB18030, Big5 or a code page number such as 936",
            $"{path}：未知编码“{name}”；应为 UTF-8、GBK、GB18030、Big5 或代码页编号（如 936）");
}
