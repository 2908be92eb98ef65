namespace ZoneComp.Reading.Schemas;

/// <summary>Which fields of a layer are the regions' code and name as the national schemas know them; never by a guess from
/// values.</summary>
public static class KnownRegionFields
{
    /// <summary>The code in the national basic geographic data, beside a NAME.</summary>
    private const string BasicCode = "PAC";

    private static readonly NationalSchema Schema = NationalSchemas.All.First(schema => schema.Name == "XZQ");

    /// <summary>The schema's field for codes; null when the layer has none, or several.</summary>
    public static string? Code(IEnumerable<string> fields) => Known(fields, "XZQDM") ?? BasicData(fields, BasicCode);

    /// <summary>The schema's field for names; null when the layer has none, or several.</summary>
    public static string? Name(IEnumerable<string> fields) =>
        Known(fields, "XZQMC") ?? (BasicData(fields, BasicCode) is null ? null : BasicData(fields, "NAME"));

    private static string? BasicData(IEnumerable<string> fields, string wanted) =>
        fields.Where(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToArray() is [string only] ? only : null;

    private static string? Known(IEnumerable<string> fields, string wanted) =>
        fields.Where(name => Schema.Find(name)?.Name == wanted).ToArray() is [string only] ? only : null;
}
