using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Provenance;

/// <summary>The part of JSON Schema 2020-12 that docs/run.schema.json uses; a keyword it does not know is refused, so that none is passed
/// over.</summary>
internal static class JsonSchema
{
    private static readonly string[] Notes = ["$schema", "$id", "$defs", "title", "description"];

    /// <summary>What is wrong, each with its place; empty when the document is valid.</summary>
    public static List<string> Check(JsonElement schema, JsonElement value)
    {
        List<string> errors = [];
        Check(schema, schema, value, "$", errors);
        return errors;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string at, List<string> errors)
    {
        foreach (JsonProperty rule in schema.EnumerateObject().Where(rule => !Notes.Contains(rule.Name)))
        {
            bool holds = true;
            switch (rule.Name)
            {
                case "$ref":
                    Check(root, root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, at, errors);
                    break;
                case "type":
                    holds = rule.Value.GetString() switch
                    {
                        "object" => value.ValueKind == JsonValueKind.Object,
                        "array" => value.ValueKind == JsonValueKind.Array,
                        "string" => value.ValueKind == JsonValueKind.String,
                        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                        "number" => value.ValueKind == JsonValueKind.Number,
                        string other => throw new InvalidOperationException(other),
                        _ => false,
                    };
                    break;
                case "const":
                    holds = value.GetRawText() == rule.Value.GetRawText();
                    break;
                case "required":
                    foreach (string name in rule.Value.EnumerateArray()
                        .Select(each => each.GetString()!)
                        .Where(name => !value.TryGetProperty(name, out _)))
                        errors.Add($"{at}: {name} is missing");
                    break;
                case "properties":
                    foreach (JsonProperty property in rule.Value.EnumerateObject())
                    {
                        if (value.TryGetProperty(property.Name, out JsonElement inside))
                            Check(root, property.Value, inside, $"{at}.{property.Name}", errors);
                    }

                    break;
                case "additionalProperties":
                    foreach (JsonProperty property in value.EnumerateObject()
                        .Where(property => !schema.GetProperty("properties").TryGetProperty(property.Name, out _)))
                        errors.Add($"{at}: {property.Name} is not in the schema");
                    break;
                case "items":
                    foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                        Check(root, rule.Value, item, $"{at}[{index}]", errors);
                    break;
                case "pattern":
                    holds = Regex.IsMatch(value.GetString()!, rule.Value.GetString()!);
                    break;
                case "minLength":
                    holds = value.GetString()!.Length >= rule.Value.GetInt32();
                    break;
                case "minItems":
                    holds = value.GetArrayLength() >= rule.Value.GetInt32();
                    break;
                case "minimum":
                    holds = value.GetDecimal() >= rule.Value.GetDecimal();
                    break;
                default:
                    throw new InvalidOperationException($"the schema says '{rule.Name}', which this check does not know");
            }

            if (!holds)
                errors.Add($"{at}: {value} breaks {rule.Name} {rule.Value}");
        }
    }
}
