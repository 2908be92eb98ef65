using System.Globalization;
using System.Text;

namespace ZoneComp.Policy;

/// <summary>A stretch of the policy file that a message points at.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 characters.</param>
/// <param name="Length">Characters to underline; at least one.</param>
public sealed record PolicyPlace(PolicyDocument Document, int Line, int Column, int Length)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Document.Path}:{Line}:{Column}");

    /// <summary>The source line and, under it, carets below the stretch; wide characters count two cells, tabs stay tabs.</summary>
    public string Excerpt()
    {
        string source = Document.Line(Line);
        StringBuilder under = new("    ");
        int from = Math.Min(Column - 1, source.Length);
        foreach (char character in source.AsSpan(0, from))
            _ = under.Append(character == '\t' ? "\t" : IsWide(character) ? "  " : " ");
        int to = Math.Min(from + Math.Max(Length, 1), source.Length);
        foreach (char character in source.AsSpan(from, Math.Max(to - from, 0)))
            _ = under.Append(IsWide(character) ? "^^" : "^");
        if (to <= from)
            _ = under.Append('^');
        return $"    {source}\n{under}";
    }

    private static bool IsWide(char character) =>
        character is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3'
            or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE4F' or >= '\uFF00' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6';
}
