using System.Text.Json.Nodes;

namespace ZoneComp.Provenance;

/// <summary>A run as one OpenLineage run event (COMPLETE). Source: https://openlineage.io/spec/2-0-2/OpenLineage.json.</summary>
internal static class LineageEvent
{
    private const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

    public static JsonObject Of(RunManifest manifest)
    {
        JsonObject[] inputs = [.. manifest.Inputs.SelectMany(input => input.Files.Select(file => DataSet(file, input.Role, input.Rows)))];
        return new JsonObject
        {
            ["eventType"] = "COMPLETE",
            ["eventTime"] = manifest.Timings is TimingRecord timings ? LineageNames.End(timings) : "1970-01-01T00:00:00Z",
            ["run"] = new JsonObject { ["runId"] = LineageNames.RunId(manifest), ["facets"] = new JsonObject() },
            ["job"] = new JsonObject
            {
                ["namespace"] = "zonecomp",
                ["name"] = manifest.Policy.Path,
                ["facets"] = new JsonObject
                {
                    ["sourceCode"] = Facet(
                        "https://openlineage.io/spec/facets/1-0-1/SourceCodeJobFacet.json#/$defs/SourceCodeJobFacet",
                        ("language", "zonecomp policy"),
                        ("sourceCode", manifest.Policy.Text)),
                },
            },
            ["inputs"] = new JsonArray([.. inputs]),
            ["outputs"] = new JsonArray([.. (manifest.Outputs ?? []).Select(file => DataSet(file, "result", null))]),
            ["producer"] = Producer(manifest),
            ["schemaURL"] = Schema,
        };

        JsonObject Facet(string schema, params (string Name, string Value)[] values)
        {
            JsonObject facet = new() { ["_producer"] = Producer(manifest), ["_schemaURL"] = schema };
            foreach ((string name, string value) in values)
                facet[name] = value;
            return facet;
        }

        JsonObject DataSet(FileRecord file, string role, long? rows)
        {
            JsonObject own = Facet(LineageNames.Namespace + "file-facet", ("role", role), ("sha256", file.Sha256));
            own["bytes"] = file.Size;
            if (rows is long count)
                own["rows"] = count;
            return new JsonObject
            {
                ["namespace"] = "file",
                ["name"] = file.Path,
                ["facets"] = new JsonObject
                {
                    ["version"] = Facet(
                        "https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet",
                        ("datasetVersion", file.Sha256)),
                    ["zonecomp_file"] = own,
                },
            };
        }
    }

    private static string Producer(RunManifest manifest) =>
        $"{LineageNames.Namespace}tool/{manifest.Tool.Version}/{manifest.Tool.Commit ?? "unknown"}";
}
