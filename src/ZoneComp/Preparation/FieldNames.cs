using ZoneComp.Policy;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Finds the fields that a policy names in the layers that it names.</summary>
internal static class FieldNames
{
    /// <summary>The layer's spelling of a field: the same, or the same but for case when only one is; an error at the policy's place otherwise.</summary>
    public static string Find(LayerInfo layer, string wanted, PolicyNode node, PolicyErrors errors)
    {
        string[] names = [.. layer.Fields.Select(field => field.Name)];
        if (names.Contains(wanted, StringComparer.Ordinal))
            return wanted;
        string[] alike = [.. names.Where(name => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))];
        if (alike.Length == 1)
            return alike[0];
        var hint = NearestName.Hint(wanted, names);
        string file = Path.GetFileName(layer.Path);
        errors.Add(node, $"{file} has no field '{wanted}'{hint.En}", $"{file} 中没有字段“{wanted}”{hint.Zh}");
        return wanted;
    }
}
