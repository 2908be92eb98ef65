using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZoneComp.Cli.Cluster;

/// <summary>A run on a cluster as its administrator reads it: <c>cluster.json</c> in the run's folder, which all nodes must see.</summary>
internal sealed record ClusterPlan
{
    public const string FileName = "cluster.json";

    private static readonly ClusterPlanContext Form = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Name of all its jobs in the scheduler: by it they are found and cancelled, since numbers may be given out twice.</summary>
    public required string JobName { get; init; }

    /// <summary>Full path of the policy file.</summary>
    public required string Policy { get; init; }

    /// <summary>Pieces that the layers are sorted in, each a task.</summary>
    public int Sorts { get; set; } = 1; // not init: a reader made ahead would leave 0 where an older plan lacks it

    public required int Shards { get; init; }

    /// <summary>Processors asked for a task; a task uses what it was allotted.</summary>
    public required int Threads { get; init; }

    /// <summary>Memory of a task as --memory takes it.</summary>
    public required string Memory { get; init; }

    /// <summary>Times a task is started again after a crash of the program or of its node.</summary>
    public required int Retries { get; init; }

    /// <summary>Whether areas by zone feature are measured too.</summary>
    public required bool Pieces { get; init; }

    /// <summary>Whether the merge writes the whole run's results, not the overlay's alone.</summary>
    public required bool WholeRun { get; init; }

    /// <summary>The program and its first arguments, as a shell reads them.</summary>
    public required string Program { get; init; }

    public static ClusterPlan Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Form.ClusterPlan) ?? throw new JsonException();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException(
                $"{path} is not there: make it with zonecomp cluster plan",
                $"{path} 不存在：请先运行 zonecomp cluster plan",
                error);
        }
        catch (JsonException error)
        {
            throw new UserErrorException($"{path} does not read: {error.Message}", $"{path} 无法读取：{error.Message}", error);
        }
    }

    public void Write(string folder) =>
        ClusterFolder.WriteNew(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Form.ClusterPlan) + "\n");
}

[JsonSerializable(typeof(ClusterPlan))]
internal sealed partial class ClusterPlanContext : JsonSerializerContext;

/// <summary>Where a run's files lie in its folder.</summary>
internal sealed record ClusterFolder(string Path)
{
    public string Parts => System.IO.Path.Combine(Path, "parts");

    public string Results => System.IO.Path.Combine(Path, "results");

    public string Logs => System.IO.Path.Combine(Path, "log");

    public string SortScript => System.IO.Path.Combine(Path, "sort.sbatch");

    public string PrepareScript => System.IO.Path.Combine(Path, "prepare.sbatch");

    public string ShardScript => System.IO.Path.Combine(Path, "shards.sbatch");

    public string MergeScript => System.IO.Path.Combine(Path, "merge.sbatch");

    /// <summary>The files of a plan, none of which may be there when it is made.</summary>
    public IReadOnlyList<string> Files =>
    [
        System.IO.Path.Combine(Path, ClusterPlan.FileName), SortScript, PrepareScript, ShardScript, MergeScript,
    ];

    /// <summary>Writes a file that must not be there, not as a link either.</summary>
    public static void WriteNew(string path, string text)
    {
        using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
        writer.Write(text);
    }
}
