namespace ZoneComp.Policy;

/// <summary>The classes of a layer that has one for every value of its class field (<c>classes: all</c>), read from its files.</summary>
/// <remarks>
/// A policy's classes are known before anything else is, so the files are gone through once more, without their ground. Filters are not
/// asked: a value that only left-out features have is a class without ground.
/// </remarks>
internal static class FoundClasses
{
    private const int LongestName = 56;

    /// <param name="titles">Field of what people read; null for the values themselves.</param>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static IReadOnlyList<ClassSettings> Read(
        IReadOnlyList<SourceSettings> sources, string field, string? titles, CodePadding padding, PolicyNode node, PolicyErrors errors)
    {
        SortedDictionary<string, string?> found = new(StringComparer.Ordinal);
        foreach ((SourceSettings source, string file) in SourceFiles.Of(sources))
        {
            // What is only looked at may not lead to other files.
            SourceRequest request = new(file, source.Layer, source.Encoding, IsConfined: true);
            using IFeatureSource opened = FeatureSources.Open(request, new DiagnosticLog());
            string[] wanted = [field, .. titles is null ? [] : new[] { titles }];
            string?[] names = [.. wanted.Select(name => NameOf(opened.Info, name))];
            foreach (string missing in wanted.Where((_, index) => names[index] is null))
            {
                LocalText hint = NearestName.Hint(missing, [.. opened.Info.Fields.Select(own => own.Name)]);
                errors.Add(
                    node, $"{Path.GetFileName(file)} has no field '{missing}'{hint.En}",
                    $"{Path.GetFileName(file)} 中没有字段“{missing}”{hint.Zh}");
            }

            if (names.Contains(null))
                continue;
            using IFeatureCursor cursor = opened.Read([.. names.OfType<string>().Distinct()]);
            int last = names.Distinct().Count() - 1;
            while (cursor.MoveNext())
            {
                if (AttributeText.Of(cursor.Value(0)) is not string value)
                    continue;
                string? title = titles is null ? null : AttributeText.Of(cursor.Value(last));
                // One of several titles: the first in order, whichever feature comes first.
                found[value] = found.TryGetValue(value, out string? other) && (title is null || string.CompareOrdinal(other, title) < 0)
                    ? other ?? title : title;
            }
        }

        if (found.Count == 0 && errors.All.Count == 0)
            errors.Add(node, $"no feature has a value of '{field}', so there is no class", $"没有要素有“{field}”的取值，因而没有类别");
        HashSet<string> taken = new(StringComparer.Ordinal);
        return
        [
            .. found.GroupBy(each => CodeText.Plain(each.Key, padding), StringComparer.Ordinal).Select(alike => new ClassSettings(
                Free(NameFor(alike.First().Key), taken),
                alike.Select(each => each.Value).FirstOrDefault(title => title is not null) ?? alike.First().Key,
                [.. alike.Select(each => each.Key)],
                null,
                node)),
        ];
    }

    private static string? NameOf(LayerInfo layer, string wanted) =>
        layer.Fields.FirstOrDefault(field => field.Name == wanted)?.Name
        ?? (layer.Fields.Where(field => string.Equals(field.Name, wanted, StringComparison.OrdinalIgnoreCase)).ToArray() is [var only]
            ? only.Name
            : null);

    /// <summary>The value as expressions can say it: what is no letter or digit becomes "_", and one stands before a digit or a
    /// word.</summary>
    private static string NameFor(string value)
    {
        string name = string.Concat(value.Take(LongestName).Select(letter => PolicyNames.IsName("a" + letter) ? letter : '_'));
        return PolicyNames.IsName(name) && ReservedNames.KindOf(name) is null ? name : "_" + name;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int next = 2; !taken.Add(free); next++)
            free = FormattableString.Invariant($"{name}_{next}");
        return free;
    }
}
