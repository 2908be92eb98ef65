using System.Text;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>Takes one feature, or one bare geometry, apart.</summary>
internal ref struct GeoJsonFeature
{
    /// <summary>The "id" where it is a whole number, as GDAL takes it.</summary>
    public long? Id { get; private set; }

    /// <summary>On the first token of the geometry.</summary>
    public Utf8JsonReader Geometry { get; private set; }

    /// <summary>On the first token of the properties.</summary>
    public Utf8JsonReader Properties { get; private set; }

    public bool HasGeometry { get; private set; }

    public bool HasProperties { get; private set; }

    /// <summary>A member that stands there twice; null for none.</summary>
    public string? Repeated { get; private set; }

    /// <summary>Whether it has a "crs", as features of before RFC 7946 might.</summary>
    public bool StatesCrs { get; private set; }

    /// <summary>Whether it has a "place", which in JSON-FG is the geometry in a CRS of its own, the "geometry" being its like in
    /// degrees.</summary>
    public bool HasPlace { get; private set; }

    /// <summary>A place may be a foreign member of another meaning.</summary>
    private static bool IsGeometry(Utf8JsonReader place)
    {
        if (place.TokenType != JsonTokenType.StartObject)
            return false;
        while (place.Read() && place.TokenType != JsonTokenType.EndObject)
        {
            if (place.ValueTextEquals("coordinates"u8) || place.ValueTextEquals("geometries"u8) || place.ValueTextEquals("base"u8))
                return true;
            place.Read();
            place.Skip();
        }

        return false;
    }

    /// <summary>False when it is neither a feature nor a geometry.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out GeoJsonFeature feature)
    {
        feature = default;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        Utf8JsonReader start = reader;
        string? type = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                feature.Repeated = type is null ? feature.Repeated : "type";
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? JsonText.Of(ref reader) : null;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id))
                    feature.Id = id;
            }
            else if (reader.ValueTextEquals("geometry"u8))
            {
                feature.Repeated = feature.HasGeometry ? "geometry" : feature.Repeated;
                reader.Read();
                feature.Geometry = reader;
                feature.HasGeometry = true;
            }
            else if (reader.ValueTextEquals("properties"u8))
            {
                feature.Repeated = feature.HasProperties ? "properties" : feature.Repeated;
                reader.Read();
                feature.Properties = reader;
                feature.HasProperties = reader.TokenType == JsonTokenType.StartObject;
            }
            else
            {
                bool isCrs = reader.ValueTextEquals("crs"u8), isPlace = reader.ValueTextEquals("place"u8);
                reader.Read();
                feature.HasPlace |= isPlace && IsGeometry(reader);
                feature.StatesCrs |= isCrs && reader.TokenType != JsonTokenType.Null;
            }

            reader.Skip();
        }

        if (type == "Feature")
            return true;
        feature = new GeoJsonFeature { Geometry = start, HasGeometry = true };
        return type is "Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon" or "GeometryCollection";
    }

    /// <summary>A property's value: null, bool, long, decimal, double, or text; arrays and objects as their JSON.</summary>
    public static object? Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonText.Of(ref reader) is { Length: > 0 } text ? text : null;
            case JsonTokenType.True or JsonTokenType.False:
                return reader.TokenType == JsonTokenType.True;
            case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                return whole;
            case JsonTokenType.Number when reader.TryGetDouble(out double real):
                // Outside this range a decimal would lose digits or overflow.
                if ((real == 0 || Math.Abs(real) is >= 1e-9 and < 1e27) && reader.TryGetDecimal(out decimal exact))
                    return exact;
                return double.IsFinite(real) ? real : null;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return JsonText.Raw(ref reader);
            default:
                return null;
        }
    }

    /// <summary>Whether text is to be expected as it stands.</summary>
    public static string Show(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json[..Math.Min(json.Length, 40)]);
}
