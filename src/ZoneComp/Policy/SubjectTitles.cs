namespace ZoneComp.Policy;

/// <summary>What people call the things that findings are about: by the titles of the policy, in Chinese texts in place of the names that
/// the policy's author gave them.</summary>
internal sealed class SubjectTitles
{
    private readonly Dictionary<string, string> titles = new(StringComparer.Ordinal);

    public SubjectTitles(PolicyFile policy)
    {
        Add("regions", policy.Regions.Title);
        foreach (LayerSettings layer in policy.Layers)
        {
            Add(layer.Name, layer.Title);
            foreach (ClassSettings one in layer.Classes)
                Add($"{layer.Name}.{one.Name}", $"{layer.Title} {one.Title}");
        }

        foreach (TableSettings table in policy.Tables)
        {
            Add(table.Name, table.Title);
            foreach (TableColumn column in table.Columns)
                Add($"{table.Name}.{column.Name}", $"{table.Title} {column.Title}");
        }

        foreach (RegionSetSettings set in policy.RegionSets)
            Add(set.Name, set.Regions.Title);
        foreach (NamedExpression column in policy.Indicators.Concat(policy.Factors))
            Add(column.Name, column.Title);
        foreach ((PolicyNode name, PolicyNode scheme) in policy.Schemes?.Entries ?? [])
        {
            if (scheme["title"]?.Text is { } title)
                Add(name.Text, title);
        }
    }

    /// <summary>The subject by its title; null where the policy has none for it.</summary>
    /// <param name="subject">A name, alone or before a feature, a region or a file: "forest.I", "regions#610101", "data
    /// (data.csv)".</param>
    public LocalText? Of(string subject)
    {
        int end = subject.AsSpan().IndexOfAny("#: (");
        string name = end < 0 ? subject : subject[..end], rest = end < 0 ? "" : subject[end..];
        string? title = titles.GetValueOrDefault(name);
        title = title is null || title == name ? PolicyWords.Chinese(name) : title;
        if (title is null || title == name)
            return null;
        string restZh = rest.StartsWith(": ", StringComparison.Ordinal) ? "：" + rest[2..]
            : rest.StartsWith(" (", StringComparison.Ordinal) && rest.EndsWith(')') ? $"（{rest[2..^1]}）"
            : rest.StartsWith('#') ? " " + rest[1..] : rest;
        return new LocalText(subject, title + restZh);
    }

    private void Add(string name, string title) => titles.TryAdd(name, title);
}
