namespace ZoneComp.Features;

/// <summary>Finds the fields that a cursor is asked for.</summary>
internal static class FieldChoice
{
    /// <summary>Indices into the layer's fields. One whose type is not read gives empty values, and an error that says so.</summary>
    /// <exception cref="ArgumentException">The layer has no such field.</exception>
    public static int[] Find(LayerInfo info, IReadOnlyList<string> fields, ReadingReport report) => [.. fields.Select(name => Find(info,
        name, report))];

    private static int Find(LayerInfo info, string name, ReadingReport report)
    {
        for (int index = 0; index < info.Fields.Count; index++)
        {
            if (info.Fields[index].Name != name)
                continue;
            if (info.Fields[index].Type == FieldType.Other)
                report.Add(NotRead($"{Path.GetFileName(info.Path.TrimEnd('/', '\\'))}|{info.LayerName}", name));
            return index;
        }

        throw new ArgumentException($"{info.Path}: layer {info.LayerName} has no field {name}", nameof(name));
    }

    private static Diagnostic NotRead(string subject, string field) => new(
        "ZC108", Severity.Error, subject,
        new LocalText(
            $"field {field} is of a type that is not read: use another field, or export the layer with it as text",
            $"字段 {field} 的类型无法读取：请改用其他字段，或将其导出为文本字段"));
}
