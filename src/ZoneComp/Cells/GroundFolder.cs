using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Cells;

/// <summary>A ground that all shards share: made by whoever comes first, complete or not there at all.</summary>
internal sealed class GroundFolder : IDisposable
{
    private const string FolderName = "ground";
    private const string RecordName = "ground.json";
    private const string FileName = "ground.bin";

    private readonly string parts;

    private GroundFolder(string parts, GroundRecord record, GroundFile file)
    {
        this.parts = parts;
        Record = record;
        File = file;
    }

    public GroundManifest Manifest => Record.Manifest;

    public string Hash => Record.Hash;

    /// <summary>Pieces that its layers were sorted in.</summary>
    public int PieceCount => Record.Pieces.Count;

    public GroundFile File { get; }

    private GroundRecord Record { get; }

    /// <summary>The ground that lies in a parts folder; null where there is none, or where a piece of it is missing or was made
    /// again.</summary>
    /// <exception cref="UserErrorException">It is another policy's, another program's, or of inputs that have changed since.</exception>
    public static GroundFolder? TryOpen(string parts, PolicyFile policy)
    {
        string folder = Path.Combine(parts, FolderName), path = Path.Combine(folder, RecordName);
        if (!System.IO.File.Exists(path))
            return null;
        GroundRecord record;
        try
        {
            record = Read(path);
        }
        catch (JsonException)
        {
            throw Unusable(folder, "ground.json is not as it was written", "ground.json 与写出时不一致");
        }

        if (record.Program != ProgramId)
            throw Unusable(folder, "another version of the program made it", "由其他版本的程序生成");
        if (record.PolicySha256 != policy.Sha256)
            throw Unusable(folder, "it was made from another policy, or the policy has changed", "由其他测算方案生成，或测算方案已改动");
        foreach (FileStamp input in record.Inputs)
        {
            if (!IsUnchanged(input, policy))
                throw Unusable(folder, $"{input.Path} has changed since", $"{input.Path} 已改动");
        }

        return !HasPieces(parts, record)
            ? null
            : new GroundFolder(
                parts,
                record,
                GroundFile.Open([Path.Combine(folder, FileName), .. record.Pieces.Select(piece => Path.Combine(parts, piece.Name))]));
    }

