using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>
/// The features of Esri's JSON (an ArcGIS server's answer with f=json, or ArcGIS' "Features To JSON"), each as the GeoJSON feature
/// that it would be.
/// </summary>
/// <remarks>
/// Source: ArcGIS REST API, "Geometry objects" and "Feature object". Rings have their inside on the right, as in a shapefile, in any
/// order.
/// </remarks>
internal sealed class EsriFeatures(GeoJsonText inner, EsriHead head) : IGeoJsonFeatures
{
    /// <summary>Esri's members of a geometry and the types of GeoJSON whose coordinates are built alike.</summary>
    private static readonly (string Member, string Type)[] Kinds =
        [("rings", GeoJsonGeometry.RightHandedRings), ("paths", "MultiLineString"), ("points", "MultiPoint")];

    /// <summary>Some 3,000 years; beyond, the number is no date.</summary>
    private const long MostMilliseconds = 100_000_000_000_000;

    private readonly MemoryStream written = new();

    public bool Next(out ReadOnlySpan<byte> feature)
    {
        feature = default;
        if (!inner.Next(out ReadOnlySpan<byte> esri))
            return false;
        var reader = new Utf8JsonReader(esri);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        written.SetLength(0);
        using (var json = new Utf8JsonWriter(written))
            Write(json, document.RootElement);
        feature = written.GetBuffer().AsSpan(0, (int)written.Length);
        return true;
    }

    public void Dispose() => inner.Dispose();

    private void Write(Utf8JsonWriter json, JsonElement feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (Member(feature, "attributes") is { ValueKind: JsonValueKind.Object } attributes)
            WriteProperties(json, attributes);
        if (Member(feature, "geometry") is { ValueKind: JsonValueKind.Object } geometry)
            WriteGeometry(json, geometry);
        json.WriteEndObject();
    }

    /// <summary>An undefined element where there is none.</summary>
    public static JsonElement Member(JsonElement feature, string name) =>
        feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty(name, out JsonElement member) ? member : default;

    private void WriteProperties(Utf8JsonWriter json, JsonElement attributes)
    {
        json.WriteStartObject("properties");
        foreach (JsonProperty attribute in attributes.EnumerateObject())
        {
            json.WritePropertyName(attribute.Name);
            if (head.Dates.Contains(attribute.Name) && DateOf(attribute.Value) is { } date)
                json.WriteStringValue(date);
            else
                attribute.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>Dates are milliseconds of 1970, UTC.</summary>
    private static string? DateOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long milliseconds)
            || milliseconds is < -MostMilliseconds or > MostMilliseconds)
        {
            return null;
        }

        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static void WriteGeometry(Utf8JsonWriter json, JsonElement geometry)
    {
        json.WriteStartObject("geometry");
        if (Array.Find(Kinds, kind => geometry.TryGetProperty(kind.Member, out _)) is { Member: { } member, Type: { } type })
        {
            json.WriteString("type", type);
            json.WritePropertyName("coordinates");
            geometry.GetProperty(member).WriteTo(json);
        }
        else if (geometry.TryGetProperty("x", out JsonElement x) && geometry.TryGetProperty("y", out JsonElement y))
        {
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            x.WriteTo(json);
            y.WriteTo(json);
            json.WriteEndArray();
        }
        else
        {
            // Curves ("curveRings") and what else there may be: named where the geometry is read.
            IEnumerable<string> names = geometry.EnumerateObject().Select(each => each.Name);
            json.WriteString("type", names.FirstOrDefault(name => name != "spatialReference"));
        }

        json.WriteEndObject();
    }
}

/// <summary>What Esri's JSON says of the layer beside its features.</summary>
/// <param name="Crs">"EPSG:4490", "ESRI:102012" or WKT; null where it says nothing.</param>
/// <param name="Dates">Fields of dates.</param>
/// <param name="IsCut">Whether the server had more features than it gave.</param>
internal sealed record EsriHead(string? Crs, IReadOnlySet<string> Dates, bool IsCut)
{
    /// <summary>EPSG's numbers end below it, Esri's own begin above.</summary>
    private const int LeastOfEsri = 33000;

    /// <exception cref="UserErrorException">Coordinates are steps on a grid of pixels, rounded for a screen.</exception>
    public static EsriHead Of(string path, IReadOnlyDictionary<string, JsonElement> members)
    {
        if (members.ContainsKey("transform"))
        {
            throw new UserErrorException(
                $"{path}: is JSON of Esri with coordinates rounded for a screen (quantizationParameters); ask the server without them",
                $"{path}：是 Esri 的 JSON，坐标已按屏幕像素取整（quantizationParameters）；请不带该参数重新请求");
        }

        HashSet<string> dates = [];
        if (members.TryGetValue("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array)
        {
            IEnumerable<JsonElement> ofDates = fields.EnumerateArray().Where(field => Text(field, "type") == "esriFieldTypeDate");
            dates = [.. ofDates.Select(field => Text(field, "name")).OfType<string>()];
        }

        return new EsriHead(
            members.TryGetValue("spatialReference", out JsonElement crs) ? CrsOf(crs) : null,
            dates,
            members.TryGetValue("exceededTransferLimit", out JsonElement cut) && cut.ValueKind == JsonValueKind.True);
    }

    private static string? CrsOf(JsonElement crs)
    {
        foreach (string name in (string[])["latestWkid", "wkid"])
        {
            if (EsriFeatures.Member(crs, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int wkid))
                return FormattableString.Invariant($"{(wkid < LeastOfEsri ? "EPSG" : "ESRI")}:{wkid}");
        }

        return Text(crs, "wkt2") ?? Text(crs, "wkt");
    }

    private static string? Text(JsonElement element, string name) =>
        EsriFeatures.Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
