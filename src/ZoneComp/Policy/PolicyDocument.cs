using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Policy;

/// <summary>The policy file's text as it lies on disk, with its lines, so that every message can point into it.</summary>
public sealed partial class PolicyDocument
{
    /// <summary>Largest policy file that is read, in bytes: a file of a thousand layers stays far below it.</summary>
    public const int LargestBytes = 4 << 20;

    private readonly int[] lineStarts;
    private bool? isChinese;
    private HashSet<string>? words;

    private PolicyDocument(string path, string text, string sha256)
    {
        Path = path;
        Text = text;
        Sha256 = sha256;
        lineStarts = [0, .. Enumerable.Range(0, text.Length).Where(at => text[at] == '\n').Select(at => at + 1)];
    }

    /// <summary>Whether most of its keys are Chinese, so that messages name keys and choices in Chinese too.</summary>
    internal bool IsChinese => isChinese ??= KeyOfLine().Matches(Text)
        .Sum(match => PolicyWords.English(match.Groups["key"].Value) is not null ? 1
            : PolicyWords.Chinese(match.Groups["key"].Value) is not null ? -1 : 0) > 0;

    /// <summary>Whether a word of letters and digits stands in the text.</summary>
    internal bool Writes(string word) => (words ??= [.. LatinWord().Matches(Text).Select(match => match.Value)]).Contains(word);

    /// <summary>As the user named it.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>Of the file's bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The policy's year once it is read; null before, and for texts that are no policy.</summary>
    public int? Year { get; internal set; }

    /// <summary>Names of the policy's layers of lines and points, and of their classes, once it is read.</summary>
    internal IReadOnlySet<string> PlaceLayers { get; set; } = new HashSet<string>();

    /// <summary>Where the files may lie that the policy names; for texts that are no policy, below its folder alone.</summary>
    internal AllowedFolders Folders
    {
        get => field ??= new AllowedFolders(Directory, []);
        set;
    }

    /// <summary>Folder that relative paths in the file start from.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) ?? ".";

    public static PolicyDocument Load(string path)
    {
        byte[] bytes = ReadBounded(path);
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new UserErrorException(
                $"{path}: the policy file is not UTF-8 text (byte {wrong.Index}); save it as UTF-8.",
                $"{path}：测算方案不是 UTF-8 文本（第 {wrong.Index} 字节处）；请另存为 UTF-8 编码。",
                wrong);
        }

        return new PolicyDocument(path, text.TrimStart('\uFEFF'), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>A document that lies in no file, such as one expression given on the command line; <paramref name="path"/> only names
    /// it.</summary>
    public static PolicyDocument FromText(string path, string text) =>
        new(path, text.TrimStart('\uFEFF'), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Line and column of a character, both from 1.</summary>
    public (int Line, int Column) Place(int index)
    {
        int line = Array.BinarySearch(lineStarts, index);
        line = line >= 0 ? line : ~line - 1;
        return (line + 1, index - lineStarts[line] + 1);
    }

    /// <summary>Index of the character at a line and column, both from 1.</summary>
    public int IndexOf(int line, int column) =>
        Math.Min(lineStarts[Math.Clamp(line, 1, lineStarts.Length) - 1] + column - 1, Text.Length);

    /// <summary>One line, from 1, without its end.</summary>
    public string Line(int line)
    {
        if (line < 1 || line > lineStarts.Length)
            return "";
        int end = line < lineStarts.Length ? lineStarts[line] : Text.Length;
        return Text[lineStarts[line - 1]..end].TrimEnd('\r', '\n');
    }

    [GeneratedRegex(@"^[ ]*(?:- +)?(?<key>[\w-]+)[ ]*:(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex KeyOfLine();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*(?:-[a-z]+)*")]
    private static partial Regex LatinWord();

    private static byte[] ReadBounded(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            if (length > LargestBytes)
            {
                throw new UserErrorException(
                    $"{path}: the policy file has {length} bytes, more than {LargestBytes}; is it really a policy?",
                    $"{path}：测算方案有 {length} 字节，超过上限 {LargestBytes}；这真是测算方案吗？");
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path}: the policy file cannot be read: {unread.Message}",
                $"{path}：无法读取测算方案：{DiskErrors.InChinese(unread)}",
                unread);
        }
    }
}