    /// <summary>Hash of the ground in a parts folder; null where there is none that reads, with all its pieces.</summary>
    public static string? HashIn(string parts)
    {
        string path = Path.Combine(parts, FolderName, RecordName);
        try
        {
            return System.IO.File.Exists(path) && Read(path) is { } record && HasPieces(parts, record) ? record.Hash : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The pieces, with all that they say of the layers.</summary>
    public PieceSet Pieces(PolicyFile policy) =>
        PieceSet.TryOpen(parts, policy) ?? throw new InvalidOperationException($"{parts} has lost its pieces.");

    /// <summary>Joins the pieces in the parts folder; where there is none the layers are sorted as one. Null when errors leave nothing to
    /// overlay.</summary>
    /// <exception cref="UserErrorException">A piece is missing or damaged, or the inputs have changed since.</exception>
    public static GroundFolder? Make(string parts, PolicyFile policy, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog log)
    {
        RequireOurs(Path.Combine(parts, FolderName));
        PieceSet? pieces = PieceSet.TryOpen(parts, policy);
        if (pieces is null)
        {
            _ = SortRun.Make(parts, policy, 1, 1, threads, plan, stages, null);
            pieces = PieceSet.TryOpen(parts, policy)!;
        }

        foreach (FileStamp input in pieces.Inputs)
        {
            if (!IsUnchanged(input, policy))
                throw Unusable(parts, $"{input.Path} has changed since its pieces were sorted", $"{input.Path} 在排序之后已改动");
        }

        string fresh = Path.Combine(parts, FormattableString.Invariant($".{FolderName}-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(fresh);
        try
        {
            GroundRecord record;
            using (GroundFile file = GroundFile.Create(Path.Combine(fresh, FileName)))
            {
                if (GroundJoin.Join(policy, pieces, file, threads, plan, stages, log) is not { } joined || log.HasErrors)
                    return null;
                record = new GroundRecord(
                    ProgramId,
                    policy.Sha256,
                    HashOf(policy, joined.Prepared.Inputs, joined.Manifest),
                    [.. pieces.Paths.Zip(pieces.Hashes, (path, hash) => new PieceStamp(Path.GetFileName(path), hash))],
                    [.. joined.Prepared.Inputs.SelectMany(input => input.Files).Select(input => StampOf(input, policy))],
                    joined.Manifest);
            }

            string json = JsonSerializer.Serialize(record, GroundJson.Default.GroundRecord);
            System.IO.File.WriteAllText(Path.Combine(fresh, RecordName), json + "\n" + DigestOf(json));
            Publish(parts, fresh, policy);
            return TryOpen(parts, policy);
        }
        finally
        {
            if (Directory.Exists(fresh))
                Directory.Delete(fresh, recursive: true);
        }
    }

    /// <summary>Gives the ground its name, unless another shard was faster and made the same.</summary>
    private static void Publish(string parts, string fresh, PolicyFile policy)
    {
        string folder = Path.Combine(parts, FolderName);
        for (bool tried = false; ; tried = true)
        {
            try
            {
                Directory.Move(fresh, folder);
                return;
            }
            catch (IOException) when (!tried && Directory.Exists(folder))
            {
                using GroundFolder? there = TryOpen(parts, policy);
                if (there is not null)
                    return;
                // Of pieces that were made again: out of the way, and gone.
                RequireOurs(folder);
                string stale = Path.Combine(parts, FormattableString.Invariant($".{FolderName}-{Guid.NewGuid():N}"));
                Directory.Move(folder, stale);
                Directory.Delete(stale, recursive: true);
            }
        }
    }

    /// <summary>A folder of that name with anything else in it is somebody's own, and stays.</summary>
    private static void RequireOurs(string folder)
    {
        var there = new DirectoryInfo(folder);
        if (there.LinkTarget is not null
            || System.IO.File.Exists(folder)
            || (there.Exists && FolderContents.Entries(folder).Except([RecordName, FileName]).Any()))
            throw OutputErrors.InTheWay(folder);
    }

    /// <summary>Names a ground and its cutting into cells: shards of the same hash belong together.</summary>
    public static string HashOf(PolicyFile policy, IReadOnlyList<InputRecord> inputs, GroundManifest manifest)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{ProgramId}\n{policy.Sha256}\n{manifest.ClassCount} {manifest.VisibleClasses} {manifest.RegionCount} {manifest.OriginX}\n");
        foreach (FileRecord file in inputs.SelectMany(input => input.Files))
            text.Append(CultureInfo.InvariantCulture, $"{file.Path}\t{file.Sha256}\t{file.Size}\n");
        foreach (StoredCell cell in manifest.Cells)
            text.Append(CultureInfo.InvariantCulture, $"{cell.Key} {cell.Edges}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public void Dispose() => File.Dispose();

    /// <summary>Whether a file is still the one that was read: by size and time, or else by its digest.</summary>
    public static bool IsUnchanged(FileStamp stamp, PolicyFile policy)
    {
        var file = new FileInfo(Path.Combine(policy.Directory, stamp.Path));
        return file.Exists
            && file.Length == stamp.Size
            && (file.LastWriteTimeUtc.Ticks == stamp.WrittenTicks || (stamp.Sha256 is { } digest && Sha256Of(file) == digest));
    }

    /// <summary>The same for the same build, on any machine.</summary>
    public static string ProgramId => typeof(GroundFolder).Module.ModuleVersionId.ToString("N");

    /// <summary>What a ground says of itself, with the digest of it in a line behind; rows have checksums of their own.</summary>
    /// <exception cref="JsonException">It is not as it was written.</exception>
    private static GroundRecord Read(string path)
    {
        string text = System.IO.File.ReadAllText(path);
        int end = text.LastIndexOf('\n');
        return end >= 0 && text[(end + 1)..] == DigestOf(text[..end])
            ? JsonSerializer.Deserialize(text[..end], GroundJson.Default.GroundRecord) ?? throw new JsonException()
            : throw new JsonException();
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool HasPieces(string parts, GroundRecord record) =>
        record.Pieces.All(piece => SortPiece.HashOf(Path.Combine(parts, piece.Name)) == piece.Hash);

    private static string Sha256Of(FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static UserErrorException Unusable(string folder, string en, string zh) => new(
        $"{folder} cannot be used: {en}. Take another folder for the parts, or delete this one with all its parts",
        $"{folder} 不能使用：{zh}。请改用其他分片目录，或删除该目录及其全部分片");

    private static FileStamp StampOf(FileRecord file, PolicyFile policy) =>
        new(file.Path, file.Size, System.IO.File.GetLastWriteTimeUtc(Path.Combine(policy.Directory, file.Path)).Ticks, file.Sha256);
}

/// <summary>What a ground says of itself, beside its rows.</summary>
/// <param name="Program">Build of the program that made it.</param>
internal sealed record GroundRecord(
    string Program, string PolicySha256, string Hash, IReadOnlyList<PieceStamp> Pieces, IReadOnlyList<FileStamp> Inputs,
    GroundManifest Manifest);

/// <param name="Hash">Of what the piece says of itself.</param>
internal sealed record PieceStamp(string Name, string Hash);
