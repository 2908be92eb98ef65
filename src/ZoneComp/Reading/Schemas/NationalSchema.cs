namespace ZoneComp.Reading.Schemas;

/// <summary>How the codes of a field are padded from one version of a data set to the next.</summary>
public enum CodePadding
{
    None,

    /// <summary>1 and 01.</summary>
    Leading,

    /// <summary>1 and 10, or 01.</summary>
    LeadingOrTrailing,
}

/// <summary>One field of a national schema.</summary>
/// <param name="Name">As the standard or the most common delivery spells it.</param>
/// <param name="Aliases">Other names that deliveries use for the same thing.</param>
/// <param name="Telling">Whether the name speaks for this schema; BSM, MIAN_JI and the like speak for none.</param>
public sealed record SchemaField(
    string Name, LocalText Meaning, IReadOnlyList<string> Aliases, bool Telling, CodePadding Padding = CodePadding.None)
{
    /// <summary>Whether a layer's field name means this field: in any case, without underscores, cut to a .dbf's ten bytes, or by an
    /// alias.</summary>
    public bool IsMeantBy(string fieldName) =>
        FieldNameForm.Same(fieldName, Name) || Aliases.Any(alias => FieldNameForm.Same(fieldName, alias));
}

/// <summary>A data set that provinces deliver alike.</summary>
public sealed record NationalSchema(string Name, LocalText Title, IReadOnlyList<SchemaField> Fields)
{
    /// <summary>The field that a name means in this schema; null when none.</summary>
    public SchemaField? Find(string fieldName) => Fields.FirstOrDefault(field => field.IsMeantBy(fieldName));
}

/// <summary>Which schema a layer seems to follow.</summary>
/// <param name="Matches">Layer's field name and the schema's field that it means, in the layer's order.</param>
public sealed record SchemaGuess(NationalSchema Schema, IReadOnlyList<(string LayerField, SchemaField Field)> Matches);
