using System.Globalization;

namespace ZoneComp.Policy;

/// <summary>Reads <c>basis</c>: the document, article and date that a figure rests on, as one line for people; and <c>family</c>, the kind
/// of compensation that a scheme belongs to.</summary>
internal static class BasisReader
{
    /// <summary>The families of the national regulation; a policy adds its own under <c>families</c>.</summary>
    internal static readonly string[] Families = ["分类补偿", "综合补偿", "横向补偿", "市场化"];

    private static readonly string[] Dates = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>A text, a block, or a list of these; null where none is stated.</summary>
    public static string? Read(MapReader map)
    {
        if (map.Optional("basis") is not PolicyNode node)
            return null;
        string text = string.Join(
            "；",
            (node.Kind == PolicyNodeKind.List ? node.Items : [node]).Select(one => One(one, map.Errors)).Where(one => one.Length > 0));
        return text.Length == 0 ? null : text;
    }

    /// <summary>One of the families that are known, so that a slip of the pen makes no total of its own; null where none is
    /// stated.</summary>
    public static string? ReadFamily(MapReader map, IReadOnlyList<string> own)
    {
        string? family = map.OptionalText("family");
        string[] known = [.. Families, .. own];
        if (family is not null && !known.Contains(family))
        {
            LocalText hint = NearestName.Hint(family, known);
            map.Errors.Add(
                map.Optional("family")!,
                $"'{family}' is no family of compensation{hint.En}; a policy's own stand under 'families' at the top",
                $"没有类别“{family}”{hint.Zh}；自定类别请列入顶层的 families");
        }

        return family;
    }

    private static string One(PolicyNode node, PolicyErrors errors)
    {
        if (node.Kind == PolicyNodeKind.Scalar)
            return node.Text;
        MapReader map = new(node, errors);
        string document = map.RequiredText("document"), article = map.OptionalText("article") ?? "", date = map.OptionalText("date") ?? "";
        if (date.Length > 0 && !DateOnly.TryParseExact(date, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            errors.Add(
                map.Optional("date")!,
                $"'date' is '{date}'; expected a day, month or year such as 2022-12-31",
                $"“date”是“{date}”；应为日、月或年，如 2022-12-31");
        map.Finish();
        return document + (article.Length > 0 ? $" {article}" : "") + (date.Length > 0 ? $"（{date}）" : "");
    }
}
