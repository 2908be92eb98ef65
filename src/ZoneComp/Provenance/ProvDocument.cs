using System.Text.Json.Nodes;

namespace ZoneComp.Provenance;

/// <summary>A run as W3C PROV in its JSON form. Source: https://www.w3.org/submissions/prov-json/ (W3C Member Submission, 2013).</summary>
/// <remarks>Entities are files, named by their digest, so that a file of two runs is one entity; the activity is the run, the agent this
/// program.</remarks>
internal static class ProvDocument
{
    public static JsonObject Of(RunManifest manifest)
    {
        JsonObject entities = [], used = [], generated = [];
        string activity = $"run:{LineageNames.RunId(manifest)}", agent = $"tool:{manifest.Tool.Name}-{manifest.Tool.Version}";
        JsonObject policy = Entity(manifest.Policy.Path, "policy", manifest.Policy.Sha256, null);
        policy["zc:text"] = manifest.Policy.Text;
        entities[Id(manifest.Policy.Sha256)] = policy;
        used["_:u0"] = Pair("prov:activity", activity, "prov:entity", Id(manifest.Policy.Sha256));
        foreach (InputRecord input in manifest.Inputs)
        {
            foreach (FileRecord file in input.Files)
            {
                entities[Id(file.Sha256)] ??= Entity(file.Path, input.Role, file.Sha256, file.Size);
                used[$"_:u{used.Count}"] = Pair("prov:activity", activity, "prov:entity", Id(file.Sha256));
            }
        }

        foreach (FileRecord file in manifest.Outputs ?? [])
        {
            entities[Id(file.Sha256)] ??= Entity(file.Path, "result", file.Sha256, file.Size);
            generated[$"_:g{generated.Count}"] = Pair("prov:entity", Id(file.Sha256), "prov:activity", activity);
        }

        return new JsonObject
        {
            ["prefix"] = new JsonObject
            {
                ["zc"] = LineageNames.Namespace,
                ["file"] = "urn:sha256:",
                ["run"] = LineageNames.Namespace + "run/",
                ["tool"] = LineageNames.Namespace + "tool/",
            },
            ["entity"] = entities,
            ["activity"] = new JsonObject { [activity] = Activity(manifest) },
            ["agent"] = new JsonObject
            {
                [agent] = new JsonObject
                {
                    ["prov:type"] = new JsonObject { ["$"] = "prov:SoftwareAgent", ["type"] = "prov:QUALIFIED_NAME" },
                    ["prov:label"] = $"{manifest.Tool.Name} {manifest.Tool.Version}",
                    ["zc:commit"] = manifest.Tool.Commit ?? "unknown",
                },
            },
            ["used"] = used,
            ["wasGeneratedBy"] = generated,
            ["wasAssociatedWith"] = new JsonObject { ["_:a0"] = Pair("prov:activity", activity, "prov:agent", agent) },
        };
    }

    private static JsonObject Activity(RunManifest manifest)
    {
        JsonObject run = new() { ["prov:label"] = manifest.Policy.Path };
        if (manifest.Timings is TimingRecord timings)
        {
            run["prov:startTime"] = timings.StartedUtc;
            run["prov:endTime"] = LineageNames.End(timings);
        }

        foreach (NamedValue setting in manifest.Settings)
            run["zc:" + setting.Name] = setting.Value;
        return run;
    }

    private static JsonObject Entity(string path, string role, string sha256, long? size)
    {
        JsonObject entity = new() { ["prov:label"] = path, ["zc:role"] = role, ["zc:sha256"] = sha256 };
        if (size is long bytes)
            entity["zc:bytes"] = bytes;
        return entity;
    }

    private static JsonObject Pair(string one, string first, string other, string second) => new() { [one] = first, [other] = second };

    private static string Id(string sha256) => "file:" + sha256;
}
