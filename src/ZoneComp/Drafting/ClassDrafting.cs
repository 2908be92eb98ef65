using System.Globalization;

namespace ZoneComp.Drafting;

/// <summary>A class for every value of a field.</summary>
internal static class ClassDrafting
{
    public static IReadOnlyList<DraftClass> Of(LayerSurvey layer, FieldSurvey field, Language language, ICollection<Diagnostic> findings)
    {
        RequireFew(layer, field);
        if (Alike(field) is { Count: > 0 } groups)
            findings.Add(DraftFindings.ValuesAlike(layer, field, groups));
        var names = new DraftNames();
        List<DraftClass> classes = [.. field.Values.Select(each => new DraftClass(names.Of(each.Value, "class"), each.Value, each.Value))];
        if (field.Empty > 0)
        {
            findings.Add(DraftFindings.WithoutValue(layer, field));
            classes.Add(new DraftClass(names.Unique("no_value"), new LocalText("(no value)", "（无值）").In(language), ""));
        }

        return classes;
    }

    /// <exception cref="UserErrorException">More values than classes can be, or none at all.</exception>
    private static void RequireFew(LayerSurvey layer, FieldSurvey field)
    {
        if (field.Values.Count + (field.Empty > 0 ? 1 : 0) > OverlayInput.MaxClasses)
        {
            string count = field.Values.Count.ToString(CultureInfo.InvariantCulture) + (field.IsWhole ? "" : "+");
            throw new UserErrorException(
                $"{layer.FileName}: {field.Name} has {count} different values, and every value would be a class; one run takes "
                    + $"{OverlayInput.MaxClasses} in all. Name a field of kinds or grades, or leave the field away",
                $"{layer.FileName}：字段 {field.Name} 有 {count} 个不同的值，每个值计为一类，而一次计算最多 {OverlayInput.MaxClasses} 类。请改用表示类型或等级的字段，或不写字段");
        }

        if (layer.Features > 0 && field.Values.Count == 0)
        {
            throw new UserErrorException(
                $"{layer.FileName}: {field.Name} is empty in all {layer.Features} features; name another field, or leave it away",
                $"{layer.FileName}：全部 {layer.Features} 个要素的字段 {field.Name} 均为空；请改用其他字段，或不写字段");
        }
    }

    private static IReadOnlyList<IReadOnlyList<ValueCount>> Alike(FieldSurvey field) =>
    [
        .. field.Values.GroupBy(each => Bare(each.Value), StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => (IReadOnlyList<ValueCount>)[.. group]),
    ];

    private static string Bare(string value)
    {
        string plain = CodeText.Plain(value, CodePadding.Leading);
        return string.Concat(plain.Where(letter => !char.IsWhiteSpace(letter) && letter is not '\u200B')).ToUpperInvariant();
    }
}
