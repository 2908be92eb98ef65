using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Policy;

namespace ZoneComp.Cells;

/// <summary>A ground that all shards share: made by whoever comes first, complete or not there at all.</summary>
internal sealed class GroundFolder : IDisposable
{
    private const string FolderName = "ground";
    private const string RecordName = "ground.json";
    private const string FileName = "ground.bin";

    private GroundFolder(GroundRecord record, GroundFile file)
    {
        Record = record;
        File = file;
    }

    public GroundManifest Manifest => Record.Manifest;

    public string Hash => Record.Hash;

    public GroundFile File { get; }

    private GroundRecord Record { get; }

    /// <summary>The ground that lies in a parts folder; null where there is none.</summary>
    /// <exception cref="UserErrorException">It is another policy's, another program's, or of inputs that have changed since.</exception>
    public static GroundFolder? TryOpen(string parts, PolicyFile policy)
    {
        string folder = Path.Combine(parts, FolderName), path = Path.Combine(folder, RecordName);
        if (!System.IO.File.Exists(path))
            return null;
        GroundRecord record;
        try
        {
            record = JsonSerializer.Deserialize<GroundRecord>(System.IO.File.ReadAllText(path)) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw Unusable(folder, "ground.json does not read", "ground.json 无法读取");
        }

        if (record.Program != ProgramId)
            throw Unusable(folder, "another version of the program made it", "由其他版本的程序生成");
        if (record.PolicySha256 != policy.Sha256)
            throw Unusable(folder, "it was made from another policy, or the policy has changed", "由其他办法生成，或办法已改动");
        foreach (InputStamp input in record.Inputs)
        {
            var file = new FileInfo(Path.Combine(policy.Directory, input.Path));
            if (!file.Exists || file.Length != input.Size || (file.LastWriteTimeUtc.Ticks != input.WrittenTicks && Sha256Of(file) != input.Sha256))
                throw Unusable(folder, $"{input.Path} has changed since", $"{input.Path} 已改动");
        }

        return new GroundFolder(record, GroundFile.Open(Path.Combine(folder, FileName)));
    }

    /// <summary>Hash of the ground in a parts folder; null where there is none that reads.</summary>
    public static string? HashIn(string parts)
    {
        string path = Path.Combine(parts, FolderName, RecordName);
        try
        {
            return System.IO.File.Exists(path) ? JsonSerializer.Deserialize<GroundRecord>(System.IO.File.ReadAllText(path))?.Hash : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Sorts the inputs into the parts folder; null when errors leave nothing to overlay.</summary>
    public static GroundFolder? Make(string parts, PolicyFile policy, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog log)
    {
        string fresh = Path.Combine(parts, FormattableString.Invariant($".{FolderName}-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(fresh);
        try
        {
            GroundRecord record;
            using (GroundFile file = GroundFile.Create(Path.Combine(fresh, FileName)))
            {
                if (CellRun.Sort(policy, threads, plan, file, stages, log) is not { } sorted || log.HasErrors)
                    return null;
                record = new GroundRecord(
                    ProgramId,
                    policy.Sha256,
                    HashOf(policy, sorted.Prepared.Inputs, sorted.Manifest),
                    [.. sorted.Prepared.Inputs.SelectMany(input => input.Files).Select(input => InputStamp.Of(input, policy))],
                    sorted.Manifest);
            }

            System.IO.File.WriteAllText(Path.Combine(fresh, RecordName), JsonSerializer.Serialize(record));
            try
            {
                Directory.Move(fresh, Path.Combine(parts, FolderName));
            }
            catch (IOException) when (System.IO.File.Exists(Path.Combine(parts, FolderName, RecordName)))
            {
                // Another shard was faster; it made the same.
            }

            return TryOpen(parts, policy);
        }
        finally
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
        }
    }

    /// <summary>Names a ground and its cutting into cells: shards of the same hash belong together.</summary>
    public static string HashOf(PolicyFile policy, IReadOnlyList<InputRecord> inputs, GroundManifest manifest)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{ProgramId}\n{policy.Sha256}\n{manifest.ClassCount} {manifest.VisibleClasses} {manifest.RegionCount} {manifest.OriginX}\n");
        foreach (FileRecord file in inputs.SelectMany(input => input.Files))
            text.Append(CultureInfo.InvariantCulture, $"{file.Path}\t{file.Sha256}\t{file.Size}\n");
        foreach (StoredCell cell in manifest.Cells)
            text.Append(CultureInfo.InvariantCulture, $"{cell.Key} {cell.Edges}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public void Dispose() => File.Dispose();

    /// <summary>The same for the same build, on any machine.</summary>
    private static string ProgramId => typeof(GroundFolder).Module.ModuleVersionId.ToString("N");

    private static string Sha256Of(FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static UserErrorException Unusable(string folder, string en, string zh) => new(
        $"{folder} cannot be used: {en}. Take another folder for the parts, or delete this one with all its parts",
        $"{folder} 不能使用：{zh}。请改用其他分片目录，或删除该目录及其全部分片");

    private sealed record GroundRecord(string Program, string PolicySha256, string Hash, IReadOnlyList<InputStamp> Inputs, GroundManifest Manifest);

    private sealed record InputStamp(string Path, long Size, string Sha256, long WrittenTicks)
    {
        public static InputStamp Of(FileRecord file, PolicyFile policy) =>
            new(file.Path, file.Size, file.Sha256, System.IO.File.GetLastWriteTimeUtc(System.IO.Path.Combine(policy.Directory, file.Path)).Ticks);
    }
}
