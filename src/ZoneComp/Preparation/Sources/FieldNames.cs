namespace ZoneComp.Preparation.Sources;

/// <summary>Finds the fields that a policy names in the layers that it names.</summary>
internal static class FieldNames
{
    /// <summary>
    /// The layer's spelling of a field: the same, or the same but for case when only one is, or, with a finding, the only one that a
    /// national schema knows for the same thing; an error at the policy's place otherwise.
    /// </summary>
    public static string Find(OpenedSource source, string wanted, PolicyNode node, PolicyErrors errors)
    {
        node = Written(node, wanted) ?? node;
        LayerInfo layer = source.Layer;
        string[] names = [.. layer.Fields.Select(field => field.Name)];
        if (names.Contains(wanted, StringComparer.Ordinal))
            return wanted;
        string[] alike = [.. names.Where(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))];
        if (alike.Length == 1)
            return alike[0];
        if (NationalSchemas.SameMeaning(names, wanted) is [string same])
        {
            source.Report(PreparationFindings.FieldByOtherName(source, wanted, same));
            return same;
        }

        if (SourceRefusals.WithoutTable(layer) is { } missing)
        {
            errors.Add(node, missing.En, missing.Zh);
            return wanted;
        }

        var hint = NearestName.Hint(wanted, names);
        string file = Path.GetFileName(layer.Path);
        errors.Add(node, $"{file} has no field '{wanted}'{hint.En}", $"{file} 中没有字段“{wanted}”{hint.Zh}");
        return wanted;
    }

    /// <summary>Where a block writes the field's name; null where it does not say it so.</summary>
    private static PolicyNode? Written(PolicyNode node, string wanted) => node.Kind switch
    {
        PolicyNodeKind.Scalar => node.Text == wanted ? node : null,
        PolicyNodeKind.List => node.Items.Select(item => Written(item, wanted)).FirstOrDefault(found => found is not null),
        _ => node.Entries.Where(entry => entry.Key.Meaning is not ("title" or "source" or "where" or "crs" or "datum" or "classes"))
            .Select(entry => Written(entry.Value, wanted)).FirstOrDefault(found => found is not null),
    };
}
