using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoneComp.Files;

/// <summary>The manifest as JSON: UTF-8, LF, properties in the order of their declaration, so equal manifests are equal bytes.</summary>
public static class ManifestJson
{
    /// <summary>Name of the full form in the results' folder; also the mark by which a folder is known as ZoneComp's.</summary>
    public const string FileName = "run.json";

    private static readonly ManifestContext Indented = Context(indented: true);
    private static readonly ManifestContext Compact = Context(indented: false);

    /// <summary>For a file that people read.</summary>
    public static string Full(RunManifest manifest) => JsonSerializer.Serialize(manifest, Indented.RunManifest) + "\n";

    /// <summary>On one line, without timings, machine and output hashes: for the metadata inside result files.</summary>
    public static string Stable(RunManifest manifest) => JsonSerializer.Serialize(manifest.Stable(), Compact.RunManifest);

    public static RunManifest Read(string json) =>
        JsonSerializer.Deserialize(json, Compact.RunManifest) ?? throw new JsonException("The manifest is empty.");

    private static ManifestContext Context(bool indented) => new(new JsonSerializerOptions
    {
        WriteIndented = indented,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable; the page escapes for itself
    });
}

[JsonSerializable(typeof(RunManifest))]
internal sealed partial class ManifestContext : JsonSerializerContext;
