using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZoneComp.Parquet.Geo;

/// <summary>The <c>geo</c> metadata as JSON. Read are all versions from 0.1 to 2.0; keys that none of them has are passed over.</summary>
internal static class GeoMetadataJson
{
    private static readonly string[] Corners = ["xmin", "ymin", "xmax", "ymax"];

    public static GeoMetadata Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            var columns = new Dictionary<string, GeoColumn>(StringComparer.Ordinal);
            foreach (JsonProperty column in Required(root, "columns", JsonValueKind.Object).EnumerateObject())
                columns[column.Name] = ReadColumn(column.Value);
            return new GeoMetadata
            {
                // 0.1 had another name
                Version = (Optional(root, "version", JsonValueKind.String) ?? Optional(
                    root,
                    "schema_version",
                    JsonValueKind.String))?.GetString()
                    ?? "",
                PrimaryColumn = Required(root, "primary_column", JsonValueKind.String).GetString()!,
                Columns = columns,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new ParquetException($"the geo metadata is not valid JSON: {error.Message}", error);
        }
    }

    public static string Write(GeoMetadata metadata)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("version", metadata.Version);
            json.WriteString("primary_column", metadata.PrimaryColumn);
            json.WriteStartObject("columns");
            foreach ((string name, GeoColumn column) in metadata.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                WriteColumn(json, column);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static GeoColumn ReadColumn(JsonElement column)
    {
        bool hasCrs = column.TryGetProperty("crs", out JsonElement crs);
        return new GeoColumn
        {
            Encoding = Required(column, "encoding", JsonValueKind.String).GetString()!,
            GeometryTypes = Types(column),
            CrsOrigin = !hasCrs
                ? GeoCrsOrigin.DefaultCrs84
                : crs.ValueKind == JsonValueKind.Null ? GeoCrsOrigin.Unknown : GeoCrsOrigin.Stated,
            Crs = !hasCrs || crs.ValueKind == JsonValueKind.Null
                ? null
                : crs.ValueKind == JsonValueKind.String ? crs.GetString() : crs.GetRawText(),
            Orientation = Optional(column, "orientation", JsonValueKind.String)?.GetString(),
            Epoch = Optional(column, "epoch", JsonValueKind.Number)?.GetDouble(),
            Edges = Optional(column, "edges", JsonValueKind.String)?.GetString() ?? "planar",
            Bbox = Optional(column, "bbox", JsonValueKind.Array) is { } box
                ? [.. box.EnumerateArray().Select(number => number.GetDouble())]
                : null,
            CoveringColumn = Covering(column),
        };
    }

    /// <summary>Up to 0.4 under another name, one of them as text, and "Unknown" for none.</summary>
    private static IReadOnlyList<string> Types(JsonElement column)
    {
        if (Optional(column, "geometry_types", JsonValueKind.Array) is { } types)
            return [.. types.EnumerateArray().Select(type => type.GetString() ?? "")];
        if (!column.TryGetProperty("geometry_type", out JsonElement old) || old.ValueKind == JsonValueKind.Null)
            return [];
        string[] all = old.ValueKind == JsonValueKind.String
            ? [old.GetString()!]
            : [.. old.EnumerateArray().Select(type => type.GetString() ?? "")];
        return all.Contains("Unknown") ? [] : all;
    }

    private static string? Covering(JsonElement column) =>
        Optional(column, "covering", JsonValueKind.Object) is { } covering
        && Optional(covering, "bbox", JsonValueKind.Object) is { } bbox
        && Optional(bbox, "xmin", JsonValueKind.Array) is { } path
        && path.GetArrayLength() == 2
            ? path[0].GetString()
            : null;

    private static void WriteColumn(Utf8JsonWriter json, GeoColumn column)
    {
        json.WriteString("encoding", column.Encoding);
        json.WriteStartArray("geometry_types");
        foreach (string type in column.GeometryTypes)
            json.WriteStringValue(type);
        json.WriteEndArray();
        if (column.CrsOrigin == GeoCrsOrigin.Unknown)
        {
            json.WriteNull("crs");
        }
        else if (column.CrsOrigin == GeoCrsOrigin.Stated)
        {
            json.WritePropertyName("crs");
            json.WriteRawValue(column.Crs!);
        }

        if (column.Epoch is { } epoch)
            json.WriteNumber("epoch", epoch);
        json.WriteString("edges", column.Edges);
        if (column.Orientation is not null)
            json.WriteString("orientation", column.Orientation);
        if (column.Bbox is not null)
        {
            json.WriteStartArray("bbox");
            foreach (double number in column.Bbox)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        if (column.CoveringColumn is not null)
        {
            json.WriteStartObject("covering");
            json.WriteStartObject("bbox");
            foreach (string corner in Corners)
            {
                json.WriteStartArray(corner);
                json.WriteStringValue(column.CoveringColumn);
                json.WriteStringValue(corner);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static JsonElement Required(JsonElement parent, string name, JsonValueKind kind) => Optional(parent, name, kind)
        ?? throw new ParquetException($"the geo metadata has no {kind.ToString().ToLowerInvariant()} '{name}'");

    /// <exception cref="ParquetException">It is there and of another kind: what it means must not be guessed.</exception>
    private static JsonElement? Optional(JsonElement parent, string name, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object
            || !parent.TryGetProperty(name, out JsonElement value)
            || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == kind
            ? value
            : throw new ParquetException(
                $"the geo metadata's '{name}' is a {value.ValueKind.ToString().ToLowerInvariant()}, expected a "
                    + $"{kind.ToString().ToLowerInvariant()}");
    }
}
