using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>The features of Esri's JSON (an ArcGIS server's answer with f=json, or ArcGIS' "Features To JSON"), each as the GeoJSON feature that it would be.</summary>
/// <remarks>Source: ArcGIS REST API, "Geometry objects" and "Feature object". Rings have their inside on the right, as in a shapefile, in any order.</remarks>
internal sealed class EsriFeatures(GeoJsonText inner, EsriHead head) : IGeoJsonFeatures
{
    /// <summary>Esri's members of a geometry and the types of GeoJSON whose coordinates are built alike.</summary>
    private static readonly (string Member, string Type)[] Kinds = [("rings", GeoJsonGeometry.RightHandedRings), ("paths", "MultiLineString"), ("points", "MultiPoint")];

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
        if (feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object)
            WriteProperties(json, attributes);
        if (feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("geometry", out JsonElement geometry) && geometry.ValueKind == JsonValueKind.Object)
            WriteGeometry(json, geometry);
        json.WriteEndObject();
    }

    private void WriteProperties(Utf8JsonWriter json, JsonElement attributes)
    {
        json.WriteStartObject("properties");
        foreach (JsonProperty attribute in attributes.EnumerateObject())
        {
            json.WritePropertyName(attribute.Name);
            if (head.Dates.Contains(attribute.Name) && attribute.Value.ValueKind == JsonValueKind.Number && DateOf(attribute.Value) is { } date)
                json.WriteStringValue(date);
            else
                attribute.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>Dates are milliseconds of 1970, UTC.</summary>
    private static string? DateOf(JsonElement value)
    {
        if (!value.TryGetInt64(out long milliseconds) || Math.Abs(milliseconds) > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / 2)
            return null;
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
            json.WriteString("type", geometry.EnumerateObject().Select(each => each.Name).FirstOrDefault(name => name != "spatialReference"));
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
            dates = [.. fields.EnumerateArray().Where(field => Text(field, "type") == "esriFieldTypeDate").Select(field => Text(field, "name")).OfType<string>()];
        return new EsriHead(
            members.TryGetValue("spatialReference", out JsonElement crs) ? CrsOf(crs) : null,
            dates,
            members.TryGetValue("exceededTransferLimit", out JsonElement cut) && cut.ValueKind == JsonValueKind.True);
    }

    private static string? CrsOf(JsonElement crs)
    {
        foreach (string name in (string[])["latestWkid", "wkid"])
        {
            if (crs.ValueKind == JsonValueKind.Object && crs.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int wkid))
                return FormattableString.Invariant($"{(wkid < LeastOfEsri ? "EPSG" : "ESRI")}:{wkid}");
        }

        return Text(crs, "wkt2") ?? Text(crs, "wkt");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
