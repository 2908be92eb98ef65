using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZoneComp.Parquet;

/// <summary>
/// Titles and units of columns in the file's key-value metadata, where every program can show them:
/// key <see cref="Key"/>, a JSON object {"area_m2": {"title": "...", "unit": "m2"}}.
/// </summary>
public static class ColumnDescriptions
{
    public const string Key = "column_descriptions";

    /// <summary>The JSON text; null when no column has a title or unit.</summary>
    internal static string? Write(IReadOnlyList<ParquetField> fields)
    {
        if (!fields.Any(field => field.Title is not null || field.Unit is not null))
            return null;
        var buffer = new MemoryStream();
        // Chinese titles stay readable instead of \uXXXX.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (ParquetField field in fields.Where(field => field.Title is not null || field.Unit is not null))
            {
                json.WriteStartObject(field.Name);
                if (field.Title is not null)
                    json.WriteString("title", field.Title);
                if (field.Unit is not null)
                    json.WriteString("unit", field.Unit);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    internal static void Apply(IReadOnlyDictionary<string, string> metadata, IReadOnlyList<ParquetLeaf> columns)
    {
        if (!metadata.TryGetValue(Key, out string? text))
            return;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            foreach (ParquetLeaf leaf in columns)
            {
                if (json.RootElement.ValueKind != JsonValueKind.Object
                    || !json.RootElement.TryGetProperty(leaf.Name, out JsonElement description)
                    || description.ValueKind != JsonValueKind.Object)
                {
                    continue;
                }

                leaf.Title = Text(description, "title");
                leaf.Unit = Text(description, "unit");
            }
        }
        catch (JsonException)
        {
            // Another program's key of the same name: its text is still in the metadata, and no value depends on it.
        }
    }

    private static string? Text(JsonElement description, string name) =>
        description.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
