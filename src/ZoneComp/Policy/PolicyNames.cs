namespace ZoneComp.Policy;

/// <summary>Names that the policy gives to layers, classes, tables, columns, indicators, factors and schemes.</summary>
public static class PolicyNames
{
    /// <summary>Words of the expression language, which nothing may be called.</summary>
    public static readonly IReadOnlySet<string> Reserved =
        new HashSet<string>(StringComparer.Ordinal) { "and", "or", "not", "else", "by", "in", "is", "null", "true", "false", "of" };

    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <param name="isLabel">Whether no expression can name it, so that it hides nothing.</param>
    internal static void Check(PolicyNode name, PolicyErrors errors, bool isLabel = false)
    {
        if (!IsName(name.Text))
        {
            errors.Add(
                name,
                $"'{name.Text}' is not a name: a letter or '_', then letters, digits and '_', at most 64; Chinese goes into 'title'",
                $"“{name.Text}”不能作名称：应以英文字母或“_”开头，只含字母、数字、“_”，最多 64 个；中文请写在 title 里");
        }
        else if (!isLabel && ReservedNames.KindOf(name.Text) is { } kind)
        {
            errors.Add(name, $"'{name.Text}' is {kind.En} and cannot be a name, which would hide it; take another, such as {name.Text}_", $"“{name.Text}”是{kind.Zh}，不能作名称，否则会将其遮蔽；请改用其他名称，如 {name.Text}_");
        }
    }
}
