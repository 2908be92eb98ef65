using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>What a GeoJSON file holds, learnt by walking over it once: it states its fields nowhere else.</summary>
internal sealed class GeoJsonSchema
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<FieldInfo> fields = [];
    private readonly List<bool> known = [];
    private readonly GeoJsonSets sets = new();

    public IReadOnlyList<FieldInfo> Fields => fields;

    public long Count { get; private set; }

    public GeometryKind Kind { get; private set; }

    public void Learn(ReadOnlySpan<byte> json)
    {
        Count++;
        if (!GeoJsonFeature.TryRead(json, out GeoJsonFeature feature))
            return; // the cursor tells
        if (feature.HasGeometry)
            LearnKind(feature.Geometry);
        if (feature.HasProperties)
            LearnFields(feature.Properties);
        sets.Close(feature.Id ?? Count - 1);
    }

    public IEnumerable<Diagnostic> Odd(string subject) => sets.Odd(subject, fields);

    private void LearnKind(Utf8JsonReader geometry)
    {
        while (geometry.TokenType != JsonTokenType.Null && geometry.Read() && geometry.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = geometry.ValueTextEquals("type"u8);
            geometry.Read();
            if (isType && geometry.TokenType == JsonTokenType.String)
            {
                GeometryKind kind = JsonText.Of(ref geometry) switch
                {
                    "Point" or "MultiPoint" => GeometryKind.Point,
                    "LineString" or "MultiLineString" => GeometryKind.Line,
                    "Polygon" or "MultiPolygon" or GeoJsonGeometry.RightHandedRings => GeometryKind.Polygon,
                    _ => GeometryKind.Other,
                };
                Kind = Kind == GeometryKind.None || Kind == kind ? kind : GeometryKind.Other;
                return;
            }

            geometry.Skip();
        }
    }

    private void LearnFields(Utf8JsonReader properties)
    {
        while (properties.Read() && properties.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonText.Of(ref properties);
            properties.Read();
            if (!indices.TryGetValue(name, out int index))
            {
                index = indices[name] = fields.Count;
                fields.Add(new FieldInfo(name, FieldType.Text));
                known.Add(false);
            }

            sets.Add(index);
            if (properties.TokenType != JsonTokenType.Null)
            {
                FieldType type = TypeOf(ref properties);
                fields[index] = fields[index] with { Type = known[index] ? Wider(fields[index].Type, type) : type };
                known[index] = true;
            }

            properties.Skip();
        }
    }

    private static FieldType TypeOf(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.True or JsonTokenType.False => FieldType.Boolean,
        JsonTokenType.Number => value.TryGetInt64(out _) ? FieldType.Integer : FieldType.Real,
        _ => FieldType.Text,
    };

    private static FieldType Wider(FieldType one, FieldType other) =>
        one == other ? one
        : one is FieldType.Integer or FieldType.Real && other is FieldType.Integer or FieldType.Real ? FieldType.Real
        : FieldType.Text;
}
