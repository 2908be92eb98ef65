namespace ZoneComp.Policy;

/// <summary>Names that the policy gives to layers, classes, tables, columns, indicators, factors and schemes.</summary>
public static class PolicyNames
{
    /// <summary>Words of the expression language, which nothing may be called.</summary>
    public static readonly IReadOnlySet<string> Reserved =
        new HashSet<string>(StringComparer.Ordinal) { "and", "or", "not", "else", "by", "in", "is", "null", "true", "false", "of" };

    /// <summary>Chinese characters of the common plane; compatibility forms, which look like others, are none.</summary>
    public static bool IsHan(char letter) => letter is '\u3007' or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF');

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64
        && !char.IsAsciiDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' || IsHan(letter));

    /// <param name="isLabel">Whether no expression can name it, so that it hides nothing.</param>
    internal static void Check(PolicyNode name, PolicyErrors errors, bool isLabel = false)
    {
        if (!IsName(name.Text))
        {
            errors.Add(
                name,
                $"'{name.Text}' is not a name: a letter, a Chinese character or '_', then these and digits, at most 64",
                $"“{name.Text}”不能作名称：应以字母、汉字或“_”开头，只含字母、汉字、数字、“_”，最多 64 个");
        }
        else if (!isLabel && ReservedNames.KindOf(name.Text) is { } kind)
        {
            errors.Add(
                name,
                $"'{name.Text}' is {kind.En} and cannot be a name, which would hide it; take another, such as {name.Text}_",
                $"“{name.Text}”是{kind.Zh}，不能作名称，否则会将其遮蔽；请改用其他名称，如 {name.Text}_");
        }
    }
}
