namespace ZoneComp;

/// <summary>Counts the values of one field while a layer is read.</summary>
internal sealed class ValueTally
{
    private readonly int field;
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<long> counts = [];

    private ValueTally(int field) => this.field = field;

    /// <exception cref="UserErrorException">The layer has no such field, with the nearest; or its type is not read.</exception>
    public static ValueTally? Of(LayerInfo info, string wanted)
    {
        string[] names = [.. info.Fields.Select(each => each.Name)];
        int field = Array.IndexOf(names, wanted);
        if (field < 0 && names.Count(each => each.Equals(wanted, StringComparison.OrdinalIgnoreCase)) == 1)
            field = Array.FindIndex(names, each => each.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        string file = Path.GetFileName(info.Path);
        LocalText hint = NearestName.Hint(wanted, names);
        return field >= 0 && info.Fields[field].Type != FieldType.Other ? new ValueTally(field)
            : field >= 0
            ? throw new UserErrorException($"{file}: field {wanted} is of a type that is not read", $"{file}：字段 {wanted} 的类型无法读取")
            : throw new UserErrorException($"{file} has no field '{wanted}'{hint.En}", $"{file} 中没有字段“{wanted}”{hint.Zh}");
    }

    /// <summary>Counts the cursor's feature; gives the class under which its ground is measured, 0 where there are more values than
    /// classes.</summary>
    public int Count(IFeatureCursor cursor, int[] readable)
    {
        string value = AttributeText.Of(cursor.Value(Array.IndexOf(readable, field))) ?? "";
        if (!indices.TryGetValue(value, out int index))
        {
            indices.Add(value, index = counts.Count);
            counts.Add(0);
        }

        counts[index]++;
        return index < OverlayInput.MaxClasses ? index : 0;
    }

    /// <summary>The most frequent first. Areas only where every value had a class of its own.</summary>
    public IReadOnlyList<InspectedValue> Values(OverlayArea[]? areas)
    {
        decimal[]? m2 = areas is null || counts.Count > OverlayInput.MaxClasses ? null : new decimal[counts.Count];
        foreach (OverlayArea area in m2 is null ? [] : areas!)
        {
            foreach (int index in area.Classes.Indices())
                m2![index] += AreaUnits.ToM2(area.Area2);
        }

        return [
            .. indices.Select(pair => new InspectedValue(pair.Key, counts[pair.Value], m2?[pair.Value]))
                .OrderByDescending(each => each.Features)
                .ThenBy(each => each.Value, StringComparer.Ordinal),
        ];
    }
}

/// <param name="Value">"" for features without one.</param>
/// <param name="AreaM2">Ground of the value's features, counted once; null for layers without areas, or of more values than one overlay
/// takes.</param>
public sealed record InspectedValue(string Value, long Features, decimal? AreaM2);
