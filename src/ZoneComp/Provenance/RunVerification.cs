using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Provenance;

/// <summary>Recomputes the digests and the laws of a results' folder and says whether anything was touched since the run.</summary>
/// <remarks>
/// A change of any one file shows: a result differs from its digest in run.json and in SHA256SUMS, run.json from its digest in SHA256SUMS,
/// and
/// SHA256SUMS from what the files ask for, to the byte. Who changes a result and both records alike leaves the laws, and the copy
/// of the provenance inside every table, to give it away; only a seal kept elsewhere shows every such change.
/// </remarks>
public static class RunVerification
{
    /// <param name="seal">Digest of SHA256SUMS that was noted when the run was made; null when none was.</param>
    /// <param name="withInputs">Whether the recorded inputs are looked for and compared too.</param>
    /// <exception cref="UserErrorException">The folder is not there, or holds no results.</exception>
    public static VerificationReport Of(string folder, string? seal = null, bool withInputs = false)
    {
        if (!Directory.Exists(folder) || !File.Exists(Path.Combine(folder, ManifestJson.FileName)))
        {
            throw new UserErrorException(
                $"{folder}: holds no {ManifestJson.FileName}, so it is no folder of results",
                $"{folder}：其中没有 {ManifestJson.FileName}，不是结果目录");
        }

        List<TouchedFile> touched = [];
        RunManifest? manifest = ReadManifest(folder, touched);
        if (manifest is not null)
        {
            CompareOutputs(folder, manifest, touched);
            ComparePolicy(manifest, touched);
            CompareInside(folder, manifest, touched);
        }

        string sumsPath = Path.Combine(folder, ChecksumFile.FileName);
        string found = File.Exists(sumsPath) ? ChecksumFile.Digest(sumsPath) : "";
        CompareSums(folder, sumsPath, manifest, touched);
        if (seal is not null && !seal.Equals(found, StringComparison.OrdinalIgnoreCase))
            touched.Add(new TouchedFile(
                ChecksumFile.FileName,
                new LocalText($"its digest is {found}, the seal says {seal}", $"其摘要为 {found}，校验码为 {seal}")));

        IReadOnlyList<LawResult> laws = manifest is null ? [] : RunLaws.Check(folder, manifest);
        IReadOnlyList<TouchedFile> inputs = withInputs && manifest is not null
            ? RecordedInputs.Changed(manifest, RecordedInputs.FolderOf(manifest, folder, null))
            : [];
        return new VerificationReport(
            found, FolderContents.RelativeFiles(folder).Count, [.. touched.DistinctBy(file => (file.Path, file.What.En))], laws, inputs);
    }

    private static void CompareSums(string folder, string sumsPath, RunManifest? manifest, List<TouchedFile> touched)
    {
        if (!File.Exists(sumsPath))
        {
            touched.Add(new TouchedFile(ChecksumFile.FileName, Gone));
            return;
        }

        byte[] bytes = File.ReadAllBytes(sumsPath);
        SortedDictionary<string, string> there = new(
            ChecksumFile.Read(ChecksumFile.Text(folder))!.Where(file => !FolderContents.IsSideFile(file.Key)).ToDictionary(),
            StringComparer.Ordinal);
        if (ChecksumFile.Read(Encoding.UTF8.GetString(bytes)) is not { } said)
        {
            touched.Add(new TouchedFile(ChecksumFile.FileName, Changed));
            return;
        }

        string[] differing =
        [
            .. said.Keys.Union(there.Keys)
                .Where(path => said.GetValueOrDefault(path) != there.GetValueOrDefault(path))
                .Order(StringComparer.Ordinal),
        ];
        foreach (string path in differing)
            touched.Add(Blame(path, said.ContainsKey(path), there.ContainsKey(path), manifest, touched));
        // The same digests in other words (an empty line, a blank, another order) were not written by a run.
        if (differing.Length == 0
            && !bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(string.Concat(there.Select(file => $"{file.Value}  {file.Key}\n")))))
            touched.Add(new TouchedFile(ChecksumFile.FileName, Changed));
    }

    /// <summary>Of a file and its line in SHA256SUMS that differ, the one that changed: run.json is the third witness, save about
    /// itself.</summary>
    private static TouchedFile Blame(string path, bool isSaid, bool isThere, RunManifest? manifest, List<TouchedFile> touched)
    {
        if (path == ManifestJson.FileName)
            return new TouchedFile(path, new LocalText("changed, or its line in SHA256SUMS", "该文件或其在 SHA256SUMS 中的记录已改变"));
        bool isRecorded = manifest?.Outputs?.Any(file => file.Path == path) ?? isSaid;
        if (isRecorded == isThere && touched.TrueForAll(file => file.Path != path) && manifest is not null)
            return new TouchedFile(ChecksumFile.FileName, Changed);
        return new TouchedFile(path, !isThere ? Gone : isRecorded ? Changed : new LocalText("not of this run", "不属于本次运行"));
    }

    private static RunManifest? ReadManifest(string folder, List<TouchedFile> touched)
    {
        try
        {
            return ManifestJson.Read(File.ReadAllText(Path.Combine(folder, ManifestJson.FileName)));
        }
        catch (JsonException)
        {
            touched.Add(new TouchedFile(ManifestJson.FileName, new LocalText("does not read as JSON of a run", "无法作为运行记录读取")));
            return null;
        }
    }

    private static void CompareOutputs(string folder, RunManifest manifest, List<TouchedFile> touched)
    {
        foreach (FileRecord output in manifest.Outputs ?? [])
        {
            string path = Path.Combine(folder, output.Path);
            if (!File.Exists(path))
                touched.Add(new TouchedFile(output.Path, Gone));
            else if (new FileInfo(path).Length != output.Size || ChecksumFile.Digest(path) != output.Sha256)
                touched.Add(new TouchedFile(output.Path, Changed));
        }
    }

    private static void ComparePolicy(RunManifest manifest, List<TouchedFile> touched)
    {
        byte[] text = Encoding.UTF8.GetBytes(manifest.Policy.Text);
        string plain = Convert.ToHexStringLower(SHA256.HashData(text)),
            marked = Convert.ToHexStringLower(SHA256.HashData([0xEF, 0xBB, 0xBF, .. text]));
        if (manifest.Policy.Sha256 != plain && manifest.Policy.Sha256 != marked)
            touched.Add(new TouchedFile(
                ManifestJson.FileName,
                new LocalText("its policy text does not have the digest beside it", "其中的测算方案文本与所记摘要不符")));
    }

    private static void CompareInside(string folder, RunManifest manifest, List<TouchedFile> touched)
    {
        string stable = ManifestJson.Stable(manifest);
        foreach (string path in Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            try
            {
                using ParquetFile file = ParquetFile.Open(path);
                if (!file.Metadata.TryGetValue(ParquetOutputs.ManifestKey, out string? inside) || inside != stable)
                    touched.Add(new TouchedFile(
                        name,
                        new LocalText("carries the provenance of another run than run.json tells", "其中的来源记录与 run.json 不符")));
            }
            catch (Exception unread) when (unread is ParquetException or IOException)
            {
                touched.Add(new TouchedFile(name, new LocalText($"does not read: {unread.Message}", $"无法读取：{unread.Message}")));
            }
        }
    }

    private static LocalText Gone => new("gone", "缺失");

    private static LocalText Changed => new("changed", "已改变");
}
